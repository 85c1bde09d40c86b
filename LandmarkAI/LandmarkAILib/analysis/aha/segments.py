"""The AHA segments of the left ventricle, and what the image measures in each segment.

Cerqueira et al., "Standardized myocardial segmentation and nomenclature for tomographic imaging of
the heart", Circulation 2002, doi:10.1161/hc0402.102975. Angles are measured about the LV center, in
the canonical short-axis view (``short_axis.short_axis_frame``), counter-clockwise on the screen: from
the anterior RV insertion through the septum.

Basal and mid slices have six sectors of 60°, the first of which begins at the anterior insertion:
2, 3, 4, 5, 6, 1 (mid: 8, 9, 10, 11, 12, 7). Apical slices have four of 90°: the septal one (14) is
centred on the middle of the septum, then come 15, 16 and 13. Myocardium beyond the last slice with a
cavity, the apical cap, is segment 17 where that is asked for, else none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ...core.anatomy import ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LEFT_VENTRICLE, MYOCARDIUM
from ...core.detection import Detection, Segmentation
from ...core.geometry import Grid
from ...core.image import Image, values_at
from ...core.landmarks import LandmarkSet
from ...core.short_axis import slices_last
from ...errors import InputError
from ..wall import wall_depth
from .division import (
    Directions,
    Stack,
    apical_cap,
    assign_levels,
    divide,
    find_base,
    misfit,
    segments_of,
)
from .settings import (
    APEX,
    SECTORS,
    SEGMENT_NAMES,
    AhaResult,
    AhaSettings,
    AhaSlice,
    Level,
    SegmentStats,
    without_area,
)

__all__ = [
    "SECTORS",
    "SEGMENT_NAMES",
    "AhaResult",
    "AhaSettings",
    "AhaSlice",
    "Level",
    "SegmentStats",
    "aha_rows",
    "aha_segments",
    "segments_on",
    "statistics",
]

_LANDMARKS = {ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION}
_SEGMENTS = {LEFT_VENTRICLE, MYOCARDIUM}


def aha_segments(
    image: Image,
    landmarks: LandmarkSet,
    segmentation: Segmentation,
    settings: AhaSettings | None = None,
) -> AhaResult:
    """Divide the myocardium into the AHA segments and measure each.

    A slice without an LV center uses the centroid of its cavity; one without an insertion borrows its
    direction from the nearest slice that has it (the basal one of two), and the result says so.

    Args:
        image: short-axis stack or slice; its array axes may be stored in any order.
        landmarks: insertions and LV centers, LPS mm; a point belongs to the slice it lies nearest to.
        segmentation: on the image's grid, with segments named Left ventricle and Myocardium.
        settings: the defaults of :class:`AhaSettings` if None.

    Raises:
        InputError: no slice has cavity and myocardium, or no anterior insertion was found, or the
            segmentation lacks a needed segment, or the points lie beside it.
        ValueError: the segmentation lies on another grid, or ``settings`` puts a slice in two levels
            or outside the image.
    """
    settings = settings or AhaSettings()
    if not segmentation.grid.is_close(image.grid):
        raise ValueError("the segmentation must lie on the grid of the image")
    stack = Stack.of(image, segmentation)
    base, rule = find_base(stack, settings)
    levels = assign_levels(stack, settings, base)
    doubt = misfit(image, landmarks, stack)
    directions = Directions.of(image, landmarks, stack, base)
    slices = tuple(divide(k, level, directions, stack.frame, settings) for k, level in levels.items())
    labels = np.zeros(stack.labels.shape, np.uint8)
    for part in slices:
        voxels, segments = segments_of(part, stack)
        labels[voxels] = segments
        if any(settings.margins):
            _leave_out_margins(labels[part.slice], stack, part.slice, settings.margins)
    names = (*SEGMENT_NAMES, APEX) if settings.cap else SEGMENT_NAMES
    if settings.cap:
        labels[apical_cap(stack, base)] = len(names)
    restored = np.ascontiguousarray(labels.transpose(np.argsort(stack.array_order)))
    return AhaResult(
        segmentation=Segmentation(restored, image.grid, names),
        segments=statistics(stack.values[labels > 0], labels[labels > 0], stack.grid, names),
        slices=slices,
        base=base,
        base_rule=rule,
        notes=(
            *([doubt] if doubt else []),
            *_notes(slices, directions.mirrored, f"{base} slice" if rule == "area" else ""),
        ),
    )


def segments_on(result: AhaResult, image: Image) -> AhaResult:
    """The same segments, measured in another image of the same patient in the same place.

    Args:
        result: of the image that was divided.
        image: such as a T1 or ECV map, on any grid; it is interpolated linearly at the segments' voxels.

    Raises:
        InputError: the image shows none of the segments.
    """
    labels, grid = result.segmentation.labels, result.segmentation.grid
    k, j, i = np.nonzero(labels)
    values = values_at(image, grid.to_lps(np.stack([i, j, k], axis=1)))
    if not np.isfinite(values).any():
        raise InputError(
            f"{image.name} shows no part of the AHA segments: give a map of the same patient and "
            "frame of reference, or register it first."
        )
    order = slices_last(grid)
    names = result.segmentation.names
    measured = statistics(values, labels[k, j, i], grid.permuted(order), names)
    return replace(result, segments=measured if result.planes is None else without_area(measured))


def _leave_out_margins(
    labels: npt.NDArray[np.uint8], stack: Stack, k: int, margins: tuple[float, float]
) -> None:
    """Take the voxels near the wall's edges out of the segments (j, i) of a slice, in place."""
    spacing = (float(stack.grid.spacing[0]), float(stack.grid.spacing[1]))
    depth = wall_depth(stack.cavity[k], stack.myocardium[k], spacing)
    labels[(depth < margins[0]) | (depth > 1 - margins[1])] = 0


def aha_rows(result: AhaResult) -> list[dict[str, Any]]:
    """One row a segment for a CSV or JSON table; None where an empty segment has no value."""
    return [
        {
            "segment": s.segment,
            "name": s.name,
            "mean": _six_digits(s.mean),
            "sd": _six_digits(s.sd),
            "area_mm2": _six_digits(s.area),
            "volume_ml": _six_digits(s.volume),
            "pixels": s.pixels,
        }
        for s in result.segments
    ]


def _six_digits(value: float) -> float | None:
    return float(f"{value:.6g}") if np.isfinite(value) else None


def statistics(
    values: npt.NDArray[Any], segments: npt.NDArray[np.uint8], grid: Grid, names: Sequence[str]
) -> tuple[SegmentStats, ...]:
    """Statistics of image values (N,) by segment (N,); the grid's slices are stacked along k."""
    i, j, k = grid.affine[:3, :3].T
    area = float(np.linalg.norm(np.cross(i, j)))
    volume = abs(float(np.cross(i, j) @ k)) / 1000
    rows = []
    for n, name in enumerate(names, start=1):
        own = values[segments == n].astype(np.float64)
        finite = own[np.isfinite(own)]
        mean, sd = (float(finite.mean()), float(finite.std())) if len(finite) else (np.nan, np.nan)
        rows.append(SegmentStats(n, name, len(own), len(own) * area, len(own) * volume, mean, sd))
    return tuple(rows)


def _notes(slices: Sequence[AhaSlice], mirrored: bool, base_by_area: str) -> tuple[str, ...]:
    """What the reader should know, for a list or joined by semicolons."""
    notes = []
    if base_by_area:
        notes.append(f"base taken to be at the {base_by_area}, where the heart is larger")
    if mirrored:
        notes.append("insertions lie the wrong way round: swapped names or a mirrored image")
    lent: dict[tuple[str, int], list[int]] = {}
    for part in slices:
        for name, source in part.borrowed.items():
            lent.setdefault((name, source), []).append(part.slice)
    for (name, source), borrowers in lent.items():
        listed = ", ".join(map(str, sorted(borrowers)))
        notes.append(f"{name} of slice {source} also used in slice {listed}")
    return tuple(notes)


def aha_or_reason(
    image: Image, detection: Detection, settings: AhaSettings | None = None
) -> tuple[AhaResult | None, str]:
    """The AHA segments, or why there are none.

    Returns:
        The segments or None, and the reason: empty where the model is not made for them.
    """
    segmentation = detection.segmentation
    if segmentation is None or not set(segmentation.names) >= _SEGMENTS:
        return None, ""
    if not set(detection.landmarks.names()) >= _LANDMARKS:
        return None, ""
    try:
        return aha_segments(image, detection.landmarks, segmentation, settings), ""
    except InputError as error:
        return None, f"no AHA table ({error})"
