"""Whether landmarks lie to each other as in a human heart: swapped names, mirrored images.

Seen canonically (:func:`LandmarkAILib.core.short_axis.short_axis_frame`), the anterior RV insertion is
the clockwise end of the arc over the septum, and it lies anterior and superior of the inferior one. On
the short-axis development data the first holds in every case (margin 0.65 of 1), as does the second
(margin 0.26). Names that were swapped break both; an image that is stored mirrored breaks the
first only; one whose header has lost how the patient lay breaks the second.
"""

from __future__ import annotations

import numpy as np
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.core.short_axis import APEX_TO_BASE, short_axis_frame, slices_last

from .problems import Problem

APEX, ANNULUS = "LV apex", "Mitral annulus center"
_WIDE = np.radians(150)  # from where on an arc and the rest of the circle cannot be told apart
_UPWARDS = np.array([0.0, -1.0, 1.0])  # anterior and superior, LPS


def check_orientation(case: str, points: LandmarkSet, grid: Grid) -> list[Problem]:
    """Landmarks whose names were probably exchanged, and images that are probably mirrored.

    Args:
        case: of the dataset.
        points: LPS mm, each with its slice; LV centers may have been derived.
        grid: the image's.
    """
    return [*_check_septum(case, points, grid), *_check_long_axis(case, points)]


def _check_septum(case: str, points: LandmarkSet, grid: Grid) -> list[Problem]:
    frame = short_axis_frame(grid.permuted(slices_last(grid)))[:, :2]
    clockwise: dict[int, bool] = {}
    above = []
    for k in sorted({point.slice for point in points if point.slice is not None}):
        found = {name: mark.position for name, mark in points.in_slice(k).items()}
        anterior, inferior, center = (
            found.get(name) for name in (ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER)
        )
        if anterior is None or inferior is None or center is None:
            continue
        (ax, ay), (ix, iy) = (anterior - center) @ frame, (inferior - center) @ frame
        turn = float(np.arctan2(ay * ix - ax * iy, ax * ix + ay * iy))
        if abs(turn) > _WIDE:
            continue  # of a dilated right ventricle the arc may be more than half of the circle
        clockwise[k] = turn > 0
        above.append((anterior - inferior) @ _UPWARDS > 0)
    return _judge(case, clockwise, float(np.mean(above))) if clockwise else []


def _judge(case: str, clockwise: dict[int, bool], above: float) -> list[Problem]:
    """What it means that the rules hold in these slices, and in this share of them."""
    wrong = [str(k) for k, right in clockwise.items() if not right]
    if 2 * len(wrong) > len(clockwise):
        if above < 0.5:
            what = "anterior and inferior RV insertion are exchanged"
            return [Problem(case, what, "exchange the names of the two control points in every slice")]
        what = "the image is mirrored: left and right, or the order of the slices, are exchanged"
        return [Problem(case, what, "export the image again from the scanner's DICOM files")]
    if above < 0.5:
        what = "the image's header does not say how the patient lay"
        return [Problem(case, what, "export the image again with its orientation", "warning")]
    if wrong:
        what = f"in slice {', '.join(wrong)} the RV insertions seem to be exchanged (slices from 0)"
        return [Problem(case, what, "look at the points there, and exchange or move them", "warning")]
    return []


def _check_long_axis(case: str, points: LandmarkSet) -> list[Problem]:
    apex, annulus = (
        next((p.position for p in points.named(name) if p.position is not None), None)
        for name in (APEX, ANNULUS)
    )
    if apex is None or annulus is None or float((annulus - apex) @ APEX_TO_BASE) > 0:
        return []
    what = f"'{APEX}' and '{ANNULUS}' are exchanged, or the image is mirrored"
    return [Problem(case, what, "exchange the names of the two points, or export the image again")]
