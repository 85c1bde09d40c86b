"""Thickness of the left ventricular wall, at a right angle to it.

At a point in the middle of the wall the thickness is the distance to the endocardium plus that to the
epicardium: on parallel contours the length of the normal between them (compare the centerline method of
Sheehan et al. 1986, doi:10.1161/01.cir.74.2.293). Papillary muscles are blood: what the cavity encloses
belongs to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...core.anatomy import LEFT_VENTRICLE, MYOCARDIUM
from ...core.detection import Segmentation
from ...core.geometry import FloatArray, array_axes, slices_last
from ..aha.settings import SEGMENT_NAMES, AhaResult

_FINER = 4
"""Contours are looked for on a grid this much finer than the pixels."""
_SMOOTHED = 0.7
"""Pixels, SD of the Gaussian that takes the steps out of a mask's edge."""
_MARGIN = 4  # pixels around the heart that the finer grid keeps


@dataclass(frozen=True)
class SegmentThickness:
    """Wall thickness of an AHA segment.

    Args:
        segment: 1–16.
        name: such as "Basal anteroseptal".
        mean: mm; NaN where the segment has no wall.
        sd: mm, along the segment.
    """

    segment: int
    name: str
    mean: float
    sd: float


def segment_thickness(segmentation: Segmentation, aha: AhaResult) -> tuple[SegmentThickness, ...]:
    """Thickness of the wall in each AHA segment.

    Args:
        segmentation: with left ventricle and myocardium.
        aha: the segments of the same image; on the same grid.

    Returns:
        16 of them, those without a wall included.
    """
    order = slices_last(segmentation.grid)
    axes = array_axes(order)
    labels = segmentation.labels.transpose(axes)
    segments = aha.segmentation.labels.transpose(axes)
    spacing = segmentation.grid.permuted(order).spacing
    cavity, wall = (
        labels == segmentation.names.index(name) + 1 for name in (LEFT_VENTRICLE, MYOCARDIUM)
    )
    found: list[list[float]] = [[] for _ in SEGMENT_NAMES]
    for k in aha.levels:
        position, thickness = wall_thickness(cavity[k], wall[k], (spacing[0], spacing[1]))
        pixel = np.rint(position).astype(int)
        for value, segment in zip(thickness, segments[k][pixel[:, 1], pixel[:, 0]], strict=True):
            if segment:
                found[segment - 1].append(float(value))
    return tuple(
        SegmentThickness(n, name, *_mean_and_sd(values))
        for n, (name, values) in enumerate(zip(SEGMENT_NAMES, found, strict=True), start=1)
    )


def wall_thickness(
    cavity: npt.NDArray[np.bool_], wall: npt.NDArray[np.bool_], spacing: tuple[float, float]
) -> tuple[FloatArray, FloatArray]:
    """Thickness of the wall along its middle in one slice.

    Args:
        cavity: (j, i).
        wall: (j, i) myocardium.
        spacing: mm between pixels along i and j.

    Returns:
        (N, 2) pixels (i, j) in the middle of the wall, and (N,) mm there; both empty where there is
        no cavity or no wall.
    """
    if not cavity.any() or not wall.any():
        return np.zeros((0, 2)), np.zeros(0)
    heart = _filled(cavity | wall)
    endocardium, epicardium = (edge_points(mask, spacing) for mask in (_filled(cavity), heart))
    points = _points_within(heart & ~_filled(cavity), spacing)
    to_blood, to_outside = (_nearest(points, edge) for edge in (endocardium, epicardium))
    middle = np.abs(to_blood - to_outside) <= min(spacing) / _FINER
    return points[middle] / spacing, (to_blood + to_outside)[middle]


def edge_points(mask: npt.NDArray[np.bool_], spacing: tuple[float, float]) -> FloatArray:
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

    image = sitk.GetImageFromArray(np.pad(mask, _MARGIN).astype(np.float32))
    smooth = sitk.SmoothingRecursiveGaussian(image, [_SMOOTHED, _SMOOTHED])
    size = [(n - 1) * _FINER + 1 for n in smooth.GetSize()]
    fine = sitk.Resample(
        smooth, size, sitk.Transform(), sitk.sitkBSpline, (0, 0), (1 / _FINER, 1 / _FINER)
    )
    level = sitk.GetArrayFromImage(fine) - 0.5
    found = []
    for axis in (0, 1):
        below, above = np.moveaxis(level, axis, 0)[:-1], np.moveaxis(level, axis, 0)[1:]
        crossed = np.nonzero((below < 0) != (above < 0))
        index = np.stack(crossed, axis=1).astype(float)
        index[:, 0] += below[crossed] / (below[crossed] - above[crossed])
        found.append(index if axis else index[:, ::-1])  # now (i, j)
    return (np.concatenate(found) / _FINER - _MARGIN) * spacing


def _points_within(wall: npt.NDArray[np.bool_], spacing: tuple[float, float]) -> FloatArray:
    """(N, 2) mm along i and j: four points within each pixel of a wall."""
    j, i = np.nonzero(wall)
    di, dj = np.array([-0.25, 0.25, -0.25, 0.25]), np.array([-0.25, -0.25, 0.25, 0.25])
    points = np.stack([(i[:, None] + di).ravel(), (j[:, None] + dj).ravel()], axis=1)
    return points * spacing


def _nearest(points: FloatArray, edge: FloatArray) -> FloatArray:
    """(N,) mm from each point to the nearest of an edge."""
    squares = (points**2).sum(axis=1)[:, None] + (edge**2).sum(axis=1) - 2 * points @ edge.T
    return np.asarray(np.sqrt(np.maximum(squares.min(axis=1), 0)))


def _filled(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The mask with its holes."""
    import SimpleITK as sitk

    filled = sitk.BinaryFillhole(sitk.GetImageFromArray(np.pad(mask, 1).astype(np.uint8)))
    return np.asarray(sitk.GetArrayFromImage(filled)[1:-1, 1:-1].astype(bool))


def _mean_and_sd(values: list[float]) -> tuple[float, float]:
    if not values:
        return np.nan, np.nan
    return float(np.mean(values)), float(np.std(values))
