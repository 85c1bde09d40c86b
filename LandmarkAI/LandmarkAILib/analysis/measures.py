"""What a detection measures: the left ventricle, and what its model declares between its landmarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..core.anatomy import LEFT_VENTRICLE, LV_APEX, MITRAL_ANNULUS_CENTER, MeasureType
from ..core.detection import Detection, Segmentation
from ..core.geometry import FloatArray
from ..core.image import unit_of_length
from ..core.landmarks import LandmarkSet

LV_VOLUME, AXIS_LENGTH = "LV volume", "Long axis length"

MYOCARDIAL_DENSITY = 1.05
"""g/ml; Kawel-Boehm et al. 2020, doi:10.1186/s12968-020-00683-3."""


@dataclass(frozen=True)
class Measure:
    """A number with its unit; the value is None where what it is measured from was not found.

    Args:
        name: of the quantity.
        value: in ``unit``.
        unit: ``ml``, ``mm``, ``px`` or ``°``.
        slice: which of several slices it was measured in, from 0; None of the whole image.
    """

    name: str
    value: float | None
    unit: str
    slice: int | None = None


def measures(detection: Detection) -> list[Measure]:
    """Volume of the cavity in ml, length from the annulus to the apex in mm, what the model declares.

    The first two are not of a detection on slices: its points are those of slices, and its volume
    depends on how many were taken. Of others, those that the model can give at all; a segment of the
    cavity's name says nothing of a heart unless points of it come with it.
    """
    unit = unit_of_length(detection.provenance)
    return [*_ventricle(detection), *declared(detection.landmarks, detection.anatomy.measures, unit)]


def declared(landmarks: LandmarkSet, kinds: Sequence[MeasureType], unit: str = "mm") -> list[Measure]:
    """Distances and angles between landmarks, of several slices in each.

    Args:
        landmarks: of one image, LPS.
        kinds: what to measure.
        unit: of positions: ``mm`` or ``px``.
    """
    places = places_by_slice(landmarks)
    return [
        Measure(
            kind.name,
            between(of_slice, kind),
            "°" if kind.is_angle else unit,
            k if len(places) > 1 else None,
        )
        for k, of_slice in places.items()
        for kind in kinds
    ]


def places_by_slice(landmarks: LandmarkSet) -> dict[int | None, dict[str, FloatArray]]:
    """Where landmarks lie, by slice and name; under None where none is of a slice.

    Those without a slice are of every slice.
    """
    slices: Sequence[int | None] = sorted({p.slice for p in landmarks if p.slice is not None})
    return {
        k: {p.name: p.position for p in landmarks if p.slice in (k, None) and p.position is not None}
        for k in slices or [None]
    }


def between(places: Mapping[str, FloatArray], kind: MeasureType) -> float | None:
    """A distance in the unit of the positions, or an angle in degrees.

    Args:
        places: (3,) positions by landmark.
        kind: what to measure.

    Returns:
        None where a point is missing, or two lie in one place so that no angle can be told.
    """
    if any(name not in places for name in kind.points):
        return None
    points = [np.asarray(places[name], float) for name in kind.points]
    if not kind.is_angle:
        return float(np.linalg.norm(points[1] - points[0]))
    # At the vertex both ways begin.
    first = points[0] - points[1] if len(points) == 3 else points[1] - points[0]
    second = points[-1] - points[-2]
    across, along = float(np.linalg.norm(np.cross(first, second))), float(first @ second)
    if not np.any(first) or not np.any(second):
        return None
    return float(np.degrees(np.arctan2(across, along)))


def _ventricle(detection: Detection) -> list[Measure]:
    if any(landmark.slice is not None for landmark in detection.landmarks):
        return []
    found = []
    segmentation, names = detection.segmentation, set(detection.landmarks.names())
    of_heart = names & {LV_APEX, MITRAL_ANNULUS_CENTER}
    if of_heart and segmentation is not None and LEFT_VENTRICLE in segmentation.names:
        found.append(Measure(LV_VOLUME, volume_ml(segmentation, LEFT_VENTRICLE), "ml"))
    if names >= {LV_APEX, MITRAL_ANNULUS_CENTER}:
        found.append(Measure(AXIS_LENGTH, long_axis_mm(detection.landmarks), "mm"))
    return found


def measure_rows(found: Sequence[Measure]) -> list[dict[str, str]]:
    """Rows of a table, by column name; no value where there is none, a slice where there are several."""
    in_slices = any(measure.slice is not None for measure in found)
    return [
        {
            "measure": measure.name,
            **({"slice": "" if measure.slice is None else str(measure.slice)} if in_slices else {}),
            "value": "" if measure.value is None else f"{measure.value:.2f}",
            "unit": measure.unit,
        }
        for measure in found
    ]


def volume_ml(segmentation: Segmentation, name: str) -> float | None:
    """Volume of a segment, sheared grids included; None where it has no voxel."""
    value = segmentation.names.index(name) + 1
    # Plane by plane: a mask of a whole CT costs more to lay out than to count.
    count = sum(int(np.count_nonzero(plane == value)) for plane in segmentation.labels)
    voxel = abs(float(np.linalg.det(segmentation.grid.affine[:3, :3])))
    return count * voxel / 1000 if count else None


def long_axis_mm(landmarks: LandmarkSet) -> float | None:
    """Distance between annulus and apex; None where one of them was not found."""
    found = {p.name: p.position for p in landmarks if p.position is not None}
    apex, annulus = found.get(LV_APEX), found.get(MITRAL_ANNULUS_CENTER)
    if apex is None or annulus is None:
        return None
    return float(np.linalg.norm(apex - annulus))
