"""Training, as a user runs it: from a dataset to a model that detects; resumed, it is the same."""

from __future__ import annotations

import csv
import json
import shutil
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from LandmarkAILib.cli import main
from LandmarkAILib.core.records import Tagged
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import read_image
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import Bundle
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.presets.preset import preset_names, read_preset
from LandmarkAITrainingLib.training import levels
from LandmarkAITrainingLib.training.stage_module import StageModule, weights_of
from LandmarkAITrainingLib.training.train_model import train_stage
from simulated_dataset import tiny_preset, write_simulated_dataset
from trained import LIGHTNINGS_ADVICE

pytestmark = [*LIGHTNINGS_ADVICE, pytest.mark.slow]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_simulated_dataset(tmp_path_factory.mktemp("data"), cases=8)


def test_command_trains_a_model_that_detects(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    preset = tiny_preset(tmp_path)
    arguments = ["train", str(dataset), "--preset", str(preset), "-o", str(tmp_path / "run")]
    assert main(arguments) == 0
    # Two stages of two epochs: nothing is known before the first, and each later one tells.
    assert capsys.readouterr().out.count("left for all stages.") == 3
    bundle = Bundle.open(tmp_path / "run" / "model" / "tiny")
    assert bundle.description.training.cases == 4
    detection = Pipeline.load(bundle, choose_device("cpu")).detect(
        read_image(dataset / "case00" / "image.nrrd")
    )
    assert len(detection.landmarks) == 3 * 4
    for stage in ("stage1", "stage2"):
        with (tmp_path / "run" / stage / "attempt_1" / "metrics.csv").open() as file:
            losses = [float(row["train_loss"]) for row in csv.DictReader(file) if row["train_loss"]]
        assert len(losses) == 2 and all(np.isfinite(losses))


def test_a_preset_with_a_stack_trains_what_tells_slices_beyond_the_heart(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(levels, "_STEPS", 5)
    path = tiny_preset(tmp_path)
    content = json.loads(path.read_text())
    content["training"]["stack"] = True
    path.write_text(json.dumps(content), encoding="utf-8")
    assert main(["train", str(dataset), "--preset", str(path), "-o", str(tmp_path / "run")]) == 0
    bundle = Bundle.open(tmp_path / "run" / "model" / "tiny")
    assert bundle.description.stack is not None
    assert bundle.description.stack.weights in bundle.description.files
    pipeline = Pipeline.load(bundle, choose_device("cpu"))
    assert pipeline.levels is not None
    assert len(pipeline.detect(read_image(dataset / "case00" / "image.nrrd")).landmarks) == 3 * 4


def test_an_interrupted_training_says_how_to_go_on(
    dataset: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    given = ["train", str(dataset), "--preset", str(tiny_preset(tmp_path)), "-o", str(tmp_path / "run")]
    handler, steps, whole = signal.getsignal(signal.SIGINT), [], StageModule.training_step

    def interrupted(self: StageModule, *batch: Any) -> Any:
        steps.append(1)
        if len(steps) == 6:  # in the second epoch
            raise KeyboardInterrupt
        return whole(self, *batch)

    with monkeypatch.context() as patch:
        patch.setattr(StageModule, "training_step", interrupted)
        assert main(given) == 130
    assert "interrupted; the same command with --resume goes on" in capfd.readouterr().err
    assert signal.getsignal(signal.SIGINT) is handler
    assert (tmp_path / "run" / "stage1" / "last.ckpt").is_file()
    assert main([*given, "--resume"]) == 0


def test_resumed_training_ends_with_the_same_weights(dataset: Path, tmp_path: Path) -> None:
    preset = read_preset(str(tiny_preset(tmp_path, epochs=3)))
    records = read_dataset(dataset)
    whole = train_stage(preset, 1, records, tmp_path / "whole")

    class KilledError(Exception):
        pass

    def kill(epoch: int) -> None:
        if epoch == 2:
            raise KilledError

    with pytest.raises(KilledError):
        train_stage(preset, 1, records, tmp_path / "parts", on_epoch=kill)
    with pytest.raises(InputError, match="--resume"):
        train_stage(preset, 1, records, tmp_path / "parts")
    parts = train_stage(preset, 1, records, tmp_path / "parts", resume=True)
    expected, found = weights_of(whole), weights_of(parts)
    assert all(torch.allclose(expected[key], found[key], atol=1e-6) for key in expected)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (["--preset", "cmr-saxx"], "cmr-saxx"),
        (["--sources", "nowhere"], "nowhere"),
        (["--stage", "3"], "2 stages"),
        (["--steps", "5"], "2 stages"),
        (["--steps", "0", "5"], "at least 1"),
        (["--epoch", "0"], "--epoch 0"),
    ],
)
def test_wrong_options_are_explained(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: list[str], words: str
) -> None:
    base = ["train", str(dataset), "--preset", "cmr-sax", "-o", str(tmp_path / "run")]
    assert main([*base, *change]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "run").exists()


def test_dataset_without_validation_cases_is_refused(tmp_path: Path) -> None:
    root = write_simulated_dataset(tmp_path / "data", cases=2)
    preset = read_preset(str(tiny_preset(tmp_path)))
    with pytest.raises(InputError, match="split 'val'"):
        train_stage(preset, 0, read_dataset(root), tmp_path / "run")


def relabelled(dataset: Path, root: Path, changes: dict[str, str]) -> Path:
    """A copy of a dataset whose points have other names."""
    shutil.copytree(dataset, root)
    for file in root.glob("*/landmarks.mrk.json"):
        text = file.read_text(encoding="utf-8")
        for name, other in changes.items():
            text = text.replace(f'"{name}"', f'"{other}"')
        file.write_text(text, encoding="utf-8")
    return root


def test_labels_of_no_preset_are_named_and_nothing_is_trained_with_them(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {"Anterior RV insertion": "ant", "Inferior RV insertion": "inf", "LV center": "mid"}
    root = relabelled(dataset, tmp_path / "data", names)
    run = tmp_path / "run"
    arguments = ["train", str(root), "--preset", str(tiny_preset(tmp_path, epochs=1)), "-o", str(run)]
    assert main([*arguments, "--steps", "2", "2"]) == 2
    told = capsys.readouterr().err
    assert "split 'train'" in told and "LV center" in told and "the labels are ant, inf, mid" in told
    assert not run.exists()
    shutil.rmtree(root)
    shutil.copytree(dataset, root)
    assert main([*arguments, "--steps", "2", "2", "--resume"]) == 0
    assert (run / "stage1" / "attempt_1").exists()


def test_a_run_never_goes_on_with_other_labels(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = shutil.copytree(dataset, tmp_path / "data")
    arguments = ["train", str(root), "--preset", str(tiny_preset(tmp_path, epochs=1))]
    run = [*arguments, "-o", str(tmp_path / "run")]
    assert main([*run, "--stage", "1", "--steps", "2", "2"]) == 0
    file = root / "case00" / "landmarks.mrk.json"
    mended = file.read_text().replace('"LV center"', '"LV centre"')
    before = file.read_text()
    file.write_text(mended)
    for options in (["--resume"], ["--stage", "2"]):
        assert main([*run, "--steps", "2", "2", *options]) == 2
        assert "stage1 was begun with other labels or images" in capsys.readouterr().err
    assert not (tmp_path / "run" / "stage2").exists()
    file.write_text(before)
    assert main([*run, "--steps", "3", "2", "--resume"]) == 2
    assert "begun with other numbers of steps" in capsys.readouterr().err
    assert main([*run, "--steps", "2", "2", "--resume"]) == 0
    assert (tmp_path / "run" / "model" / "tiny" / "model.json").exists()


def test_a_run_of_before_is_resumed_and_that_is_said(
    dataset: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    arguments = ["train", str(dataset), "--preset", str(tiny_preset(tmp_path, epochs=1))]
    arguments += ["-o", str(tmp_path / "run"), "--stage", "1"]
    assert main(arguments) == 0
    (tmp_path / "run" / "stage1" / "begun.json").unlink()
    assert main([*arguments, "--resume"]) == 0
    assert "does not say what it was begun with" in caplog.text


@pytest.mark.parametrize("left", [0, 0.5, 1])
def test_checkpoints_that_cannot_be_gone_on_from_are_explained(
    dataset: Path, tmp_path: Path, left: float
) -> None:
    """Empty, half of a file, or of a network of another width."""
    preset = read_preset(str(tiny_preset(tmp_path, epochs=1))).with_steps([1, 1])
    folder = tmp_path / "run"
    train_stage(preset, 0, read_dataset(dataset), folder)
    file = folder / "last.ckpt"
    content = file.read_bytes()
    file.write_bytes(content[: int(left * len(content))])
    if left == 1:
        first, *others = preset.model.stages
        wider = Tagged(first.network.type, {**first.network.options, "width": 8})
        stages = (replace(first, network=wider), *others)
        preset = replace(preset, model=replace(preset.model, stages=stages))
    words = "another network" if left == 1 else "damaged or incomplete: delete it to train"
    with pytest.raises(InputError, match=rf"last\.ckpt is .*{words}"):
        train_stage(preset, 0, read_dataset(dataset), folder, resume=True)


def test_all_stages_are_looked_at_before_the_first_is_trained(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["train", str(dataset), "--preset", str(tiny_preset(tmp_path, epochs=1))]
    arguments += ["-o", str(tmp_path / "run"), "--steps", "1", "1"]
    assert main([*arguments, "--stage", "2"]) == 0
    assert main(arguments) == 2
    assert "stage2" in capsys.readouterr().err
    assert not (tmp_path / "run" / "stage1").exists()


@pytest.mark.parametrize(
    ("subjects", "words"),
    [
        (1, "one subject, and training needs at least 2"),
        (2, "--fold needs at least 3 subjects, it has 2"),
        (3, "the 3 subjects with --fold 0 --folds 3"),
    ],
)
def test_what_too_few_subjects_need_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], subjects: int, words: str
) -> None:
    root = write_simulated_dataset(tmp_path / "data", cases=subjects, size=64, slices=3)
    (root / "cases.csv").unlink()
    arguments = ["train", str(root), "--preset", str(tiny_preset(tmp_path)), "-o", str(tmp_path / "run")]
    assert main([*arguments, "--steps", "1", "1"]) == 2
    assert words in capsys.readouterr().err
    if subjects == 3:
        assert main([*arguments, "--steps", "1", "1", "--fold", "0", "--folds", "3"]) == 0


def test_presets_that_ship_can_be_read() -> None:
    assert "cmr-sax" in preset_names()
    for name in preset_names():
        preset = read_preset(name)
        assert preset.name == name
        assert len(preset.training.stages) == len(preset.model.stages)


def test_damaged_preset_is_explained(tmp_path: Path) -> None:
    path = tiny_preset(tmp_path)
    data = json.loads(path.read_text())
    data["training"]["stages"][0].pop("sigma")
    path.write_text(json.dumps(data))
    with pytest.raises(InputError, match="sigma"):
        read_preset(str(path))
