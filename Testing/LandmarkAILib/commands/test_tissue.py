"""``landmarkai scar`` and ``landmarkai ecv`` on a phantom whose scar and ECV are known."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.core.anatomy import LV_CENTER
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.files.images import read_image, write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import read_segmentation, write_segmentation
from short_axis_phantom import Phantom, make_phantom

HEMATOCRIT, BLOOD = 0.42, (1600.0, 300.0)  # ms, before and after contrast


@pytest.fixture
def phantom(tmp_path: Path) -> Phantom:
    """Its contours and points lie in the folder."""
    made = make_phantom()
    write_segmentation(made.segmentation, tmp_path / "own.seg.nrrd")
    write_landmarks(made.landmarks, tmp_path / "own.mrk.json")
    return made


def own(folder: Path) -> list[str]:
    return ["--segmentation", str(folder / "own.seg.nrrd"), "--points", str(folder / "own.mrk.json")]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write_lge(phantom: Phantom, folder: Path, scarred: int = 8) -> None:
    array = np.where(
        phantom.segment > 0, np.random.default_rng(1).normal(100, 5, phantom.segment.shape), 300.0
    )
    array[phantom.segment == scarred] = 400
    write_image(replace(phantom.image, array=array.astype(np.float32)), folder / "lge.nrrd")


@pytest.mark.parametrize("method", ["nsd", "fwhm"])
def test_scar(phantom: Phantom, tmp_path: Path, method: str) -> None:
    write_lge(phantom, tmp_path)
    out = tmp_path / "out"
    command = ["scar", str(tmp_path / "lge.nrrd"), "-o", str(out), "--method", method, *own(tmp_path)]
    assert main(command) == 0
    found = {row["segment"]: row for row in rows(out / "scar.csv")}
    assert float(found["8"]["percent"]) == pytest.approx(100, abs=1)
    assert float(found["9"]["percent"]) < 1
    share = np.count_nonzero(phantom.segment == 8) / np.count_nonzero(phantom.segment)
    assert float(found[""]["percent"]) == pytest.approx(100 * share, rel=0.01)
    labels = read_segmentation(out / "scar.seg.nrrd", phantom.image.grid).labels
    assert np.count_nonzero(labels) == pytest.approx(np.count_nonzero(phantom.segment == 8), rel=0.01)
    assert (out / "scar.bullseye.png").stat().st_size > 1000


def test_healthy_heart_by_half_maximum_is_refused(
    phantom: Phantom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_lge(phantom, tmp_path, scarred=99)
    out = tmp_path / "out"
    command = ["scar", str(tmp_path / "lge.nrrd"), "-o", str(out), "--method", "fwhm", *own(tmp_path)]
    assert main(command) != 0
    assert "--method nsd" in capsys.readouterr().err
    assert not out.exists()


def test_scar_tells_what_aha_tells(
    phantom: Phantom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Points 13 mm beside the contours, and one slice without insertions."""
    write_lge(phantom, tmp_path)
    shift = 13.0 * phantom.image.grid.axes[:, 0]
    points = [
        replace(point, position=point.position + shift)
        for point in phantom.landmarks
        if point.position is not None and (point.slice != 2 or point.name == LV_CENTER)
    ]
    write_landmarks(LandmarkSet(tuple(points)), tmp_path / "own.mrk.json")
    told = []
    for command in ("aha", "scar"):
        out = ["-o", str(tmp_path / command)]
        assert main([command, str(tmp_path / "lge.nrrd"), *out, *own(tmp_path)]) == 0
        told.append([line for line in capsys.readouterr().out.splitlines() if "Note:" in line])
    assert "points and contours do not fit well, 13 mm apart" in told[1][0]
    assert any("also used in slice 2" in line for line in told[1])
    assert told[1] == told[0]
    stored = rows(tmp_path / "scar" / "scar.csv")[-1]["notes"]
    assert stored == "; ".join(line.removeprefix("Note: ") for line in told[0])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--sd", "100"], "'100' is no number above 0 and below 100"),
        (["--sd", "0"], "'0' is no number above 0 and below 100"),
        (["--method", "fwhm", "--sd", "3"], "--sd belongs to --method nsd"),
    ],
)
def test_deviations_that_cannot_be(
    tmp_path: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = main(["scar", str(tmp_path / "lge.nrrd"), "-o", str(tmp_path / "out"), *options])
    except SystemExit as left:
        status = int(left.code or 0)
    assert status == 2
    assert message in capsys.readouterr().err


def write_t1(phantom: Phantom, folder: Path) -> None:
    """ECV of segment n is 20 + n per cent."""
    blood = 1 / BLOOD[1] - 1 / BLOOD[0]
    rate = 1 / 1000 + (20 + phantom.segment) / 100 / (1 - HEMATOCRIT) * blood
    wall, cavity = phantom.segment > 0, phantom.segmentation.labels == 1
    native = np.where(wall, 1000.0, np.where(cavity, BLOOD[0], 800.0))
    post = np.where(wall, 1 / rate, np.where(cavity, BLOOD[1], 400.0))
    for name, array in (("native", native), ("post", post)):
        write_image(replace(phantom.image, array=array.astype(np.float32)), folder / f"{name}.nrrd")


def ecv_command(folder: Path, hematocrit: float) -> list[str]:
    files = [str(folder / "native.nrrd"), str(folder / "post.nrrd")]
    points = ["--post-points", str(folder / "own.mrk.json")]
    value = ["--hematocrit", str(hematocrit)]
    return ["ecv", *files, *value, "-o", str(folder / "out"), *own(folder), *points]


def test_ecv(phantom: Phantom, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_t1(phantom, tmp_path)
    assert main(ecv_command(tmp_path, HEMATOCRIT)) == 0
    means = [float(row["mean"]) for row in rows(tmp_path / "out" / "ecv.csv")]
    assert means == pytest.approx([20 + n for n in range(1, 17)], rel=0.01)
    ecv = read_image(tmp_path / "out" / "ecv.nrrd").array
    assert np.median(ecv[phantom.segment == 5]) == pytest.approx(25, rel=0.01)
    assert np.median(ecv[phantom.segmentation.labels == 1]) == pytest.approx(58, rel=0.01)
    assert "1600 ms native, 300 ms after contrast" in capsys.readouterr().out


def test_haematocrit_in_per_cent_is_refused(
    phantom: Phantom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_t1(phantom, tmp_path)
    assert main(ecv_command(tmp_path, 42)) != 0
    assert "not per cent" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_images_that_are_no_t1_maps_are_noted(
    phantom: Phantom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_t1(phantom, tmp_path)
    for name, factor in (("native", 0.5), ("post", 3.0)):
        image = read_image(tmp_path / f"{name}.nrrd")
        write_image(replace(image, array=image.array * np.float32(factor)), tmp_path / f"{name}.nrrd")
    assert main(ecv_command(tmp_path, HEMATOCRIT)) != 0  # 800 and 900 ms: exchanged?
    image = read_image(tmp_path / "post.nrrd")
    write_image(replace(image, array=image.array / np.float32(2)), tmp_path / "post.nrrd")
    capsys.readouterr()
    assert main(ecv_command(tmp_path, HEMATOCRIT)) == 0
    assert "blood of 800 and 450 is not what T1 maps in ms show" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["ecv", "scar"])
def test_results_that_are_there_stay(
    command: str, phantom: Phantom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_t1(phantom, tmp_path)
    write_lge(phantom, tmp_path, scarred=5)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / f"{command}.csv").write_text("somebody's")
    scar = ["scar", str(tmp_path / "lge.nrrd"), "-o", str(tmp_path / "out"), *own(tmp_path)]
    arguments = ecv_command(tmp_path, HEMATOCRIT) if command == "ecv" else scar
    assert main(arguments) != 0
    assert "--overwrite" in capsys.readouterr().err
    assert (tmp_path / "out" / f"{command}.csv").read_text() == "somebody's"
    assert main([*arguments, "--overwrite"]) == 0
    assert len(rows(tmp_path / "out" / f"{command}.csv")) >= 16


@pytest.mark.parametrize("erosion", ["-3", "nan"])
def test_an_erosion_that_cannot_be(
    phantom: Phantom, tmp_path: Path, erosion: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_t1(phantom, tmp_path)
    assert main([*ecv_command(tmp_path, HEMATOCRIT), "--erosion", erosion]) == 2
    assert f"An erosion of {erosion} mm cannot be: give 0 or more" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_scar_of_a_label_map_is_refused(
    phantom: Phantom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["scar", str(tmp_path / "own.seg.nrrd"), "-o", str(tmp_path / "out"), *own(tmp_path)]
    assert main(command) == 2
    assert "looks like a label map" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
