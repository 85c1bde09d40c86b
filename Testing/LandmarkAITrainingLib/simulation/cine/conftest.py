"""A few subjects, imaged once."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAITrainingLib.simulation.cine.study import Cine, simulate_cine


@pytest.fixture(scope="package")
def cines() -> list[Cine]:
    """Three subjects, in pixels of 3 mm: what is tested does not need finer ones."""
    return [simulate_cine(np.random.default_rng(seed), 64, 3.0) for seed in (1, 2, 3)]
