"""Grids: index ↔ LPS mm."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from strategies import grids


@given(grids(), st.integers(0, 2**31))
def test_index_and_lps_are_inverse(grid: Grid, seed: int) -> None:
    index = np.random.default_rng(seed).uniform(-5, 40, (7, 3))
    assert np.allclose(grid.to_index(grid.to_lps(index)), index, atol=1e-6)


@given(grids())
def test_center_is_the_mean_of_the_corners(grid: Grid) -> None:
    assert np.allclose(grid.center, grid.corners().mean(axis=0), atol=1e-9)


@given(grids())
def test_resized_keeps_edges_and_center(grid: Grid) -> None:
    half = grid.resized([2 * n for n in grid.size])
    assert np.allclose(half.center, grid.center)
    outer = grid.to_lps(np.array([-0.5, -0.5, -0.5]))
    assert np.allclose(half.to_lps(np.array([-0.5, -0.5, -0.5])), outer)
    assert np.allclose(half.spacing * 2, grid.spacing)


@given(grids(), st.permutations([0, 1, 2]))
def test_permuted_places_the_same_voxels(grid: Grid, order: list[int]) -> None:
    other = grid.permuted(order)
    index = np.array([1, 2, 3])
    assert np.allclose(other.to_lps(index[list(order)]), grid.to_lps(index))


def test_slice_is_where_the_stack_has_it() -> None:
    grid = Grid((4, 5, 6), np.array([[1, 0, 0.3, 5], [0, 2, 0, 6], [0, 0, 8, 7], [0, 0, 0, 1.0]]))
    assert np.allclose(grid.slice(3).to_lps([1, 2, 0]), grid.to_lps([1, 2, 3]))
    assert grid.slice(3).size == (4, 5, 1)


def test_contains_reaches_half_a_voxel_beyond_centres() -> None:
    grid = Grid((4, 4, 1), np.eye(4))
    inside = grid.contains([[0, 0, 0], [-0.4, 3.4, 0], [-0.6, 0, 0], [0, 0, 0.6]])
    assert inside.tolist() == [True, True, False, False]


@pytest.mark.parametrize(
    ("affine", "words"),
    [
        (np.eye(3), "4x4"),
        (np.full((4, 4), np.nan), "finite"),
        (np.diag([1.0, 1, 0, 1]), "singular"),
        (np.array([[1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1.0]]), "singular"),
        (np.ones((4, 4)), "last row"),
    ],
)
def test_affines_that_are_none_are_refused(affine: np.ndarray, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Grid((2, 2, 2), affine)


def test_tiny_voxels_are_not_singular() -> None:
    Grid((2, 2, 2), np.diag([1e-4, 1e-4, 1e-4, 1.0]))


@given(grids(sheared=False))
def test_turned_turns_in_the_plane_about_the_middle(grid: Grid) -> None:
    turned = grid.turned(90)
    assert np.allclose(turned.center, grid.center, atol=1e-6)
    assert np.allclose(turned.axes[:, 0], grid.axes[:, 1], atol=1e-6)
    assert np.allclose(turned.axes[:, 1], -grid.axes[:, 0], atol=1e-6)
    assert np.allclose(turned.spacing, grid.spacing[[0, 1, 2]], atol=1e-6)
    assert np.allclose(grid.turned(30).turned(-30).affine, grid.affine, atol=1e-6)


@given(grids(), st.integers(0, 2**31))
def test_the_box_around_points_holds_them_and_no_more(grid: Grid, seed: int) -> None:
    rng = np.random.default_rng(seed)
    index = rng.uniform(0, np.array(grid.size) - 1, (5, 3))
    start, size = grid.box_around(grid.to_lps(index), 0)
    box = grid.part(start, size)
    assert np.allclose(box.origin, grid.to_lps(start))
    inner = box.to_index(grid.to_lps(index))
    last = np.array(size) - 1
    assert (inner >= -1e-6).all() and (inner <= last + 1e-6).all()
    # A voxel less on any side would leave one out.
    assert (inner.min(axis=0) < 1 + 1e-6).all() and (inner.max(axis=0) > last - 1 - 1e-6).all()


def test_a_box_beyond_the_grid_is_what_is_nearest() -> None:
    grid = Grid((10, 9, 8), np.eye(4))
    assert grid.box_around([[100.0, 4.2, -100]], 1) == ((9, 3, 0), (1, 4, 1))
    assert grid.box_around([[2.0, 3, 4]], [1, 0, 100]) == ((1, 3, 0), (3, 1, 8))
