"""How slices are placed before a network sees them: as a short axis, in the patient, or as acquired.

A mirrored slice must never reach a network, so the side from which a slice is seen may not depend on
how its pixels are stored. A plane has two sides, and a rule that chooses one by where it lies in the
patient has planes for which the choice is a coin toss: those whose normal is at a right angle to the
rule's reference. :func:`doubt` says where that is near.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .geometry import FloatArray, Grid
from .short_axis import APEX_TO_BASE, short_axis_frame, slices_along, slices_last

Placement = Literal["short-axis", "patient", "as-acquired"]
LEFT, POSTERIOR = np.array([1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0])

USUAL_NORMAL = (-1.0, 1.0, 1.0)
"""Sees axial slices from the feet, coronal ones from the front, sagittal ones from the left."""

_SIDE = 0.25  # cosine between normal and reference below which the side is near a coin toss
_TURN = 0.1  # difference of the cosines of the two best axes below which the turn is


@dataclass(frozen=True)
class SliceFrame:
    """How slices are placed.

    Args:
        kind: ``short-axis``, see :func:`.short_axis.short_axis_frame`. ``patient``: seen from the side
            of ``normal``, of the directions ±i, ±j that nearest the patient's left (posterior where
            the slices are sagittal) becomes u. ``as-acquired``: i is u and j is v.
        normal: LPS; of ``patient`` alone. The further from a right angle to the normals of all slices,
            the surer the side.
    """

    kind: Placement = "short-axis"
    normal: tuple[float, ...] = USUAL_NORMAL

    def axes(self, grid: Grid) -> FloatArray:
        """(3, 3) unit axes u, v, n as columns, LPS, of the slices of an image."""
        stack = grid.permuted(slices_last(grid))
        if self.kind == "short-axis":
            return short_axis_frame(stack)
        normal = plane_normal(grid)
        u = stack.axes[:, 0]
        if self.kind == "patient":
            normal = normal if normal @ self._reference >= 0 else -normal
            u = self._candidates(stack)[0]
        return np.stack([u, np.cross(normal, u), normal], axis=1)

    def slices(self, grid: Grid) -> list[Grid]:
        """The slices of an image, in the order of its array, each with i, j, k along u, v, n."""
        return slices_along(grid, self.axes(grid))

    def margin(self, grid: Grid) -> float:
        """How sure the side is from which the slices are seen: 1 sure, 0 a coin toss."""
        if self.kind == "as-acquired":
            return 1.0
        return abs(float(plane_normal(grid) @ self._reference))

    def doubt(self, grid: Grid) -> str:
        """A sentence where an image's slices are placed by something near a coin toss; else empty."""
        if self.margin(grid) < _SIDE:
            return (
                "the slices lie nearly at a right angle to those that the model was made for, so it may "
                "see them mirrored: check the points"
            )
        if self.kind != "patient":
            return ""
        best, second = self._candidates(grid.permuted(slices_last(grid)))[:2]
        if float((best - second) @ self._toward) < _TURN:
            return (
                "the slices are turned by about 45° in their plane, so the model may see them turned by "
                "90°: check the points"
            )
        return ""

    @property
    def _reference(self) -> FloatArray:
        usual = APEX_TO_BASE if self.kind == "short-axis" else np.array(self.normal, float)
        return np.asarray(usual / np.linalg.norm(usual))

    @property
    def _toward(self) -> FloatArray:
        """Where u points, as nearly as the stored axes allow."""
        sagittal = abs(self._reference[0]) > max(abs(self._reference[1:]))
        return POSTERIOR if sagittal else LEFT

    def _candidates(self, stack: Grid) -> list[FloatArray]:
        """±i and ±j, that nearest to where u should point first."""
        listed = [sign * stack.axes[:, axis] for axis in (0, 1) for sign in (1, -1)]
        # A hair off, so that an exact 45° rotation has one answer.
        toward = self._toward + np.array([2e-4, 1e-3, 1e-4])
        return sorted(listed, key=lambda axis: -float(axis @ toward))


def plane_normal(grid: Grid) -> FloatArray:
    """(3,) unit normal i × j of the slices of an image, LPS."""
    stack = grid.permuted(slices_last(grid))
    normal = np.cross(stack.axes[:, 0], stack.axes[:, 1])
    return np.asarray(normal / np.linalg.norm(normal))


def common_normal(normals: Sequence[FloatArray]) -> tuple[float, ...]:
    """The direction to which planes are most nearly at a right angle, whatever their sides.

    The one of its two signs that sees them as ``USUAL_NORMAL`` does.

    Args:
        normals: (3,) unit vectors, their signs of no meaning.
    """
    stacked = np.array(normals)
    axis = np.linalg.eigh(stacked.T @ stacked)[1][:, -1]
    # A hair off, so that an axis at a right angle to it has one sign, whatever the order of the normals.
    sign = np.sign(axis @ (np.array(USUAL_NORMAL) + np.array([3e-3, 2e-3, 1e-3]))) or 1.0
    return tuple(round(float(part), 3) for part in sign * axis)
