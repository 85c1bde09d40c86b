"""Smooth noise: its statistics and its grain."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAITrainingLib.simulation.cine.noise import NoiseField, draw_noise


@pytest.fixture(scope="module")
def field() -> NoiseField:
    return draw_noise(np.random.default_rng(0), 2.0, 5.0)


def plane(field: NoiseField, h: float) -> np.ndarray:
    u, v = np.meshgrid(np.arange(0, 120, 1.0), np.arange(0, 120, 1.0))
    return field.plane(u, v, h)


def test_a_plane_has_mean_0_and_deviation_near_1(field: NoiseField) -> None:
    values = np.stack([plane(field, h) for h in np.arange(0, 100, 2.5)])
    assert abs(values.mean()) < 0.05
    assert 0.8 < values.std() < 1.1


def test_planes_near_each_other_are_alike_and_far_ones_are_not(field: NoiseField) -> None:
    first = plane(field, 10).ravel()
    near, far = (np.corrcoef(first, plane(field, h).ravel())[0, 1] for h in (11, 60))
    assert near > 0.9 and abs(far) < 0.2


def test_it_repeats_after_its_period(field: NoiseField) -> None:
    assert plane(field, 7) == pytest.approx(plane(field, 7 + 64 * 5.0), abs=1e-9)
