"""Series from folder to image: series, planes, stack and volume together."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import SimpleITK as sitk
from dicom_files import write_enhanced, write_series
from hypothesis import given, settings
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.dicom.series import find_series
from LandmarkAILib.files.images import count_frames, read_image
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import (
    MPEG2MPML,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    RLELossless,
)
from scipy.spatial.transform import Rotation
from strategies import grids

AXES = Rotation.from_euler("xyz", [20, 30, 40], degrees=True).as_matrix()
GRID = Grid.from_axes((12, 10, 6), AXES, [1.2, 1.5, 8], [10, 20, 30])
VALUES = np.random.default_rng(0).integers(0, 4000, GRID.shape).astype(np.uint16)
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


def _moved(k: int, offset: list[float]) -> Callable[[Dataset, int], None]:
    def edit(dataset: Dataset, slice_number: int) -> None:
        if slice_number == k:
            position = np.array(dataset.ImagePositionPatient, float) + offset
            dataset.ImagePositionPatient = [f"{value:.6f}" for value in position]

    return edit


def _without(*numbers: int) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        paths = write_series(folder, VALUES, GRID)
        for number in numbers:
            paths[number].unlink()

    return write


def _two(folder: Path, values: np.ndarray, grid: Grid, **tags: Any) -> None:
    """A series of two parts, the first of them plain."""
    write_series(folder, VALUES, GRID, SeriesInstanceUID="1.2.3")
    write_series(folder, values, grid, SeriesInstanceUID="1.2.3", first_file=50, **tags)


def _localizer(folder: Path) -> None:
    for number, order in enumerate([(0, 1, 2), (1, 2, 0), (2, 0, 1)]):
        grid = GRID.permuted(order)
        write_series(
            folder,
            np.zeros((1, 10, 10), np.uint16),
            Grid((10, 10, 1), grid.affine),
            first_file=10 * number,
            SeriesInstanceUID="1.2.3",
        )


def _incomplete_cine(folder: Path) -> None:
    _two(folder, VALUES[:5], GRID, TriggerTime="40")


def _colour(folder: Path) -> None:
    write_series(folder, np.zeros((2, 10, 12, 3), np.uint8), GRID)


def _damaged(keep: int) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        path = write_series(folder, VALUES, GRID)[2]
        path.write_bytes(path.read_bytes()[:keep])

    return write


def _series(**given: Any) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        write_series(folder, VALUES, GRID, **given)

    return write


def _video(folder: Path) -> None:
    for path in write_series(folder, VALUES, GRID):
        dataset = dcmread(path)
        dataset.file_meta.TransferSyntaxUID = MPEG2MPML
        dataset.PixelData = b"\xfe\xff\x00\xe0\0\0\0\0\xfe\xff\x00\xe0\x04\0\0\0abcd"
        dataset["PixelData"].is_undefined_length = True
        dataset.save_as(path)


SMALLER = Grid((6, 5, 6), GRID.affine)
FINER = Grid.from_axes(GRID.size, AXES, [1.0, 1.0, 8], [10, 20, 80])
BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "gap": (
        _without(2),
        r"lacks slices \(neighbours lie 16\.0 mm apart where 8\.0 mm is usual, .*IM0003\.dcm\): send",
    ),
    "gap among few": (_without(1, 4, 5), r"lacks slices .*16\.0 mm.*8\.0 mm"),
    "uneven": (
        _series(edit=_moved(2, [0, 0, 2.0])),
        r"off an even, straight stack \(IM0002\.dcm\): give its files one by one",
    ),
    "sidewise": (_series(edit=_moved(3, (GRID.axes[:, 0] * 3).tolist())), r"3\.0 mm off an even"),
    "localizer": (
        _localizer,
        r"3 orientations, as a localizer does \(others.*IM0020\.dcm\): give",
    ),
    "sizes": (
        lambda p: _two(p, VALUES[:, :5, :6], SMALLER),
        r"different sizes \(6×5, 12×10; others than most: IM0050\.dcm.*\): give",
    ),
    "pixel sizes": (lambda p: _two(p, VALUES, FINER), "different pixel sizes: give"),
    "incomplete cine": (_incomplete_cine, r"has 1 images .* 2 at others \(slice 5 of 0 to 5 lack"),
    "colour": (_colour, r"colour image \(RGB\): export the grey"),
    "cut header": (_damaged(400), r"1 damaged or unreadable DICOM file \(IM0002\.dcm\): copy"),
    "cut pixels": (_damaged(-40), r"IM0002\.dcm is damaged, incomplete.*: export"),
    "no position": (
        _series(ImagePositionPatient=None),
        "does not say where it lies.*ImagePosition.*: export",
    ),
    "no orientation": (_series(ImageOrientationPatient=None), "does not say where it lies.*: export"),
    "no pixel size": (_series(PixelSpacing=None), r"does not say where it lies.*PixelSpacing.*: export"),
    "zero pixel size": (_series(PixelSpacing=["0", "1"]), r"pixel size of 1 × 0 mm: export"),
    "negative pixel size": (_series(PixelSpacing=["-1", "1"]), r"pixel size of 1 × -1 mm: export"),
    "singular": (
        _series(ImageOrientationPatient=["1", "0", "0", "1", "0", "0"]),
        "no perpendicular unit vectors: export",
    ),
    "no frames": (_series(NumberOfFrames="0"), "does not say where its 0 frames lie.*: export"),
    "unplaced frames": (_series(NumberOfFrames="3"), "does not say where its 3 frames lie.*: export"),
    "unknown compression": (_video, r"compressed as MPEG2.*which cannot be read: export"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_series_is_one_sentence_with_file_and_remedy(
    tmp_path: Path, kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    make, reason = BAD[kind]
    make(tmp_path / "study")
    capfd.readouterr()
    with pytest.raises(InputError, match=reason) as raised:
        read_image(tmp_path / "study")
    message = str(raised.value)
    assert message.startswith(str(tmp_path / "study"))
    assert message.endswith(".")
    assert "\n" not in message
    assert capfd.readouterr().err == ""


def test_deflated_enhanced_file_is_read(tmp_path: Path) -> None:
    path = write_enhanced(tmp_path / "a.dcm", [VALUES], GRID)
    dataset = dcmread(path)
    dataset.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    dataset.save_as(path)
    assert count_frames(path) == 1
    assert np.array_equal(read_image(path).array, VALUES)


def test_slices_of_a_series_that_cannot_be_stacked_can_be_read_one_by_one(tmp_path: Path) -> None:
    _without(2)(tmp_path)
    for k, path in zip((0, 1, 3, 4, 5), sorted(tmp_path.iterdir()), strict=True):
        found = read_image(path)
        assert found.grid.is_close(GRID.slice(k), 1e-6)
        assert np.array_equal(found.array[0], VALUES[k])
