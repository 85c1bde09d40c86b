"""What makes the result of a volume doubtful: cut-off hearts, stages that disagree, no contrast."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ..core.anatomy import LEFT_VENTRICLE, MYOCARDIUM, landmark_types
from ..core.detection import Segmentation
from ..core.geometry import FloatArray, Grid
from ..core.image import Image
from ..core.landmarks import Landmark, LandmarkSet

_EDGE = 10.0
"""mm: of a heart that is cut off, the model puts a landmark about so far within the scan."""

_FAR = 10.0
"""mm; that a landmark may lie farther off than this in one image of ten is told with the point."""

CONTRAST = 50.0
"""HU between cavity and wall; without contrast medium there are about 10, in its arterial phase 200."""


def with_doubts(
    landmarks: LandmarkSet, grid: Grid, coarse: LandmarkSet | None, reach: float
) -> LandmarkSet:
    """Landmarks of a volume with notes where they are doubtful.

    Args:
        landmarks: the result, one a name.
        grid: of the image, LPS mm.
        coarse: what the first stage said; None where there was none.
        reach: mm within which the stages say the same.
    """
    first = {p.name: p.position for p in coarse or () if p.position is not None}
    return LandmarkSet(
        tuple(_with_doubts(landmark, grid, first.get(landmark.name), reach) for landmark in landmarks)
    )


def _with_doubts(landmark: Landmark, grid: Grid, first: FloatArray | None, reach: float) -> Landmark:
    if landmark.position is None:
        return landmark
    notes = [landmark.note] if landmark.note else []
    if (edge := mm_to_the_edge(landmark.position, grid)) < _EDGE:
        what = "the heart" if landmark.name in landmark_types() else "what it marks"
        notes.append(f"{max(edge, 0):.0f} mm from the edge of the scan, where {what} may be cut off")
    if first is not None and (moved := float(np.linalg.norm(landmark.position - first))) > reach:
        notes.append(f"{moved:.0f} mm from where the first look put it")
    if landmark.radius is not None and landmark.radius > _FAR:
        notes.append(f"one in ten such points lies over {landmark.radius:.0f} mm off")
    return replace(landmark, note="; ".join(notes))


def mm_to_the_edge(position: FloatArray, grid: Grid) -> float:
    """Distance in mm from a point (LPS) to the nearest side of an image; negative beyond it."""
    index = grid.to_index(position)
    low, high = index + 0.5, np.array(grid.size) - 0.5 - index
    return float((np.minimum(low, high) * grid.spacing).min())


def contrast_notice(image: Image, segmentation: Segmentation) -> str:
    """Why contours may be wrong where cavity and wall look alike; empty where they do not.

    Args:
        image: in HU, or off by a constant.
        segmentation: on its grid.
    """
    if not {LEFT_VENTRICLE, MYOCARDIUM} <= set(segmentation.names):
        return ""
    window = segmentation.window()
    labels, values = segmentation.labels[window], image.array[window]
    cavity, wall = (
        _typical(values, labels == segmentation.names.index(name) + 1)
        for name in (LEFT_VENTRICLE, MYOCARDIUM)
    )
    if cavity is None or wall is None or cavity - wall >= CONTRAST:
        return ""
    return (
        f"cavity and wall of the left ventricle differ by {cavity - wall:.0f} HU only: without contrast "
        "medium apex and contours are less sure, check them"
    )


def _typical(values: npt.NDArray[Any], mask: npt.NDArray[np.bool_]) -> float | None:
    return float(np.median(values[mask])) if mask.any() else None
