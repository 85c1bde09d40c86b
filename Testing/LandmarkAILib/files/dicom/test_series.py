"""Series from folder to image: series, planes, stack and volume together."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from dicom_files import GRID, VALUES, write_enhanced, write_series
from hypothesis import given, settings
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.dicom.series import find_series
from LandmarkAILib.files.images import count_frames, read_image
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    RLELossless,
)
from strategies import grids

SHUFFLED = [3, 1, 0, 2, 5, 4]


def _k_along_normal(array: np.ndarray, grid: Grid) -> tuple[np.ndarray, Grid]:
    """The same voxels with k on the side of i × j, where a series is read from."""
    if np.linalg.det(grid.affine[:3, :3]) > 0:
        return array, grid
    affine = grid.affine.copy()
    affine[:3, 2] *= -1
    affine[:3, 3] = grid.to_lps([0, 0, grid.size[2] - 1])
    return array[::-1], Grid(grid.size, affine)


@given(data=st.data(), grid=grids().filter(lambda grid: grid.size[2] > 1))
@settings(max_examples=20)
def test_any_grid_survives_a_series(data: st.DataObject, grid: Grid) -> None:
    dtype = data.draw(st.sampled_from([np.uint8, np.uint16, np.int16]))
    values = np.random.default_rng(0).integers(0, 200, grid.shape).astype(dtype)
    order = data.draw(st.permutations(range(grid.size[2])))
    with tempfile.TemporaryDirectory() as folder:
        write_series(Path(folder), values, grid, order=order)
        found = read_image(Path(folder))
    expected_values, expected_grid = _k_along_normal(values, grid)
    assert found.grid.is_close(expected_grid, 1e-4)
    assert found.array.dtype == dtype
    assert np.array_equal(found.array, expected_values)


@given(data=st.data(), grid=grids().filter(lambda grid: grid.size[2] > 1))
@settings(max_examples=20)
def test_any_grid_survives_an_enhanced_file(data: st.DataObject, grid: Grid) -> None:
    times = data.draw(st.integers(1, 3))
    values = np.random.default_rng(0).integers(0, 4000, (times, *grid.shape)).astype(np.uint16)
    order = data.draw(st.permutations(range(times * grid.size[2])))
    with tempfile.TemporaryDirectory() as folder:
        path = write_enhanced(Path(folder) / "a.dcm", values, grid, order=order)
        assert count_frames(path) == times
        found = [read_image(path, frame=time) for time in range(times)]
    for image, array in zip(found, values, strict=True):
        expected_values, expected_grid = _k_along_normal(array, grid)
        assert image.grid.is_close(expected_grid, 1e-4)
        assert np.array_equal(image.array, expected_values)


def test_series_lies_where_simpleitk_says(tmp_path: Path) -> None:
    write_series(tmp_path, VALUES, GRID, order=SHUFFLED)
    reader = sitk.ImageSeriesReader()
    reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(tmp_path)))
    expected, found = reader.Execute(), read_image(tmp_path)
    corner = [n - 1 for n in GRID.size]
    np.testing.assert_allclose(
        found.grid.to_lps(corner), expected.TransformIndexToPhysicalPoint(corner), atol=1e-4
    )
    assert np.array_equal(found.array, sitk.GetArrayViewFromImage(expected))


def test_tilted_gantry_is_carried_as_shear(tmp_path: Path) -> None:
    """ITK's own series reader straightens it."""
    tilted = np.array([[1, 0, 0, 5], [0, 1, -2.5, 6], [0, 0, 5, 7], [0, 0, 0, 1.0]])
    write_series(tmp_path, VALUES, Grid(GRID.size, tilted), Modality="CT")
    np.testing.assert_allclose(read_image(tmp_path).grid.affine, tilted, atol=1e-9)


@pytest.mark.parametrize(
    "syntax", [ImplicitVRLittleEndian, DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian]
)
def test_other_encodings_are_read(tmp_path: Path, syntax: str) -> None:
    stored = VALUES.byteswap() if syntax == ExplicitVRBigEndian else VALUES
    write_series(tmp_path, stored, GRID, syntax=syntax)
    assert np.array_equal(read_image(tmp_path).array, VALUES)


def test_compressed_pixels_are_read(tmp_path: Path) -> None:
    for path in write_series(tmp_path, VALUES, GRID):
        dataset = dcmread(path)
        dataset.compress(RLELossless)
        dataset.save_as(path)
    assert np.array_equal(read_image(tmp_path).array, VALUES)


def test_metadata_describe_the_scan_and_not_the_patient(tmp_path: Path) -> None:
    write_series(tmp_path, VALUES, GRID)
    found = read_image(tmp_path)
    assert found.name == "cine SAX"
    assert found.metadata == {
        "modality": "MR",
        "series_description": "cine SAX",
        "manufacturer": "Simulated",
        "magnetic_field_strength": "1.5",
    }


def test_series_without_description_is_called_by_its_number(tmp_path: Path) -> None:
    write_series(tmp_path, VALUES, GRID, SeriesDescription="", SeriesNumber=12)
    assert read_image(tmp_path).name == "series 12"


def test_slope_and_intercept_are_applied_slice_by_slice(tmp_path: Path) -> None:
    def rescale(dataset: Dataset, k: int) -> None:
        dataset.RescaleSlope, dataset.RescaleIntercept = str(1 + k / 2), str(-k)

    write_series(tmp_path, VALUES, GRID, edit=rescale)
    k = np.arange(len(VALUES))[:, None, None]
    np.testing.assert_allclose(read_image(tmp_path).array, VALUES * (1 + k / 2) - k)


def test_integer_intercept_keeps_integers(tmp_path: Path) -> None:
    write_series(tmp_path, VALUES, GRID, RescaleSlope="1", RescaleIntercept="-1024", Modality="CT")
    found = read_image(tmp_path).array
    assert found.dtype.kind == "i"
    assert np.array_equal(found, VALUES.astype(int) - 1024)


@pytest.mark.parametrize("sop_class", ["4.1", "4.3", "4.4", "2.1"])
def test_slope_of_every_frame_of_an_enhanced_file_is_applied(tmp_path: Path, sop_class: str) -> None:
    """ITK applies the first frame's to all, or none, by the kind of object."""
    order = np.random.default_rng(1).permutation(12).tolist()
    path = write_enhanced(
        tmp_path / "a.dcm",
        [VALUES, VALUES],
        GRID,
        order=order,
        slopes=[2, 3.5],
        SOPClassUID=f"1.2.840.10008.5.1.4.1.1.{sop_class}",
    )
    dataset = dcmread(path)
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.save_as(path)
    np.testing.assert_allclose(read_image(path, 0).array, VALUES * 2.0)
    np.testing.assert_allclose(read_image(path, 1).array, VALUES * 3.5)


def test_cine_series_asks_for_a_frame_and_sorts_by_time(tmp_path: Path) -> None:
    uid = "1.2.3"
    for number, time in enumerate([80, 0, 40]):
        write_series(
            tmp_path,
            VALUES + time,
            GRID,
            order=SHUFFLED,
            first_file=10 * number,
            SeriesInstanceUID=uid,
            TriggerTime=str(time),
        )
    assert count_frames(tmp_path) == 3
    with pytest.raises(InputError, match=r"cine SAX.* holds 3 frames.*--frame N"):
        read_image(tmp_path)
    for frame, time in enumerate([0, 40, 80]):
        assert np.array_equal(read_image(tmp_path, frame).array, VALUES + time)


def test_enhanced_cine_sorts_by_trigger_delay(tmp_path: Path) -> None:
    def delay(frame: Dataset, place: int) -> None:
        del frame.FrameContentSequence[0].TemporalPositionIndex
        cardiac = Dataset()
        cardiac.NominalCardiacTriggerDelayTime = [80.0, 0.0, 40.0][place // 6]
        frame.CardiacSynchronizationSequence = [cardiac]

    path = write_enhanced(
        tmp_path / "a.dcm", [VALUES + np.uint16(t) for t in range(3)], GRID, edit=delay
    )
    assert [int(read_image(path, n).array[0, 0, 0]) - int(VALUES[0, 0, 0]) for n in range(3)] == [
        1,
        2,
        0,
    ]


def test_slices_as_enhanced_files_make_one_stack(tmp_path: Path) -> None:
    for k in range(3):
        write_enhanced(
            tmp_path / f"{k}.dcm",
            [VALUES[k : k + 1], VALUES[k : k + 1] + 1],
            GRID.slice(k),
            SeriesInstanceUID="1.2.3",
        )
    found = read_image(tmp_path, frame=1)
    assert np.array_equal(found.array, VALUES[:3] + 1)
    np.testing.assert_allclose(found.grid.affine, GRID.affine, atol=1e-9)


def test_one_slice_is_as_thick_as_the_file_says(tmp_path: Path) -> None:
    path = write_series(tmp_path, VALUES, GRID)[2]
    found = read_image(path)
    assert found.grid.is_close(GRID.slice(2), 1e-6)
    np.testing.assert_allclose(found.grid.affine, GRID.slice(2).affine, atol=1e-9)
    assert np.array_equal(found.array, VALUES[2:3])


def test_thickness_that_was_assumed_is_noted(tmp_path: Path) -> None:
    path = write_series(tmp_path, VALUES[:1], GRID.slice(0), SliceThickness=None)[0]
    found = read_image(path)
    assert found.grid.spacing[2] == pytest.approx(1)
    assert "slice thickness" in found.metadata["warning"]


def test_copies_of_a_file_count_once(tmp_path: Path) -> None:
    paths = write_series(tmp_path, VALUES, GRID)
    (tmp_path / "copy of the second.dcm").write_bytes(paths[1].read_bytes())
    assert np.array_equal(read_image(tmp_path).array, VALUES)


def test_images_that_share_an_identifier_are_all_kept(tmp_path: Path) -> None:
    write_series(tmp_path, VALUES, GRID, SOPInstanceUID="1.2.3")
    assert np.array_equal(read_image(tmp_path).array, VALUES)


def test_other_objects_in_the_folder_are_left_out(tmp_path: Path) -> None:
    write_series(tmp_path, VALUES, GRID)
    write_series(tmp_path, VALUES, GRID, first_file=50, Modality="SEG")
    (tmp_path / "notes.txt").write_text("hello")
    (tmp_path / ".hidden.dcm").write_text("hello")
    (tmp_path / "folder.dcm").mkdir()
    for path in write_series(tmp_path, VALUES[:1], GRID, first_file=90, Modality="SR"):
        dataset = dcmread(path)
        del dataset.PixelData, dataset.Rows, dataset.Columns
        dataset.save_as(path)
        with pytest.raises(InputError, match=r"holds no image \(DICOM modality SR\)"):
            read_image(path)
    assert np.array_equal(read_image(tmp_path).array, VALUES)


def test_series_are_found_in_order_of_their_numbers(tmp_path: Path) -> None:
    write_series(tmp_path, VALUES, GRID, SeriesNumber=10, SeriesDescription="LGE")
    write_series(tmp_path, VALUES, GRID, SeriesNumber=9, first_file=50)
    series, broken = find_series(tmp_path)
    assert [one.name for one in series] == ["cine SAX", "LGE"]
    assert [len(one.files) for one in series] == [6, 6]
    assert broken == []


def test_deflated_enhanced_file_is_read(tmp_path: Path) -> None:
    path = write_enhanced(tmp_path / "a.dcm", [VALUES], GRID)
    dataset = dcmread(path)
    dataset.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    dataset.save_as(path)
    assert count_frames(path) == 1
    assert np.array_equal(read_image(path).array, VALUES)
