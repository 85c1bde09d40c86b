"""Quantities that follow from a detection, beside those that follow from the reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from LandmarkAILib.analysis.measures import (
    AXIS_LENGTH,
    between,
    long_axis_mm,
    places_by_slice,
    volume_ml,
)
from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER, RIGHT_VENTRICLE
from LandmarkAILib.core.detection import Detection, Segmentation
from LandmarkAILib.core.image import unit_of_length
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.core.short_axis import slices_last

from ..data.dataset import RV_INCOMPLETE, LoadedCase
from ..data.reference import reference_landmarks

IMAGE_UNITS = "image units"
"""Unit of what is measured in the image itself: only values of one contrast can be compared."""


@dataclass(frozen=True)
class DerivedValue:
    """One quantity of one case.

    Args:
        case: of the dataset, as are subject, contrast and source.
        quantity: such as ``Left ventricle volume``.
        part: what of the case, such as an AHA segment; empty for the whole.
        unit: of both values.
        reference: as follows from the reference.
        predicted: as follows from the model; None where it did not find what is needed.
    """

    case: str
    subject: str
    contrast: str
    source: str
    quantity: str
    part: str
    unit: str
    reference: float
    predicted: float | None


def derived_values(case: LoadedCase, detection: Detection) -> list[DerivedValue]:
    """Volumes of the segments, length of the long axis, distances and angles that the model declares."""
    r = case.record
    rows = [("", *row) for row in (*_sizes(case, detection), *_long_axis(case, detection))]
    return [
        DerivedValue(r.case, r.subject, r.contrast, r.source, quantity, part, unit, reference, predicted)
        for part, quantity, unit, reference, predicted in (*rows, *_declared(case, detection))
    ]


def _declared(
    case: LoadedCase, detection: Detection
) -> Iterator[tuple[str, str, str, float, float | None]]:
    """What the model declares, slice by slice where it looks at slices; the part says which of several.

    Only where the reference has all points of it.
    """
    found = places_by_slice(detection.landmarks)
    truth = reference_landmarks(case)
    if None in found:  # a model of volumes
        truth = LandmarkSet(tuple(replace(point, slice=None) for point in truth))
    known = places_by_slice(truth)
    for k, places in found.items():
        for kind in detection.anatomy.measures:
            reference, predicted = between(known.get(k, {}), kind), between(places, kind)
            unit = "°" if kind.is_angle else unit_of_length(detection.provenance)
            if reference is not None:
                part = f"slice {k}" if len(found) > 1 else ""
                yield part, kind.name, unit, reference, predicted


def _sizes(case: LoadedCase, detection: Detection) -> Iterator[tuple[str, str, float, float | None]]:
    """Volume of each segment that both know; of an image of one slice the area.

    The volume of a stack is that of its slices at their spacing, gaps included.
    """
    if case.segmentation is None or detection.segmentation is None:
        return
    for name in case.segmentation.names:
        incomplete = name == RIGHT_VENTRICLE and RV_INCOMPLETE in case.record.notes
        if name not in detection.segmentation.names or incomplete:
            continue
        word, unit, reference = _size(case.segmentation, name)
        if reference:
            yield f"{name} {word}", unit, reference, _size(detection.segmentation, name)[2]


def _size(segmentation: Segmentation, name: str) -> tuple[str, str, float | None]:
    grid = segmentation.grid
    first, second, last = slices_last(grid)
    volume = volume_ml(segmentation, name)
    if grid.size[last] > 1:
        return "volume", "ml", volume
    i, j, k = (grid.affine[:3, axis] for axis in (first, second, last))
    normal = np.cross(i, j) / np.linalg.norm(np.cross(i, j))
    # A ml is 10 cm² times a mm.
    return "area", "cm²", None if volume is None else 10 * volume / abs(float(k @ normal))


def _long_axis(case: LoadedCase, detection: Detection) -> Iterator[tuple[str, str, float, float | None]]:
    reference = long_axis_mm(reference_landmarks(case))
    known = {LV_APEX, MITRAL_ANNULUS_CENTER} <= set(detection.landmarks.names())
    if reference is not None and known:
        yield AXIS_LENGTH, "mm", reference, long_axis_mm(detection.landmarks)
