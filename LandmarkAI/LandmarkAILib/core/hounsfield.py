"""Whether the values of a CT are Hounsfield units, or by how much they are off."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..errors import InputError
from .image import Image

Values = npt.NDArray[np.float32]

# Scanners store HU + 1024 without a sign; who drops the header's intercept gets these values.
OFFSET = 1024.0

THICK = 4.0
"""mm: short-axis slices are 5–10 mm apart, those of a cardiac CT under 3 mm."""

_SAMPLE = 1_000_000  # voxels that are looked at
_PADDING = -4096.0  # no HU lie below; some scanners fill up what they did not see with such values
_TISSUE = (-200.0, 500.0)  # HU of fat, muscle, blood and contrast medium
_ENOUGH = 0.05  # share of such voxels in the emptiest chest
_DENSE = 100.0  # HU that something in every chest exceeds: blood with contrast medium, or bone
_GAP = (-500.0, -200.0)  # between lung and fat lies little but their borders
_LITTLE = 0.25  # as a share of the tissue
_LUNG = -500.0  # HU that lung and air lie below; MR with negative values seldom reaches so far


def hounsfield_offset(image: Image) -> float:
    """What is to be subtracted from the values to get Hounsfield units: 0 or 1024.

    Raises:
        InputError: the values are neither; the message gives the reason.
    """
    low, high, values = _typical(image)
    is_ct = image.metadata.get("modality", "").upper() == "CT"
    if low < -50:
        if _is_chest(values, high) and (is_ct or (low < _LUNG and _has_gap(values))):
            return 0.0
    # T1 maps in ms look like CT without a sign, but their slices are thick.
    elif is_ct or image.grid.spacing.max() < THICK:
        shifted = values - OFFSET
        if _is_chest(shifted, high - OFFSET) and _has_gap(shifted):
            return OFFSET
    raise InputError(
        f"{image.name} has values from {low:.4g} to {high:.4g}, which are not the Hounsfield units of a "
        "chest with lung or air in view: export the CT as its scanner stored it, without rescaling, or "
        "give its DICOM files, which say that it is one."
    )


def _is_chest(values: Values, high: float) -> bool:
    return _share(values, _TISSUE) > _ENOUGH and high > _DENSE


def _has_gap(values: Values) -> bool:
    """Tells CT from the MR of any unit, whose values spread evenly."""
    return _share(values, _GAP) < _LITTLE * _share(values, _TISSUE)


def _share(values: Values, bounds: tuple[float, float]) -> float:
    return float(((values > bounds[0]) & (values < bounds[1])).mean()) if values.size else 0.0


def _typical(image: Image) -> tuple[float, float, Values]:
    """Range without the outermost thousandths, and evenly spread voxels."""
    step = max(1, int(np.ceil((image.array.size / _SAMPLE) ** (1 / 3))))
    values = np.asarray(image.array[::step, ::step, ::step], np.float32).ravel()
    values = values[np.isfinite(values) & (values > _PADDING)]
    low, high = np.quantile(values, [0.001, 0.999]) if values.size else (0.0, 0.0)
    return float(low), float(high), values
