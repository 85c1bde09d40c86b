"""Training on stacks: reference levels, what is shown, and that it learns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.levels import BEYOND, LEVELS
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import write_bundle
from LandmarkAITrainingLib.data.dataset import CaseRecord, LoadedCase, read_dataset
from LandmarkAITrainingLib.training import levels
from LandmarkAITrainingLib.training.levels import (
    Stack,
    beyond_of,
    fit_levels,
    fit_threshold,
    reference_levels,
    shown,
    stack_of,
    train_levels,
)
from models import tiny_bundle
from short_axis_phantom import make_phantom
from simulated_dataset import write_simulated_dataset

HEIGHTS = np.arange(6) * 10.0


def case(areas: list[int]) -> LoadedCase:
    """The phantom with a ventricle of so many rows in each slice."""
    phantom = make_phantom()
    labels = np.zeros_like(phantom.segmentation.labels)
    for k, rows in enumerate(areas):
        labels[k, :rows, :10] = 1
    segmentation = replace(phantom.segmentation, labels=labels)
    record = CaseRecord("one", Path(), Path(), {}, None, "one")
    return LoadedCase(record, phantom.image, phantom.landmarks, segmentation)


@pytest.mark.parametrize("step", [1, -1])
def test_levels_are_thirds_from_the_small_end_whichever_way_the_stack_runs(step: int) -> None:
    levels = reference_levels(case([0, 4, 8, 12, 16, 0][::step]), HEIGHTS)
    assert levels is not None
    assert [LEVELS[n] for n in levels][::step] == ["beyond", "apex", "mid", "base", "base", "beyond"]


def test_a_case_without_a_ventricle_says_nothing() -> None:
    assert reference_levels(case([0] * 6), HEIGHTS) is None
    assert reference_levels(replace(case([1] * 6), segmentation=None), HEIGHTS) is None


def made_up(count: int, seed: int) -> Stack:
    """A stack whose first feature alone tells the heart, but for noise that the neighbours make good."""
    rng = np.random.default_rng(seed)
    levels = np.where(np.arange(count) < rng.integers(1, count), 2, BEYOND)
    features = torch.as_tensor(rng.normal(size=(count, 12)).astype(np.float32))
    features[:, 8] = torch.as_tensor(np.where(levels == BEYOND, -1, 1) + rng.normal(0, 0.5, count))
    return Stack(features, np.arange(count) * 8.0, levels.astype(np.int64))


def test_what_is_shown_is_part_of_the_stack_in_its_order() -> None:
    stack, rng = made_up(9, 1), np.random.default_rng(0)
    counts = set()
    for _ in range(200):
        part = shown(stack, rng)
        steps = np.diff(part.heights)
        assert (steps > 0).all() or (steps < 0).all()
        counts.add(len(part.levels))
        place = (part.heights / 8).astype(int)
        assert (part.levels == stack.levels[place]).all()
        assert torch.equal(part.features, stack.features[place])
    assert {1, 9} <= counts and len(counts) > 5


def test_it_learns_and_keeps_what_is_of_the_heart() -> None:
    network = fit_levels([made_up(9, n) for n in range(60)], pooled=6, seed=0, steps=120)
    held_out = [made_up(9, n) for n in range(100, 140)]
    threshold = fit_threshold(network, held_out, kept=0.97)
    beyond = np.concatenate([beyond_of(network, stack) >= threshold for stack in held_out])
    truth = np.concatenate([stack.levels == BEYOND for stack in held_out])
    assert beyond[~truth].mean() < 0.04
    assert beyond[truth].mean() > 0.7


def test_a_stack_is_seen_as_the_pipeline_sees_it(tmp_path: Path) -> None:
    pipeline = Pipeline.load(tiny_bundle(tmp_path), choose_device("cpu"))
    phantom = make_phantom()
    record = CaseRecord("one", Path(), Path(), {}, None, "one")
    loaded = LoadedCase(record, phantom.image, phantom.landmarks, phantom.segmentation)
    stack = stack_of(pipeline, loaded)
    look = pipeline.run_stages(phantom.image, lambda share, words: None).coarse
    assert look is not None
    assert stack is not None and look.features is not None
    fields = pipeline.stages[0].view.fields(phantom.image.grid)
    order = np.argsort([field.center @ field.axes[:, 2] for field in fields])
    torch.testing.assert_close(stack.features, look.features[torch.as_tensor(order)].float())
    changed = stack_of(pipeline, loaded, np.random.default_rng(1))
    assert changed is not None and not torch.equal(changed.features, stack.features)


def test_a_model_with_the_part_loads_and_detects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(levels, "_STEPS", 5)
    bundle, device = tiny_bundle(tmp_path / "plain"), choose_device("cpu")
    records = read_dataset(write_simulated_dataset(tmp_path / "data", cases=3))
    part = train_levels(Pipeline.load(bundle, device), records[:2], records[2:], seed=1)
    assert part is not None and 0.2 <= part.plan.threshold <= 0.9
    weights = {entry.weights: bundle.weights(n) for n, entry in enumerate(bundle.stages)}
    described = replace(bundle.description, stack=part.plan)
    made = write_bundle(tmp_path / "with", described, {**weights, part.plan.weights: part.weights})
    pipeline = Pipeline.load(made, device)
    assert pipeline.levels is not None
    assert len(pipeline.detect(make_phantom().image).landmarks) == 18
