"""Series whose files lie apart, and slices that are each a series of their own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from dicom_files import write_series
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.files.cases import find_cases, read_case

GRID = Grid.from_axes((12, 10, 6), np.eye(3), [1.2, 1.5, 8], [10, 20, 30])
VALUES = np.random.default_rng(0).integers(0, 2000, GRID.shape).astype(np.uint16)
STUDY = {"StudyInstanceUID": "1.2.9", "FrameOfReferenceUID": "1.2.8"}


def write_slices(root: Path, numbers: list[int], **tags: str) -> None:
    for k in numbers:
        said = {"SeriesDescription": f"cine_sax_{k + 1}", **STUDY, **tags}
        write_series(root / f"s{k}", VALUES[k : k + 1], GRID.slice(k), **said)


def test_slices_that_are_a_series_each_make_one_stack(tmp_path: Path) -> None:
    write_slices(tmp_path, list(range(6)))
    (case,) = find_cases([tmp_path])
    image = read_case(case)
    assert case.output_stem.as_posix() == "cine_sax"
    assert image.grid.is_close(GRID, 1e-4) and np.array_equal(image.array, VALUES)
    assert "6 series of one slice each were joined" in image.metadata["warning"]


def test_slices_with_a_gap_stay_apart_and_say_so(tmp_path: Path) -> None:
    write_slices(tmp_path, [0, 1, 2, 5])
    cases = find_cases([tmp_path])
    assert len(cases) == 4
    assert all("one of 4 parallel" in read_case(case).metadata["warning"] for case in cases)


def test_slices_of_two_patients_are_never_joined(tmp_path: Path) -> None:
    write_slices(tmp_path / "a", [0, 2, 4], PatientID="A")
    write_slices(tmp_path / "b", [1, 3, 5], PatientID="B")
    assert sorted(len(read_case(case).array) for case in find_cases([tmp_path])) == [3, 3]


def test_a_series_in_two_folders_is_one(tmp_path: Path) -> None:
    for name, first, last in (("a", 0, 3), ("b", 3, 6)):
        part = Grid((12, 10, 3), GRID.slice(first).affine)
        write_series(tmp_path / name, VALUES[first:last], part, SeriesInstanceUID="1.2.3", **STUDY)
    (case,) = find_cases([tmp_path])
    assert np.array_equal(read_case(case).array, VALUES)


def test_one_uid_for_two_patients_is_two_series(tmp_path: Path) -> None:
    for n, patient in enumerate("AB"):
        write_series(
            tmp_path, VALUES + n, GRID, first_file=20 * n, SeriesInstanceUID="1.2.3", PatientID=patient
        )
    first, second = (read_case(case).array for case in find_cases([tmp_path]))
    assert np.array_equal(first + 1, second) or np.array_equal(first, second + 1)


def test_files_of_one_series_given_by_name_are_one_case(tmp_path: Path) -> None:
    paths = write_series(tmp_path, VALUES, GRID)
    (case,) = find_cases(paths)
    assert np.array_equal(read_case(case).array, VALUES)


def test_a_file_given_alone_says_that_there_are_more(tmp_path: Path) -> None:
    paths = write_series(tmp_path, VALUES, GRID)
    (case,) = find_cases(paths[2:3])
    assert case.output_stem.as_posix() == "IM0002"
    assert "one of 6 of its series" in read_case(case).metadata["warning"]


def test_a_page_of_results_is_left_out_and_said(tmp_path: Path) -> None:
    write_series(tmp_path, VALUES, GRID, SeriesInstanceUID="1.2.3")
    page = np.full((1, 30, 40), 100, np.uint16)
    tags = {"ImagePositionPatient": None, "SOPClassUID": "1.2.840.10008.5.1.4.1.1.7"}
    write_series(tmp_path, page, GRID.slice(0), first_file=90, SeriesInstanceUID="1.2.3", **tags)
    (case,) = find_cases([tmp_path])
    image = read_case(case)
    assert np.array_equal(image.array, VALUES)
    assert "left out: 1 image without a place in the patient (IM0090.dcm)" in image.metadata["warning"]
