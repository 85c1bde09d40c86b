from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.files.label_maps import place

SHEAR = np.array([[1.2, 0.1, 0.8], [0.2, 0.9, -0.5], [-0.3, 0.2, 6.0]])


def _grid(size: tuple[int, int, int], matrix: FloatArray = SHEAR) -> Grid:
    affine = np.eye(4)
    affine[:3, :3] = matrix
    affine[:3, 3] = [12.5, -80, 300.1]
    return Grid(size, affine)


def _window(grid: Grid, first: tuple[int, int, int], size: tuple[int, int, int]) -> Grid:
    """The grid of ``size`` voxels whose first is voxel ``first`` of a grid."""
    shift = np.eye(4)
    shift[:3, 3] = first
    return Grid(size, grid.affine @ shift)


def _random_labels(grid: Grid) -> np.ndarray:
    return np.random.default_rng(0).integers(1, 4, grid.shape, dtype=np.uint8)


offsets = st.tuples(*[st.integers(-12, 12)] * 3)
sizes = st.tuples(*[st.integers(1, 9)] * 3)


@given(offsets, sizes)
def test_on_a_common_lattice_every_voxel_keeps_its_label(
    first: tuple[int, int, int], size: tuple[int, int, int]
) -> None:
    target = _grid((9, 8, 7))
    source = _window(target, first, size)
    labels = _random_labels(source)
    expected = np.zeros(target.shape, np.uint8)
    for k, j, i in np.ndindex(*source.shape):
        at = np.array([i, j, k]) + first
        if (at >= 0).all() and (at < target.size).all():
            expected[at[2], at[1], at[0]] = labels[k, j, i]
    assert np.array_equal(place(labels, source, target), expected)


def test_a_hundredth_of_a_voxel_is_rounding() -> None:
    target = _grid((9, 8, 7))
    source = _window(target, (2, 1, 3), (4, 4, 4))
    nudged = Grid(source.size, source.affine + np.pad(0.009 * SHEAR[:, :1], ((0, 1), (3, 0))))
    labels = _random_labels(source)
    assert np.array_equal(place(labels, nudged, target), place(labels, source, target))


@pytest.mark.parametrize("order", [*itertools.permutations(range(3))])
@pytest.mark.parametrize("flips", [*itertools.product([1, -1], repeat=3)])
def test_stored_along_other_axes_the_labels_stay_where_they_were(
    order: tuple[int, ...], flips: tuple[int, ...]
) -> None:
    target = _grid((6, 5, 4))
    labels = _random_labels(target)
    # The same voxels listed along other axes, some from the other end: arrays are (k, j, i).
    view = np.ascontiguousarray(labels.T[:: flips[0], :: flips[1], :: flips[2]].transpose(order).T)
    mirror = np.diag([*flips, 1.0])
    mirror[:3, 3] = [n - 1 if flip < 0 else 0 for n, flip in zip(target.size, flips, strict=True)]
    source = Grid(target.size, target.affine @ mirror).permuted(order)
    assert np.array_equal(place(view, source, target), labels)


def test_on_a_finer_grid_each_voxel_takes_the_nearest_label() -> None:
    source = _grid((6, 5, 4))
    labels = _random_labels(source)
    # Three times as fine and edge to edge: every voxel of the source becomes 3 × 3 × 3.
    fine = source.resized([18, 15, 12])
    assert np.array_equal(place(labels, source, fine), np.kron(labels, np.ones((3, 3, 3), np.uint8)))


@pytest.mark.parametrize("scale", [0.7, 1.3])
def test_beyond_a_hundredth_of_a_voxel_nothing_is_rounded(scale: float) -> None:
    target = _grid((8, 8, 8))
    # About the same centre; corners are off by less than a voxel.
    source = Grid.from_axes((4, 4, 4), target.axes, target.spacing * scale, target.center)
    labels = _random_labels(source)
    k, j, i = np.indices(target.shape)
    nearest = np.rint(source.to_index(target.to_lps(np.stack([i, j, k], axis=-1)))).astype(int)
    inside = ((nearest >= 0) & (nearest < 4)).all(axis=-1)
    at = nearest.clip(0, 3)
    expected = np.where(inside, labels[at[..., 2], at[..., 1], at[..., 0]], 0)
    assert np.array_equal(place(labels, source, target), expected)


def test_what_the_source_does_not_cover_is_background() -> None:
    source = _grid((6, 5, 4))
    far = source.moved([[1, 0, 0, 500], [0, 1, 0, 0.3], [0, 0, 1, 0], [0, 0, 0, 1]])
    assert not place(_random_labels(source), source, far).any()
