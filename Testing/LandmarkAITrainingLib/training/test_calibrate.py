"""Calibration: known laws are recovered, and what is claimed is covered."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.training import calibrate
from LandmarkAITrainingLib.training.calibrate import (
    GUESS_IN_HEART,
    MOST,
    MOST_IN_HEART,
    fit_constant,
    fit_covariance,
    fit_presence,
    fit_probability,
    fit_radius,
    recalibrated,
)
from LandmarkAITrainingLib.training.validation_points import Sightings
from models import tiny_bundle
from simulated_dataset import write_simulated_dataset


def sightings(factor: float, floor: float, count: int = 4000, axes: int = 2) -> Sightings:
    """Errors drawn from factor × spread + floor, with spreads of many sizes and shapes."""
    rng = np.random.default_rng(0)
    half = rng.normal(size=(count, axes, axes)) * rng.uniform(0.5, 3, (count, 1, 1))
    spread = half @ half.transpose(0, 2, 1) + 0.2 * np.eye(axes)
    root = np.linalg.cholesky(factor * spread + floor * np.eye(axes))
    error = np.einsum("nab,nb->na", root, rng.normal(size=(count, axes)))
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


def test_covariance_is_recovered_in_space_and_its_ellipsoid_covers_ninety_percent() -> None:
    seen = sightings(2.5, 1.5, axes=3)
    factor, floor = fit_covariance(seen)
    assert factor == pytest.approx(2.5, rel=0.1)
    inverse = np.linalg.inv(factor * seen.spread + floor * np.eye(3))
    squared = np.einsum("na,nab,nb->n", seen.error, inverse, seen.error)
    assert np.mean(squared <= 6.251) == pytest.approx(0.9, abs=0.005)


def test_networks_that_say_nothing_of_their_uncertainty_get_one_circle() -> None:
    error = np.random.default_rng(0).normal(0, 3, (4000, 2))
    error[::5] = np.nan
    factor, floor = fit_constant(Sightings(error, np.tile(np.eye(2), (4000, 1, 1)), np.ones(4000)))
    assert factor == 0
    assert floor == pytest.approx(9, rel=0.05)


def test_ninety_percent_of_new_points_lie_within_the_radius() -> None:
    seen = sightings(2.5, 1.5)
    half = [Sightings(seen.error[n::2], seen.spread[n::2], seen.probability[n::2]) for n in range(2)]
    factor = fit_radius(half[0], 2.5, 1.5)
    expected = np.sqrt(2.5 * np.trace(half[1].spread, axis1=1, axis2=2) + 1.5 * 2)
    within = np.linalg.norm(half[1].error, axis=1) <= factor * expected
    assert within.mean() == pytest.approx(0.9, abs=0.02)


def test_of_few_points_the_radius_holds_all() -> None:
    seen = sightings(2.5, 1.5, count=5)
    expected = np.sqrt(2.5 * np.trace(seen.spread, axis1=1, axis2=2) + 1.5 * 2)
    scores = np.linalg.norm(seen.error, axis=1) / expected
    assert fit_radius(seen, 2.5, 1.5) == pytest.approx(scores.max())


def test_presence_may_ask_for_more_than_one_half_only_where_the_stack_tells_levels() -> None:
    values = [0.99] * 198 + [0.7, 0.1]
    assert fit_presence(values) == MOST
    assert MOST < fit_presence(values, GUESS_IN_HEART, MOST_IN_HEART) <= MOST_IN_HEART
    shown = fit_presence([0.99] * 150 + [0.6] * 50, GUESS_IN_HEART, MOST_IN_HEART)
    assert shown == 0.6


def test_a_model_is_calibrated_anew_with_its_weights_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibrate, "FEWEST", 3)
    plain = tiny_bundle(tmp_path / "plain")
    records = read_dataset(write_simulated_dataset(tmp_path / "data", cases=3, size=48, slices=8))
    made = recalibrated(plain, records, tmp_path / "again", "0.9.1")
    assert made.version == "0.9.1" and made.description.files == plain.description.files
    assert made.description.training.calibrated == "validation"
    assert set(made.description.calibration) == set(plain.landmarks)
    assert all(entry.points >= 3 for entry in made.description.calibration.values())
