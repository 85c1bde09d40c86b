"""A run is known by its folder: choices, progress, model."""

from __future__ import annotations

from pathlib import Path

import pytest
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.slicer.logic.training_run import (
    Choices,
    TrainingRun,
    parse_steps,
    suggested_name,
)
from scripted_launcher import ScriptedLauncher, write_curves
from simulated_dataset import tiny_preset


@pytest.fixture
def launcher() -> ScriptedLauncher:
    return ScriptedLauncher()


def test_a_run_is_found_again_with_its_choices(tmp_path: Path, launcher: ScriptedLauncher) -> None:
    choices = Choices(tmp_path / "data", str(tiny_preset(tmp_path)), (4, 12), 2)
    TrainingRun(tmp_path / "run", launcher).train(choices)
    found = TrainingRun(tmp_path / "run", ScriptedLauncher())
    assert found.choices == choices and found.progress() is None and not found.has_checkpoint
    launcher.end(1)
    found.resume()
    again = TrainingRun(tmp_path / "run", launcher)
    assert again.job.command.endswith("--steps 4 12 --threads 2 --resume")


def test_progress_over_the_stages(tmp_path: Path, launcher: ScriptedLauncher) -> None:
    run = TrainingRun(tmp_path / "run", launcher)
    run.train(Choices(tmp_path, str(tiny_preset(tmp_path)), (4, 12)))
    write_curves(run.folder, 1, [9.0])
    (run.folder / "stage1" / "done").touch()
    launcher.say("Epoch 0: 100%|####|\nEpoch 2:  50%|##  |")
    made = run.progress()
    assert made is not None and run.has_checkpoint
    assert (made.stage, made.stages, made.step, made.steps) == (2, 2, 10, 12)
    assert made.share == (4 + 10) / 16


def test_progress_in_a_last_epoch_of_fewer_steps(tmp_path: Path, launcher: ScriptedLauncher) -> None:
    run = TrainingRun(tmp_path / "run", launcher)
    run.train(Choices(tmp_path, str(tiny_preset(tmp_path)), (10, 4)))  # epochs of 4, 4 and 2
    write_curves(run.folder, 1, [9.0])
    launcher.say("Epoch 2:  50%|##  |")
    made = run.progress()
    assert made is not None and (made.stage, made.step, made.steps) == (1, 9, 10)


def test_preset_and_steps_are_looked_at_before_anything_starts(
    tmp_path: Path, launcher: ScriptedLauncher
) -> None:
    run = TrainingRun(tmp_path / "run", launcher)
    with pytest.raises(InputError, match="does not exist"):
        run.train(Choices(tmp_path, "nowhere"))
    with pytest.raises(InputError, match="2 stages"):
        run.train(Choices(tmp_path, "cmr-sax", (1, 2, 3)))
    assert not run.folder.exists() and run.choices is None
    run.resume()
    assert launcher.folders == []


@pytest.mark.parametrize(("text", "steps"), [("", ()), ("5", (5,)), (" 5, 6 7", (5, 6, 7))])
def test_steps_as_they_are_typed(text: str, steps: tuple[int, ...]) -> None:
    assert parse_steps(text) == steps


@pytest.mark.parametrize("text", ["many", "0", "1.5", "-2"])
def test_steps_that_are_none(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_steps(text)


def test_names_of_models() -> None:
    assert suggested_name("cmr-sax", Path("/data/Our data_1")) == "cmr-sax-our-data-1"
    assert suggested_name("/some/tiny.json", Path("/data/hearts")) == "tiny-hearts"
