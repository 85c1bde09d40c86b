"""A folder as people really have them: the bad cases say why, the good ones finish."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from dicom_files import write_series
from LandmarkAILib.cli import main
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.files.images import write_image
from models import tiny_bundle

RNG = np.random.default_rng(0)


def grid(size: tuple[int, int, int], spacing: float = 1.5) -> Grid:
    return Grid.from_axes(size, np.eye(3), [spacing, spacing, 8], [0, 0, 0])


def noise(size: tuple[int, int, int]) -> Image:
    shape = size[::-1]
    return Image(RNG.integers(0, 900, shape).astype(np.int16), grid(size))


def write_good(folder: Path) -> None:
    """Odd, but fine."""
    write_image(noise((64, 64, 3)), folder / "good.nrrd")
    write_image(noise((64, 64, 1)), folder / "one_slice.nrrd")
    write_image(noise((3, 3, 2)), folder / "three_pixels.nrrd")
    write_image(noise((2048, 2048, 1)), folder / "huge.nrrd")
    write_image(Image(np.full((2, 32, 32), 7, np.int16), grid((32, 32, 2))), folder / "constant.nrrd")
    partly = RNG.normal(size=(2, 32, 32)).astype(np.float32)
    partly[0, 3, 4], partly[1, 5, 6] = np.nan, np.inf
    write_image(Image(partly, grid((32, 32, 2))), folder / "partly_nan.nrrd")


def write_bad(folder: Path) -> dict[str, str]:
    """Each bad case, and a word that its message must hold."""
    (folder / "empty.nrrd").touch()
    (folder / "text.nrrd").write_text("this is a shopping list")
    write_image(noise((64, 64, 3)), folder / "truncated.nrrd")
    whole = (folder / "truncated.nrrd").read_bytes()
    (folder / "truncated.nrrd").write_bytes(whole[: len(whole) // 2])
    write_image(noise((64, 64, 3)), folder / "half.nii")
    packed = gzip.compress((folder / "half.nii").read_bytes())
    (folder / "half.nii").unlink()
    (folder / "half.nii.gz").write_bytes(packed[: len(packed) // 2])
    nan = np.full((2, 8, 8), np.nan, np.float32)
    write_image(Image(nan, grid((8, 8, 2))), folder / "nan.nrrd")
    colour = sitk.GetImageFromArray(RNG.integers(0, 255, (2, 8, 8, 3)).astype(np.uint8), isVector=True)
    sitk.WriteImage(colour, str(folder / "colour.nrrd"))
    header = whole.split(b"\n\n", 1)[0].decode("latin-1").splitlines()
    for name, vector in (
        ("zero_spacing", "(0,0,0) (0,1.5,0) (0,0,8)"),
        ("flat", "(1,0,0) (2,0,0) (0,0,8)"),
    ):
        lines = [f"space directions: {vector}" if "space directions" in x else x for x in header]
        data = whole.split(b"\n\n", 1)[1]
        (folder / f"{name}.nrrd").write_bytes("\n".join(lines).encode() + b"\n\n" + data)
    series = folder / "gap"
    array = RNG.integers(0, 900, (6, 32, 32)).astype(np.int16)
    files = write_series(series, array, grid((32, 32, 6)))
    files[2].unlink()
    return {
        "empty": "empty",
        "text": "text.nrrd",
        "truncated": "truncated",
        "half": "half.nii.gz",
        "nan": "nan.nrrd",
        "colour": "colour",
        "zero_spacing": "zero_spacing.nrrd",
        "flat": "flat.nrrd",
        "gap": "lacks slices",
    }


def test_bad_cases_are_explained_and_the_others_finish(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    study, output = tmp_path / "study", tmp_path / "out"
    study.mkdir()
    write_good(study)
    bad = write_bad(study)
    model = tiny_bundle(tmp_path / "tiny").path
    assert main(["detect", str(study), "-o", str(output), "--model", str(model)]) == 1
    with (output / "summary.csv").open(encoding="utf-8") as file:
        rows = {row["case"]: row for row in csv.DictReader(file)}
    good = {"good", "one_slice", "three_pixels", "huge", "constant", "partly_nan"}
    assert {case for case, row in rows.items() if row["status"] == "done"} == good
    failed = {case: row["message"] for case, row in rows.items() if row["status"] == "failed"}
    assert len(failed) == len(bad)
    for start, word in bad.items():
        case = next(case for case in failed if case.startswith(start))
        assert word in failed[case], failed[case]
        assert "Traceback" not in failed[case] and "itk::" not in failed[case].lower()
        assert not list(output.glob(f"{start}*"))
    assert "Traceback" not in capfd.readouterr().err
    assert len(list(output.rglob("*.mrk.json"))) == len(good)
    assert not [path for path in output.rglob("*") if path.name.startswith((".", "tmp"))]


def test_unknown_model_and_empty_folder_are_usage_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_image(noise((16, 16, 2)), tmp_path / "image.nrrd")
    base = ["detect", str(tmp_path), "-o", str(tmp_path / "out")]
    assert main([*base, "--model", "cmr-saxophone"]) == 2
    assert "cmr-saxophone" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert main(["detect", str(tmp_path / "empty"), "-o", str(tmp_path / "out")]) == 2
    assert "empty" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_model_altered_by_one_byte_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_image(noise((16, 16, 2)), tmp_path / "image.nrrd")
    bundle = tiny_bundle(tmp_path / "tiny")
    weights = bundle.path / "1.safetensors"
    data = bytearray(weights.read_bytes())
    data[-7] ^= 1
    weights.write_bytes(bytes(data))
    arguments = ["detect", str(tmp_path / "image.nrrd"), "-o", str(tmp_path / "out")]
    assert main([*arguments, "--model", str(bundle.path)]) == 1
    assert "1.safetensors" in capsys.readouterr().err
