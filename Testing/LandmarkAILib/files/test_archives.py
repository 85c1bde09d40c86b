"""Zip archives of images as inputs."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
from dicom_files import write_series
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.cases import count_case_frames, find_cases, read_case
from LandmarkAILib.files.images import write_image

GRID = Grid((6, 5, 3), np.diag([1.5, 1.5, 8, 1]))
VALUES = np.arange(90, dtype=np.uint16).reshape(GRID.shape)


def packed(folder: Path, name: str = "1000001_20208_2_0.zip") -> Path:
    files = write_series(folder / "series", VALUES, GRID)
    write_image(Image(VALUES + 1, GRID), folder / "image.nrrd")
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, f"dicom/{file.name}")
        archive.write(folder / "image.nrrd", "image.nrrd")
        archive.writestr("manifest.csv", "filename,date\n")
    return path


def test_series_and_images_of_an_archive_are_cases(tmp_path: Path) -> None:
    image, series = find_cases([packed(tmp_path)])
    assert image.output_stem.as_posix() == "1000001_20208_2_0/image"
    assert series.output_stem.as_posix() == "1000001_20208_2_0/dicom/cine_SAX"
    assert np.array_equal(read_case(image).array, VALUES + 1)
    assert np.array_equal(read_case(series).array, VALUES)
    assert count_case_frames(series) == 1


def test_an_archive_in_a_tree_is_found(tmp_path: Path) -> None:
    packed(tmp_path)
    (tmp_path / "other.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    stems = [case.output_stem.as_posix() for case in find_cases([tmp_path])]
    assert "1000001_20208_2_0/dicom/cine_SAX" in stems
    assert not [stem for stem in stems if stem.startswith("other")]


def test_a_damaged_archive_is_named(tmp_path: Path) -> None:
    path = packed(tmp_path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match=r"1000001_20208_2_0\.zip is damaged"):
        find_cases([path])
    broken = next(case for case in find_cases([tmp_path]) if case.source == path)
    with pytest.raises(InputError, match=r"1000001_20208_2_0\.zip is damaged"):
        read_case(broken)


def test_messages_name_the_archive_and_not_its_temporary_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("image.nrrd", "no image")
    (case,) = find_cases([path])
    with pytest.raises(InputError, match=r"a\.zip/image\.nrrd is not a \.nrrd file"):
        read_case(case)


def test_members_do_not_leave_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.nrrd", "x")
    with pytest.raises(InputError, match="holds no image"):
        find_cases([path])
    assert not list(tmp_path.parent.glob("evil*"))
