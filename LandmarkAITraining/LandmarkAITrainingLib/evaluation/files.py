"""The files of an evaluation: each is written whole or not at all.

``metrics.json`` holds the numbers; ``errors.csv``, ``segments.csv``, ``aha.csv`` and ``derived.csv``
hold what they were made from, one row an observation, for :func:`read_collected` and for other tools.
"""

from __future__ import annotations

import csv
import shlex
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, fields
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from LandmarkAILib.errors import InputError
from LandmarkAILib.files.text import read_json, write_table

from ..data.dataset import CaseRecord
from .aha_change import AhaChange
from .collect import Collected
from .derived import DerivedValue
from .observations import Observation
from .summarise import SegmentScore

METRICS, REPORT = "metrics.json", "report.html"
ERRORS, SEGMENTS, AHA, DERIVED = "errors.csv", "segments.csv", "aha.csv", "derived.csv"

Row = TypeVar("Row")


def write_collected(folder: Path, collected: Collected) -> None:
    """Write the tables of an evaluation; those without rows hold their header alone.

    Raises:
        OutputError: a file cannot be written.
    """
    write_rows(folder / ERRORS, Observation, collected.observations)
    write_rows(folder / SEGMENTS, SegmentScore, collected.scores)
    write_rows(folder / AHA, AhaChange, collected.aha)
    write_rows(folder / DERIVED, DerivedValue, collected.derived)


def read_collected(folder: Path, records: Iterable[CaseRecord]) -> Collected:
    """Read the tables of an evaluation, to six digits.

    Args:
        folder: holds them and ``metrics.json``.
        records: of the dataset; those that were evaluated are picked.

    Raises:
        InputError: a file is missing or damaged.
    """
    metrics = read_json(folder / METRICS)
    observations = read_rows(folder / ERRORS, Observation)
    cases = {o.case for o in observations}
    return Collected(
        observations,
        read_rows(folder / SEGMENTS, SegmentScore),
        read_rows(folder / AHA, AhaChange),
        read_rows(folder / DERIVED, DerivedValue),
        evaluated=[record for record in records if record.case in cases],
        failures=metrics["failed"],
        provenance=metrics["provenance"],
        known={o.landmark for o in observations},
    )


def write_rows(path: Path, kind: type[Any], rows: Iterable[Any]) -> None:
    """Write a CSV table of a dataclass; what does not exist is empty, numbers have six digits.

    Raises:
        OutputError: the file cannot be written.
    """
    write_table(path, [column.name for column in fields(kind)], (asdict(row) for row in rows))


def read_rows(path: Path, kind: type[Row]) -> list[Row]:
    """Read a table that :func:`write_rows` wrote.

    Raises:
        InputError: unreadable, or not such a table.
    """
    parsers = {name: _parser(str(hint)) for name, hint in get_type_hints(kind).items()}
    try:
        with path.open(newline="", encoding="utf-8") as file:
            return [
                kind(**{name: parsers[name](text) for name, text in row.items()})
                for row in csv.DictReader(file)
            ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} cannot be read ({error}): delete it to have it made again.") from error


def _parser(hint: str) -> Callable[[str], Any]:
    """How a cell of a column becomes its value; an empty number is None."""
    number = float if "float" in hint else int if "int" in hint else None
    if number is None:
        return str
    return lambda text: number(text) if text else None


def origin_facts() -> dict[str, Any]:
    """When and by which command."""
    return {
        "created": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "command": shlex.join(["landmarkai", *sys.argv[1:]]),
    }
