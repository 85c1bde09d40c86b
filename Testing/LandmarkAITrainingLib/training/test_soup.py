"""Averaged weights: the mean, of one network only."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
import torch
from LandmarkAILib.core.records import write_record
from LandmarkAILib.errors import InputError
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.models.plans import ContrastPlan
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.presets.preset import Objective, Training
from LandmarkAITrainingLib.training import calibrate
from LandmarkAITrainingLib.training.parts import Part, with_part
from LandmarkAITrainingLib.training.soup import averaged, with_soup
from LandmarkAITrainingLib.training.stage_module import StageModule
from LandmarkAITrainingLib.training.trainer import make_trainer
from models import tiny_bundle
from simulated_dataset import write_simulated_dataset


def test_weights_are_averaged_one_by_one() -> None:
    first = {"a": torch.tensor([1.0, 2.0]), "b": torch.tensor(4.0)}
    second = {"a": torch.tensor([3.0, 6.0]), "b": torch.tensor(0.0)}
    mean = averaged([first, second])
    assert mean["a"].tolist() == [2, 4] and mean["b"].item() == 2
    assert mean["a"].dtype == torch.float32
    assert all(torch.equal(averaged([first])[name], first[name]) for name in first)


def test_weights_of_different_networks_are_refused() -> None:
    with pytest.raises(InputError, match="different networks"):
        averaged([{"a": torch.zeros(2)}, {"a": torch.zeros(3)}])


def test_the_new_model_says_what_it_was_calibrated_on_and_keeps_no_part_that_read_another_first_stage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibrate, "FEWEST", 3)
    plan = ContrastPlan("contrasts.safetensors", ("cine", "lge"))
    part = Part("contrasts", plan, {"weight": torch.zeros(2, 73), "bias": torch.zeros(2)})
    told = {"calibrated": "cross-validation"}
    bundle = with_part(tiny_bundle(tmp_path / "plain", training=told), part, tmp_path / "with")
    checkpoints = [tmp_path / "first.ckpt", tmp_path / "second.ckpt"]
    for path in checkpoints:
        save_checkpoint(bundle, path)
    val = read_dataset(write_simulated_dataset(tmp_path / "data", cases=3, size=48, slices=8))
    made = with_soup(bundle, 1, checkpoints, val, tmp_path / "fine")
    assert made.description.training.averaged == 2
    assert made.description.training.calibrated == "validation"
    assert made.description.contrasts == plan
    assert with_soup(bundle, 0, checkpoints, val, tmp_path / "coarse").description.contrasts is None


def save_checkpoint(bundle: Bundle, path: Path) -> None:
    """A checkpoint of a stage, as a training writes it that makes no step."""
    module = StageModule(
        network=write_record(bundle.stages[0].network),
        names=bundle.landmarks,
        spacing=2.0,
        sigma=4.0,
        learning_rate=1e-3,
        weight_decay=0.0,
        steps=1,
        loss=asdict(Objective()),
        segments=bundle.segments,
    )
    torch.nn.init.constant_(module.network.presence.bias, 5.0)  # says yes, as the tiny model does
    trainer = make_trainer(path.parent, 1, Training(stages=()))
    trainer.strategy.connect(module)
    trainer.save_checkpoint(path)
