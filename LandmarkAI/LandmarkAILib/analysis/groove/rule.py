"""Where the right ventricle's wall meets the left ventricle, from contours in the plane of a slice.

The rule: walk along the epicardium of the left ventricle, from the side that faces the right ventricle,
both ways while the right ventricle is near. Where the two part for good, the insertion point is the
middle between epicardium and right ventricle, a little further out: at the bottom of the groove. Its
three lengths were fitted to points placed by eye on slices of ACDC and MS-CMRSeg.

Coordinates are mm along the canonical axes u, v (:func:`..core.short_axis.short_axis_frame`); angles run
from u towards v, clockwise on the screen, so the anterior insertion is the end at the larger angle.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ...core.geometry import FloatArray
from .outline import Mask, largest_part, outlines, subdivided

NEAR_MM = 5.0  # the right ventricle is at the wall
GAP_DEGREES = 25.0  # further on it may be near again
OUTWARD_MM = 1.5  # from the middle to the bottom of the groove
ARC_DEGREES = (15.0, 300.0)  # of contact, at least and at most
SMALLEST_LV_MM2, SMALLEST_RV_MM2 = 30.0, 40.0

_RAYS = 360  # one a degree
_STEP_MM = 0.4  # between points on an outline, at most
_REACH_MM = 15.0  # what lies further from the epicardium decides nothing, redrawn or not


class NoInsertionsError(ValueError):
    """The contours have no insertion points; the message says why."""


@dataclass(frozen=True, eq=False)
class Contours:
    """The contours of a slice, mm.

    Args:
        center: (2,) centroid of the cavity.
        origin: (2,) centroid of cavity and myocardium.
        radii: (360,) from the origin to the epicardium, one a degree, from u towards v.
        right: (M, 2) on the outline of the right ventricle, where it is not far from the epicardium.
        toward: angle in degrees at which the right ventricle's centroid is seen from the origin.
    """

    center: FloatArray
    origin: FloatArray
    radii: FloatArray
    right: FloatArray
    toward: float

    @property
    def epicardium(self) -> FloatArray:
        """(360, 2) points."""
        return np.asarray(self.origin + self.radii[:, None] * _DIRECTIONS)

    def redrawn(self, outward: FloatArray, right: FloatArray) -> Contours:
        """The epicardium moved by (360,) mm along the rays, and another outline (M, 2) on the right."""
        return replace(self, radii=self.radii + outward, right=right)

    def reaches(self, points: FloatArray) -> Mask:
        """(M,) whether points (M, 2) are not too far from the epicardium to decide anything."""
        offset = points - self.origin
        rays = np.rint(np.rad2deg(np.arctan2(offset[:, 1], offset[:, 0])) * _RAYS / 360).astype(int)
        return np.asarray(np.linalg.norm(offset, axis=1) <= self.radii[rays % _RAYS] + _REACH_MM)


_ANGLES = np.deg2rad(np.arange(_RAYS) * 360.0 / _RAYS)
_DIRECTIONS = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=1)


def find_contours(cavity: Mask, myocardium: Mask, right: Mask, plane: FloatArray) -> Contours:
    """Contours of masks.

    Args:
        cavity, myocardium, right: (j, i) of a slice.
        plane: (2, 2) from index (i, j) to mm along u, v.

    Raises:
        NoInsertionsError: one of the ventricles is missing or too small.
    """
    pixel = abs(float(np.linalg.det(plane)))
    heart, right = largest_part(cavity | myocardium, filled=True), largest_part(right)
    if not right.any():
        raise NoInsertionsError("no right ventricle in this slice")
    if heart.sum() * pixel < SMALLEST_LV_MM2:
        raise NoInsertionsError(f"the left ventricle is smaller than {SMALLEST_LV_MM2:g} mm²")
    if right.sum() * pixel < SMALLEST_RV_MM2:
        raise NoInsertionsError(f"the right ventricle is smaller than {SMALLEST_RV_MM2:g} mm²")
    border = max((part @ plane.T for part in outlines(heart)), key=lambda part: float(np.ptp(part)))
    origin = centroid(heart, plane)
    to_right = centroid(right, plane) - origin
    angle = float(np.rad2deg(np.arctan2(to_right[1], to_right[0])))
    center = centroid(cavity if cavity.any() else heart, plane)
    # A side of an outline is a pixel long at most.
    parts = int(np.ceil(np.linalg.norm(plane, axis=0).max() / _STEP_MM))
    points = np.vstack([subdivided(part @ plane.T, parts) for part in outlines(right)])
    radii = _radii(subdivided(border, 2 * parts) - origin)
    found = Contours(center, origin, radii, points, angle)
    return replace(found, right=points[found.reaches(points)])


def centroid(mask: Mask, plane: FloatArray) -> FloatArray:
    """(2,) mm along u, v of a mask (j, i) that is not empty."""
    return np.asarray(plane @ np.argwhere(mask).mean(axis=0)[::-1])


def insertions(contours: Contours) -> FloatArray:
    """The anterior and the inferior insertion point, (2, 2) mm.

    Raises:
        NoInsertionsError: the right ventricle is not near, or along too short or too long an arc.
    """
    if not len(contours.right):
        raise NoInsertionsError("the right ventricle does not come near the left")
    epicardium = contours.epicardium
    distance = np.sqrt(_squared(epicardium, contours.right).min(axis=1))
    first, last = _arc_of_contact(distance, contours.toward * _RAYS / 360)
    return np.stack(
        [_at_end(contours, epicardium, distance, end, way) for end, way in ((last, 1), (first, -1))]
    )


def _radii(border: FloatArray) -> FloatArray:
    """(360,) distance to a densely sampled border (N, 2) around the origin, at whole degrees."""
    angles = np.arctan2(border[:, 1], border[:, 0])
    order = np.argsort(angles)
    lengths = np.linalg.norm(border, axis=1)[order]
    return np.asarray(np.interp(_ANGLES, angles[order], lengths, period=2 * np.pi))


def _squared(points: FloatArray, others: FloatArray) -> FloatArray:
    """(N, M) squared distances between (N, 2) and (M, 2)."""
    across, down = (points[:, None, axis] - others[None, :, axis] for axis in (0, 1))
    return np.asarray(across * across + down * down)


def _arc_of_contact(distance: FloatArray, toward: float) -> tuple[int, int]:
    """First and last ray at which the right ventricle is near, gaps walked over; last may pass 360."""
    near = np.flatnonzero(distance <= NEAR_MM)
    if not len(near):
        raise NoInsertionsError(f"the right ventricle stays over {NEAR_MM:g} mm away")
    gaps = np.diff(np.append(near, near[0] + _RAYS)) * 360 / _RAYS
    breaks = np.flatnonzero(gaps > GAP_DEGREES)
    firsts = near[(breaks + 1) % len(near)]
    spans = (near[np.roll(breaks, -1)] - firsts) % _RAYS
    if not len(breaks):
        raise NoInsertionsError("the right ventricle lies all around the left")
    # The arc that faces the right ventricle's centroid, else the nearest to it.
    after = (toward - firsts) % _RAYS
    aside = np.where(after <= spans, 0, np.minimum(after - spans, _RAYS - after))
    best = int(aside.argmin())
    degrees = float(spans[best]) * 360 / _RAYS
    if not ARC_DEGREES[0] <= degrees <= ARC_DEGREES[1]:
        raise NoInsertionsError(f"the ventricles meet along {degrees:.0f}° of the wall")
    return int(firsts[best]), int(firsts[best] + spans[best])


def _at_end(
    contours: Contours, epicardium: FloatArray, distance: FloatArray, end: int, way: int
) -> FloatArray:
    """(2,) the insertion at an end of the arc; ``way`` leads on, to where the right ventricle is far."""
    here, beyond = end % _RAYS, (end + way) % _RAYS
    part = (NEAR_MM - distance[here]) / (distance[beyond] - distance[here])
    corner = epicardium[here] + part * (epicardium[beyond] - epicardium[here])
    opposite = contours.right[_squared(corner[None], contours.right)[0].argmin()]
    middle = (corner + opposite) / 2
    outward = middle - contours.center
    return np.asarray(middle + OUTWARD_MM * outward / np.linalg.norm(outward))
