"""What a model's points change in the AHA segments, the contours being the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from LandmarkAILib.analysis.aha.segments import AhaResult, aha_segments
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, LEFT_VENTRICLE, MYOCARDIUM
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.errors import InputError

from ..data.dataset import LoadedCase
from ..data.reference import reference_landmarks
from .derived import IMAGE_UNITS, DerivedValue

SEGMENT_MEAN = "AHA segment mean"


@dataclass(frozen=True)
class AhaChange:
    """AHA segments from the model's points beside those from the reference's, in one case.

    Args:
        case: of the dataset, as are subject, contrast and source.
        area_changed: share of the myocardium that comes to lie in another segment, 0 to 1; None where
            the model's points give no segments.
        mean_change_sd: mean over the segments of the absolute change of a segment's mean, in standard
            deviations of the image within the myocardium: without unit, so that contrasts compare.
    """

    case: str
    subject: str
    contrast: str
    source: str
    area_changed: float | None = None
    mean_change_sd: float | None = None


def aha_change(case: LoadedCase, detection: Detection) -> tuple[AhaChange | None, list[DerivedValue]]:
    """Divide the reference's myocardium by the reference's points and by the model's.

    Where the case has no contours, the model's serve for both.

    Returns:
        The change and the means of each segment; None and nothing where the reference gives no
        segments or the model does not speak of the anterior insertion.
    """
    contours = case.segmentation or detection.segmentation
    if contours is None or not {LEFT_VENTRICLE, MYOCARDIUM} <= set(contours.names):
        return None, []
    if ANTERIOR_RV_INSERTION not in detection.landmarks.names():
        return None, []
    try:
        reference = aha_segments(case.image, reference_landmarks(case), contours)
    except InputError:
        return None, []
    r = case.record
    try:
        found = aha_segments(case.image, detection.landmarks, contours)
    except InputError:  # the model found no anterior insertion anywhere
        return AhaChange(r.case, r.subject, r.contrast, r.source), _means(case, reference, None)
    change = AhaChange(
        r.case,
        r.subject,
        r.contrast,
        r.source,
        _area_changed(reference, found),
        _mean_change(case, reference, found),
    )
    return change, _means(case, reference, found)


def _area_changed(reference: AhaResult, found: AhaResult) -> float:
    before, after = reference.segmentation.labels, found.segmentation.labels
    divided = (before > 0) | (after > 0)
    return float(np.mean(before[divided] != after[divided]))


def _mean_change(case: LoadedCase, reference: AhaResult, found: AhaResult) -> float | None:
    wall = case.image.array[reference.segmentation.labels > 0].astype(np.float64)
    spread = float(np.std(wall[np.isfinite(wall)]))
    changes = np.array([abs(found.means[n] - mean) for n, mean in reference.means.items()])
    known = changes[np.isfinite(changes)]
    return float(known.mean() / spread) if spread > 0 and len(known) else None


def _means(case: LoadedCase, reference: AhaResult, found: AhaResult | None) -> list[DerivedValue]:
    """The segments that the reference has; what the model's points left empty is None."""
    r = case.record
    after = {} if found is None else found.means
    return [
        DerivedValue(
            r.case,
            r.subject,
            r.contrast,
            r.source,
            SEGMENT_MEAN,
            stats.name,
            IMAGE_UNITS,
            stats.mean,
            after[stats.segment] if np.isfinite(after.get(stats.segment, np.nan)) else None,
        )
        for stats in reference.segments
        if np.isfinite(stats.mean)
    ]
