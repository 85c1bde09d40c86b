"""Neighbours in a stack: a line that an outlier does not bend."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.inference.neighbours import fit_line

HEIGHTS = [8.0 * k for k in range(10)]
LINE = np.array([[10 + 0.2 * h, -5 + 0.1 * h, 100 + h] for h in HEIGHTS])


def test_outlier_is_named_and_does_not_bend_the_line() -> None:
    points = LINE.copy()
    points[4] += [25, -18, 0]
    line = fit_line(HEIGHTS, points, [1.0] * 10)
    assert line is not None
    assert np.abs(line.expected - LINE).max() < 1.5
    assert line.leave_one_out[4] == pytest.approx(np.hypot(25, 18), abs=1.5)
    assert np.delete(line.leave_one_out, 4).max() < 3


def test_slices_without_a_point_are_filled_in() -> None:
    points = LINE.copy()
    points[[0, 1, 9]] = np.nan
    line = fit_line(HEIGHTS, points, [1.0] * 10)
    assert line is not None
    assert np.allclose(line.expected, LINE, atol=1e-6)
    assert np.isnan(line.leave_one_out[0])


def test_two_points_give_their_mean_and_none_gives_nothing() -> None:
    points = np.full((10, 3), np.nan)
    assert fit_line(HEIGHTS, points, [1.0] * 10) is None
    points[3], points[5] = LINE[3], LINE[5]
    line = fit_line(HEIGHTS, points, [1.0] * 10)
    assert line is not None
    assert np.allclose(line.expected, (LINE[3] + LINE[5]) / 2)


def test_a_weight_of_zero_is_no_point() -> None:
    points = LINE.copy()
    points[2] += 100
    weights = [1.0] * 10
    weights[2] = 0
    line = fit_line(HEIGHTS, points, weights)
    assert line is not None
    assert np.allclose(line.expected, LINE, atol=1e-6)


@given(st.integers(0, 2**31), st.integers(3, 9))
def test_a_line_does_not_depend_on_what_is_missing_or_its_place(seed: int, missing: int) -> None:
    """An odd and an even number of points; what stands where there is none is never read."""
    rng = np.random.default_rng(seed)
    points, weights = LINE + rng.normal(size=LINE.shape), rng.uniform(0.2, 1, len(LINE))
    gone = rng.choice(len(LINE), len(LINE) - missing, replace=False)
    points[gone] = np.nan
    line = fit_line(HEIGHTS, points, weights)
    kept = np.setdiff1d(np.arange(len(LINE)), gone)
    alone = fit_line(np.array(HEIGHTS)[kept], points[kept], weights[kept])
    assert line is not None and alone is not None
    assert np.allclose(line.expected[kept], alone.expected)
