"""Short-axis stacks: the slice axis, and the canonical view however the array is stored."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.short_axis import (
    APEX_TO_BASE,
    short_axis_frame,
    short_axis_slices,
    slice_axis,
    slices_last,
)
from strategies import rotations

STACK = Grid.from_axes(
    [60, 50, 7], np.array([[0.8, 0, 0.6], [0, 1, 0], [-0.6, 0, 0.8]]), [1.2, 1.2, 8], [10, -20, 30]
)


@given(rotations())
def test_frame_is_a_rotation_and_never_a_mirror(rotation: np.ndarray) -> None:
    frame = short_axis_frame(Grid.from_axes([9, 9, 3], rotation, [1, 1, 8], [0, 0, 0]))
    assert np.allclose(frame.T @ frame, np.eye(3), atol=1e-9)
    assert np.linalg.det(frame) == pytest.approx(1)
    assert frame[:, 2] @ APEX_TO_BASE > -1e-12


@given(rotations(), st.sampled_from([(1, 1), (1, -1), (-1, 1), (-1, -1)]), st.booleans(), st.booleans())
def test_frame_does_not_depend_on_storage(
    rotation: np.ndarray, signs: tuple[int, int], swapped: bool, reversed_stack: bool
) -> None:
    stored = rotation.copy()
    stored[:, 0] *= signs[0]
    stored[:, 1] *= signs[1]
    stored[:, 2] *= -1 if reversed_stack else 1
    if swapped:
        stored = stored[:, [1, 0, 2]]
    plain = short_axis_frame(Grid.from_axes([9, 9, 3], rotation, [1, 1, 8], [0, 0, 0]))
    other = short_axis_frame(Grid.from_axes([9, 9, 3], stored, [1, 1, 8], [0, 0, 0]))
    if abs(rotation[:, 2] @ APEX_TO_BASE) > 1e-6:  # a plane along that axis has no canonical side
        assert np.allclose(plain, other, atol=1e-6)


def test_slice_axis_is_the_coarse_or_the_single_one() -> None:
    def grid(size: tuple[int, int, int], spacing: list[float]) -> Grid:
        return Grid.from_axes(size, np.eye(3), spacing, [0, 0, 0])

    assert slice_axis(grid((10, 200, 200), [8, 1, 1])) == 0
    assert slice_axis(grid((200, 10, 200), [1, 8, 1])) == 1
    assert slice_axis(grid((200, 200, 200), [1, 1, 1])) == 2
    assert slice_axis(grid((1, 200, 200), [1, 1, 1])) == 0
    assert slices_last(grid((10, 200, 200), [8, 1, 1])) == (1, 2, 0)


def stored(grid: Grid, order: tuple[int, ...], flips: tuple[bool, ...]) -> Grid:
    """The grid of the same voxels, with axes permuted and some of them reversed."""
    matrix = np.eye(4)
    for axis, flip in enumerate(flips):
        if flip:
            matrix[axis, axis] = -1
            matrix[axis, 3] = grid.size[axis] - 1
    return Grid(grid.size, grid.affine @ matrix).permuted(order)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("flips", list(itertools.product([False, True], repeat=3)))
def test_slices_are_the_same_however_they_are_stored(
    order: tuple[int, ...], flips: tuple[bool, ...]
) -> None:
    plain = short_axis_slices(STACK)
    other = short_axis_slices(stored(STACK, order, flips))
    if flips[2]:
        other = other[::-1]
    assert len(plain) == len(other) == 7
    assert all(a.is_close(b, 1e-6) for a, b in zip(plain, other, strict=True))
