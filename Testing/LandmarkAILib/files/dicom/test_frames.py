"""Which images make a frame: by kind, by what says their time, never by the order of files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from dicom_files import write_series
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import count_frames, read_image
from LandmarkAILib.files.input_errors import FrameChoiceError
from pydicom.dataset import Dataset

GRID = Grid.from_axes((12, 10, 6), np.eye(3), [1.2, 1.5, 8], [10, 20, 30])
VALUES = np.random.default_rng(0).integers(0, 2000, GRID.shape).astype(np.uint16)
UID = "1.2.3"


def write_phase(folder: Path, number: int, values: np.ndarray = VALUES, **options: Any) -> list[Path]:
    grid = options.pop("grid", GRID)
    return write_series(folder, values, grid, first_file=20 * number, SeriesInstanceUID=UID, **options)


def without(*keywords: str) -> Any:
    def edit(dataset: Dataset, k: int) -> None:
        for keyword in keywords:
            delattr(dataset, keyword)

    return edit


@pytest.mark.parametrize("keyword", ["AcquisitionTime", "ContentTime"])
def test_the_clock_orders_a_cine_without_numbers(tmp_path: Path, keyword: str) -> None:
    for number, phase in enumerate([2, 0, 1]):
        tags = {keyword: f"101000.{phase}00000"}
        write_phase(tmp_path, number, VALUES + phase, edit=without("InstanceNumber"), **tags)
    for frame in range(3):
        assert np.array_equal(read_image(tmp_path, frame).array, VALUES + frame)


def test_what_nothing_orders_is_refused(tmp_path: Path) -> None:
    for phase in (0, 1):
        write_phase(tmp_path, phase, VALUES + phase, edit=without("InstanceNumber"))
    with pytest.raises(InputError, match=r"nothing tells the order of \(IM0000.dcm, IM0020.dcm\)"):
        read_image(tmp_path, 0)


@pytest.mark.parametrize("renumbered", [False, True])
def test_a_second_sending_with_new_uids_is_a_copy(tmp_path: Path, renumbered: bool) -> None:
    write_phase(tmp_path, 0)
    order = [5, 4, 3, 2, 1, 0] if renumbered else None
    write_phase(tmp_path, 1, order=order)
    assert count_frames(tmp_path) == 1
    assert np.array_equal(read_image(tmp_path).array, VALUES)


def test_magnitude_and_phase_are_parted_and_named(tmp_path: Path) -> None:
    for k in range(6):
        kinds = ["M", "P"] if k % 2 else ["P", "M"]
        for n, kind in enumerate(kinds):
            write_series(
                tmp_path,
                VALUES[k : k + 1] + (1 if kind == "P" else 0),
                GRID.slice(k),
                first_file=2 * k + n,
                SeriesInstanceUID=UID,
                TriggerTime="300",
                ImageType=["ORIGINAL", "PRIMARY", f"{kind}_FFE", kind, "FFE"],
            )
    with pytest.raises(FrameChoiceError, match=r"holds 2 frames \(0 magnitude.*, 1 phase"):
        read_image(tmp_path)
    for frame in (0, 1):
        assert np.array_equal(read_image(tmp_path, frame).array, VALUES + frame)


def test_echoes_are_parted(tmp_path: Path) -> None:
    for number, echo in enumerate(["4.6", "2.3"]):
        write_phase(tmp_path, number, VALUES + number, EchoTime=echo)
    with pytest.raises(FrameChoiceError, match=r"0 echo time 2.3 ms, 1 echo time 4.6 ms"):
        read_image(tmp_path)
    assert np.array_equal(read_image(tmp_path, 0).array, VALUES + 1)


def test_frames_that_every_slice_has_are_used(tmp_path: Path) -> None:
    for phase in range(3):
        count = 6 if phase < 2 else 4
        write_phase(
            tmp_path,
            phase,
            VALUES[:count] + phase,
            grid=Grid((12, 10, count), GRID.affine),
            TriggerTime=str(40 * phase),
        )
    assert count_frames(tmp_path) == 2
    found = read_image(tmp_path, 1)
    assert np.array_equal(found.array, VALUES + 1)
    assert (
        "slices 4, 5 of 0 to 5 lack images: of 3 frames the 2 that every slice has are used and counted "
        "from 0, without trigger time (ms) 80"
    ) in found.metadata["warning"]


def test_slices_that_jitter_from_phase_to_phase_are_the_same(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)

    def jitter(dataset: Dataset, k: int) -> None:
        moved = np.add(np.array(dataset.ImagePositionPatient, float), [0, 0, chance.uniform(-0.3, 0.3)])
        dataset.ImagePositionPatient = [f"{value:.6f}" for value in moved]

    for phase in range(4):
        write_phase(tmp_path, phase, VALUES + phase, edit=jitter, TriggerTime=str(40 * phase))
    assert count_frames(tmp_path) == 4
    for frame in range(4):
        image = read_image(tmp_path, frame)
        assert np.array_equal(image.array, VALUES + frame)
        assert np.abs(image.grid.corners() - GRID.corners()).max() < 0.7


def test_two_stacks_in_one_series_are_told_by_their_acquisitions(tmp_path: Path) -> None:
    affine = GRID.affine.copy()
    affine[2, 3] += 3
    moved = Grid(GRID.size, affine)
    write_phase(tmp_path, 0, AcquisitionNumber=1)
    write_phase(tmp_path, 1, VALUES + 1, grid=moved, AcquisitionNumber=2)
    with pytest.raises(FrameChoiceError, match="0 acquisition 1, 1 acquisition 2"):
        read_image(tmp_path)
    assert read_image(tmp_path, 1).grid.is_close(moved, 1e-4)


@pytest.mark.parametrize("digits", [2, 3])
def test_rounded_directions_are_made_perpendicular(tmp_path: Path, digits: int) -> None:
    axes = np.array([[0.45, 0.87, 0.2], [0.62, -0.25, -0.74], [-0.643, 0.42, -0.64]])
    left, _, right = np.linalg.svd(axes)
    grid = Grid.from_axes((12, 10, 6), left @ right, [1.2, 1.5, 8], [10, 20, 30])
    grid = grid if np.linalg.det(grid.axes) > 0 else grid.permuted((1, 0, 2))
    rounded = [f"{value:.{digits}f}" for value in grid.axes[:, :2].T.ravel()]
    write_series(tmp_path, np.zeros(grid.shape, np.uint16), grid, ImageOrientationPatient=rounded)
    found = read_image(tmp_path)
    assert np.abs(found.grid.corners() - grid.corners()).max() < 0.2
    assert found.grid.axes[:, 0] @ found.grid.axes[:, 1] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(("modality", "kept"), [("CT", True), ("MR", False)])
def test_monochrome1_keeps_hounsfield_units(tmp_path: Path, modality: str, kept: bool) -> None:
    write_series(
        tmp_path,
        VALUES,
        GRID,
        PhotometricInterpretation="MONOCHROME1",
        Modality=modality,
        RescaleSlope="1",
        RescaleIntercept="-1024" if kept else "0",
    )
    expected = VALUES.astype(int) - 1024 if kept else 65535 - VALUES.astype(int)
    assert np.array_equal(read_image(tmp_path).array, expected)


@pytest.mark.parametrize("signed", [False, True])
def test_only_stored_bits_count(tmp_path: Path, signed: bool) -> None:
    meant = VALUES.astype(int) - (1000 if signed else 0)
    stored = ((meant & 0x0FFF) | (0 if signed else 0xF000)).astype(np.uint16)
    tags = {"BitsStored": 12, "HighBit": 11, "PixelRepresentation": int(signed)}
    write_series(tmp_path, stored, GRID, **tags)
    assert np.array_equal(read_image(tmp_path).array, meant)
