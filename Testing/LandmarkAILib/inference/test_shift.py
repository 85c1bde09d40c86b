"""How unlike its training a stack is: told from simulated statistics, and radii that grow by it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import ModelError
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.image_statistics import STATISTICS, image_statistics
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.inference.shift import SENTENCE, ShiftScore, shift_notice
from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.models.description import LandmarkCalibration
from LandmarkAILib.models.plans import ShiftPlan
from models import NAMES, tiny_bundle
from short_axis_phantom import make_phantom

PLAN = ShiftPlan("shift.safetensors", 2.0, (1.0, 2.0, 4.0), {"a": (1.0, 1.5, 3.0), "b": (1.0, 1.0, 1.2)})


def weights(mean: torch.Tensor | None = None, spread: float = 1.0) -> dict[str, torch.Tensor]:
    center = torch.zeros(STATISTICS) if mean is None else mean
    return {"mean": center, "whitening": torch.eye(STATISTICS) / spread}


def test_a_distance_is_one_where_all_statistics_are_a_deviation_off() -> None:
    score = ShiftScore.load(PLAN, weights(spread=0.5))
    assert score.distance_of(np.zeros(STATISTICS)) == 0
    assert score.distance_of(np.full(STATISTICS, 0.5)) == pytest.approx(1)
    assert score.distance_of(np.full(STATISTICS, -1.5)) == pytest.approx(3)


def test_radii_grow_between_the_knots_and_no_more_beyond_the_last() -> None:
    score = ShiftScore.load(PLAN, weights())
    assert score.widening(0.0) == score.widening(1.0) == {"a": 1.0, "b": 1.0}
    assert score.widening(2.0) == pytest.approx({"a": 1.5, "b": 1.0})
    assert score.widening(np.sqrt(8)) == pytest.approx({"a": 2.25, "b": 1.1})
    assert score.widening(1e9) == score.widening(4.0) == {"a": 3.0, "b": 1.2}


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_farther_stack_never_has_a_smaller_radius(one: float, other: float) -> None:
    score = ShiftScore.load(PLAN, weights())
    near, far = (score.widening(distance) for distance in sorted((one, other)))
    assert all(1 <= near[name] <= far[name] for name in PLAN.factors)


def test_only_what_is_far_is_said() -> None:
    assert shift_notice(2.0, PLAN, {"a": 1.5, "b": 1.0}) == ""
    assert shift_notice(2.1, PLAN, {"a": 1.8, "b": 1.8}) == f"{SENTENCE}: radii widened by 1.8"
    assert shift_notice(2.1, PLAN, {"a": 1.8, "b": 1.0}) == f"{SENTENCE}: radii widened by 1.0 to 1.8"
    assert shift_notice(2.1, PLAN, {"a": 1.0}) == f"{SENTENCE}: radii may be too small"
    assert shift_notice(2.1, PLAN, {}) == f"{SENTENCE}: radii may be too small"


@pytest.mark.parametrize(
    "change",
    [
        {"mean": torch.zeros(STATISTICS - 1)},
        {"whitening": torch.zeros(3, STATISTICS)},
        {"whitening": torch.zeros(STATISTICS, STATISTICS)},
        {"mean": torch.full((STATISTICS,), torch.nan)},
    ],
)
def test_weights_that_say_nothing_are_refused(change: dict[str, torch.Tensor]) -> None:
    with pytest.raises(ModelError, match="shift"):
        ShiftScore.load(PLAN, weights() | change)
    with pytest.raises(ModelError, match="shift"):
        ShiftScore.load(PLAN, {"mean": torch.zeros(STATISTICS)})


@pytest.mark.parametrize(
    ("distances", "by"),
    [
        ((), ()),
        ((0.0, 1.0), (1.0, 2.0)),
        ((2.0, 1.0), (1.0, 2.0)),
        ((1.0, 2.0), (1.0,)),
        ((1.0, 2.0), (0.5, 2.0)),
        ((1.0, 2.0, 3.0), (1.0, 2.0, 1.5)),
        ((1.0, 2.0), (1.0, float("inf"))),
    ],
)
def test_factors_that_fall_or_have_no_distance_are_refused(
    distances: tuple[float, ...], by: tuple[float, ...]
) -> None:
    with pytest.raises(ValueError, match="rise"):
        ShiftPlan("shift.safetensors", 2.0, distances, {"a": by})


def bundle_with(folder: Path, mean: torch.Tensor, plan: ShiftPlan | None) -> Bundle:
    """The tiny model, whose training images had these statistics, each give or take 0.1."""
    plain = tiny_bundle(folder / "plain")
    files = {entry.weights: plain.weights(n) for n, entry in enumerate(plain.stages)}
    if plan is not None:
        files[plan.weights] = weights(mean, 0.1)
    entry = LandmarkCalibration(radius={"all": 2.0})
    description = replace(plain.description, calibration=dict.fromkeys(NAMES, entry), shift=plan)
    return write_bundle(folder / "model", description, files)


def radii(bundle: Bundle, image: Image) -> tuple[np.ndarray, dict]:
    found = Pipeline.load(bundle, choose_device("cpu")).detect(image)
    points = [p.radius for p in found.landmarks if p.position is not None]
    assert points
    return np.array(points, float), found.provenance


def test_radii_are_wider_where_the_stack_is_unlike_the_training_and_it_is_said(tmp_path: Path) -> None:
    image = make_phantom().image
    statistics = torch.as_tensor(image_statistics(image)).float()
    plan = replace(PLAN, factors=dict.fromkeys(NAMES, (1.0, 1.5, 3.0)))
    bare, facts = radii(bundle_with(tmp_path / "without", statistics, None), image)
    assert "shift" not in facts
    like, facts = radii(bundle_with(tmp_path / "like", statistics, plan), image)
    np.testing.assert_allclose(like, bare)
    assert facts["shift"]["far"] is False
    assert SENTENCE not in facts["notice"]
    unlike, facts = radii(bundle_with(tmp_path / "unlike", statistics + 5, plan), image)
    np.testing.assert_allclose(unlike, 3 * bare)
    assert facts["shift"]["widening"] == dict.fromkeys(NAMES, 3.0)
    assert f"{SENTENCE}: radii widened by 3.0" in facts["remarks"]
    assert f"{SENTENCE}: radii widened by 3.0" in facts["notice"]


def test_a_damaged_part_is_refused(tmp_path: Path) -> None:
    made = bundle_with(tmp_path, torch.zeros(STATISTICS), PLAN)
    file = made.path / PLAN.weights
    file.write_bytes(file.read_bytes()[:-4] + b"\0\0\0\1")
    with pytest.raises(ModelError, match=r"shift\.safetensors is damaged"):
        Bundle.open(made.path)
