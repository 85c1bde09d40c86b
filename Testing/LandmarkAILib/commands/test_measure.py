"""``landmarkai measure`` on phantoms whose volumes are known, and on what cannot be measured."""

from __future__ import annotations

import csv
import json
from argparse import Namespace
from datetime import date
from pathlib import Path

import numpy as np
import pydicom
import pytest
import SimpleITK as sitk
from dicom_files import write_series
from LandmarkAILib import __version__
from LandmarkAILib.cli import main
from LandmarkAILib.commands.measure import _take_body
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.files.dicom.body import StudyFacts
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.segmentations import read_segmentation, write_segmentation
from LandmarkAITrainingLib.simulation.cmr.phantom import make_phantom

FACTS = StudyFacts("2024-02-29", "female", "45 years")
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
    assert "<svg" in page and "<image" not in page
    assert "date not given" in page and "drawn contours, no model" in page
    assert f"{date.today().isoformat()}, LandmarkAI {__version__}" in page
    assert "<td>male</td>" in page


def test_a_dicom_cine_tells_when_it_was_made_and_of_whom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But not under pseudonyms; what the headers say is made up here."""
    for name, options in (("open", []), ("hidden", ["--pseudonyms"])):
        write_frame(tmp_path / "a.seg.nrrd", 16.0)
        write_frame(tmp_path / "b.seg.nrrd", 24.0)
        files = [str(tmp_path / "a.seg.nrrd"), str(tmp_path / "b.seg.nrrd")]
        monkeypatch.setattr("LandmarkAILib.commands.measure._take_body", lambda arguments: FACTS)
        assert main(["measure", *files, "-o", str(tmp_path / name), *options]) == 0
        page = (tmp_path / name / "function.html").read_text(encoding="utf-8")
        told = json.loads((tmp_path / name / "function.json").read_text(encoding="utf-8"))
        hidden = name == "hidden"
        for word in ("2024-02-29", "45 years", "a.seg.nrrd"):
            assert (word in page) is not hidden and (word in json.dumps(told)) is not hidden
        assert told["study"]["sex"] == "female"


def test_the_header_of_a_case_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tags = {"PatientSize": "1.75", "PatientWeight": "70", "PatientSex": "F", "StudyDate": "20240229"}
    grid = Grid((3, 3, 1), np.eye(4))
    write_series(tmp_path / "cine", np.zeros((1, 3, 3), np.int16), grid, **tags)
    read = []
    once = pydicom.dcmread
    monkeypatch.setattr(pydicom, "dcmread", lambda *a, **k: read.append(a) or once(*a, **k))
    arguments = Namespace(study=[tmp_path / "cine"], height=None, weight=None, sex=None)
    assert _take_body(arguments) == StudyFacts("2024-02-29", "female")
    assert (arguments.height, arguments.weight, arguments.sex) == (175.0, 70.0, "female")
    assert len(read) == 1


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
    page = (tmp_path / "out" / "function.html").read_text(encoding="utf-8")
    assert page.count("<image") == 2 and "End systole, frame 1, slice 3" in page
    assert f"cmr-sax {document['model']['version']}" in page and "sex and age not given" in page
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
        (["--ed", "0", "--es", "1"], "were the two exchanged?"),
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


def rewrite(path: Path, labels: np.ndarray, affine: np.ndarray) -> None:
    k, j, i = labels.shape
    write_segmentation(Segmentation(labels, Grid((i, j, k), affine), NAMES), path)


def test_phases_on_different_grids_are_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Cropping makes no other grid; other voxels, and a heart elsewhere, are said."""
    write_frame(tmp_path / "a.seg.nrrd", 24.0)
    write_frame(tmp_path / "b.seg.nrrd", 16.0)
    other = read_segmentation(tmp_path / "b.seg.nrrd")
    command = ["measure", *(str(tmp_path / f"{name}.seg.nrrd") for name in "ab"), "--overwrite"]
    cropped = other.grid.affine.copy()
    cropped[:3, 3] = other.grid.to_lps([4, 6, 0])
    rewrite(tmp_path / "b.seg.nrrd", other.labels[:5, 6:90, 4:], cropped)
    assert main([*command, "-o", str(tmp_path / "out")]) == 0
    assert "Note:" not in capsys.readouterr().out
    larger = other.grid.affine @ np.diag([1.12, 1.12, 1.0, 1.0])
    larger[0, 3] += 50
    rewrite(tmp_path / "b.seg.nrrd", other.labels, larger)
    assert main([*command, "-o", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "different grids (voxels of 1.25 × 1.25 × 10 and 1.4 × 1.4 × 10 mm)" in said
    assert "the left ventricle lies 58 mm apart" in said


def write_label_map(path: Path, radius: float, order: tuple[int, int, int] = (1, 2, 3)) -> None:
    """The frame without names: values of left ventricle, myocardium and right ventricle in an order."""
    write_frame(path.with_name("drawn.seg.nrrd"), radius)
    drawn = read_segmentation(path.with_name("drawn.seg.nrrd"))
    image = sitk.GetImageFromArray(np.array([0, *order], np.uint8)[drawn.labels])
    image.SetSpacing(drawn.grid.spacing.tolist())
    sitk.WriteImage(image, str(path))


def test_plain_label_maps_are_read_as_segmentations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_label_map(tmp_path / "my_ed.nii.gz", 24.0)
    write_label_map(tmp_path / "my_es.nii.gz", 16.0)
    files = [str(tmp_path / "my_ed.nii.gz"), str(tmp_path / "my_es.nii.gz")]
    assert main(["measure", *files, "-o", str(tmp_path / "out")]) == 0
    told = "label maps were read as 1 Left ventricle, 2 Myocardium, 3 Right ventricle"
    assert told in capsys.readouterr().out
    document = json.loads((tmp_path / "out" / "function.json").read_text(encoding="utf-8"))
    values = {row["name"]: row["value"] for row in document["quantities"]}
    assert values["LV end-diastolic volume"] == pytest.approx(np.pi * 2.4**2 * 6, rel=0.01)
    assert told in document["notes"]


def test_label_maps_in_another_order_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, radius in (("ed", 24.0), ("es", 16.0)):
        write_label_map(tmp_path / f"{name}.nii.gz", radius, order=(3, 2, 1))  # ACDC's
    files = [str(tmp_path / "ed.nii.gz"), str(tmp_path / "es.nii.gz")]
    assert main(["measure", *files, "-o", str(tmp_path / "out")]) == 2
    assert "in another order" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_label_map_of_all_frames_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frames = []
    for radius in (24.0, 16.0):
        write_label_map(tmp_path / "frame.nii.gz", radius)
        frames.append(sitk.ReadImage(str(tmp_path / "frame.nii.gz")))
    sitk.WriteImage(sitk.JoinSeries(frames), str(tmp_path / "cine.nrrd"))
    command = ["measure", str(tmp_path / "cine.nrrd"), "-o", str(tmp_path / "out"), "--device", "cpu"]
    assert main(command) == 2
    assert "looks like a label map" in (said := capsys.readouterr().err)
    assert "for each phase" in said


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
