"""Which model fits an image, where the user named none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..core.hounsfield import OFFSET, THICK, hounsfield_offset
from ..core.image import Image
from ..core.short_axis import slice_axis
from ..errors import InputError

SHORT_AXIS_MR = "cmr-sax"
CARDIAC_CT = "ct-lv"

_STACK_RATIO = 1.5
# Hounsfield units of lung and air lie below; MR has no such values unless it is phase-sensitive.
_AIR = -500


@dataclass(frozen=True)
class Choice:
    """A model's name and, for the user, what it was chosen by."""

    model: str
    reason: str


def choose_model(image: Image) -> Choice:
    """The model for an image: by its DICOM modality, else by slice distance and intensities.

    Raises:
        InputError: neither a short-axis MR nor a CT; the message tells how to name a model.
    """
    modality = image.metadata.get("modality", "").upper()
    stack = _is_stack(image)
    if modality == "CT":
        return Choice(CARDIAC_CT, "modality CT")
    if modality == "MR" and stack:
        return Choice(SHORT_AXIS_MR, "MR, slices of a stack")
    if modality:
        what = "no short-axis stack" if modality == "MR" else "neither MR nor CT"
        raise InputError(
            f"{image.name} has modality {modality} and is {what}: name a model with --model."
        )
    if stack and _slice_distance(image) > THICK:
        return Choice(SHORT_AXIS_MR, "thick slices, no modality in the file")
    if (image.array < _AIR).any():
        return Choice(CARDIAC_CT, "values of air in Hounsfield units, no modality in the file")
    if stack:
        return Choice(SHORT_AXIS_MR, "slices of a stack, no modality in the file")
    if _is_ct_without_sign(image):
        return Choice(CARDIAC_CT, "values of CT stored without a sign, no modality in the file")
    raise InputError(
        f"{image.name} is neither a short-axis stack nor a CT in HU: name a model with --model."
    )


def _slice_distance(image: Image) -> float:
    """Distance between slices in mm; infinite for one slice."""
    axis = slice_axis(image.grid)
    return float("inf") if image.grid.size[axis] == 1 else float(image.grid.spacing[axis])


def _is_stack(image: Image) -> bool:
    """Whether slices are clearly farther apart than pixels, or there is but one."""
    in_plane = np.delete(image.grid.spacing, slice_axis(image.grid))
    return _slice_distance(image) > _STACK_RATIO * float(in_plane.max())


def _is_ct_without_sign(image: Image) -> bool:
    try:
        return hounsfield_offset(image) == OFFSET
    except InputError:
        return False
