"""What a DICOM header may say of the patient's body (PS3.3 C.7.2.2) and, for a report, of the study.

No name, no number and no day of birth leaves this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ...errors import InputError
from .header import damage_named, number, text

if TYPE_CHECKING:
    from pydicom import Dataset

_SEXES: dict[str, Literal["female", "male"]] = {"F": "female", "M": "male"}
_SAID = {**_SEXES, "O": "other"}
_DATES = ("StudyDate", "SeriesDate", "AcquisitionDate", "ContentDate")
_TAGS = (*_DATES, "PatientSex", "PatientAge", "PatientBirthDate", "PatientSize", "PatientWeight")
_AGE_UNITS = {"Y": "years", "M": "months", "W": "weeks", "D": "days"}
_OLDEST = 130  # years
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


@dataclass(frozen=True)
class StudyFacts:
    """What a report says of a study; empty for what is not known.

    Args:
        date: ISO, of the study.
        sex: female, male or other.
        age: with its unit, at the time of the study.
    """

    date: str = ""
    sex: str = ""
    age: str = ""


@dataclass(frozen=True)
class StudyHeader:
    """What one header says of both."""

    body: Body = Body()
    facts: StudyFacts = StudyFacts()


def read_study_header(path: Path) -> StudyHeader:
    """The body and the study of a DICOM file; age is counted from the day of birth if none is stated.

    Raises:
        InputError: it cannot be read.
    """
    from pydicom import dcmread

    try:
        with damage_named(path):
            dataset = dcmread(path, stop_before_pixels=True, force=True, specific_tags=[*_TAGS])
            sex = text(dataset, "PatientSex").strip().upper()
            return StudyHeader(_body(dataset, sex), _facts(dataset, sex))
    except OSError as error:
        raise InputError(f"{path} cannot be read: copy or export it again.") from error


def _body(dataset: Dataset, sex: str) -> Body:
    height, weight = number(dataset, "PatientSize"), number(dataset, "PatientWeight")
    return Body(
        None if height is None or not _HEIGHT[0] <= height <= _HEIGHT[1] else round(100 * height, 1),
        None if weight is None or not _WEIGHT[0] <= weight <= _WEIGHT[1] else weight,
        _SEXES.get(sex),
    )


def _facts(dataset: Dataset, sex: str) -> StudyFacts:
    made = next(filter(None, (_day(dataset, keyword) for keyword in _DATES)), None)
    age = _stated_age(dataset) or _age(_day(dataset, "PatientBirthDate"), made)
    return StudyFacts(made.isoformat() if made else "", _SAID.get(sex, ""), age)


def _day(dataset: Dataset, keyword: str) -> date | None:
    """A DA element ``YYYYMMDD``; None where it is none."""
    digits = text(dataset, keyword).strip().replace(".", "")
    if len(digits) != 8 or not (digits.isascii() and digits.isdecimal()):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:  # anonymised to 00000000
        return None


def _stated_age(dataset: Dataset) -> str:
    """An AS element such as ``045Y`` in words; empty where it is none."""
    said = text(dataset, "PatientAge").strip().upper()
    if len(said) != 4 or said[3] not in _AGE_UNITS or not (said[:3].isascii() and said[:3].isdecimal()):
        return ""
    return f"{int(said[:3])} {_AGE_UNITS[said[3]]}"


def _age(born: date | None, made: date | None) -> str:
    if born is None or made is None:
        return ""
    years = made.year - born.year - ((made.month, made.day) < (born.month, born.day))
    return f"{years} years" if 0 <= years <= _OLDEST else ""
