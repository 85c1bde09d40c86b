"""The alarm for mirror images: what it is shown, what it learns, where it is set."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.mirror import MirrorAlarm
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.inference.stage_output import StageOutput
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.models.plans import MirrorPlan
from LandmarkAITrainingLib.data.dataset import CaseRecord, LoadedCase
from LandmarkAITrainingLib.training.mirror_alarm import (
    Twin,
    fit_line,
    fit_threshold,
    logits_of,
    twins,
)
from LandmarkAITrainingLib.training.parts import Part, with_part
from models import NAMES, tiny_bundle
from short_axis_phantom import make_phantom


def sides(count: int, seed: int, told: float = 1.5) -> list[Twin]:
    """Stacks of 4 to 12 slices with 30 features of very different size, one of which tells the side."""
    generator = torch.Generator().manual_seed(seed)
    size = torch.logspace(-2, 2, 30)
    made = []
    for n in range(count):
        features = torch.randn(4 + n % 9, 30, generator=generator)
        features[:, 7] += told if n % 2 else -told
        made.append(Twin(features * size + 3, bool(n % 2)))
    return made


def test_the_line_tells_stacks_that_it_was_not_shown() -> None:
    weights = fit_line(sides(60, 1))
    held_out = sides(40, 2)
    assert ((logits_of(weights, held_out) > 0) == [twin.mirrored for twin in held_out]).mean() > 0.95
    by_chance = fit_line(sides(60, 1, told=0.0))
    hits = (logits_of(by_chance, held_out) > 0) == [twin.mirrored for twin in held_out]
    assert hits.mean() < 0.9


def test_the_alarm_says_what_the_training_says() -> None:
    weights = fit_line(sides(60, 1))
    alarm = MirrorAlarm(weights["weight"], weights["bias"], 0.5)
    for twin, logit in zip(sides(6, 3), logits_of(weights, sides(6, 3)), strict=True):
        said = alarm.probability(replace(StageOutput.empty(), features=twin.features))
        assert said == pytest.approx(1 / (1 + np.exp(-logit)), abs=1e-5)


def test_the_threshold_lies_between_the_sides_and_never_below_one_half() -> None:
    line = {"weight": torch.ones(1), "bias": torch.zeros(1)}
    apart = [Twin(torch.tensor([[x]]), x > 0) for x in (-6.0, -4.0, -1.0, 3.0, 5.0, 6.0)]
    assert 0.6 < fit_threshold(line, apart) < 0.85
    low = [Twin(torch.tensor([[x]]), x > -3) for x in (-9.0, -8.0, -2.0, -1.0)]
    assert fit_threshold(line, low) == 0.5


def test_both_twins_are_seen_and_a_mirrored_file_swaps_them(tmp_path: Path) -> None:
    pipeline = Pipeline.load(tiny_bundle(tmp_path / "tiny"), choose_device("cpu"))
    phantom = make_phantom()
    record = CaseRecord("one", Path(), Path(), {}, None, "one")
    case = LoadedCase(record, phantom.image, phantom.landmarks, phantom.segmentation)
    true, turned = twins(pipeline, case)
    assert not true.mirrored and turned.mirrored
    assert true.features.shape == turned.features.shape
    assert not torch.allclose(true.features, turned.features, atol=1e-3)
    again = twins(pipeline, case, np.random.default_rng(1))
    assert not torch.allclose(again[0].features, true.features, atol=1e-3)


def test_the_part_is_written_into_a_model(tmp_path: Path) -> None:
    plain = tiny_bundle(tmp_path / "plain")
    line = {"weight": torch.zeros(73), "bias": torch.tensor([9.0])}
    made = with_part(
        plain, Part("mirror", MirrorPlan("mirror.safetensors", 0.9), line), tmp_path / "with"
    )
    assert Bundle.open(made.path).description.mirror == MirrorPlan("mirror.safetensors", 0.9)
    assert made.sha256 != plain.sha256
    found = Pipeline.load(made, choose_device("cpu")).detect(make_phantom().image)
    assert found.provenance["mirror"] == {"probability": 0.5, "alarm": False}  # both twins say the same
    assert list(found.landmarks.names()) == list(NAMES)
