"""Calibration: known laws are recovered, and what is claimed is covered."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAITrainingLib.fitting.calibrate import Sightings, fit_covariance, fit_probability


def sightings(factor: float, floor: float, count: int = 4000) -> Sightings:
    """Errors drawn from factor × spread + floor, with spreads of many sizes and shapes."""
    rng = np.random.default_rng(0)
    half = rng.normal(size=(count, 2, 2)) * rng.uniform(0.5, 3, (count, 1, 1))
    spread = half @ half.transpose(0, 2, 1) + 0.2 * np.eye(2)
    root = np.linalg.cholesky(factor * spread + floor * np.eye(2))
    error = np.einsum("nab,nb->na", root, rng.normal(size=(count, 2)))
    return Sightings(error, spread, np.full(count, 0.9))


def test_covariance_is_recovered() -> None:
    factor, floor = fit_covariance(sightings(2.5, 1.5))
    assert factor == pytest.approx(2.5, rel=0.1)
    assert floor == pytest.approx(1.5, rel=0.35)


def test_ellipse_covers_ninety_percent_whatever_the_law() -> None:
    seen = sightings(1.0, 0.5)
    rng = np.random.default_rng(1)
    wrong = rng.random(len(seen.error)) < 0.05
    seen.error[wrong] *= 12  # some points on another structure
    factor, floor = fit_covariance(seen)
    inverse = np.linalg.inv(factor * seen.spread + floor * np.eye(2))
    squared = np.einsum("na,nab,nb->n", seen.error, inverse, seen.error)
    assert np.mean(squared <= 4.605) == pytest.approx(0.9, abs=0.005)
    assert factor < 2.0  # the outliers did not widen it for all


def test_points_without_a_reference_do_not_count_for_the_ellipse() -> None:
    seen = sightings(2.0, 1.0)
    seen.error[::3] = np.nan
    factor, _ = fit_covariance(seen)
    assert factor == pytest.approx(2.0, rel=0.15)


def test_probability_becomes_the_share_that_is_right() -> None:
    rng = np.random.default_rng(0)
    claimed = rng.uniform(0.02, 0.98, 20000)
    true = 1 / (1 + np.exp(-(0.5 * np.log(claimed / (1 - claimed)) + 1.0)))
    right = rng.random(20000) < true
    error = np.where(right[:, None], 1.0, np.where(rng.random((20000, 1)) < 0.5, np.nan, 30.0))
    seen = Sightings(error * np.ones(2), np.tile(np.eye(2), (20000, 1, 1)), claimed)
    slope, intercept = fit_probability(seen)
    assert slope == pytest.approx(0.5, abs=0.05)
    assert intercept == pytest.approx(1.0, abs=0.05)


def test_a_model_that_was_never_wrong_does_not_claim_certainty() -> None:
    error = np.ones((40, 2))
    seen = Sightings(error, np.tile(np.eye(2), (40, 1, 1)), np.full(40, 0.95))
    slope, intercept = fit_probability(seen)
    logit = np.log(0.95 / 0.05)
    assert 0.9 < 1 / (1 + np.exp(-(slope * logit + intercept))) < 0.995
