"""Series that are no image: damaged, incomplete, off a straight stack, without a place in space."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from dicom_files import AXES, GRID, VALUES, write_series
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import read_image
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import MPEG2MPML


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


def test_slices_of_a_series_that_cannot_be_stacked_can_be_read_one_by_one(tmp_path: Path) -> None:
    _without(2)(tmp_path)
    for k, path in zip((0, 1, 3, 4, 5), sorted(tmp_path.iterdir()), strict=True):
        found = read_image(path)
        assert found.grid.is_close(GRID.slice(k), 1e-6)
        assert np.array_equal(found.array[0], VALUES[k])
