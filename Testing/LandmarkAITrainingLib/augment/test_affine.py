"""Perturbed views: rigid-ish, never mirrored, centred where they should be."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.inference.sampling import sample
from LandmarkAITrainingLib.augment.affine import AffineRange, perturbed
from strategies import rotations

RANGES = AffineRange(shift=6, rotation=180, scale=0.2, stretch=0.1)


@given(rotations(), st.integers(0, 2**31))
def test_never_a_mirror_and_never_out_of_plane(axes: np.ndarray, seed: int) -> None:
    grid = Grid.from_axes([64, 64, 1], axes, [1.5, 1.5, 8], [3, 4, 5])
    moved = perturbed(grid, RANGES, np.random.default_rng(seed))
    normal = grid.axes[:, 2]
    assert np.linalg.det(moved.affine[:3, :3]) * np.linalg.det(grid.affine[:3, :3]) > 0
    assert np.abs((moved.corners() - grid.center) @ normal).max() < 1e-6
    assert np.allclose(moved.axes[:, 2], normal)


def test_no_range_moves_nothing() -> None:
    grid = Grid.from_axes([64, 64, 1], np.eye(3), [1.5, 1.5, 8], [3, 4, 5])
    still = perturbed(grid, AffineRange(0, 0, 0, 0, 0), np.random.default_rng(0))
    assert still.is_close(grid, 1e-9)


def test_spreads_are_those_asked_for() -> None:
    grid = Grid.from_axes([64, 64, 1], np.eye(3), [1.5, 1.5, 8], [3, 4, 5])
    ranges = AffineRange(shift=5, rotation=10, scale=0.1, stretch=0, outliers=0)
    rng = np.random.default_rng(0)
    moved = [perturbed(grid, ranges, rng) for _ in range(2000)]
    shifts = np.array([m.center - grid.center for m in moved])[:, :2]
    scales = np.log([m.spacing[0] / 1.5 for m in moved])
    angles = np.rad2deg([np.arctan2(m.axes[1, 0], m.axes[0, 0]) for m in moved])
    assert np.allclose(shifts.std(axis=0), 5, rtol=0.1)
    assert np.isclose(scales.std(), 0.1, rtol=0.1)
    assert np.isclose(angles.std(), 10, rtol=0.1)


@given(st.integers(0, 2**31))
def test_volumes_are_turned_in_space_and_never_mirrored(seed: int) -> None:
    grid = Grid.from_axes([32, 24, 40], np.eye(3), [1.5] * 3, [3, 4, 5])
    ranges = AffineRange(shift=6, rotation=20, scale=0.2, stretch=0.1)
    moved = perturbed(grid, ranges, np.random.default_rng(seed))
    assert np.linalg.det(moved.affine[:3, :3]) > 0
    assert moved.size == grid.size


def test_spreads_in_space_are_those_asked_for() -> None:
    grid = Grid.from_axes([32, 24, 40], np.eye(3), [1.5] * 3, [3, 4, 5])
    ranges = AffineRange(shift=5, rotation=10, scale=0.1, stretch=0, outliers=0)
    rng = np.random.default_rng(0)
    moved = [perturbed(grid, ranges, rng) for _ in range(2000)]
    shifts = np.array([m.center - grid.center for m in moved])
    scales = np.log([m.spacing[0] / 1.5 for m in moved])
    cosines = [(np.trace(m.axes) - 1) / 2 for m in moved]
    angles = np.rad2deg(np.arccos(np.clip(cosines, -1, 1)))
    assert np.allclose(shifts.std(axis=0), 5, rtol=0.1)
    assert np.isclose(scales.std(), 0.1, rtol=0.1)
    assert np.isclose(np.sqrt((angles**2).mean()), 10, rtol=0.1)


@given(st.integers(0, 2**31), st.booleans())
def test_a_moved_view_is_one_affine_and_one_sampling_of_the_image(seed: int, flat: bool) -> None:
    """An image whose brightness is a position shows each voxel's own, to rounding."""
    grid = Grid.from_axes([24, 20, 1 if flat else 16], np.eye(3), [1.5] * 3, [3, 4, 5])
    ranges = AffineRange(shift=4, rotation=30, scale=0.1, stretch=0.1)
    moved = perturbed(grid, ranges, np.random.default_rng(seed))
    source = Grid.from_axes([90, 90, 90], np.eye(3), [2.0] * 3, [3, 4, 5])
    slope = np.array([1.0, -2.0, 0.5])
    brightness = torch.as_tensor(lps_of(source) @ slope, dtype=torch.float32)[None]
    seen = sample(brightness, source, [moved])[0, 0].numpy()
    assert moved.size == grid.size and not moved.is_close(grid)
    assert np.allclose(seen, lps_of(moved) @ slope, atol=2e-3)


def lps_of(grid: Grid) -> np.ndarray:
    """(k, j, i, 3) mm of the voxels."""
    k, j, i = np.indices(grid.shape)
    return grid.to_lps(np.stack([i, j, k], axis=-1))


def test_no_range_moves_no_volume() -> None:
    grid = Grid.from_axes([32, 24, 40], np.eye(3), [1.5] * 3, [3, 4, 5])
    still = perturbed(grid, AffineRange(0, 0, 0, 0, 0), np.random.default_rng(0))
    assert still.is_close(grid, 1e-9)
