"""LandmarkAI as a BIDS App: participants side by side, then the group."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.files.images import write_image
from LandmarkAILib.inference.engine import ModelCache
from threshold_model import ThresholdDetector, phantom, write_threshold_model


@pytest.fixture(autouse=True)
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ModelCache.__init__, "__defaults__", (ThresholdDetector,))
    from LandmarkAILib.commands.cohorts import part_run

    part_run._models.cache_clear()


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    root = tmp_path / "bids"
    for n, label in enumerate(("01", "02", "03")):
        folder = root / f"sub-{label}" / "anat"
        folder.mkdir(parents=True)
        write_image(phantom((24.0 + n, 20.0)), folder / f"sub-{label}_cine.nii.gz")
    (root / "derivatives" / "other").mkdir(parents=True)
    write_image(phantom(), root / "derivatives" / "other" / "image.nii.gz")
    (root / "dataset_description.json").write_text("{}")
    return root


def test_participants_then_the_group(dataset: Path, tmp_path: Path) -> None:
    model = write_threshold_model(tmp_path / "models" / "threshold").path
    out = tmp_path / "out"
    given = ["--model", str(model), "--device", "cpu"]
    for labels in (["01"], ["sub-02"]):
        command = ["bids", str(dataset), str(out), "participant", *given]
        assert main([*command, "--participant-label", *labels]) == 0
    assert (out / "sub-01" / "anat" / "sub-01_cine.mrk.json").is_file()
    assert not (out / "sub-03").exists()
    assert main(["bids", str(dataset), str(out), "participant", *given]) == 0
    assert main(["bids", str(dataset), str(out), "group"]) == 0
    with (out / "cohort_table.csv").open(newline="") as file:
        rows = [(row["case"], row["status"]) for row in csv.DictReader(file)]
    assert rows == [(f"sub-{n}/anat/sub-{n}_cine", "done") for n in ("01", "02", "03")]
    described = json.loads((out / "dataset_description.json").read_text())
    assert described["DatasetType"] == "derivative"
    assert described["GeneratedBy"][0]["Name"] == "LandmarkAI"


def test_other_folders_and_labels_are_refused(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["bids", str(dataset), str(tmp_path / "out"), "participant"]
    assert main([*command, "--participant-label", "9"]) == 2
    assert "has no sub-9" in capsys.readouterr().err
    command[1] = str(dataset / "derivatives")
    assert main(command) == 2
    assert "root of a BIDS dataset" in capsys.readouterr().err
