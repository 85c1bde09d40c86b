"""Signs of quality of one detection: what can be told of it without a reference.

All are plain numbers; what they mean for a reader is said in :mod:`.flags`, what they foretell in
:mod:`.risk`. They are computed when a case is detected, because some need the image, and are stored in
its record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..analysis.measures import volume_ml
from ..analysis.plausibility import ventricle_width
from ..core.anatomy import LEFT_VENTRICLE, MYOCARDIUM
from ..core.detection import Detection, Segmentation
from ..core.geometry import FloatArray, Grid
from ..core.image import Image
from ..core.landmarks import Landmark, LandmarkSet
from ..core.records import write_record
from ..core.short_axis import slice_axis
from ..inference.neighbours import fit_line
from .risk import RISK, PointSigns

SIGNS = "signs"
"""Where a detection's record has them."""

_SAMPLE = 20_000  # values of a tissue are enough to compare it with another


@dataclass(frozen=True)
class Signs:
    """What speaks for and against a detection; None where it cannot be told.

    Args:
        slices: on which a landmark was found; None of a model that looks at the volume.
        missing: share, 0 to 1, of landmarks that were not found, on the slices from the first with a
            landmark to the last, or in the volume.
        probability: the lowest of the points that were found, 0 to 1.
        radius: mm, the largest within which a found point is stated to lie with 90 %.
        stages: mm, the farthest that a point lies from where the first look put it.
        neighbours: mm, the farthest that a point lies from the line of those on the other slices.
        edge: mm from points and contours to the nearest side of the image, in the plane of the slices;
            negative beyond it.
        width: mm across the left ventricle with its wall.
        contrast: how well cavity and wall can be told apart by their values: 0 not at all, 1 fully
            (Cliff's delta, without its sign; doi:10.1037/0033-2909.114.3.494).
        cavity: mL, the left ventricle's cavity as a sum of slices or voxels.
        muscle: mL, its wall.
        risk: that a point lies over 10 mm off, 0 to 1; see :mod:`.risk`.
    """

    slices: int | None = None
    missing: float | None = None
    probability: float | None = None
    radius: float | None = None
    stages: float | None = None
    neighbours: float | None = None
    edge: float | None = None
    width: float | None = None
    contrast: float | None = None
    cavity: float | None = None
    muscle: float | None = None
    risk: float | None = None


def with_signs(image: Image, detection: Detection) -> Detection:
    """A detection that was just made, whose record has its signs; see :func:`signs_of`."""
    signs = {SIGNS: write_record(signs_of(image, detection))}
    return replace(detection, provenance={**detection.provenance, **signs})


def signs_of(image: Image, detection: Detection) -> Signs:
    """All signs of a detection that was just made.

    Args:
        image: that was looked at.
        detection: in it, with the points of the first stage.
    """
    segmentation = detection.segmentation
    return replace(
        signs_of_points(detection.landmarks, detection.coarse),
        edge=_rounded(_to_the_edge(image.grid, detection)),
        width=_rounded(ventricle_width(detection)),
        contrast=_rounded(_contrast(image, segmentation), 3),
        cavity=_rounded(_volume(segmentation, LEFT_VENTRICLE)),
        muscle=_rounded(_volume(segmentation, MYOCARDIUM)),
    )


def signs_of_points(landmarks: LandmarkSet, coarse: LandmarkSet | None = None) -> Signs:
    """The signs that the points alone tell, as for a record that was written without the others.

    Args:
        landmarks: the result.
        coarse: what the first stage said; None where that is not known.
    """
    points = point_signs(landmarks, coarse)
    slices = {p.slice for p in landmarks if p.position is not None}
    return Signs(
        slices=len(slices) if any(p.slice is not None for p in landmarks) else None,
        missing=_rounded(_missing(landmarks), 3),
        probability=_rounded(min((p.probability for p in points), default=None), 3),
        radius=_rounded(_largest(p.radius for p in points)),
        stages=_rounded(_largest(p.stages for p in points)),
        neighbours=_rounded(_largest(p.neighbours for p in points)),
        risk=round(RISK.of(points), 4) if points else None,
    )


def point_signs(landmarks: LandmarkSet, coarse: LandmarkSet | None = None) -> list[PointSigns]:
    """The signs of each point that was found, landmark by landmark; see :func:`signs_of_points`."""
    first = {(p.name, p.slice): p.position for p in coarse or () if p.position is not None}
    signs = []
    for name in landmarks.names():
        found = [p for p in landmarks.named(name) if p.position is not None]
        slices = [p.slice for p in found if p.slice is not None]
        off = _off_the_line(found)
        for point, neighbours in zip(found, off, strict=True):
            start = first.get((name, point.slice))
            signs.append(
                PointSigns(
                    name=name,
                    probability=point.probability,
                    radius=point.radius,
                    stages=None if start is None else _distance(point, start),
                    neighbours=neighbours if np.isfinite(neighbours) else None,
                    end=point.slice is not None and point.slice in (min(slices), max(slices)),
                )
            )
    return signs


def _missing(landmarks: LandmarkSet) -> float:
    """Share not found, of what lies between the first and the last slice with a landmark."""
    with_heart = [p.slice for p in landmarks if p.position is not None and p.slice is not None]
    within = list(landmarks)
    if with_heart:
        first, last = min(with_heart), max(with_heart)
        within = [p for p in landmarks if p.slice is not None and first <= p.slice <= last]
    return sum(p.position is None for p in within) / len(within) if within else 1.0


def _largest(values: Iterable[float | None]) -> float | None:
    return max((value for value in values if value is not None), default=None)


def _distance(point: Landmark, other: FloatArray) -> float:
    return float(np.linalg.norm(np.asarray(point.position) - other))


def _off_the_line(found: Sequence[Landmark]) -> FloatArray:
    """(N,) mm from a landmark's points to the line of those on the other slices; NaN: unknown."""
    heights = [p.slice for p in found if p.slice is not None]
    if len(heights) < max(3, len(found)):
        return np.full(len(found), np.nan)
    # Along a straight line the number of a slice does what its height in mm does.
    line = fit_line(heights, np.array([p.position for p in found]), np.ones(len(found)))
    return np.full(len(found), np.nan) if line is None else line.leave_one_out


def _to_the_edge(grid: Grid, detection: Detection) -> float | None:
    """Mm to the nearest side of the image: within the slices, or of a volume in all directions."""
    found = [p.position for p in detection.landmarks if p.position is not None]
    if not found:
        return None
    across = {slice_axis(grid)} if any(p.slice is not None for p in detection.landmarks) else set()
    index = [grid.to_index(np.array(found))]
    if detection.segmentation is not None and (corners := _corners(detection.segmentation)) is not None:
        index.append(corners)
    places = np.concatenate(index)
    last = np.array(grid.size) - 1
    sides = np.minimum(places, last - places).min(axis=0) * grid.spacing
    return float(min(sides[axis] for axis in range(3) if axis not in across))


def _corners(segmentation: Segmentation) -> FloatArray | None:
    """(2, 3) lowest and highest index, i first, of what is labelled; None where nothing is."""
    spans = [(side.start, side.stop - 1) for side in reversed(segmentation.window())]
    return None if spans[0][1] < 0 else np.array(spans, float).T


def _contrast(image: Image, segmentation: Segmentation | None) -> float | None:
    if segmentation is None or not {LEFT_VENTRICLE, MYOCARDIUM} <= set(segmentation.names):
        return None
    window = segmentation.window()
    cavity, wall = (
        _some(image.array[window][segmentation.labels[window] == segmentation.names.index(name) + 1])
        for name in (LEFT_VENTRICLE, MYOCARDIUM)
    )
    if not len(cavity) or not len(wall):
        return None
    wall = np.sort(wall)
    below = np.searchsorted(wall, cavity, "left") + np.searchsorted(wall, cavity, "right")
    return float(abs(below.mean() / len(wall) - 1))


def _some(values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    return np.asarray(values[:: max(1, len(values) // _SAMPLE)])


def _volume(segmentation: Segmentation | None, name: str) -> float | None:
    if segmentation is None or name not in segmentation.names:
        return None
    return volume_ml(segmentation, name)


def _rounded(number: float | None, digits: int = 1) -> float | None:
    return None if number is None else round(float(number), digits)
