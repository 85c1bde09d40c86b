"""Where views look to see a heart: along its short axis at a mid slice, and through its long axis.

Planes are in the world, RAS, as a slice view's ``SliceToRAS``: columns right, up, towards the reader,
and the middle.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import slicer.util

from ...core.anatomy import ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER
from ...core.detection import Detection
from ...core.geometry import FloatArray, Grid
from ...core.image import Image
from ...core.landmarks import LandmarkSet
from ...core.short_axis import short_axis_frame, slices_last
from ...pictures.window import window_of
from .transforms import Node, to_ras

_MARGIN = 1.35  # times the heart's extent
_LEAST = 110.0  # mm
_SIGNS = np.diag([-1.0, -1.0, 1.0])


@dataclass(frozen=True, eq=False)
class HeartPlanes:
    """What three slice views show of a heart.

    Args:
        short_axis, anterior, inferior: (4, 4) planes: in the slices, and through the long axis and the
            anterior and inferior RV insertion.
        field: mm that a view shows at least, in both directions.
        window: black and white level, by the values in the box around the heart.
    """

    short_axis: FloatArray
    anterior: FloatArray
    inferior: FloatArray
    field: float
    window: tuple[float, float]


def heart_planes(image: Image, detection: Detection, parent: Node | None) -> HeartPlanes | None:
    """Planes for a stack of short-axis slices.

    Args:
        image: in the volume's own frame.
        detection: likewise.
        parent: the volume's parent transform.

    Returns:
        None where nothing was found, or the parent transform bends.
    """
    if parent is not None and not parent.IsTransformToWorldLinear():
        return None
    found = _found(detection, image.grid)
    if not len(found):
        return None
    frame = short_axis_frame(image.grid.permuted(slices_last(image.grid)))
    middle, axis = _long_axis(detection.landmarks, found, frame)
    to_world = np.eye(4) if parent is None else slicer.util.arrayFromTransformMatrix(parent, True)

    def plane(right: FloatArray, up: FloatArray) -> FloatArray:
        return _in_world(right, up, middle, to_world)

    def through(name: str, otherwise: FloatArray) -> FloatArray:
        towards = _across(detection.landmarks, name, middle, axis)
        return plane(-towards if towards is not None else otherwise, axis)

    extent = (found - middle) @ frame[:, :2]
    field = max(_MARGIN * float(np.ptp(extent, axis=0).max()), _LEAST)
    return HeartPlanes(
        plane(frame[:, 0], -frame[:, 1]),
        through(ANTERIOR_RV_INSERTION, frame[:, 0]),
        through(INFERIOR_RV_INSERTION, -frame[:, 1]),
        field,
        _window(image, found),
    )


def _found(detection: Detection, grid: Grid) -> FloatArray:
    """(N, 3) points and voxels of segments, LPS mm."""
    parts = [p.position[None] for p in detection.landmarks if p.position is not None]
    if detection.segmentation is not None:
        k, j, i = np.nonzero(detection.segmentation.labels)
        parts.append(grid.to_lps(np.stack([i, j, k], axis=1)))
    return np.concatenate(parts) if parts else np.zeros((0, 3))


def _long_axis(
    landmarks: LandmarkSet, found: FloatArray, frame: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """A point (3,) of the axis in a mid slice, and its direction (3,) along the slices' normal."""
    normal = frame[:, 2]
    centers = [p.position for p in landmarks.named(LV_CENTER) if p.position is not None]
    if not centers:
        return np.asarray(found.mean(axis=0)), normal
    centers.sort(key=lambda position: float(position @ normal))
    middle, axis = centers[len(centers) // 2], centers[-1] - centers[0]
    length = float(axis @ normal)
    if len(centers) < 3 or length < 0.7 * np.linalg.norm(axis):
        return middle, normal
    return middle, axis / np.linalg.norm(axis)


def _across(
    landmarks: LandmarkSet, name: str, middle: FloatArray, axis: FloatArray
) -> FloatArray | None:
    """(3,) direction at a right angle to the axis towards a landmark: its mean over the slices."""
    positions = [p.position for p in landmarks.named(name) if p.position is not None]
    if not positions:
        return None
    towards = np.mean(positions, axis=0) - middle
    towards -= (towards @ axis) * axis
    length = float(np.linalg.norm(towards))
    return np.asarray(towards / length) if length > 1.0 else None


def _in_world(right: FloatArray, up: FloatArray, middle: FloatArray, to_world: FloatArray) -> FloatArray:
    """(4, 4) plane from LPS directions in the volume's own frame; orthonormal whatever the transform."""
    linear = to_world[:3, :3] @ _SIGNS
    x, y = linear @ right, linear @ up
    y = y / np.linalg.norm(y)
    x = x - (x @ y) * y
    x = x / np.linalg.norm(x)
    matrix = np.eye(4)
    matrix[:3, 0], matrix[:3, 1], matrix[:3, 2] = x, y, np.cross(x, y)
    matrix[:3, 3] = to_world[:3, :3] @ to_ras(middle) + to_world[:3, 3]
    return matrix


def _window(image: Image, found: FloatArray) -> tuple[float, float]:
    index = image.grid.to_index(found)
    last = np.array(image.grid.size)
    low = np.clip(np.floor(index.min(axis=0)), 0, last - 1).astype(int)
    high = np.clip(np.ceil(index.max(axis=0)) + 1, 1, last).astype(int)
    box = image.array[low[2] : high[2], low[1] : high[1], low[0] : high[0]]
    return window_of(image, box)
