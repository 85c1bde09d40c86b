"""Where a picture of the report cuts an image."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.short_axis import short_axis_frame

PIXELS = 340
FIELD_MM = 130.0  # the heart with its surroundings; wider where a point lies farther away
_LEFT, _POSTERIOR, _SUPERIOR = np.eye(3)


def square_in_slice(plane: Grid, points: Sequence[FloatArray]) -> Grid:
    """The grid of a picture in the plane of a slice that shows all points, in the canonical axes."""
    inside = plane.to_index(np.array([*points] or [plane.center]))
    low, high = inside.min(axis=0), inside.max(axis=0)
    extent = float(np.linalg.norm(((high - low) * plane.spacing)[:2]))
    middle = (low + high) / 2
    middle[2] = 0  # on the slice, wherever the points lie
    return _square(short_axis_frame(plane), plane.to_lps(middle), extent)


def square_through(
    reference: Sequence[FloatArray], others: Sequence[FloatArray], center: FloatArray
) -> Grid:
    """The grid of a picture of a volume, cut through the reference's points.

    Two points or more: the first is below the second, so that an axis from apex to base stands upright,
    and the patient's left is to the right. One point: the axial plane.

    Args:
        reference: (3,) LPS mm each.
        others: that must be in the picture too; they are seen in projection.
        center: of the picture where there is no point.
    """
    points = np.array([*reference, *others] or [center])
    down = reference[0] - reference[1] if len(reference) > 1 else _POSTERIOR
    if not np.linalg.norm(down):
        down = _POSTERIOR
    down = down / np.linalg.norm(down)
    right = _LEFT if abs(down @ _LEFT) < 0.9 else _SUPERIOR
    right = right - (right @ down) * down
    right /= np.linalg.norm(right)
    axes = np.stack([right, down, np.cross(right, down)], axis=1)
    middle = np.mean(reference or points, axis=0)
    extent = 2 * float(np.abs((points - middle) @ axes[:, :2]).max())
    return _square(axes, middle, extent)


def _square(axes: FloatArray, middle: FloatArray, extent: float) -> Grid:
    step = max(FIELD_MM, 1.4 * extent) / PIXELS
    return Grid.from_axes((PIXELS, PIXELS, 1), axes, (step, step, 1.0), middle)
