"""Height, weight and sex of the patient, as a DICOM header may have them (PS3.3 C.7.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ...errors import InputError
from .header import damage_named, number, text

_SEXES: dict[str, Literal["female", "male"]] = {"F": "female", "M": "male"}
_HEIGHT, _WEIGHT = (0.4, 2.5), (2.0, 400.0)  # m and kg that a patient can have


@dataclass(frozen=True)
class Body:
    """What a header says of the patient's body; None for what it leaves out, or what cannot be.

    Args:
        height: cm.
        weight: kg.
        sex: female or male; none of others, of whom no normal ranges are known.
    """

    height: float | None = None
    weight: float | None = None
    sex: Literal["female", "male"] | None = None


def read_body(path: Path) -> Body:
    """Height, weight and sex from a DICOM file.

    Raises:
        InputError: it cannot be read.
    """
    from pydicom import dcmread

    try:
        with damage_named(path):
            tags = ["PatientSize", "PatientWeight", "PatientSex"]
            dataset = dcmread(path, stop_before_pixels=True, force=True, specific_tags=tags)
            height, weight = number(dataset, "PatientSize"), number(dataset, "PatientWeight")
            sex = _SEXES.get(text(dataset, "PatientSex").strip().upper())
    except OSError as error:
        raise InputError(f"{path} cannot be read: copy or export it again.") from error
    return Body(
        None if height is None or not _HEIGHT[0] <= height <= _HEIGHT[1] else round(100 * height, 1),
        None if weight is None or not _WEIGHT[0] <= weight <= _WEIGHT[1] else weight,
        sex,
    )
