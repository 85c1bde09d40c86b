"""What an evaluation found, as the module shows it: a line a landmark, and the worst cases."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from LandmarkAILib.errors import InputError

_WITHIN = "5"  # mm


@dataclass(frozen=True)
class LandmarkMeasured:
    """How well a landmark is found.

    Args:
        name: the landmark.
        slices: how many slices, or volumes, have it.
        median, q1, q3: of the error in mm, where it was found; None if it never was.
        within: share of those that have it found within 5 mm.
        missed: how many were not found.
        false: how many were found where there is none.
    """

    name: str
    slices: int
    median: float | None
    q1: float | None
    q3: float | None
    within: float | None
    missed: int
    false: int


@dataclass(frozen=True)
class CaseMeasured:
    """The worst of a case.

    Args:
        case: of the dataset.
        landmark: that is farthest off, or was missed where none was found.
        slice: from 0; None in a volume.
        error: mm; None where it was missed.
        missed: how many of the case's points were not found.
    """

    case: str
    landmark: str
    slice: int | None
    error: float | None
    missed: int


def read_landmarks_measured(folder: Path) -> list[LandmarkMeasured]:
    """Lines of ``metrics.json``.

    Raises:
        InputError: it is not there, or not as LandmarkAI writes it.
    """
    path = folder / "metrics.json"
    try:
        landmarks = json.loads(path.read_text(encoding="utf-8"))["all"]["landmarks"]
        return [_landmark(name, found) for name, found in landmarks.items()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} cannot be read ({error}): evaluate again.") from error


def read_worst_cases(folder: Path) -> list[CaseMeasured]:
    """Cases by their worst point, worst first; those in which nothing was found come before all.

    Raises:
        InputError: ``errors.csv`` is not there, or not as LandmarkAI writes it.
    """
    path = folder / "errors.csv"
    worst: dict[str, CaseMeasured] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["stage"] == "final" and row["reference"] == "present":
                    worst[row["case"]] = _worse(worst.get(row["case"]), _point(row))
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{path} cannot be read ({error}): evaluate again.") from error
    return sorted(worst.values(), key=lambda found: (-_size(found), found.case))


def _landmark(name: str, found: Mapping[str, Any]) -> LandmarkMeasured:
    error, detection = found["error_mm"], found["detection"]
    rates = found["success_rate"] or {}
    within = rates.get(_WITHIN)
    return LandmarkMeasured(
        name,
        int(detection["with_reference"]),
        error["median"]["value"] if error else None,
        error["q1"] if error else None,
        error["q3"] if error else None,
        within["value"] if isinstance(within, Mapping) else within,
        int(detection["with_reference"]) - int(detection["detected"]),
        int(detection["false"]),
    )


def _point(row: Mapping[str, str]) -> CaseMeasured:
    error = float(row["error_mm"]) if row["error_mm"] else None
    k = int(row["slice"]) if row["slice"] else None
    return CaseMeasured(row["case"], row["landmark"], k, error, int(error is None))


def _size(found: CaseMeasured) -> float:
    return float("inf") if found.error is None else found.error


def _worse(one: CaseMeasured | None, other: CaseMeasured) -> CaseMeasured:
    """The one with the larger error, with the missed points of both."""
    if one is None:
        return other
    larger = other if (other.error or -1.0) > (one.error or -1.0) else one
    missed = one.missed + other.missed
    return CaseMeasured(larger.case, larger.landmark, larger.slice, larger.error, missed)
