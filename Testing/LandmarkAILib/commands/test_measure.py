"""``landmarkai measure`` on phantoms whose volumes are known, and on what cannot be measured."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from LandmarkAILib.cli import main
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.segmentations import read_segmentation, write_segmentation
from LandmarkAITrainingLib.simulation.cmr.phantom import make_phantom

NAMES = ("Left ventricle", "Myocardium", "Right ventricle")


def write_frame(path: Path, radius: float) -> None:
    """A cavity of a radius in mm in a wall of 8 mm, beside a right ventricle; six slices of 10 mm."""
    j, i = np.mgrid[:96, :96]
    x, y = (i - 47.5) * 1.25, (j - 47.5) * 1.25
    labels = np.where(np.hypot(x + 40, y) < 15, 3, 0)
    labels = np.where(np.hypot(x, y) < radius + 8, 2, labels)
    labels = np.where(np.hypot(x, y) < radius, 1, labels)
    stack = np.repeat(labels[None].astype(np.uint8), 6, axis=0)
    grid = Grid((96, 96, 6), np.diag([1.25, 1.25, 10.0, 1.0]))
    write_segmentation(Segmentation(stack, grid, NAMES), path)


def test_masks_of_two_phases(tmp_path: Path) -> None:
    write_frame(tmp_path / "a.seg.nrrd", 16.0)
    write_frame(tmp_path / "b.seg.nrrd", 24.0)
    files = [str(tmp_path / "a.seg.nrrd"), str(tmp_path / "b.seg.nrrd")]
    options = ["--height", "180", "--weight", "80", "--sex", "male"]
    assert main(["measure", *files, "-o", str(tmp_path / "out"), *options]) == 0
    document = json.loads((tmp_path / "out" / "function.json").read_text(encoding="utf-8"))
    values = {row["name"]: row["value"] for row in document["quantities"]}
    assert (document["phases"]["ed"], document["phases"]["es"]) == (1, 0)
    assert values["LV end-diastolic volume"] == pytest.approx(np.pi * 2.4**2 * 6, rel=0.01)
    assert values["LV ejection fraction"] == pytest.approx(100 * (1 - 16**2 / 24**2), abs=1.0)
    assert values["LV mass"] == pytest.approx(1.05 * np.pi * (3.2**2 - 2.4**2) * 6, rel=0.02)
    with (tmp_path / "out" / "function.csv").open(encoding="utf-8") as file:
        rows = {row["quantity"]: row for row in csv.DictReader(file)}
    edv = rows["LV end-diastolic volume"]
    assert float(edv["indexed"]) == pytest.approx(float(edv["value"]) / 2, abs=0.01)
    page = (tmp_path / "out" / "function.html").read_text(encoding="utf-8")
    assert "Petersen" in page
    assert "For research only" in page
    assert "<svg" in page


def test_images_of_two_phases(tmp_path: Path) -> None:
    """Detected with the model that ships; both phases get their points, contours and walls."""
    image = make_phantom(np.random.default_rng(3), "cine", size=144, slices=6).image
    smaller = Grid(image.grid.size, image.grid.affine @ np.diag([0.85, 0.85, 1.0, 1.0]))
    write_image(image, tmp_path / "ed.nrrd")
    write_image(type(image)(image.array, smaller), tmp_path / "es.nrrd")
    files = [str(tmp_path / "ed.nrrd"), str(tmp_path / "es.nrrd")]
    assert main(["measure", *files, "-o", str(tmp_path / "out"), "--device", "cpu"]) == 0
    document = json.loads((tmp_path / "out" / "function.json").read_text(encoding="utf-8"))
    values = {row["name"]: row["value"] for row in document["quantities"]}
    assert document["phases"]["ed"] == 0
    assert values["LV ejection fraction"] == pytest.approx(100 * (1 - 0.85**2), abs=6)
    assert document["model"]["name"] == "cmr-sax"
    ed = json.loads((tmp_path / "out" / "ed.json").read_text(encoding="utf-8"))
    assert ed["provenance"]["voxels"] == document["images"][0]
    assert any(wall["ed"] for wall in document["walls"])
    assert {"ed.mrk.json", "ed.seg.nrrd", "es.mrk.json"} <= {
        p.name for p in (tmp_path / "out").iterdir()
    }


@pytest.mark.parametrize("systole", [0, 1])
def test_a_4d_file_of_both_phases(tmp_path: Path, systole: int) -> None:
    """In whichever order the frames come."""
    image = make_phantom(np.random.default_rng(3), "cine", size=144, slices=3).image
    stack = sitk.GetImageFromArray(image.array.astype(np.float32))
    axes = image.grid.axes
    stack.SetSpacing(image.grid.spacing.tolist())
    stack.SetDirection(axes.ravel().tolist())
    beaten = sitk.AffineTransform(3)  # the heart in the middle becomes smaller
    beaten.SetMatrix((axes @ np.diag([1.25, 1.25, 1.0]) @ axes.T).ravel().tolist())
    beaten.SetCenter(stack.TransformContinuousIndexToPhysicalPoint([71.5, 71.5, 0]))
    frames = [stack, sitk.Resample(stack, stack, beaten, sitk.sitkLinear, float(image.array.min()))]
    if systole == 0:
        frames.reverse()
    sitk.WriteImage(sitk.JoinSeries(frames), str(tmp_path / "cine.nrrd"))
    output = tmp_path / "out"
    assert main(["measure", str(tmp_path / "cine.nrrd"), "-o", str(output), "--device", "cpu"]) == 0
    document = json.loads((output / "function.json").read_text(encoding="utf-8"))
    assert (document["phases"]["es"], document["phases"]["ed"]) == (systole, 1 - systole)
    assert len(set(document["images"])) == 2
    values = {row["name"]: row["value"] for row in document["quantities"]}
    assert values["LV ejection fraction"] == pytest.approx(100 * (1 - 0.8**2), abs=7)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--height", "180"], "needed together"),
        (["--height", "1.8", "--weight", "80"], "centimetres"),
        (["--ed", "7"], "frame 7"),
    ],
)
def test_what_cannot_be(
    tmp_path: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_frame(tmp_path / "a.seg.nrrd", 16.0)
    write_frame(tmp_path / "b.seg.nrrd", 24.0)
    files = [str(tmp_path / "a.seg.nrrd"), str(tmp_path / "b.seg.nrrd")]
    assert main(["measure", *files, "-o", str(tmp_path / "out"), *options]) != 0
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_one_frame_is_not_a_cycle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    image = make_phantom(np.random.default_rng(3), "cine", size=64, slices=3).image
    write_image(image, tmp_path / "still.nrrd")
    assert main(["measure", str(tmp_path / "still.nrrd"), "-o", str(tmp_path / "out")]) != 0
    assert "needs a cine" in capsys.readouterr().err


def test_results_that_are_there_stay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_frame(tmp_path / "a.seg.nrrd", 16.0)
    write_frame(tmp_path / "b.seg.nrrd", 24.0)
    (tmp_path / "function.csv").write_text("somebody's")
    command = [
        "measure",
        str(tmp_path / "a.seg.nrrd"),
        str(tmp_path / "b.seg.nrrd"),
        "-o",
        str(tmp_path),
    ]
    assert main(command) != 0
    assert "--overwrite" in capsys.readouterr().err
    assert (tmp_path / "function.csv").read_text() == "somebody's"
    assert main([*command, "--sex", "female", "--overwrite"]) == 0
    with (tmp_path / "function.csv").open(encoding="utf-8") as file:
        rows = {row["quantity"]: row for row in csv.DictReader(file)}
    fraction, mass = rows["LV ejection fraction"], rows["LV mass"]
    assert (fraction["normal_low"], fraction["normal_high"], fraction["normal_of"]) == (
        "51",
        "71",
        "value",
    )
    assert mass["normal_of"] == "indexed"
    assert "10.1186/s12968-017-0327-9" in mass["normal_source"]


def test_phases_on_different_grids_are_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_frame(tmp_path / "a.seg.nrrd", 24.0)
    write_frame(tmp_path / "b.seg.nrrd", 16.0)
    other = read_segmentation(tmp_path / "b.seg.nrrd")
    grid = Grid((96, 96, 5), other.grid.affine)
    write_segmentation(Segmentation(other.labels[:5], grid, NAMES), tmp_path / "b.seg.nrrd")
    files = [str(tmp_path / "a.seg.nrrd"), str(tmp_path / "b.seg.nrrd")]
    assert main(["measure", *files, "-o", str(tmp_path / "out")]) == 0
    assert "different grids (96 × 96 × 6 and 96 × 96 × 5 voxels)" in capsys.readouterr().out


def test_folders_without_a_series_are_told_what_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_frame(tmp_path / name / "x.seg.nrrd", 16.0)
    folders = [str(tmp_path / "a"), str(tmp_path / "b")]
    assert main(["measure", *folders, "-o", str(tmp_path / "out")]) != 0
    assert "measure takes a 4D file" in capsys.readouterr().err


def test_a_piece_beside_the_heart_is_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_frame(tmp_path / "a.seg.nrrd", 24.0)
    write_frame(tmp_path / "b.seg.nrrd", 16.0)
    other = read_segmentation(tmp_path / "b.seg.nrrd")
    labels = other.labels.copy()
    labels[5][labels[5] == 1] = 0
    labels[5, 80:90, 80:90] = 1
    write_segmentation(Segmentation(labels, other.grid, NAMES), tmp_path / "b.seg.nrrd")
    files = [str(tmp_path / "a.seg.nrrd"), str(tmp_path / "b.seg.nrrd")]
    assert main(["measure", *files, "-o", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "at end systole the cavity of slice 5 lies beside" in said
    assert "at end diastole the cavity" not in said
