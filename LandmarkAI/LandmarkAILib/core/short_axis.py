"""Short-axis stacks: which axis steps from slice to slice, and how a slice is seen canonically.

Nothing here depends on how an array stores its slices, only on where they lie in the patient.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from .geometry import FloatArray, Grid
from .landmarks import Landmark, LandmarkSet

# A short-axis plane is seen canonically when i × j points from apex to base. In the patient the LV
# axis points from apex to base towards right, posterior and superior: in LPS the signs are (−, +, +).
APEX_TO_BASE = np.array([-1.0, 1.0, 1.0])


def slice_axis(grid: Grid) -> int:
    """Which array axis (0 = i, 1 = j, 2 = k) steps from slice to slice.

    The only axis of size 1; else the one with clearly the coarsest spacing (1.5 times the next);
    else k, where scanners put it.
    """
    single = [axis for axis in range(3) if grid.size[axis] == 1]
    if len(single) == 1:
        return single[0]
    order = np.argsort(grid.spacing)
    if grid.spacing[order[2]] > 1.5 * grid.spacing[order[1]]:
        return int(order[2])
    return 2


def slices_last(grid: Grid) -> tuple[int, int, int]:
    """Axis order that puts the slice axis last and keeps the order of the other two."""
    last = slice_axis(grid)
    first, second = (axis for axis in range(3) if axis != last)
    return first, second, last


def array_axes(order: Sequence[int]) -> tuple[int, int, int]:
    """For ``np.transpose``: axes of a (k, j, i) array that follow ``Grid.permuted(order)``."""
    k, j, i = (2 - axis for axis in reversed(order))
    return k, j, i


def short_axis_frame(grid: Grid) -> FloatArray:
    """Canonical in-plane axes of a short-axis stack whose slices are stacked along k.

    Of the four directions ±i, ±j, the one nearest the patient's left becomes u; v is the in-plane
    direction at a right angle for which u × v points from apex to base. The answer depends on where
    the slices lie in the patient, never on how the array stores them, and it is never a mirror image.

    Returns:
        (3, 3) unit axes u, v, n as columns, LPS; n = u × v is the slice normal, apex to base.
    """
    normal = np.cross(grid.axes[:, 0], grid.axes[:, 1])
    normal /= np.linalg.norm(normal)
    if normal @ APEX_TO_BASE < 0:
        normal = -normal
    candidates = [sign * grid.axes[:, axis] for axis in (0, 1) for sign in (1, -1)]
    # A hair off the L axis, so that an exact 45° rotation has one answer.
    u = max(candidates, key=lambda axis: float(axis @ np.array([1.0, 1e-3, 1e-4])))
    v = np.cross(normal, u)
    return np.stack([u, v, normal], axis=1)


def short_axis_slices(grid: Grid) -> list[Grid]:
    """The slices of a stack, each with i, j, k along the canonical u, v, normal of the short axis.

    The slices keep the order in which the array stores them. Their axes are orthonormal also where the
    stack's are sheared; their in-plane extent covers the slice.
    """
    return slices_along(grid, short_axis_frame(grid.permuted(slices_last(grid))))


def slices_along(grid: Grid, frame: FloatArray) -> list[Grid]:
    """The same, with i, j, k along the columns of a frame of their plane, (3, 3)."""
    stack = grid.permuted(slices_last(grid))
    thickness = float(stack.spacing[2])
    slices = []
    for k in range(stack.size[2]):
        plane = stack.slice(k)
        extent = (plane.corners() - plane.center) @ frame[:, :2]
        half = np.abs(extent).max(axis=0) + plane.spacing[:2].max() / 2
        pixel = float(plane.spacing[:2].min())
        size = np.maximum(np.round(2 * half / pixel), 1).astype(int)
        slices.append(Grid.from_axes([*size, 1], frame, [pixel, pixel, thickness], plane.center))
    return slices


def with_slices(points: LandmarkSet, grid: Grid) -> LandmarkSet:
    """The landmarks with the index of the slice nearest to them, clipped to the stack."""
    axis = slices_last(grid)[2]
    return LandmarkSet(tuple(_with_slice(point, grid, axis) for point in points))


def _with_slice(point: Landmark, grid: Grid, axis: int) -> Landmark:
    if point.position is None:
        return point
    nearest = int(np.rint(grid.to_index(point.position)[axis]))
    return replace(point, slice=int(np.clip(nearest, 0, grid.size[axis] - 1)))
