"""Thickness of the left ventricular wall, at a right angle to it.

At a point in the middle of the wall the thickness is the distance to the endocardium plus that to the
epicardium: on parallel contours the length of the normal between them (compare the centerline method of
Sheehan et al. 1986, doi:10.1161/01.cir.74.2.293). Papillary muscles are blood.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...core.anatomy import LEFT_VENTRICLE, MYOCARDIUM
from ...core.detection import Segmentation
from ...core.geometry import FloatArray
from ...core.short_axis import array_axes, slices_last
from ..aha.settings import SEGMENT_NAMES, AhaResult
from ..wall import Mask, filled, wall_distances

_MIDDLE = 0.25
"""Pixels by which a point in the middle of the wall may lie nearer to one side."""


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
    cavity: Mask, wall: Mask, spacing: tuple[float, float]
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
    points = _points_within(filled(cavity | wall) & ~filled(cavity), spacing)
    to_blood, to_outside = wall_distances(points, cavity, wall, spacing)
    middle = np.abs(to_blood - to_outside) <= min(spacing) * _MIDDLE
    return points[middle] / spacing, (to_blood + to_outside)[middle]


def _points_within(wall: Mask, spacing: tuple[float, float]) -> FloatArray:
    """(N, 2) mm along i and j: four points within each pixel of a wall."""
    j, i = np.nonzero(wall)
    di, dj = np.array([-0.25, 0.25, -0.25, 0.25]), np.array([-0.25, -0.25, 0.25, 0.25])
    points = np.stack([(i[:, None] + di).ravel(), (j[:, None] + dj).ravel()], axis=1)
    return points * spacing


def _mean_and_sd(values: list[float]) -> tuple[float, float]:
    if not values:
        return np.nan, np.nan
    return float(np.mean(values)), float(np.std(values))
