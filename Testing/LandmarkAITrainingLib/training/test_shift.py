"""How far is far, and by how much radii grow, where the truth is simulated and known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.image_statistics import STATISTICS
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.inference.shift import ShiftScore
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.models.plans import ShiftPlan
from LandmarkAITrainingLib.data.dataset import CaseRecord, load_case, read_dataset
from LandmarkAITrainingLib.training.calibrate import recalibrated
from LandmarkAITrainingLib.training.export_model import stack_parts
from LandmarkAITrainingLib.training.parts import with_part
from LandmarkAITrainingLib.training.shift import (
    FILE,
    LOOKS,
    Held,
    fit_factors,
    fit_whitening,
    held_back_distances,
    made_worse,
    train_shift,
)
from models import tiny_bundle, tiny_ct_bundle
from simulated_dataset import write_simulated_dataset

PLAN = ShiftPlan(FILE, 1.0, (1.0,), {})


def stacks(count: int, seed: int, off: float = 0.0) -> np.ndarray:
    """Statistics of very different sizes, two of them alike, all ``off`` deviations away."""
    rng = np.random.default_rng(seed)
    seen = rng.normal(size=(count, STATISTICS)) + off
    seen[:, 1] = seen[:, 0] + 0.01 * rng.normal(size=count)
    return np.asarray(seen * np.geomspace(0.01, 100, STATISTICS))


def distances(weights: dict, seen: np.ndarray) -> np.ndarray:
    score = ShiftScore.load(PLAN, weights)
    return np.array([score.distance_of(one) for one in seen])


def record(n: int, subject: str) -> CaseRecord:
    return CaseRecord(f"c{n}", Path(), Path(), {}, None, subject)


def test_new_stacks_of_the_same_kind_are_about_one_away_and_shifted_ones_farther() -> None:
    weights = fit_whitening(stacks(400, 1))
    same = distances(weights, stacks(400, 2))
    assert np.sqrt(np.mean(same**2)) == pytest.approx(1, abs=0.08)
    moved = distances(weights, stacks(400, 3, off=3.0))
    assert np.quantile(moved, 0.01) > np.quantile(same, 0.99)


def test_what_is_usual_is_measured_on_subjects_that_were_left_out() -> None:
    few = stacks(30, 1)
    twins = np.repeat(few, 2, axis=0)
    records = [record(n, f"s{n // 2}") for n in range(60)]
    usual = held_back_distances(twins, records, stacks(20, 2), seed=0)
    assert len(usual) == 60 + 20
    own = distances(fit_whitening(twins), twins)
    new = distances(fit_whitening(few), stacks(500, 3))
    # Of thirty subjects the own ones lie too near; the left out ones lie where new ones do.
    assert np.median(own) < 0.93 * np.median(new)
    assert np.median(usual) == pytest.approx(np.median(new), rel=0.12)
    assert len(held_back_distances(few[:10], [record(0, "one")] * 10, few[10:], seed=0)) == 20


def test_radii_grow_as_the_errors_that_were_simulated_do() -> None:
    rng = np.random.default_rng(0)
    away = np.exp(rng.uniform(0, np.log(8), 20_000))
    # Nine in ten lie within ``away`` radii: within the radius itself at a distance of 1.
    shares = rng.rayleigh(1 / np.sqrt(-2 * np.log(0.1)), away.size) * away
    held = [Held("a", d, s) for d, s in zip(away, shares, strict=True)]
    steady = [Held("b", d, s / d) for d, s in zip(away, shares, strict=True)]
    knots, factors = fit_factors([*held, *steady, Held("c", 3.0, 9.0)], near=1.0, bins=8)
    assert len(knots) == 9
    np.testing.assert_allclose(factors["a"], knots, rtol=0.08)
    np.testing.assert_allclose(factors["b"], 1.0, atol=0.1)
    assert factors["c"] == (1.0,) * 9  # one point says nothing
    score = ShiftScore(np.zeros(1), np.eye(1), ShiftPlan(FILE, 9.0, knots, factors))
    within = [s <= score.widening(d)["a"] for d, s in zip(away, shares, strict=True)]
    assert np.mean(within) == pytest.approx(0.9, abs=0.01)


def test_nothing_grows_where_nothing_was_farther_or_errors_fell() -> None:
    assert fit_factors([], 1.0) == ((1.0,), {})
    assert fit_factors([Held("a", 0.9, 7.0)] * 50, 1.0) == ((1.0,), {"a": (1.0,)})
    near = [Held("a", 2.0 + n / 100, 3.0) for n in range(100)]
    far = [Held("a", 9.0 + n / 100, 0.1) for n in range(100)]
    _, factors = fit_factors([*near, *far], 1.0, bins=2)
    assert factors["a"] == (1.0, 3.0, 3.0)


def test_the_truth_of_a_stack_made_worse_stays(tmp_path: Path) -> None:
    case = load_case(read_dataset(write_simulated_dataset(tmp_path, cases=1, size=48))[0])
    worse = list(made_worse(case, 0, 1))
    assert len(worse) == LOOKS
    assert all(one.landmarks is case.landmarks and one.image.grid is case.image.grid for one in worse)
    assert len({one.image.array.tobytes() for one in worse}) > 1
    again = list(made_worse(case, 0, 1))
    assert all(np.array_equal(a.image.array, b.image.array) for a, b in zip(worse, again, strict=True))


def test_a_model_learns_it_last_and_loses_it_when_it_is_calibrated_anew(tmp_path: Path) -> None:
    records = read_dataset(write_simulated_dataset(tmp_path / "data", cases=8, size=48))
    train, val = records[:6], records[6:]
    plain = tiny_bundle(tmp_path / "plain")
    pipeline = Pipeline.load(plain, choose_device("cpu"))
    part = train_shift(pipeline, train, val, 1)
    assert part is not None
    assert isinstance(part.plan, ShiftPlan)
    assert 0 < part.plan.distances[0] <= part.plan.far
    made = with_part(plain, part, tmp_path / "with")
    assert Bundle.open(made.path).description.shift == part.plan
    assert (made.path / FILE).stat().st_size < 20_000
    again = recalibrated(made, val, tmp_path / "again")
    assert again.description.shift is None
    assert FILE not in again.description.files
    assert "shift" not in stack_parts(pipeline, train, val, 1)[0]


def test_a_model_of_volumes_or_few_stacks_teaches_nothing(tmp_path: Path) -> None:
    records = read_dataset(write_simulated_dataset(tmp_path / "data", cases=5, size=48))
    slices = Pipeline.load(tiny_bundle(tmp_path / "plain"), choose_device("cpu"))
    assert train_shift(slices, records[:4], records[4:], 1) is None
    assert train_shift(slices, records, [], 1) is None
    volumes = Pipeline.load(tiny_ct_bundle(tmp_path / "ct"), choose_device("cpu"))
    assert train_shift(volumes, records, records, 1) is None
