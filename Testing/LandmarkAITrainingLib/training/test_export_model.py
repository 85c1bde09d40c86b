"""What is added to a model when its stages are trained: parts that look at whole stacks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import write_bundle
from LandmarkAITrainingLib.data.dataset import load_case, read_dataset
from LandmarkAITrainingLib.training import levels
from LandmarkAITrainingLib.training.export_model import stack_parts
from models import tiny_bundle
from simulated_dataset import write_simulated_dataset


def test_all_parts_of_whole_stacks_are_trained_and_work_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(levels, "_STEPS", 20)
    plain, device = tiny_bundle(tmp_path / "plain"), choose_device("cpu")
    records = read_dataset(write_simulated_dataset(tmp_path / "data", cases=4, size=48))
    train, val = records[:3], records[3:]
    plans, parts = stack_parts(Pipeline.load(plain, device), train, val, 1)
    assert sorted(plans) == ["contrasts", "mirror", "stack"]
    assert plans["contrasts"].names == tuple(sorted({record.contrast for record in train}))
    weights = {entry.weights: plain.weights(n) for n, entry in enumerate(plain.stages)}
    made = write_bundle(tmp_path / "made", replace(plain.description, **plans), {**weights, **parts})
    assert sum((made.path / name).stat().st_size for name in parts) < 100_000
    facts = Pipeline.load(made, device).detect(load_case(val[0]).image).provenance
    assert 0 <= facts["mirror"]["probability"] <= 1
    assert sum(facts["contrasts"].values()) == pytest.approx(1, abs=0.01)


def test_parts_that_cannot_be_learnt_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(levels, "_STEPS", 5)
    pipeline = Pipeline.load(tiny_bundle(tmp_path / "plain"), choose_device("cpu"))
    records = read_dataset(write_simulated_dataset(tmp_path / "data", cases=2, size=48))
    one = [replace(record, contrast="cine") for record in records]
    assert sorted(stack_parts(pipeline, one[:1], one[1:], 1)[0]) == ["mirror", "stack"]
    unsegmented = [replace(record, segmentation=None) for record in records]
    assert stack_parts(pipeline, unsegmented[:1], unsegmented[1:], 1) == ({}, {})
