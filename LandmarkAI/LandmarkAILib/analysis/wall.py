"""The left ventricular wall in a slice: its edges, sub-pixel, and how deep a place lies in it.

Papillary muscles are blood: what the cavity encloses belongs to it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ..core.geometry import FloatArray

Mask = npt.NDArray[np.bool_]

_FINER = 4
"""Contours are looked for on a grid this much finer than the pixels."""
_SMOOTHED = 0.7
"""Pixels, SD of the Gaussian that takes the steps out of a mask's edge."""
_MARGIN = 4  # pixels around the mask that the finer grid keeps


def wall_distances(
    points: FloatArray, cavity: Mask, wall: Mask, spacing: tuple[float, float]
) -> tuple[FloatArray, FloatArray]:
    """Distances of points of the wall to its two edges.

    Args:
        points: (N, 2) mm along i and j from the centre of the first pixel.
        cavity: (j, i); neither it nor the wall is empty.
        wall: (j, i) myocardium.
        spacing: mm between pixels along i and j.

    Returns:
        (N,) mm to the endocardium and (N,) mm to the epicardium.
    """
    endocardium = edge_points(filled(cavity), spacing)
    epicardium = edge_points(filled(cavity | wall), spacing)
    return _nearest(points, endocardium), _nearest(points, epicardium)


def wall_depth(cavity: Mask, wall: Mask, spacing: tuple[float, float]) -> FloatArray:
    """How deep each pixel lies in the wall: 0 at the endocardium, 1 at the epicardium.

    Args:
        cavity: (j, i).
        wall: (j, i) myocardium.
        spacing: mm between pixels along i and j.

    Returns:
        (j, i); NaN outside the wall, and everywhere where there is no cavity.
    """
    depth = np.full(wall.shape, np.nan)
    if cavity.any() and wall.any():
        j, i = np.nonzero(wall)
        points = np.stack([i, j], axis=1) * np.asarray(spacing)
        to_blood, to_outside = wall_distances(points, cavity, wall, spacing)
        depth[wall] = to_blood / np.maximum(to_blood + to_outside, 1e-9)
    return depth


def edge_points(mask: Mask, spacing: tuple[float, float]) -> FloatArray:
    """Points on the edge of a mask, sub-pixel and dense.

    The mask is smoothed, as the steps of its edge would make the shortest way across the wall too short;
    the edge is where the smooth mask passes one half.

    Args:
        mask: (j, i).
        spacing: mm between pixels along i and j.

    Returns:
        (N, 2) mm along i and j from the centre of the first pixel.
    """
    import SimpleITK as sitk

    padded = np.pad(mask, _MARGIN).astype(np.float32)
    smooth = sitk.SmoothingRecursiveGaussian(sitk.GetImageFromArray(padded), [_SMOOTHED, _SMOOTHED])
    size = [(n - 1) * _FINER + 1 for n in smooth.GetSize()]
    fine = sitk.Resample(
        smooth, size, sitk.Transform(), sitk.sitkBSpline, (0, 0), (1 / _FINER, 1 / _FINER)
    )
    found = _crossings(sitk.GetArrayFromImage(fine) - 0.5) / _FINER
    if not len(found):  # a pixel or two, that smoothing takes away
        found = _crossings(padded - 0.5)
    return (found - _MARGIN) * spacing


def _crossings(level: npt.NDArray[Any]) -> FloatArray:
    """(N, 2) where values (j, i) pass zero between neighbours, as (i, j)."""
    found = []
    for axis in (0, 1):
        below, above = np.moveaxis(level, axis, 0)[:-1], np.moveaxis(level, axis, 0)[1:]
        crossed = np.nonzero((below < 0) != (above < 0))
        index = np.stack(crossed, axis=1).astype(float)
        index[:, 0] += below[crossed] / (below[crossed] - above[crossed])
        found.append(index if axis else index[:, ::-1])
    return np.concatenate(found)


def _nearest(points: FloatArray, edge: FloatArray) -> FloatArray:
    """(N,) mm from each point to the nearest of an edge."""
    squares = (points**2).sum(axis=1)[:, None] + (edge**2).sum(axis=1) - 2 * points @ edge.T
    return np.asarray(np.sqrt(np.maximum(squares.min(axis=1), 0)))


def filled(mask: Mask) -> Mask:
    """The mask with its holes."""
    import SimpleITK as sitk

    filled = sitk.BinaryFillhole(sitk.GetImageFromArray(np.pad(mask, 1).astype(np.uint8)))
    return np.asarray(sitk.GetArrayFromImage(filled)[1:-1, 1:-1].astype(bool))
