"""What a case's reference says of a slice: a point, no point, or nothing to hold against a model.

Insertion points are often known on fewer slices than the ventricle: near apex and base, or where the
right ventricle is not segmented, the annotator or the rule that derives the points passed over them. A
model's point there is neither right nor false.
"""

from __future__ import annotations

import re
from typing import Literal

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.anatomy import LEFT_VENTRICLE, LV_CENTER, MYOCARDIUM
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.core.short_axis import slices_last

from .dataset import LoadedCase

Reference = Literal["present", "absent", "unknown"]

UNSTEADY_MM = 8.0
"""A derived point that moves farther than this when contours are redrawn says nothing of where it is."""

_HALF_MM = 3.0  # a derived point that moves so far counts half
_REDRAWN = re.compile(r"moves (?P<mm>\d+(\.\d+)?) mm where contours are redrawn")


def redrawn_spread(note: str) -> float | None:
    """How far (root mean square, mm) a derived point moves when its contours are drawn otherwise.

    Args:
        note: description of the control point, such as "derived; moves 2.6 mm where contours are redrawn
            by 0.75 mm".

    Returns:
        None where the note does not say, as of points that were placed by hand.
    """
    said = _REDRAWN.search(note)
    return None if said is None else float(said["mm"])


def point_weight(note: str) -> float:
    """How much a reference point counts in training, 0 to 1: less, the less its place is certain.

    1 where nothing is said; 0 for points that move more than ``UNSTEADY_MM``: they are there, but nobody
    knows where.
    """
    spread = redrawn_spread(note)
    if spread is None:
        return 1.0
    return 0.0 if spread > UNSTEADY_MM else 1 / (1 + (spread / _HALF_MM) ** 2)


def derive_lv_center(segmentation: Segmentation) -> LandmarkSet:
    """Centroid of the left ventricular cavity in each slice where it is segmented, LPS mm."""
    points = []
    for k in sorted(_slices_with(segmentation, (LEFT_VENTRICLE,))):
        cavity = _in_slice(segmentation, k) == segmentation.names.index(LEFT_VENTRICLE) + 1
        centroid = np.argwhere(cavity).mean(axis=0)[::-1]
        index = np.insert(centroid, slices_last(segmentation.grid)[2], k)
        points.append(Landmark(LV_CENTER, segmentation.grid.to_lps(index), slice=k))
    return LandmarkSet(tuple(points))


def reference_landmarks(case: LoadedCase) -> LandmarkSet:
    """The case's placed landmarks, and LV centers derived on slices where none was placed.

    An LV center is derived only in cases whose landmarks hold some: another dataset may mean
    something else by it, or not use it at all.
    """
    placed = tuple(point for point in case.landmarks if point.position is not None)
    known = {point.slice for point in placed if point.name == LV_CENTER}
    if case.segmentation is None or not known or LEFT_VENTRICLE not in case.segmentation.names:
        return LandmarkSet(placed)
    derived = (point for point in derive_lv_center(case.segmentation) if point.slice not in known)
    return LandmarkSet((*placed, *derived))


class SliceReference:
    """Looks up the reference of a case by landmark and slice."""

    def __init__(self, case: LoadedCase) -> None:
        self._points = reference_landmarks(case)
        self._names = set(self._points.names())
        heart = (LEFT_VENTRICLE, MYOCARDIUM)
        self._heart = None if case.segmentation is None else _slices_with(case.segmentation, heart)

    @property
    def names(self) -> set[str]:
        """Landmarks that the case has a point of."""
        return self._names

    def point(self, name: str, k: int) -> Landmark | None:
        """The reference point of a slice."""
        return self._points.in_slice(k).get(name)

    def sole_point(self, name: str) -> Landmark | None:
        """The reference point of a landmark of which a volume has one."""
        return next(iter(self._points.named(name)), None)

    def says(self, name: str, k: int) -> Reference:
        """Whether the slice has the landmark.

        Without a segmentation, the slices that the annotator passed over lack the landmark, unless the
        case has no point of it at all: then nobody looked for it.
        """
        if self.point(name, k) is not None:
            return "present"
        if self._heart is None:
            return "absent" if name in self._names else "unknown"
        return "unknown" if k in self._heart else "absent"


def _slices_with(segmentation: Segmentation, segments: tuple[str, ...]) -> set[int]:
    values = [segmentation.names.index(name) + 1 for name in segments if name in segmentation.names]
    mask = np.moveaxis(np.isin(segmentation.labels, values), _array_axis(segmentation), 0)
    return {int(k) for k in np.flatnonzero(mask.reshape(len(mask), -1).any(axis=1))}


def _in_slice(segmentation: Segmentation, k: int) -> npt.NDArray[np.uint8]:
    """(second, first) label map of a slice, in the order of the other two array axes."""
    return np.asarray(np.take(segmentation.labels, k, axis=_array_axis(segmentation)))


def _array_axis(segmentation: Segmentation) -> int:
    """The axis of the (k, j, i) array that steps from slice to slice."""
    return 2 - slices_last(segmentation.grid)[2]
