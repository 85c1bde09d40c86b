"""Training, as a user runs it: from a dataset to a model that detects; resumed, it is the same."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from LandmarkAILib.cli import main
from LandmarkAILib.device import choose_device
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import read_image
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.pipeline import Pipeline
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.fitting.fit import train_stage
from LandmarkAITrainingLib.fitting.presets import preset_names, read_preset
from LandmarkAITrainingLib.fitting.stage_module import weights_of
from simulated_dataset import tiny_preset, write_simulated_dataset

# Lightning's advice to the user of a machine, not a fault of ours.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*does not have many workers.*"),
    pytest.mark.filterwarnings("ignore:.*smaller than the logging interval.*"),
    pytest.mark.filterwarnings("ignore:.*LeafSpec.*"),
    pytest.mark.filterwarnings("ignore:.*treespec, LeafSpec.*"),
]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_simulated_dataset(tmp_path_factory.mktemp("data"), cases=8)


def test_command_trains_a_model_that_detects(dataset: Path, tmp_path: Path) -> None:
    preset = tiny_preset(tmp_path)
    arguments = ["train", str(dataset), "--preset", str(preset), "-o", str(tmp_path / "run")]
    assert main(arguments) == 0
    bundle = Bundle.open(tmp_path / "run" / "model" / "tiny")
    assert bundle.description["training"]["cases"] == 4
    detection = Pipeline.load(bundle, choose_device("cpu")).detect(
        read_image(dataset / "case00" / "image.nrrd")
    )
    assert len(detection.landmarks) == 3 * 4
    for stage in ("stage1", "stage2"):
        with (tmp_path / "run" / stage / "attempt_1" / "metrics.csv").open() as file:
            losses = [float(row["train_loss"]) for row in csv.DictReader(file) if row["train_loss"]]
        assert len(losses) == 2 and all(np.isfinite(losses))


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


def test_presets_that_ship_can_be_read() -> None:
    assert "cmr-sax" in preset_names()
    for name in preset_names():
        preset = read_preset(name)
        assert preset.name == name
        assert len(preset.training.stages) == len(preset.model["stages"])


def test_damaged_preset_is_explained(tmp_path: Path) -> None:
    path = tiny_preset(tmp_path)
    data = json.loads(path.read_text())
    data["training"]["stages"][0].pop("sigma")
    path.write_text(json.dumps(data))
    with pytest.raises(InputError, match="sigma"):
        read_preset(str(path))
