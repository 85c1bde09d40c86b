"""``landmarkai aha`` on a phantom whose segments' means are known."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from ct_phantom import ANNULUS, APEX, make_ct_phantom
from LandmarkAILib.cli import main
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import read_segmentation, write_segmentation
from short_axis_phantom import make_phantom


@pytest.fixture
def study(tmp_path: Path) -> Path:
    phantom = make_phantom(twist=4.0)
    write_image(phantom.image, tmp_path / "image.nrrd")
    (tmp_path / "t1").mkdir()
    write_image(phantom.stored((1, 0, 2), (0,)).image, tmp_path / "t1" / "image.nrrd")
    write_segmentation(phantom.segmentation, tmp_path / "image.seg.nrrd")
    write_landmarks(phantom.landmarks, tmp_path / "points.mrk.json")
    return tmp_path


def command(study: Path, *more: str) -> list[str]:
    own = ["--segmentation", str(study / "image.seg.nrrd"), "--points", str(study / "points.mrk.json")]
    return ["aha", str(study / "image.nrrd"), *own, "-o", str(study / "out"), *more]


def test_masks_and_points_of_anybody(study: Path) -> None:
    assert main(command(study, "--on", str(study / "t1" / "image.nrrd"), "--segments", "17")) == 0
    with (study / "out" / "aha.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2 * 17
    assert {row["image"] for row in rows} == {f"{study.name}_image", "t1_image"}
    for row in rows:
        n = int(row["segment"])
        if n < 17:
            assert float(row["mean"]) == pytest.approx(100 + n, rel=0.01)
    assert len(read_segmentation(study / "out" / "aha.seg.nrrd").names) == 17
    assert len(list((study / "out").glob("*.bullseye.png"))) == 2


@pytest.mark.parametrize("margin", [["0.6", "0.6"], ["-1"], ["0.1", "0.1", "0.1"]])
def test_margins_that_cannot_be(
    study: Path, margin: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command(study, "--margin", *margin)) != 0
    assert "margin" in capsys.readouterr().err
    assert not (study / "out").exists()


def test_levels_beyond_the_stack(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(study, "--levels", "basal=0-99")) != 0
    assert "--levels basal=0-99: slice" in capsys.readouterr().err


def test_results_that_are_there_stay(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (study / "out").mkdir()
    (study / "out" / "aha.csv").write_text("somebody's")
    assert main(command(study)) != 0
    assert "--overwrite" in capsys.readouterr().err
    assert (study / "out" / "aha.csv").read_text() == "somebody's"
    assert main(command(study, "--overwrite")) == 0


def test_an_image_for_a_segmentation_is_called_one(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = np.random.default_rng(0).integers(0, 900, (4, 20, 20)).astype(np.int16)
    write_image(Image(values, Grid((20, 20, 4), np.eye(4))), study / "other.nrrd")
    arguments = command(study)
    arguments[3] = str(study / "other.nrrd")
    assert main(arguments) != 0
    assert "as an image does, where a segmentation is expected" in capsys.readouterr().err


@pytest.fixture
def ct(tmp_path: Path) -> Path:
    """A CT as ct-lv leaves it, and a point of no meaning on the patient's right."""
    phantom = make_ct_phantom(2.5, (52, 52, 52))
    write_image(phantom.image, tmp_path / "image.nrrd")
    assert phantom.detection.segmentation is not None
    write_segmentation(phantom.detection.segmentation, tmp_path / "image.seg.nrrd")
    clicked = Landmark("F-1", (ANNULUS + APEX) / 2 + [-40, -10, 5])
    write_landmarks(LandmarkSet((*phantom.detection.landmarks, clicked)), tmp_path / "points.mrk.json")
    return tmp_path


def test_a_volume_by_its_axis_and_one_point(ct: Path) -> None:
    assert main(command(ct, "--septum", "F-1", "--segments", "17", "--margin", "0")) == 0
    with (ct / "out" / "aha.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [float(row["mean"]) for row in rows] == [110.0] * 17  # HU of muscle in all of the wall
    assert all(float(row["volume_ml"]) > 1 for row in rows)
    assert {row["area_mm2"] for row in rows} == {""}
    assert (ct / "out" / "image.bullseye.png").stat().st_size > 0


def test_a_volume_without_a_septum(ct: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(ct)) != 0
    assert "place a point named 'Septum'" in capsys.readouterr().err
    assert main(command(ct, "--septum", "F-2")) != 0
    assert "one point named 'F-2'" in capsys.readouterr().err
    assert main(command(ct, "--septum", "F-1", "--levels", "basal=0-2")) != 0
    assert "leave the levels out" in capsys.readouterr().err
    assert not (ct / "out").exists()
