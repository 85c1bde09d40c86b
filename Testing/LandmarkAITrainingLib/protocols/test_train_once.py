"""What is read from the curves of a training."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from LandmarkAITrainingLib.evaluation.report.folds_table import over_folds
from LandmarkAITrainingLib.presets.preset import read_preset
from LandmarkAITrainingLib.protocols.train_once import stage_curve, train_once
from simulated_dataset import tiny_preset


def write_attempt(stage: Path, number: int, losses: dict[int, str]) -> None:
    folder = stage / f"attempt_{number}"
    folder.mkdir(parents=True)
    lines = ["epoch,train_loss,val_loss", *(f"{epoch},1.0,{loss}" for epoch, loss in losses.items())]
    (folder / "metrics.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_best_epoch_over_all_attempts(tmp_path: Path) -> None:
    write_attempt(tmp_path, 1, {0: "", 1: "0.9", 2: "0.1"})
    write_attempt(tmp_path, 2, {2: "0.7", 3: "0.5", 4: ""})
    # The second attempt did epoch 2 again.
    assert stage_curve(tmp_path) == {"epochs": 4, "best_epoch": 3, "best_loss": 0.5}


def test_a_training_without_curves(tmp_path: Path) -> None:
    assert stage_curve(tmp_path) == {"epochs": 0, "best_epoch": None, "best_loss": None}


def test_a_finished_training_is_not_done_again(tmp_path: Path) -> None:
    """With no case at all, a training would raise."""
    facts = {"model": "model/tiny", "seconds": 2.5}
    (tmp_path / "training.json").write_text(json.dumps(facts), encoding="utf-8")
    preset = read_preset(str(tiny_preset(tmp_path)))
    model = train_once(preset, [], tmp_path)
    assert (model.path, model.facts) == (tmp_path / "model" / "tiny", facts)


def test_mean_and_deviation_over_folds() -> None:
    rows = [{"fold": 0, "a": 1.0, "b": None}, {"fold": 1, "a": 3.0, "b": 4.0}, {"fold": 2, "a": 5.0}]
    summary = over_folds(rows)
    assert summary["a"] == {"n": 3, "mean": 3.0, "sd": pytest.approx(2.0)}
    assert summary["b"] == {"n": 1, "mean": 4.0, "sd": None}
    assert "fold" not in summary
