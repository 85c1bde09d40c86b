"""Calibration measures on draws whose uncertainty is known."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAITrainingLib.evaluation.metrics.uncertainty import (
    by_expected_error,
    by_probability,
    coverage,
    ellipse_level,
    expected_error,
)

SPREAD = np.array([[9.0, 3.0], [3.0, 4.0]])


def test_level_of_an_ellipse_by_hand() -> None:
    # In two dimensions the chi-square probability has a closed form: 1 − exp(−d²/2).
    assert ellipse_level([3.0, 0.0], np.diag([9.0, 1.0])) == pytest.approx(1 - np.exp(-0.5), abs=1e-9)
    squared = np.array([1.0, 2.0]) @ np.linalg.inv(SPREAD) @ np.array([1.0, 2.0])
    assert ellipse_level([1.0, 2.0], SPREAD) == pytest.approx(1 - np.exp(-squared / 2), abs=1e-9)


@pytest.mark.parametrize("spread", [np.zeros((2, 2)), -SPREAD, np.full((2, 2), np.nan)])
def test_a_covariance_that_is_none_has_no_level(spread: np.ndarray) -> None:
    assert ellipse_level([1.0, 0.0], spread) is None


def test_true_covariances_cover_as_announced() -> None:
    offsets = np.random.default_rng(0).multivariate_normal([0, 0], SPREAD, 4000)
    levels = np.array([ellipse_level(offset, SPREAD) for offset in offsets])
    for nominal, share in coverage(levels).items():
        assert share == pytest.approx(nominal, abs=0.02)


def test_halved_standard_deviations_cover_too_little() -> None:
    offsets = np.random.default_rng(0).multivariate_normal([0, 0], SPREAD, 4000)
    levels = np.array([ellipse_level(offset, SPREAD / 4) for offset in offsets])
    # P(d² ≤ 4.605 / 4) of a chi-square with two degrees of freedom.
    assert coverage(levels)[0.9] == pytest.approx(1 - np.exp(-4.60517 / 8), abs=0.02)


def test_expected_error_is_the_root_mean_square_distance() -> None:
    offsets = np.random.default_rng(0).multivariate_normal([0, 0], SPREAD, 20000)
    observed = np.sqrt(np.mean(np.sum(offsets**2, axis=1)))
    assert expected_error(SPREAD) == pytest.approx(np.sqrt(13.0), abs=1e-12)
    assert expected_error(SPREAD) == pytest.approx(observed, rel=0.02)


def test_probability_bins_by_hand() -> None:
    probabilities = np.array([0.0, 0.85, 0.9, 0.9, 0.99, 1.0])
    errors = np.array([20.0, 2.0, 12.0, np.nan, 1.0, 3.0])
    low, middle, high = by_probability(probabilities, errors)
    assert (low.low, low.high, low.points, low.share_near) == (0.0, 0.2, 1, 0.0)
    # A false point, whose error is not known, is not right; it is not part of the mean error either.
    assert (middle.low, middle.high, middle.points) == (0.8, 0.9, 3)
    assert middle.share_near == pytest.approx(1 / 3)
    assert (middle.mean_error_mm, middle.median_error_mm) == (7.0, 7.0)
    assert (high.points, high.share_near, high.mean_error_mm) == (2, 1.0, 2.0)


def test_bin_of_false_points_alone_has_no_error() -> None:
    (only,) = by_probability(np.array([0.5]), np.array([np.nan]))
    assert (only.share_near, only.mean_error_mm, only.median_error_mm) == (0.0, None, None)


def test_expected_error_bins_are_sorted_and_hold_everything() -> None:
    rng = np.random.default_rng(0)
    expected = rng.uniform(1, 9, 50)
    errors = expected * np.abs(rng.normal(size=50))
    bins = by_expected_error(expected, errors, bins=6)
    assert sum(b.points for b in bins) == 50
    assert [b.expected_mm for b in bins] == sorted(b.expected_mm for b in bins)
    assert sum(b.points * b.observed_mm**2 for b in bins) == pytest.approx(np.sum(errors**2))


def test_no_points_no_bins() -> None:
    assert by_expected_error(np.array([]), np.array([])) == []
    assert by_probability(np.array([]), np.array([])) == []
