"""Values of an image at points, on linear images whose value is known everywhere."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image, values_at, voxel_digest

SLOPE = np.array([0.3, -0.7, 1.1])


def linear(grid: Grid) -> Image:
    k, j, i = np.indices(grid.shape)
    return Image(grid.to_lps(np.stack([i, j, k], axis=-1)) @ SLOPE, grid)


@given(st.integers(0, 2**31), st.floats(0, 0.3))
def test_linear_images_are_exact_on_any_grid(seed: int, shear: float) -> None:
    rng = np.random.default_rng(seed)
    axes, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    affine = np.eye(4)
    affine[:3, :3] = axes * rng.uniform(0.5, 8, 3) @ (np.eye(3) + shear * np.eye(3, k=1))
    affine[:3, 3] = rng.normal(0, 50, 3)
    grid = Grid((6, 5, 4), affine)
    index = rng.uniform(0, 1, (40, 3)) * (np.array(grid.size) - 1)
    points = grid.to_lps(index)
    np.testing.assert_allclose(values_at(linear(grid), points), points @ SLOPE, atol=1e-6)


def test_voxels_have_their_own_value_whatever_their_neighbours_are() -> None:
    array = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
    array[0, 0, 1] = np.nan
    image = Image(array, Grid((4, 3, 2), np.diag([1.3, 1.3, 9.0, 1.0])))
    k, j, i = np.indices(array.shape).reshape(3, -1)
    found = values_at(image, image.grid.to_lps(np.stack([i, j, k], axis=1)))
    np.testing.assert_array_equal(found, array[k, j, i])


def test_outside_there_is_no_value() -> None:
    image = linear(Grid((4, 4, 1), np.eye(4)))
    assert np.isnan(values_at(image, [[-0.6, 0, 0], [0, 0, 0.6]])).all()
    assert np.isfinite(values_at(image, [[-0.4, 0, 0.4]])).all()


@pytest.mark.parametrize("kind", [np.int16, np.uint8, np.float32, np.float64])
@pytest.mark.parametrize("turned", [False, True])
def test_a_digest_is_of_values_in_the_order_of_the_array(kind: type, turned: bool) -> None:
    """However they lie in memory; results that are there already are known by it."""
    array = np.random.default_rng(3).integers(0, 200, (4, 5, 6)).astype(kind)
    array = array.transpose(0, 2, 1)[:, ::-1] if turned else array
    size = array.shape[::-1]
    image = Image(array, Grid((size[0], size[1], size[2]), np.eye(4)))
    expected = hashlib.sha256(repr(array.shape).encode() + array.astype("<f4").tobytes()).hexdigest()
    assert voxel_digest(image) == expected
