"""Volumes of the chambers by summation of slices, and what follows from those of two phases.

The rules are stated with every result (``result.RULES``). Papillary muscles and trabeculae count as the
segmentation has them: of LandmarkAI's models, and by the conventions of ACDC and MS-CMRSeg, as blood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...core.anatomy import LEFT_VENTRICLE, MYOCARDIUM, RIGHT_VENTRICLE
from ...core.detection import Segmentation
from ...core.geometry import FloatArray
from ...core.short_axis import slices_last
from ..measures import MYOCARDIAL_DENSITY


@dataclass(frozen=True)
class ChamberVolumes:
    """Volumes in ml at one moment; None for what is not segmented at all, or has no voxel.

    Args:
        lv: cavity of the left ventricle.
        myocardium: of the left ventricle.
        rv: cavity of the right ventricle.
    """

    lv: float | None
    myocardium: float | None
    rv: float | None


@dataclass(frozen=True)
class Ventricle:
    """A ventricle at end diastole and end systole.

    Args:
        edv: ml.
        esv: ml.
    """

    edv: float
    esv: float

    @property
    def stroke_volume(self) -> float:
        """What is pumped, ml."""
        return self.edv - self.esv

    @property
    def ejection_fraction(self) -> float:
        """Per cent of the end-diastolic volume."""
        return 100 * self.stroke_volume / self.edv


def chamber_volumes(segmentation: Segmentation) -> ChamberVolumes:
    """Volumes of the three segments of a short-axis stack, by summation of slices."""
    lv, myocardium, rv = (
        slice_summation(segmentation, name) for name in (LEFT_VENTRICLE, MYOCARDIUM, RIGHT_VENTRICLE)
    )
    return ChamberVolumes(lv, myocardium, rv)


def slice_summation(segmentation: Segmentation, name: str) -> float | None:
    """Volume of a segment in ml; None where it is not among the names, or has no voxel."""
    if name not in segmentation.names:
        return None
    areas = slice_areas(segmentation, name)
    total = float(areas.sum() * slice_distance(segmentation)) / 1000
    return total if total > 0 else None


def slice_areas(segmentation: Segmentation, name: str) -> FloatArray:
    """(slices,) area of a segment in each slice, mm²; along the slice axis as it is stored."""
    order = slices_last(segmentation.grid)
    mask = segmentation.labels == segmentation.names.index(name) + 1
    counts = np.count_nonzero(np.moveaxis(mask, 2 - order[2], 0), axis=(1, 2))
    first, second = (segmentation.grid.affine[:3, axis] for axis in order[:2])
    return np.asarray(counts * np.linalg.norm(np.cross(first, second)))


def pieces_beside(segmentation: Segmentation, name: str) -> list[int]:
    """Slices in which a segment lies wholly beside where it lies in all others, seen along the slices.

    Args:
        segmentation: of a stack.
        name: of the segment.

    Returns:
        Indices along the slice axis; none where the segment is in fewer than three slices.
    """
    axis = 2 - slices_last(segmentation.grid)[2]
    mask = segmentation.labels == segmentation.names.index(name) + 1
    along = np.moveaxis(mask, axis, 0)
    drawn = np.flatnonzero(along.any(axis=(1, 2))).tolist()
    if len(drawn) < 3:
        return []
    depth = along.sum(axis=0)
    return [k for k in drawn if not (along[k] & (depth > 1)).any()]


def slice_distance(segmentation: Segmentation) -> float:
    """Distance from slice to slice at a right angle to them, mm, gaps included."""
    order = slices_last(segmentation.grid)
    first, second, step = (segmentation.grid.affine[:3, axis] for axis in order)
    normal = np.cross(first, second)
    return abs(float(step @ normal)) / float(np.linalg.norm(normal))


def ventricle(end_diastolic: float | None, end_systolic: float | None) -> Ventricle | None:
    """A ventricle of two volumes in ml; None where one of them is not known."""
    if end_diastolic is None or end_systolic is None:
        return None
    return Ventricle(end_diastolic, end_systolic)


def myocardial_mass(volume: float | None) -> float | None:
    """Mass in g of a myocardial volume in ml."""
    return None if volume is None else MYOCARDIAL_DENSITY * volume


def curve(volumes: Sequence[ChamberVolumes], chamber: str) -> FloatArray:
    """(frames,) volume of ``lv``, ``myocardium`` or ``rv`` over time in ml; NaN where not known."""
    values = [getattr(moment, chamber) for moment in volumes]
    return np.array([np.nan if value is None else value for value in values])


def body_surface_area(height: float, weight: float) -> float:
    """Body surface area in m² by Mosteller's formula (1987, doi:10.1056/NEJM198710223171717).

    Args:
        height: cm.
        weight: kg.

    Raises:
        ValueError: no human being has these.
    """
    if not (40 <= height <= 250 and 2 <= weight <= 400):
        raise ValueError(
            f"{height:g} cm and {weight:g} kg are not the height and weight of a patient: give "
            "centimetres and kilograms"
        )
    return float(np.sqrt(height * weight / 3600))
