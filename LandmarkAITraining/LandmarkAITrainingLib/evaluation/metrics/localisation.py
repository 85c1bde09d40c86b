"""How far points lie from their reference."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.short_axis import slices_last

# Radii of the success rates that landmark papers report, and the one beyond which a point is useless.
SUCCESS_RADII_MM = (2.0, 2.5, 3.0, 4.0, 5.0, 10.0)
FAR_MM = 10.0


def in_plane_axes(grid: Grid) -> FloatArray:
    """(2, 3) orthonormal LPS axes that span the slices of an image."""
    first, second, _ = slices_last(grid)
    u = grid.axes[:, first]
    v = grid.axes[:, second] - (grid.axes[:, second] @ u) * u
    return np.stack([u, v / np.linalg.norm(v)])


def distance(offset: npt.ArrayLike) -> float:
    """Length in mm of an offset, in a plane (2,) or in space (3,)."""
    return float(np.linalg.norm(np.asarray(offset, float)))


def angle_between(a: npt.ArrayLike, b: npt.ArrayLike) -> float:
    """Angle in degrees, 0 to 180, between two directions in a plane, (2,) each."""
    (ax, ay), (bx, by) = np.asarray(a, float), np.asarray(b, float)
    return float(np.degrees(abs(np.arctan2(ax * by - ay * bx, ax * bx + ay * by))))


def success_rates(errors: FloatArray, references: int) -> dict[float, float]:
    """Share of all references whose point was found within each radius; a missed point is no success.

    Args:
        errors: mm, of the points that were found.
        references: number of reference points, found or not.
    """
    return {radius: float(np.sum(errors <= radius) / references) for radius in SUCCESS_RADII_MM}


def cumulative_curve(errors: FloatArray, references: int, radii: FloatArray) -> FloatArray:
    """Share of all references whose point was found within each of ``radii`` mm; same shape as radii."""
    within = np.searchsorted(np.sort(errors), radii, side="right")
    return np.asarray(within / references)
