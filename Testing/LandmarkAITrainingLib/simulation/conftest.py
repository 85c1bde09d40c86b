"""A small labelled anatomy, and its tissues."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAITrainingLib.simulation.cmr.tissues import tissue_code

HEART = ("lv_blood", "myocardium", "rv_blood")


@pytest.fixture(scope="module")
def labels() -> np.ndarray:
    """(80, 90): cavity 1 in a ring 2, and a right ventricle 3 to the left of it."""
    j, i = np.indices((80, 90))
    left = np.hypot(i - 50, j - 40)
    out = np.where(np.hypot(i - 30, j - 40) < 20, 3, 0)
    out[left < 22] = 2
    out[left < 14] = 1
    return out.astype(np.uint8)


@pytest.fixture(scope="module")
def tissues(labels: np.ndarray) -> np.ndarray:
    """The labels as tissues, liver below and air at the top."""
    out = np.full(labels.shape, tissue_code("liver"), np.uint8)
    out[:15] = tissue_code("air")
    for value, name in enumerate(HEART, start=1):
        out[labels == value] = tissue_code(name)
    return out
