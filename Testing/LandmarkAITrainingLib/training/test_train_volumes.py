"""Training on volumes, with folds, stopping early, keeping the best, and through faults."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from ct_dataset import patch_preset, volume_preset, write_ct_dataset
from disk import nearly_full_disk
from LandmarkAILib.cli import main
from LandmarkAILib.core.anatomy import LV_APEX
from LandmarkAILib.errors import InputError, OutputError
from LandmarkAILib.files.atomic import digest
from LandmarkAILib.files.images import read_image
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import Bundle
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.presets.preset import read_preset
from LandmarkAITrainingLib.training.stage_module import weights_of
from LandmarkAITrainingLib.training.train_model import train_stage
from simulated_dataset import tiny_preset, write_simulated_dataset
from trained import LIGHTNINGS_ADVICE, curve, distance

pytestmark = [*LIGHTNINGS_ADVICE, pytest.mark.slow]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ct_dataset(tmp_path_factory.mktemp("data"))


def test_command_trains_a_volume_model_that_detects(dataset: Path, tmp_path: Path) -> None:
    preset = volume_preset(tmp_path)
    arguments = ["train", str(dataset), "--preset", str(preset), "-o", str(tmp_path / "run")]
    assert main([*arguments, "--steps", "2", "4"]) == 0
    bundle = Bundle.open(tmp_path / "run" / "model" / "tiny-ct")
    assert bundle.description.training.steps == (2, 4)
    image = read_image(dataset / "case03" / "image.nrrd")
    detection = Pipeline.load(bundle, choose_device("cpu")).detect(image)
    assert [point.name for point in detection.landmarks] == bundle.landmarks
    assert detection.segmentation is not None
    assert detection.segmentation.labels.shape == image.grid.shape
    losses = curve(tmp_path / "run" / "stage2", "train_loss")
    assert len(losses) == 2 and np.isfinite(losses).all()
    assert len(curve(tmp_path / "run" / "stage2", "val_dice_Left_ventricle")) == 1


def test_training_begins_with_the_weights_of_a_model(dataset: Path, tmp_path: Path) -> None:
    preset = volume_preset(tmp_path)
    arguments = ["train", str(dataset), "--preset", str(preset)]
    assert main([*arguments, "-o", str(tmp_path / "first"), "--steps", "2", "2"]) == 0
    model = tmp_path / "first" / "model" / "tiny-ct"
    again = ["--start", str(model), "--seed", "9", "-o", str(tmp_path / "again")]
    assert main([*arguments, "--steps", "1", "1", *again]) == 0
    first, tuned = Bundle.open(model), Bundle.open(tmp_path / "again" / "model" / "tiny-ct")
    began = tuned.description.training.started_from
    assert began is not None
    assert (began.name, began.version, began.sha256) == ("tiny-ct", "0.1.0", first.sha256)
    weights = {path.name: digest(path) for path in first.path.glob("*.safetensors")}
    assert began.weights == weights and len(weights) == 2
    assert (began.steps, began.date) == ((2, 2), first.description.training.date)
    card = (tuned.path / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert f"begun with the weights of tiny-ct 0.1.0 (2 and 2 steps, {began.date}, sha256" in card
    assert main([*arguments, "--steps", "1", "1", "--seed", "9", "-o", str(tmp_path / "other")]) == 0
    other = Bundle.open(tmp_path / "other" / "model" / "tiny-ct")
    assert distance(tuned, first) < 0.2 * distance(other, first)


def test_a_model_with_other_networks_cannot_be_started_from(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["train", str(dataset), "--preset", str(volume_preset(tmp_path))]
    assert main([*arguments, "--start", "cmr-sax", "-o", str(tmp_path / "run")]) != 0
    assert "cmr-sax cannot be started from" in capsys.readouterr().err


def test_patches_keep_the_best_validation_and_make_a_model(dataset: Path, tmp_path: Path) -> None:
    preset = patch_preset(tmp_path, learning_rate=0.05)
    arguments = ["train", str(dataset), "--preset", str(preset), "-o", str(tmp_path / "run")]
    assert main([*arguments, "--steps", "8"]) == 0
    stage = tmp_path / "run" / "stage1"
    losses = curve(stage, "val_loss")
    assert len(losses) == 4
    best = torch.load(stage / "best.ckpt", weights_only=False, map_location="cpu")
    assert best["epoch"] == int(np.argmin(losses))
    parts = [curve(stage, f"val_{name}")[0] for name in ("distance", "segmentation")]
    assert losses[0] == pytest.approx(10 * parts[0] + parts[1], rel=1e-4)
    bundle = Bundle.open(tmp_path / "run" / "model" / "tiny-patches")
    detection = Pipeline.load(bundle, choose_device("cpu")).detect(
        read_image(dataset / "case03" / "image.nrrd")
    )
    assert [point.name for point in detection.landmarks] == [LV_APEX]


def test_damaged_best_weights_are_explained(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["train", str(dataset), "--preset", str(patch_preset(tmp_path)), "--steps", "2"]
    arguments += ["-o", str(tmp_path / "run"), "--resume"]
    assert main(arguments) == 0
    file = tmp_path / "run" / "stage1" / "best.ckpt"
    file.write_bytes(file.read_bytes()[:5000])
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert "best.ckpt is damaged or incomplete: delete the folder stage1 to train the stage anew" in told
    shutil.rmtree(file.parent)
    assert main(arguments) == 0


def test_training_stops_when_validation_no_longer_improves(dataset: Path, tmp_path: Path) -> None:
    preset = read_preset(str(patch_preset(tmp_path, learning_rate=0.0, patience=2)))
    folder = tmp_path / "run"
    train_stage(preset.with_steps([40]), 0, read_dataset(dataset), folder)
    # Nothing is learnt: the first validation is the best, two more do not better it.
    assert len(curve(folder, "val_loss")) == 3


class KilledError(Exception):
    """A training that ended before its time."""


def killed_in(epoch: int):  # type: ignore[no-untyped-def]
    def kill(begun: int) -> None:
        if begun == epoch:
            raise KilledError

    return kill


@pytest.mark.parametrize("kind", ["volumes", "patches"])
def test_a_killed_training_goes_on_as_if_it_had_not_been(
    dataset: Path, tmp_path: Path, kind: str
) -> None:
    make = volume_preset if kind == "volumes" else patch_preset
    preset = read_preset(str(make(tmp_path, validate=1, keep="best", patience=50)))
    preset = preset.with_steps([6] * len(preset.training.stages))
    records = read_dataset(dataset)
    whole = train_stage(preset, 0, records, tmp_path / "whole")
    with pytest.raises(KilledError):
        train_stage(preset, 0, records, tmp_path / "parts", on_epoch=killed_in(2))
    parts = train_stage(preset, 0, records, tmp_path / "parts", resume=True)
    expected, found = weights_of(whole), weights_of(parts)
    assert all(torch.allclose(expected[key], found[key], atol=1e-6) for key in expected)
    for key in ("train_loss", "val_loss"):
        assert curve(tmp_path / "parts", key) == pytest.approx(curve(tmp_path / "whole", key), rel=1e-5)
    best = [torch.load(tmp_path / run / "best.ckpt", weights_only=False) for run in ("whole", "parts")]
    assert best[0]["epoch"] == best[1]["epoch"]


@pytest.mark.parametrize("steps", [1, 2, 5, 20])
def test_a_stage_makes_as_many_steps_as_were_asked_for(
    dataset: Path, tmp_path: Path, steps: int
) -> None:
    preset = read_preset(str(patch_preset(tmp_path, epoch=3))).with_steps([steps])
    module = train_stage(preset, 0, read_dataset(dataset), tmp_path / "run")
    assert module.trainer.global_step == steps
    # The rate comes down with the last step: its schedule is as long as the training.
    assert module.trainer.lr_scheduler_configs[0].scheduler.total_steps == steps


def test_a_training_goes_on_into_a_shorter_last_epoch(dataset: Path, tmp_path: Path) -> None:
    preset = read_preset(str(patch_preset(tmp_path, epoch=3))).with_steps([8])
    records = read_dataset(dataset)
    whole = train_stage(preset, 0, records, tmp_path / "whole")
    with pytest.raises(KilledError):
        train_stage(preset, 0, records, tmp_path / "parts", on_epoch=killed_in(2))
    parts = train_stage(preset, 0, records, tmp_path / "parts", resume=True)
    assert parts.trainer.global_step == 8
    again = train_stage(preset, 0, records, tmp_path / "parts", resume=True)
    for module in (parts, again):
        expected, found = weights_of(whole), weights_of(module)
        assert all(torch.allclose(expected[key], found[key], atol=1e-6) for key in expected)


def test_a_training_whose_steps_were_rounded_ends_with_those(dataset: Path, tmp_path: Path) -> None:
    """Before steps were exact, 8 with epochs of 3 were 6."""
    preset = read_preset(str(patch_preset(tmp_path, epoch=3)))
    records, folder = read_dataset(dataset), tmp_path / "run"
    with pytest.raises(KilledError):
        train_stage(preset.with_steps([6]), 0, records, folder, on_epoch=killed_in(1))
    module = train_stage(preset.with_steps([8]), 0, records, folder, resume=True)
    assert module.trainer.global_step == 6
    with pytest.raises(InputError, match="begun to make 6 steps, not 12"):
        train_stage(preset.with_steps([12]), 0, records, folder, resume=True)


def test_a_disk_that_fills_up_costs_the_epoch_and_nothing_else(dataset: Path, tmp_path: Path) -> None:
    preset = read_preset(str(patch_preset(tmp_path, keep="last"))).with_steps([6])
    records, folder = read_dataset(dataset), tmp_path / "run"
    with pytest.raises(KilledError):
        train_stage(preset, 0, records, folder, on_epoch=killed_in(1))
    checkpoint = (folder / "last.ckpt").read_bytes()
    with (
        nearly_full_disk(len(checkpoint) // 2),
        pytest.raises(OutputError, match=r"last\.ckpt cannot be written"),
    ):
        train_stage(preset, 0, records, folder, resume=True)
    assert (folder / "last.ckpt").read_bytes() == checkpoint
    train_stage(preset, 0, records, folder, resume=True)
    assert torch.load(folder / "last.ckpt", weights_only=False)["global_step"] == 6


def test_a_corrupt_case_is_named_before_training_starts(tmp_path: Path) -> None:
    root = write_ct_dataset(tmp_path / "data")
    file = root / "case02" / "image.nrrd"
    file.write_bytes(file.read_bytes()[:-500])
    for path in (volume_preset(tmp_path), patch_preset(tmp_path)):
        with pytest.raises(InputError, match="case02"):
            train_stage(read_preset(str(path)), 0, read_dataset(root), tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_cases_of_the_test_split_are_never_read(tmp_path: Path) -> None:
    root = write_ct_dataset(tmp_path / "data")
    (root / "case03" / "image.nrrd").write_bytes(b"NRRD0004\n")  # split test
    preset = read_preset(str(volume_preset(tmp_path))).with_steps([2, 2])
    train_stage(preset, 0, read_dataset(root), tmp_path / "run")
    assert (tmp_path / "run" / "last.ckpt").exists()


def test_folds_hold_out_their_subjects(dataset: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    common = ["train", str(dataset), "--preset", str(patch_preset(tmp_path)), "-o", str(run)]
    assert main([*common, "--fold", "1", "--folds", "4", "--steps", "2"]) == 0
    used = Bundle.open(run / "model" / "tiny-patches").description.training
    assert used.subjects == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--fold", "0"], "4 subjects, too few for 10 folds"),
        (["--fold", "4", "--folds", "4"], "count from 0 to 3"),
        (["--simulate", "2"], "between 0 and 1"),
        (["--base", "nowhere.nii", "--simulate", "0.5"], "nowhere.nii"),
    ],
)
def test_wrong_options_are_explained(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    preset = volume_preset(tmp_path)
    common = ["train", str(dataset), "--preset", str(preset), "-o", str(tmp_path / "run")]
    assert main([*common, *options]) == 2
    assert words in capsys.readouterr().err


def test_simulation_is_for_volumes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_simulated_dataset(tmp_path / "data", cases=4)
    arguments = ["train", str(root), "--preset", str(tiny_preset(tmp_path)), "-o", str(tmp_path / "run")]
    assert main([*arguments, "--simulate", "0.5"]) == 2
    assert "CT presets" in capsys.readouterr().err


def test_coordinates_are_learnt_on_slices_with_points(tmp_path: Path) -> None:
    root = write_simulated_dataset(tmp_path / "data", cases=4)
    path = tiny_preset(tmp_path)
    data = json.loads(path.read_text())
    for stage, training in zip(data["stages"], data["training"]["stages"], strict=True):
        stage["network"] = {"type": "resnet50v2", "landmarks": 3}
        del training["sigma"]
    path.write_text(json.dumps({**data, "segments": []}))
    preset = read_preset(str(path)).with_steps([1, 1])
    preset = preset.with_training(epoch=1, average=0.0)
    train_stage(preset, 1, read_dataset(root), tmp_path / "run")
    assert np.isfinite(curve(tmp_path / "run", "train_coordinates")).all()
    assert curve(tmp_path / "run", "val_median_mm_LV_center")


@pytest.mark.parametrize(
    ("change", "words"),
    [({"keep": "all"}, "keep"), ({"precision": {"cpu": "int8"}}, "int8"), ({"pation": 3}, "pation")],
)
def test_damaged_options_of_a_preset_are_explained(
    tmp_path: Path, change: dict[str, object], words: str
) -> None:
    with pytest.raises(InputError, match=words):
        read_preset(str(patch_preset(tmp_path, **change)))


def test_presets_of_the_papers_say_what_they_are() -> None:
    gonzales, mandas, ours = (
        read_preset(name) for name in ("gonzales2025-dualstage", "mandas2025-multitask", "ct-lv")
    )
    assert [stage.view.options["size"] for stage in gonzales.model.stages] == [384, 192]
    assert mandas.training.loss.weights == {"distance": 10.0, "segmentation": 1.0}
    assert (mandas.training.validate, mandas.training.keep) == (2, "best")
    assert ours.model.landmarks[:2] == ("LV apex", "Mitral annulus center")
    assert len(ours.model.landmarks) == 5
    assert read_preset("cmr-sax").training.patience is None
