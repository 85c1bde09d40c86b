"""A detection as its files are now: what a reader moved or redrew since is told from the model's own."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..core.detection import Detection
from ..core.geometry import Grid
from ..core.image import unit_of_length
from ..core.landmarks import Landmark, LandmarkSet
from ..core.short_axis import slice_axis
from ..files.atomic import digest
from ..files.detections import read_detection
from ..files.dicom.derived import Made, Maker
from ..files.markups import describe, read_landmarks

_UNMOVED = 1e-3  # mm by which a position may change where Slicer saves it again


class Reviewed(NamedTuple):
    """A detection that a reader may have changed.

    Args:
        detection: as its files are now.
        maker: of contours, and of the points that nobody moved.
        placed: indices of the landmarks that a reader placed; no model gave these a probability.
    """

    detection: Detection
    maker: Maker
    placed: frozenset[int]


def read_reviewed(record: Path) -> Reviewed:
    """A detection, and who made what of it.

    Points or contours that a reader changed since, beside the ``.json``, count. A point that was not
    moved keeps probability, covariance and slice; of one that was moved only the place is known.

    Raises:
        InputError: no detection, damaged, or its segmentation is missing.
    """
    detection = read_detection(record)
    digests = json.loads(record.read_text(encoding="utf-8")).get("digests", {})
    stem = record.name.removesuffix(".json")
    points, contours = (record.with_name(stem + suffix) for suffix in (".mrk.json", ".seg.nrrd"))
    saved, redrawn = (
        file.name in digests and file.is_file() and digest(file) != digests[file.name]
        for file in (points, contours)
    )
    placed: frozenset[int] = frozenset()
    if saved:
        landmarks, placed = _compared(detection, read_landmarks(points))
        detection = replace(detection, landmarks=landmarks)
    model = detection.provenance.get("model") or {}
    how: Made = "SEMIAUTOMATIC" if redrawn else "AUTOMATIC"
    maker = Maker(how, str(model.get("name", "")), str(model.get("version", "")))
    return Reviewed(detection, maker, placed)


def _compared(detection: Detection, now: LandmarkSet) -> tuple[LandmarkSet, frozenset[int]]:
    """The points of a file, each with what the model said of it, and which were placed by a reader.

    The file may be in another order, or have lost and gained points.
    """
    units = unit_of_length(detection.provenance)
    left = list(detection.landmarks)
    found: dict[int, Landmark] = {}
    for n, point in enumerate(now):
        same = next((one for one in left if _is_unmoved(one, point, units)), None)
        if same is not None:
            found[n] = same
            left.remove(same)
    moved = [n for n in range(len(now)) if n not in found]
    grid = None if detection.segmentation is None else detection.segmentation.grid
    for n in moved:
        point = now.landmarks[n]
        named = [one for one in left if one.name == point.name]
        told = [one for one in named if describe(one, units) == point.note]
        origin = told[0] if len(told) == 1 else named[0] if len(named) == 1 else None
        if origin is not None:
            left.remove(origin)
        in_slices = any(one.slice is not None for one in detection.landmarks)
        k = _slice_of(point, origin, grid) if in_slices else None
        found[n] = Landmark(point.name, point.position, slice=k)
    placed = frozenset(n for n in moved if found[n].position is not None)
    return LandmarkSet(tuple(found[n] for n in range(len(now)))), placed


def _is_unmoved(one: Landmark, point: Landmark, units: str) -> bool:
    if one.name != point.name:
        return False
    if one.position is None or point.position is None:
        return one.position is point.position and describe(one, units) == point.note
    return bool(np.abs(one.position - point.position).max() <= _UNMOVED)


def _slice_of(point: Landmark, origin: Landmark | None, grid: Grid | None) -> int | None:
    """The slice that a point was moved to; its old one where no grid tells."""
    if grid is None or point.position is None:
        return None if origin is None else origin.slice
    axis = slice_axis(grid)
    k = round(float(grid.to_index(point.position)[axis]))
    return k if 0 <= k < grid.size[axis] else None
