"""Planes through a left ventricle's long axis: two, three and four chambers, and across it.

The three-chamber plane holds apex, mitral and aortic annulus; the four-chamber plane apex, mitral and
tricuspid annulus. Where one of these two annuli is not known, planes stand 60° apart about the axis, as
the apical views of echocardiography do. Without any point beside the axis two planes at right angles are
all that can be said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..core.anatomy import (
    AORTIC_ANNULUS_CENTER,
    LV_APEX,
    MITRAL_ANNULUS_CENTER,
    TRICUSPID_ANNULUS_CENTER,
)
from ..core.geometry import FloatArray
from ..errors import InputError

_APART = 60.0  # degrees
_LEAST_LENGTH = 20.0  # mm of an axis that is one
_LEAST_BESIDE = 5.0  # mm from the axis, of a point that tells a plane


@dataclass(frozen=True, eq=False)
class Plane:
    """Where a view looks: LPS mm, the long axis upright in it, the apex below.

    Args:
        right, up: (3,) unit vectors in the plane.
        middle: (3,) LPS mm: half way along the axis.
        half: mm from there to either end of the axis.
    """

    right: FloatArray
    up: FloatArray
    middle: FloatArray
    half: float

    @property
    def normal(self) -> FloatArray:
        """(3,) unit vector towards the reader."""
        return np.cross(self.right, self.up)


def chamber_planes(points: Mapping[str, FloatArray]) -> dict[str, Plane]:
    """The planes that a heart's points tell.

    Args:
        points: (3,) LPS mm by landmark; apex and mitral annulus are needed.

    Returns:
        By name: ``four-chamber``, ``two-chamber`` and ``three-chamber``, or ``long axis`` and
        ``long axis, turned`` where nothing beside the axis is known; and ``short axis`` half way along.

    Raises:
        InputError: apex or mitral annulus is missing, or both are at one place.
    """
    missing = [name for name in (LV_APEX, MITRAL_ANNULUS_CENTER) if name not in points]
    if missing:
        raise InputError(f"The long axis needs {' and '.join(missing)}: place what is missing.")
    apex, base = points[LV_APEX], points[MITRAL_ANNULUS_CENTER]
    length = float(np.linalg.norm(base - apex))
    if length < _LEAST_LENGTH:
        raise InputError(
            f"{LV_APEX} and {MITRAL_ANNULUS_CENTER} are {length:.0f} mm apart: that is no long axis."
        )
    up, middle = (base - apex) / length, (apex + base) / 2
    planes = {
        name: Plane(towards, up, middle, length / 2)
        for name, towards in _directions(points, base, up).items()
    }
    first = next(iter(planes.values()))
    # Seen from the apex: what is on the right of four chambers stays there.
    return planes | {"short axis": Plane(first.right, np.cross(-up, first.right), middle, length / 2)}


def _directions(
    points: Mapping[str, FloatArray], base: FloatArray, up: FloatArray
) -> dict[str, FloatArray]:
    """(3,) to the right in each plane: of four chambers the lateral, of two the anterior wall."""
    aortic = _across(points, AORTIC_ANNULUS_CENTER, base, up)
    tricuspid = _across(points, TRICUSPID_ANNULUS_CENTER, base, up)
    if aortic is None and tricuspid is None:
        # The patient's left, or where the axis runs that way the front.
        side = np.array([1.0, 0.0, 0.0]) if abs(up[0]) < 0.9 else np.array([0.0, -1.0, 0.0])
        right = side - (side @ up) * up
        right /= np.linalg.norm(right)
        return {"long axis": right, "long axis, turned": np.cross(up, right)}
    if tricuspid is not None:
        four = -tricuspid
        three = _turned(four, up, _APART) if aortic is None else -aortic
    else:
        assert aortic is not None
        three = -aortic
        four = _turned(three, up, -_APART)
    return {
        "four-chamber": four,
        "two-chamber": _turned(four, up, -_APART),
        "three-chamber": three,
    }


def _across(
    points: Mapping[str, FloatArray], name: str, base: FloatArray, up: FloatArray
) -> FloatArray | None:
    """(3,) unit vector at a right angle to the axis towards a landmark; None if it is not beside it."""
    if name not in points:
        return None
    way = points[name] - base
    way = way - (way @ up) * up
    length = float(np.linalg.norm(way))
    return way / length if length > _LEAST_BESIDE else None


def _turned(direction: FloatArray, axis: FloatArray, degrees: float) -> FloatArray:
    """A direction turned about an axis at a right angle to it."""
    angle = np.deg2rad(degrees)
    return np.asarray(np.cos(angle) * direction + np.sin(angle) * np.cross(axis, direction))
