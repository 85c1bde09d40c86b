"""The geometric heart, coarse so that it is made quickly, and subjects made from it."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAITrainingLib.simulation.ct.geometric_heart import geometric_heart
from LandmarkAITrainingLib.simulation.ct.subject import Subject, draw_subject
from LandmarkAITrainingLib.simulation.ct.whole_heart import WholeHeart


@pytest.fixture(scope="session")
def heart() -> WholeHeart:
    return geometric_heart(2.5)


@pytest.fixture(scope="session")
def subjects(heart: WholeHeart) -> list[Subject]:
    return [draw_subject(np.random.default_rng(seed), heart, randomised=0) for seed in range(5)]
