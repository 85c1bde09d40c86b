"""Black and white level of an image: one rule for the mosaic, figures and slice views."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from ..core.geometry import FloatArray
from ..core.hounsfield import THICK, hounsfield_offset
from ..core.image import Image
from ..errors import InputError

_CT_ANGIOGRAPHY = (-100.0, 500.0)  # HU: 200 ± 300, fat to the brightest contrast medium
_PERCENTILES = (1.0, 99.5)
_AIR = -500.0  # HU


def window_of(image: Image, shown: npt.NDArray[np.generic]) -> tuple[float, float]:
    """Black and white level.

    Args:
        image: a CT in Hounsfield units gets the window of CT angiography.
        shown: values of the heart and what lies around it; of all others percentiles 1 and 99.5.
    """
    return _ct_window(image) or _percentiles(shown)


def window(image: Image, shown: Iterable[npt.NDArray[np.generic]]) -> tuple[float, float]:
    """The same for several pictures of an image together, (rows, columns) each."""
    return window_of(image, np.concatenate([gray[::4, ::4].ravel() for gray in shown]))


def _ct_window(image: Image) -> tuple[float, float] | None:
    """In the image's values, also where they are stored without a sign; None if it is no CT."""
    modality = image.metadata.get("modality", "").upper()
    if modality not in ("", "CT"):
        return None
    # Thick slices without values of air are no CT: the whole look at the values is spared.
    if not modality and image.grid.spacing.max() >= THICK and not (image.array < _AIR).any():
        return None
    try:
        offset = hounsfield_offset(image)
    except InputError:
        return None
    low, high = _CT_ANGIOGRAPHY
    return low + offset, high + offset


def _percentiles(shown: npt.NDArray[np.generic]) -> tuple[float, float]:
    finite = shown[np.isfinite(shown)]
    if not len(finite):
        return 0.0, 1.0
    low, high = np.percentile(finite, _PERCENTILES)
    return float(low), float(max(high, low + 1e-6 * max(abs(low), 1.0)))


def in_window(values: npt.NDArray[np.generic], levels: tuple[float, float]) -> FloatArray:
    """Grey values from 0, black, to 255, white; what is not finite counts as the value 0."""
    low, high = levels
    return np.asarray(np.clip((np.nan_to_num(values) - low) / (high - low), 0, 1) * 255)
