"""What tells the contrast of a stack is learnt from stacks, whatever their number."""

from __future__ import annotations

from pathlib import Path

import torch
from LandmarkAILib.inference.contrasts import ContrastReader
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.inference.stage_output import StageOutput
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.models.plans import ContrastPlan
from LandmarkAITrainingLib.data.dataset import CaseRecord
from LandmarkAITrainingLib.training.contrasts import (
    fit_lines,
    train_contrasts,
)
from LandmarkAITrainingLib.training.parts import Part, with_part
from models import tiny_bundle


def stacks(count: int, seed: int) -> list[tuple[int, torch.Tensor]]:
    """Stacks of three contrasts, one of them rare, that two features of different size tell apart."""
    generator = torch.Generator().manual_seed(seed)
    made = []
    for n in range(count):
        kind = 2 if n % 10 == 0 else n % 2
        features = torch.randn(3 + n % 6, 20, generator=generator)
        features[:, 3] += 2.0 * (kind - 1)
        features[:, 5] = 100 * (features[:, 5] + 2.0 * (kind == 1))
        made.append((kind, features))
    return made


def test_lines_tell_stacks_that_they_were_not_shown_also_of_a_rare_contrast() -> None:
    names = ("a", "b", "c")
    weights = fit_lines(stacks(80, 1), len(names))
    reader = ContrastReader.load(ContrastPlan("contrasts.safetensors", names), weights)
    right = 0
    held_out = stacks(60, 2)
    for kind, features in held_out:
        shares = reader.shares(StageOutput([], [], [], [], features))
        right += max(shares, key=lambda name: shares[name]) == names[kind]
    assert right / len(held_out) > 0.9


def test_one_contrast_tells_nothing(tmp_path: Path) -> None:
    pipeline = Pipeline.load(tiny_bundle(tmp_path / "tiny"), choose_device("cpu"))
    record = CaseRecord("one", Path(), Path(), {}, None, "one")
    assert train_contrasts(pipeline, [record]) is None


def test_the_part_is_written_into_a_model(tmp_path: Path) -> None:
    plain = tiny_bundle(tmp_path / "plain")
    plan = ContrastPlan("contrasts.safetensors", ("cine", "lge"))
    part = Part("contrasts", plan, {"weight": torch.zeros(2, 73), "bias": torch.zeros(2)})
    made = with_part(plain, part, tmp_path / "with")
    assert Bundle.open(made.path).description.contrasts == plan
    assert Pipeline.load(made, choose_device("cpu")).contrasts is not None
