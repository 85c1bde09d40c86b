"""The apex a second time, from the segmented cavity: where both agree, neither is far off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..core.anatomy import LEFT_VENTRICLE, LV_APEX, MITRAL_ANNULUS_CENTER
from ..core.detection import Segmentation
from ..core.geometry import FloatArray
from ..core.landmarks import Landmark, LandmarkSet

AGREEMENT = 6.0
"""mm between the apex of the heatmap and that of the cavity beyond which they are said to differ."""

_STEP = 1.5  # mm; the cavity is looked at no finer
_LEAST = 5.0  # ml; a smaller cavity says nothing
_CAP = 0.15  # ml of the cavity beyond its tip: single voxels are not believed


def cavity_tip(segmentation: Segmentation, base: FloatArray) -> FloatArray | None:
    """The point of the cavity farthest from the mitral annulus along the axis that runs through it.

    Args:
        segmentation: on the image's grid.
        base: (3,) LPS mm of the mitral annulus' center.

    Returns:
        (3,) LPS mm; None where hardly any cavity was segmented.
    """
    if LEFT_VENTRICLE not in segmentation.names:
        return None
    points, share = _cavity(segmentation)
    if len(points) * share < _LEAST:
        return None
    beyond = max(1, round(_CAP / share))
    tip = points.mean(axis=0)
    for _ in range(8):
        axis = (tip - base) / max(float(np.linalg.norm(tip - base)), 1e-6)
        height = (points - base) @ axis
        last = np.argpartition(height, -beyond)[-beyond:]
        middle = points[last].mean(axis=0)
        # Of a cap of that volume the tip lies as far beyond its middle as its base before it.
        tip = middle + (height[last].max() - (middle - base) @ axis) * axis
    return np.asarray(tip)


def _cavity(segmentation: Segmentation) -> tuple[FloatArray, float]:
    """(N, 3) LPS mm within the cavity's largest part, and the ml that each stands for."""
    from scipy import ndimage

    grid = segmentation.grid
    every = np.maximum(np.floor(_STEP / grid.spacing), 1).astype(int)
    value = segmentation.names.index(LEFT_VENTRICLE) + 1
    seen = segmentation.labels[:: every[2], :: every[1], :: every[0]] == value
    parts, count = ndimage.label(seen)
    if count > 1:
        seen = parts == 1 + np.argmax(np.bincount(parts[seen])[1:])
    index = np.argwhere(seen)[:, ::-1] * every
    return grid.to_lps(index), float(np.prod(grid.spacing * every)) / 1000


def compared_with_cavity(landmarks: LandmarkSet, segmentation: Segmentation | None) -> LandmarkSet:
    """Landmarks whose apex says how far the cavity's tip lies from it, if that is far.

    The covariance grows by that distance, in all directions alike: where two ways to find a point
    differ, one of them is wrong, and which one is not known.
    """
    found = {p.name: p for p in landmarks}
    apex, base = found.get(LV_APEX), found.get(MITRAL_ANNULUS_CENTER)
    if segmentation is None or apex is None or apex.position is None:
        return landmarks
    if base is None or base.position is None:
        return landmarks
    tip = cavity_tip(segmentation, base.position)
    if tip is None:
        told = _noted(apex, "hardly any cavity was found that it could be the tip of")
    else:
        told = _widened(apex, float(np.linalg.norm(tip - apex.position)))
    return LandmarkSet(tuple(told if p is apex else p for p in landmarks))


def _widened(apex: Landmark, distance: float) -> Landmark:
    if distance <= AGREEMENT:
        return apex
    noted = _noted(apex, f"{distance:.0f} mm from the tip of the segmented cavity")
    if apex.covariance is None:
        return noted
    before = float(np.sqrt(np.trace(apex.covariance)))
    wider = np.asarray(apex.covariance + distance**2 / 3 * np.eye(3))
    grown = float(np.sqrt(np.trace(wider))) / max(before, 1e-6)
    radius = None if apex.radius is None else apex.radius * grown
    return replace(noted, covariance=wider, radius=radius)


def _noted(landmark: Landmark, words: str) -> Landmark:
    return replace(landmark, note="; ".join(filter(None, [landmark.note, words])))
