"""Errors as seen from the LV center: AHA segments depend on the angle of an insertion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.short_axis import short_axis_frame, slices_last

from .localisation import angle_between

FAR_DEGREES = 20.0
"""A third of an AHA segment of 60°: beyond it, wall is counted to the wrong segment."""


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
