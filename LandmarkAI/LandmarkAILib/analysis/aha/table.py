"""The AHA segments of a detection, where its model is made for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.anatomy import ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LEFT_VENTRICLE, MYOCARDIUM
from ...core.detection import Detection
from ...core.image import Image
from ...errors import InputError

if TYPE_CHECKING:
    from .settings import AhaResult, AhaSettings

_LANDMARKS = {ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION}
_SEGMENTS = {LEFT_VENTRICLE, MYOCARDIUM}


def aha_or_reason(
    image: Image, detection: Detection, settings: AhaSettings | None = None
) -> tuple[AhaResult | None, str]:
    """The AHA segments, or why there are none.

    Returns:
        The segments or None, and the reason: empty where the model is not made for them.
    """
    from .segments import aha_segments

    segmentation = detection.segmentation
    if segmentation is None or not set(segmentation.names) >= _SEGMENTS:
        return None, ""
    if not set(detection.landmarks.names()) >= _LANDMARKS:
        return None, ""
    try:
        return aha_segments(image, detection.landmarks, segmentation, settings), ""
    except InputError as error:
        return None, f"no AHA table ({error})"
