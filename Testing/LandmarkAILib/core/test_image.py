"""Values of an image at points, on linear images whose value is known everywhere."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image, values_at

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
