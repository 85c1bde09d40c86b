"""Slices are placed by where they lie in the patient, never by how they are stored."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.short_axis import short_axis_frame
from LandmarkAILib.core.slice_frame import SliceFrame, common_normal, plane_normal
from scipy.spatial.transform import Rotation

L, P, S = np.eye(3)
PLANES = {"axial": (L, P), "coronal": (L, -S), "sagittal": (P, -S)}


def plane(u: np.ndarray, v: np.ndarray) -> Grid:
    axes = np.stack([u, v, np.cross(u, v)], axis=1)
    return Grid.from_axes([40, 30, 1], axes, [1.2, 1.2, 8.0], [5.0, -20.0, 30.0])


def stored_otherwise(grid: Grid) -> list[Grid]:
    """The same slice with rows and columns exchanged and reversed in all ways."""
    grids = []
    for order, flips in itertools.product([(0, 1, 2), (1, 0, 2)], itertools.product([1, -1], repeat=3)):
        permuted = grid.permuted(order)
        affine = permuted.affine.copy()
        for axis, flip in enumerate(flips):
            if flip < 0:
                affine[:3, 3] += affine[:3, axis] * (permuted.size[axis] - 1)
                affine[:3, axis] *= -1
        grids.append(Grid(permuted.size, affine))
    return grids


@pytest.mark.parametrize("seed", range(12))
def test_patient_frames_do_not_depend_on_storage_and_never_mirror(seed: int) -> None:
    turn = Rotation.random(None, np.random.default_rng(seed)).as_matrix()
    grid = plane(turn[:, 0], turn[:, 1])
    frame = SliceFrame("patient", common_normal([plane_normal(grid)]))
    axes = frame.axes(grid)
    assert np.isclose(np.linalg.det(axes), 1)
    for other in stored_otherwise(grid):
        assert np.allclose(frame.axes(other), axes)
        (seen,), (same,) = frame.slices(grid), frame.slices(other)
        assert seen.is_close(same)
        assert common_normal([plane_normal(other)]) == frame.normal


@pytest.mark.parametrize("name", PLANES)
def test_orthogonal_planes_are_seen_as_radiologists_see_them(name: str) -> None:
    u, v = PLANES[name]
    grid = plane(u, v)
    frame = SliceFrame("patient", common_normal([plane_normal(grid)]))
    for other in stored_otherwise(grid):
        assert np.allclose(frame.axes(other)[:, :2], np.stack([u, v], axis=1)), name


def test_a_side_near_a_coin_toss_is_told() -> None:
    frame = SliceFrame("patient", (0.0, 0.0, 1.0))
    assert frame.doubt(plane(L, P)) == ""
    tilt = Rotation.from_rotvec(np.deg2rad(80) * L).as_matrix()
    assert "mirrored" in frame.doubt(plane(tilt @ L, tilt @ P))
    turn = Rotation.from_rotvec(np.deg2rad(44) * S).as_matrix()
    assert "90°" in frame.doubt(plane(turn @ L, turn @ P))
    assert SliceFrame("as-acquired").doubt(plane(tilt @ L, tilt @ P)) == ""


def test_short_axis_is_what_it_was_and_as_acquired_is_the_array() -> None:
    turn = Rotation.random(None, np.random.default_rng(3)).as_matrix()
    grid = plane(turn[:, 0], turn[:, 1])
    assert np.array_equal(SliceFrame().axes(grid), short_axis_frame(grid))
    assert np.allclose(SliceFrame("as-acquired").axes(grid), grid.axes)


def test_normals_on_both_sides_have_one_direction() -> None:
    rng = np.random.default_rng(1)
    normals = [np.array([0.4, -0.6, 0.7]) + rng.normal(0, 0.05, 3) for _ in range(20)]
    normals = [sign * n / np.linalg.norm(n) for n, sign in zip(normals, [1, -1] * 10, strict=True)]
    common = np.array(common_normal(normals))
    assert min(abs(common @ n) for n in normals) > 0.95
    assert common_normal([-n for n in normals]) == tuple(common)
