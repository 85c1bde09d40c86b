"""The image that Slicer's main thread writes for the worker."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError, OutputError
from LandmarkAILib.worker.handover import read_raw, write_raw


def oblique(size: tuple[int, int, int], shear: float = 0.0) -> Grid:
    """A grid that is turned, far from the origin and, if wanted, sheared."""
    turned, _ = np.linalg.qr(np.random.default_rng(3).normal(size=(3, 3)))
    affine = np.eye(4)
    affine[:3, :3] = turned @ np.array([[1.3, 0, 0], [0, 0.7, shear], [0, 0, 8.1]])
    affine[:3, 3] = [-123.456789, 1 / 3, 77.0]
    return Grid(size, affine)


NAMES = ("plain", "José", "Ольга 心", "100% {of} #1 & co", "it's 'quoted'", "a.b.npy.c")


@pytest.mark.parametrize("shear", [0.0, 1.5])
@pytest.mark.parametrize("kind", ["int8", "uint8", "int16", "uint16", "int32", "float32", "float64"])
def test_read_back_as_it_was(tmp_path: Path, kind: str, shear: float) -> None:
    grid = oblique((5, 4, 3), shear)
    array = np.random.default_rng(1).uniform(0, 120, grid.shape).astype(kind)
    assert list(write_raw(Image(array, grid), tmp_path / "image.npy")) == []
    read = read_raw(tmp_path / "image.npy")
    assert read.array.dtype == array.dtype and np.array_equal(read.array, array)
    assert np.array_equal(read.grid.affine, grid.affine)


@pytest.mark.parametrize("name", NAMES)
def test_any_folder_will_do(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    grid = oblique((5, 4, 3))
    array = np.arange(60, dtype=np.int16).reshape(grid.shape)
    turned = array.transpose(2, 1, 0).copy().transpose(2, 1, 0)  # stored the other way round
    list(write_raw(Image(turned, grid), folder / "image.npy"))
    assert np.array_equal(read_raw(folder / "image.npy").array, array)


def test_a_large_image_is_written_in_steps(tmp_path: Path) -> None:
    grid = oblique((512, 512, 40))
    array = np.arange(np.prod(grid.shape), dtype=np.int16).reshape(grid.shape)
    path = tmp_path / "image.npy"
    sizes = [path.stat().st_size for _ in write_raw(Image(array, grid), path)]
    assert len(sizes) == 2 and sizes[0] < sizes[1] < path.stat().st_size
    assert np.array_equal(read_raw(path).array, array)


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    grid = oblique((2, 2, 2))
    with pytest.raises(OutputError, match=r"image\.npy cannot be written"):
        list(write_raw(Image(np.zeros(grid.shape, np.uint8), grid), tmp_path / "gone" / "image.npy"))


@pytest.mark.parametrize("name", ["image.npy", "image.json"])
@pytest.mark.parametrize("content", [None, b"", b"[1, 2]"])
def test_damaged_files_are_told(tmp_path: Path, name: str, content: bytes | None) -> None:
    grid = oblique((2, 2, 2))
    list(write_raw(Image(np.zeros(grid.shape, np.uint8), grid), tmp_path / "image.npy"))
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=r"image\.npy did not arrive whole"):
        read_raw(tmp_path / "image.npy")


def test_simpleitk_is_not_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "SimpleITK", None)
    grid = oblique((2, 2, 2))
    list(write_raw(Image(np.zeros(grid.shape, np.uint8), grid), tmp_path / "image.npy"))
    assert read_raw(tmp_path / "image.npy").grid.is_close(grid, 0)
