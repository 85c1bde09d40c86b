"""How far points lie from their reference, in mm, and as seen from the LV center.

AHA segments depend on the angle of an insertion.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.short_axis import short_axis_frame, slices_last

# Radii of the success rates that landmark papers report, and the one beyond which a point is useless.
SUCCESS_RADII_MM = (2.0, 2.5, 3.0, 4.0, 5.0, 10.0)
FAR_MM = 10.0
FAR_DEGREES = 20.0
"""A third of an AHA segment of 60°: beyond it, wall is counted to the wrong segment."""


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


@dataclass(frozen=True)
class AboutCenter:
    """Where a point lies, seen from the reference's LV center, relative to the reference's point.

    Clockwise is that of a canonical short-axis slice on screen, where the anterior insertion is the
    clockwise end of the septum.

    Args:
        degrees: angle between the two, positive clockwise.
        radial_mm: how much farther out it lies.
        tangential_mm: how far clockwise it lies, along the wall.
    """

    degrees: float
    radial_mm: float
    tangential_mm: float


def canonical_axes(grid: Grid) -> FloatArray:
    """(2, 3) LPS axes of canonical slices: right and down on screen, however the array is stored."""
    return short_axis_frame(grid.permuted(slices_last(grid)))[:, :2].T


def about_center(
    found: npt.ArrayLike, truth: npt.ArrayLike, center: npt.ArrayLike
) -> AboutCenter | None:
    """Compare a point with its reference, seen from the LV center.

    Args:
        found, truth, center: (2,) mm along :func:`canonical_axes`.

    Returns:
        None where the reference's point is the center itself, or lies on it.
    """
    arm, reach = np.asarray(truth, float) - center, np.asarray(found, float) - center
    length = float(np.linalg.norm(arm))
    if length < 1e-6:
        return None
    out = arm / length
    clockwise = np.array([-out[1], out[0]])
    radial, tangential = (float((reach - arm) @ axis) for axis in (out, clockwise))
    degrees = float(np.copysign(angle_between(arm, reach), tangential))
    return AboutCenter(degrees, radial, tangential)
