"""When a study was made and of whom, as far as a report may say: no name, no number, no day of birth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import InputError
from .header import damage_named, text

if TYPE_CHECKING:
    from pydicom import Dataset

_DATES = ("StudyDate", "SeriesDate", "AcquisitionDate", "ContentDate")
_SEXES = {"F": "female", "M": "male", "O": "other"}
_UNITS = {"Y": "years", "M": "months", "W": "weeks", "D": "days"}
_OLDEST = 130  # years


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


def read_study_facts(path: Path) -> StudyFacts:
    """Date, sex and age from a DICOM file; the age is counted from the day of birth if none is stated.

    Raises:
        InputError: it cannot be read.
    """
    from pydicom import dcmread

    try:
        with damage_named(path):
            tags = [*_DATES, "PatientSex", "PatientAge", "PatientBirthDate"]
            dataset = dcmread(path, stop_before_pixels=True, force=True, specific_tags=tags)
            made = next(filter(None, (_day(dataset, keyword) for keyword in _DATES)), None)
            age = _stated_age(dataset) or _age(_day(dataset, "PatientBirthDate"), made)
            sex = _SEXES.get(text(dataset, "PatientSex").strip().upper(), "")
    except OSError as error:
        raise InputError(f"{path} cannot be read: copy or export it again.") from error
    return StudyFacts(made.isoformat() if made else "", sex, age)


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
    if len(said) != 4 or said[3] not in _UNITS or not (said[:3].isascii() and said[:3].isdecimal()):
        return ""
    return f"{int(said[:3])} {_UNITS[said[3]]}"


def _age(born: date | None, made: date | None) -> str:
    if born is None or made is None:
        return ""
    years = made.year - born.year - ((made.month, made.day) < (born.month, born.day))
    return f"{years} years" if 0 <= years <= _OLDEST else ""
