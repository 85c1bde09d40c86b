"""What a detection in a volume measures: the left ventricle's volume and the length of its long axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..core.anatomy import LEFT_VENTRICLE, LV_APEX, MITRAL_ANNULUS_CENTER
from ..core.detection import Detection, Segmentation
from ..core.landmarks import LandmarkSet

LV_VOLUME, AXIS_LENGTH = "LV volume", "Long axis length"

MYOCARDIAL_DENSITY = 1.05
"""g/ml; Kawel-Boehm et al. 2020, doi:10.1186/s12968-020-00683-3."""


@dataclass(frozen=True)
class Measure:
    """A number with its unit; the value is None where what it is measured from was not found."""

    name: str
    value: float | None
    unit: str


def measures(detection: Detection) -> list[Measure]:
    """Volume of the cavity in ml and length from the annulus to the apex in mm.

    None of a detection on slices: its points are those of slices, and its volume depends on how many
    were taken. Of others, those that the model can give at all; a segment of the cavity's name says
    nothing of a heart unless points of it come with it.
    """
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
    """Rows of a table, by column name; no value where there is none."""
    return [
        {
            "measure": measure.name,
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
