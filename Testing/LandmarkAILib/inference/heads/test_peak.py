"""Several looks at one landmark."""

from __future__ import annotations

import numpy as np
from LandmarkAILib.inference.heads import Peak, merge_peaks


def peak(x: float, mass: float) -> Peak:
    return Peak(np.array([x, 0.0, 0.0]), presence=0.8, mass=mass, covariance=np.diag([1.0, 1.0, 0.0]))


def test_looks_that_agree_are_averaged_and_one_that_strays_costs_mass() -> None:
    merged = merge_peaks([peak(0.0, 0.9), peak(1.0, 0.9), peak(2.0, 0.9), peak(40.0, 0.9)], window=8)
    assert np.allclose(merged.position, [1, 0, 0])
    assert np.isclose(merged.mass, 0.675)
    assert np.allclose(merged.covariance, np.diag([1 + 2 / 3, 1, 0]))
    assert np.isclose(merged.presence, 0.8)


def test_one_look_is_kept_as_it_is() -> None:
    merged = merge_peaks([peak(3.0, 0.4)], window=8)
    assert np.allclose(merged.position, [3, 0, 0]) and np.isclose(merged.mass, 0.4)
    assert np.allclose(merged.covariance, np.diag([1.0, 1.0, 0.0]))
