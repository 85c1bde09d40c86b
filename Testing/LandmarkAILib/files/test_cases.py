from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from dicom_files import write_series
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.cases import count_case_frames, find_cases, read_case
from LandmarkAILib.files.images import write_image

GRID = Grid((6, 5, 3), np.diag([1.5, 1.5, 8, 1]))
VALUES = np.arange(90, dtype=np.uint16).reshape(GRID.shape)


def _image(path: Path, value: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_image(Image(VALUES + np.uint16(value), GRID), path)
    return path


def _stems(*inputs: Path) -> list[str]:
    return [case.output_stem.as_posix() for case in find_cases(inputs)]


def test_tree_keeps_its_shape_and_order(tmp_path: Path) -> None:
    for name in (
        "b/image.nrrd",
        "b/c/other.nii.gz",
        "a10/x.mha",
        "a2/x.nii",
        "top.nrrd",
        "B/IMAGE2.NRRD",
    ):
        _image(tmp_path / name)
    assert _stems(tmp_path) == ["top", "B/IMAGE2", "a10/x", "a2/x", "b/image", "b/c/other"]


def test_annotations_outputs_and_hidden_files_are_no_inputs(tmp_path: Path) -> None:
    _image(tmp_path / "case" / "image.nrrd")
    others = ["image.seg.nrrd", "image.SEG.nii.gz", "landmarks.mrk.json", "image.json", "image.csv"]
    others += ["image.png", "points.fcsv", "README", ".image.nrrd", ".hidden/image.nrrd"]
    for name in others:
        path = tmp_path / "case" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert _stems(tmp_path) == ["case/image"]


def test_file_given_by_name_gives_its_stem(tmp_path: Path) -> None:
    path = _image(tmp_path / "far" / "away" / "scan.v2.nii.gz")
    (case,) = find_cases([path])
    assert (case.output_stem, case.name, case.source) == (Path("scan.v2"), "scan.v2", path)
    assert case.series is None
    assert np.array_equal(read_case(case).array, VALUES)
    assert read_case(case).name == "scan.v2"


def test_each_dicom_series_of_a_folder_is_a_case(tmp_path: Path) -> None:
    folder = tmp_path / "study" / "export"
    write_series(folder, VALUES, GRID, SeriesNumber=4, SeriesDescription="LGE / PSIR: 10 mm")
    write_series(folder, VALUES + 1, GRID, SeriesNumber=3, first_file=20, TriggerTime="5")
    write_series(folder, VALUES + 2, GRID, SeriesNumber=8, first_file=40, SeriesDescription="")
    write_series(folder, VALUES + 3, GRID, SeriesNumber=9, first_file=60, SeriesDescription="../..")
    cases = find_cases([tmp_path])
    assert [case.output_stem.as_posix() for case in cases] == [
        "study/export/cine_SAX",
        "study/export/LGE_PSIR_10_mm",
        "study/export/series_8",
        "study/export/series",
    ]
    assert len({case.series for case in cases}) == 4
    assert {case.source for case in cases} == {folder}
    for case, value in zip(cases, (1, 0, 2, 3), strict=True):
        assert np.array_equal(read_case(case).array, VALUES + value)
        assert count_case_frames(case) == 1
    assert [case.name for case in cases[:3]] == ["cine SAX", "LGE / PSIR: 10 mm", "series 8"]


def test_a_dicom_folder_given_by_itself_is_named_by_its_series(tmp_path: Path) -> None:
    write_series(tmp_path, VALUES, GRID)
    assert _stems(tmp_path) == ["cine_SAX"]


def test_letters_of_other_scripts_stay_in_names(tmp_path: Path) -> None:
    write_series(
        tmp_path, VALUES, GRID, SpecificCharacterSet="ISO_IR 192", SeriesDescription="Kürzachse 短軸"
    )
    assert _stems(tmp_path) == ["Kürzachse_短軸"]


def test_frames_of_a_dicom_case_can_be_chosen(tmp_path: Path) -> None:
    for time in (0, 1):
        write_series(
            tmp_path,
            VALUES + time,
            GRID,
            first_file=10 * time,
            SeriesInstanceUID="1.2.3",
            TriggerTime=str(time),
        )
    (case,) = find_cases([tmp_path])
    assert count_case_frames(case) == 2
    assert np.array_equal(read_case(case, frame=1).array, VALUES + 1)


def test_frames_of_a_file_case_can_be_counted(tmp_path: Path) -> None:
    cine = sitk.GetImageFromArray(np.zeros((4, 3, 2, 2), np.int16), isVector=False)
    sitk.WriteImage(cine, str(tmp_path / "cine.nrrd"))
    (case,) = find_cases([tmp_path])
    assert count_case_frames(case) == 4


def test_equal_stems_become_distinct_without_taking_anothers(tmp_path: Path) -> None:
    for name in ("image.nii", "image.nrrd", "image_2.nrrd", "Image.mha"):
        _image(tmp_path / name)
    stems = _stems(tmp_path)
    assert stems == ["Image", "image_3", "image_4", "image_2"]
    assert len({stem.casefold() for stem in stems}) == 4


def test_equal_stems_of_two_inputs_become_distinct(tmp_path: Path) -> None:
    first, second = _image(tmp_path / "a" / "image.nrrd", 1), _image(tmp_path / "b" / "image.nrrd", 2)
    assert _stems(first, second) == ["image", "image_2"]
    assert _stems(tmp_path / "b", tmp_path / "a") == ["image", "image_2"]


def test_what_is_named_twice_is_done_once(tmp_path: Path) -> None:
    path = _image(tmp_path / "a" / "image.nrrd")
    write_series(tmp_path / "a" / "dicom", VALUES, GRID)
    assert _stems(tmp_path, path, tmp_path / "a" / "dicom") == ["a/image", "a/dicom/cine_SAX"]


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    _image(tmp_path / "a" / "image.nrrd")
    try:
        (tmp_path / "a" / "circle").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "z").symlink_to(tmp_path / "a", target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let us make symbolic links")
    assert _stems(tmp_path) == ["a/image"]


def test_links_to_data_elsewhere_are_followed(tmp_path: Path) -> None:
    _image(tmp_path / "store" / "image.nrrd")
    (tmp_path / "study").mkdir()
    try:
        (tmp_path / "study" / "one").symlink_to(tmp_path / "store", target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let us make symbolic links")
    assert _stems(tmp_path / "study") == ["one/image"]


def test_input_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none does not exist: check the path"):
        find_cases([tmp_path / "none"])
    with pytest.raises(InputError, match="cannot be opened"):
        find_cases([tmp_path / ("long" * 100)])


def test_folder_without_images_is_named(tmp_path: Path) -> None:
    (tmp_path / "landmarks.mrk.json").write_text("{}")
    with pytest.raises(InputError, match="holds no image: give a folder"):
        find_cases([tmp_path])


@pytest.mark.parametrize("name", ["notes.txt", "image.docx", "empty.nrrd"])
def test_file_that_is_no_image_fails_when_read_and_not_before(tmp_path: Path, name: str) -> None:
    good = _image(tmp_path / "good.nrrd")
    (tmp_path / name).touch()
    bad_case, good_case = find_cases([tmp_path / name, good])
    with pytest.raises(InputError, match=name):
        read_case(bad_case)
    assert np.array_equal(read_case(good_case).array, VALUES)


def test_segmentation_given_by_name_is_refused_when_read(tmp_path: Path) -> None:
    (case,) = find_cases([_image(tmp_path / "image.seg.nrrd")])
    with pytest.raises(InputError, match="is a segmentation, not an image: give the image"):
        read_case(case)


def test_damaged_dicom_file_is_a_case_that_fails(tmp_path: Path) -> None:
    paths = write_series(tmp_path, VALUES, GRID)
    paths[2].write_bytes(paths[2].read_bytes()[:400])
    (tmp_path / "empty.dcm").touch()
    *broken, series = find_cases([tmp_path])
    assert [case.source.name for case in broken] == ["IM0002.dcm", "empty.dcm"]
    for case in broken:
        with pytest.raises(InputError, match=case.source.name):
            read_case(case)
    assert read_case(series).array.shape == (2, 5, 6)


def test_file_that_went_away_is_named(tmp_path: Path) -> None:
    paths = write_series(tmp_path, VALUES, GRID)
    (case,) = find_cases([tmp_path])
    paths[1].unlink()
    with pytest.raises(InputError, match=r"IM0001\.dcm does not exist"):
        read_case(case)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every folder"
)
def test_folder_without_permission_is_a_case_that_fails(tmp_path: Path) -> None:
    _image(tmp_path / "good" / "image.nrrd")
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    try:
        bad, good = find_cases([tmp_path])
        with pytest.raises(InputError, match="cannot be opened"):
            read_case(bad)
        assert read_case(good).array.shape == (3, 5, 6)
    finally:
        locked.chmod(0o700)


def test_real_tree_gives_a_case_a_folder(shared_data: Path) -> None:
    cases = find_cases([shared_data / "sax" / "mscmr_lge"])
    assert len(cases) == 30
    assert all(case.output_stem.name == "image" for case in cases)
