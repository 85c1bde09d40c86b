"""Whether points and segments make sense together, by the relations that ``anatomy.json`` states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.anatomy import landmark_types, segment_types
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.core.short_axis import array_axes, slices_last

from .problems import Problem, listed

Mask = npt.NDArray[np.bool_]

_OFF = 4.0  # mm that a landmark may lie beside the segment that it lies in
_BESIDE = 8.0  # mm from those at whose edge it lies; points placed by eye are 1 to 3 from the edge
_MOST = 0.5  # of points, or of an edge, from which on a relation holds or is broken
_COVERED = 0.2  # of a segment, from which on another on top of it is no slip of the brush


def check_repeated(case: str, file: str, points: LandmarkSet) -> list[Problem]:
    """A landmark that was placed twice in one slice.

    Args:
        case: of the dataset.
        file: name of the landmarks' file.
        points: LPS mm, each with its slice.
    """
    counts = Counter((p.name, p.slice) for p in points if p.position is not None and p.slice is not None)
    twice: dict[str, list[int]] = {}
    for (name, k), count in sorted(counts.items()):
        if count > 1:
            twice.setdefault(name, []).append(k)
    return [
        Problem(
            case,
            f"{file} has '{name}' more than once in slice {listed([str(k) for k in slices])} (from 0)",
            "keep the one that is right in each slice",
        )
        for name, slices in twice.items()
    ]


def check_overlaps(case: str, overlaps: Mapping[tuple[str, str], tuple[int, int]]) -> list[Problem]:
    """Segments of which one covers another, so that little of it is left when they are read.

    Args:
        case: of the dataset.
        overlaps: of :func:`LandmarkAILib.files.segmentations.read_overlaps`.
    """
    problems = []
    for (below, above), (both, whole) in overlaps.items():
        if both > _COVERED * whole:
            what = (
                f"'{above}' covers '{below}' ({both} voxels of both), which as read leaves "
                f"{whole - both} of {whole} voxels of '{below}'"
            )
            remedy = f"subtract '{below}' from '{above}' with Slicer's Logical operators"
            problems.append(Problem(case, what, remedy))
    return problems


def check_relations(case: str, points: LandmarkSet, segmentation: Segmentation) -> list[Problem]:
    """Points outside the segment that they belong in, segments that another should enclose.

    Args:
        case: of the dataset.
        points: LPS mm.
        segmentation: on the image's grid.
    """
    exchanged = _exchanged(case, segmentation)
    return exchanged or _astray(case, points, segmentation)


def _astray(case: str, points: LandmarkSet, segmentation: Segmentation) -> list[Problem]:
    problems = []
    for name in points.names():
        kind = landmark_types().get(name)
        placed = [point for point in points.named(name) if point.position is not None]
        wanted = () if kind is None else (kind.inside,) if kind.inside else kind.touches
        if kind is None or not wanted or not set(wanted) <= set(segmentation.names):
            continue
        limit = _OFF if kind.inside else _BESIDE
        away = [p for p in placed if max(_distances(p, segmentation, wanted), default=0.0) > limit]
        if len(away) > _MOST * len(placed) or (len(away) > 1 and len(away) > 0.2 * len(placed)):
            slices = [str(point.slice) for point in away if point.slice is not None]
            where = f" (slice {listed(slices)} from 0)" if slices else ""
            if kind.inside:
                inside = _segments_at(away, segmentation)
                place = f"lie in no '{kind.inside}'{where}" + (f" but in '{inside}'" if inside else "")
            else:
                both = " and ".join(f"'{segment}'" for segment in wanted)
                place = f"lie over {limit:g} mm from where {both} meet{where}"
            what = f"{len(away)} of {len(placed)} points '{name}' {place}"
            problems.append(
                Problem(case, what, "move the points, or correct the segment's name or place")
            )
    return problems


def _distances(point: Landmark, segmentation: Segmentation, names: Sequence[str]) -> list[float]:
    """Mm from a point to segments, of those that its slice shows."""
    assert point.position is not None
    labels, grid = segmentation.labels, segmentation.grid
    axis = slices_last(grid)[2]
    k = int(np.clip(np.rint(grid.to_index(point.position)[axis]), 0, grid.size[axis] - 1))
    shown = np.take(labels, [k], axis=2 - axis)
    found = []
    for name in names:
        where = np.argwhere(shown == segmentation.names.index(name) + 1)[:, ::-1]
        if len(where):
            where[:, axis] = k
            found.append(float(np.linalg.norm(grid.to_lps(where) - point.position, axis=1).min()))
    return found


def _segments_at(points: list[Landmark], segmentation: Segmentation) -> str:
    """The segment that most of some points lie in; empty for none."""
    names: Counter[str] = Counter()
    for point in points:
        assert point.position is not None
        i, j, k = np.rint(segmentation.grid.to_index(point.position)).astype(int)
        if all(0 <= n < size for n, size in zip((i, j, k), segmentation.grid.size, strict=True)):
            value = int(segmentation.labels[k, j, i])
            names[segmentation.names[value - 1] if value else ""] += 1
    name, count = names.most_common(1)[0] if names else ("", 0)
    return name if count > _MOST * len(points) else ""


def _exchanged(case: str, segmentation: Segmentation) -> list[Problem]:
    """Segments of which another one is enclosed in their stead."""
    problems = []
    for kind in segment_types().values():
        names = segmentation.names
        if kind.name not in names or kind.enclosed_by not in names:
            continue
        if not (segmentation.labels == names.index(kind.name) + 1).any():
            continue
        share = {
            name: _enclosed(segmentation, name, kind.enclosed_by)
            for name in names
            if name != kind.enclosed_by
        }
        best = max(share, key=lambda name: share[name])
        if share[kind.name] < _MOST and best != kind.name and share[best] > share[kind.name] + 0.2:
            what = f"'{best}' lies inside '{kind.enclosed_by}' where '{kind.name}' should"
            remedy = "the label values or names are probably exchanged: correct them"
            problems.append(Problem(case, what, remedy))
    return problems


def _enclosed(segmentation: Segmentation, name: str, around: str) -> float:
    """The share of a segment's edge within its slices that another one touches; 0 for an empty one."""
    order = array_axes(slices_last(segmentation.grid))
    labels = segmentation.labels.transpose(order)
    inner = labels == segmentation.names.index(name) + 1
    outer = labels == segmentation.names.index(around) + 1
    edge = _widened(inner) & ~inner
    return float((edge & outer).sum() / edge.sum()) if edge.any() else 0.0


def _widened(mask: Mask) -> Mask:
    """A mask (slice, row, column) and the neighbours of its pixels within the slices."""
    wide = mask.copy()
    wide[:, 1:] |= mask[:, :-1]
    wide[:, :-1] |= mask[:, 1:]
    wide[:, :, 1:] |= mask[:, :, :-1]
    wide[:, :, :-1] |= mask[:, :, 1:]
    return wide
