"""The cases of an output folder of ``detect``, read from its summary and the records of the cases."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ...analysis.function.result import FORMAT as FUNCTION_FORMAT
from ...analysis.function.result import NAME as FUNCTION
from ...core.frame_names import frame_name
from ...errors import InputError
from ...files.case_records import last_of_each, read_all_records
from ...files.detections import read_points
from ...files.input_errors import cannot_open
from ...files.native import shown
from ...quality.case_row import CaseRow, Function, row_of, with_cycles
from ..batch.outputs import MARKER, THUMBNAIL, output_file
from ..batch.summary import SUMMARY, read_summary
from .tables import read_decisions

Progress = Callable[[int, int], None]
"""Called with cases that were read, and all."""

_SECTORS = 16
_UNFINISHED = "begun by a part that has not ended, or was killed: run that part again"
_INCOMPLETE = "incomplete, {} was removed since: run the same detect again"
_FIGURES = {
    "LV end-diastolic volume": "edv",
    "LV end-systolic volume": "esv",
    "LV ejection fraction": "ef",
    "LV mass": "mass",
}


@dataclass(frozen=True)
class Told:
    """What a run told of a case.

    Args:
        status: ``done``, ``skipped``, ``failed``, or ``started`` and not ended.
        seconds: wall time.
        message: what it said.
        files: that a part recorded, relative to the output folder.
    """

    status: str
    seconds: float | None
    message: str
    files: tuple[str, ...] = ()


def read_cases(folder: Path, progress: Progress | None = None) -> list[CaseRow]:
    """A row for each case of an output folder, of a whole run or of parts, in the order of their names.

    A case is what the summary or a part's record names, or what has a record (``.json``). Where they say
    that a case failed, it has failed, also where an older record of it is there.

    Raises:
        InputError: not a folder, or one without any case.
    """
    told = _told(folder)
    recorded = {shown(stem): stem for stem in _recorded(folder)}
    names = sorted({*told, *recorded})
    if not names:
        raise InputError(
            f"{folder} holds no results: give the folder that 'landmarkai detect' wrote to."
        )
    decisions, rows = read_decisions(folder), []
    for number, name in enumerate(names, start=1):
        row = _row(name, folder / recorded.get(name, name), told.get(name))
        lost = (
            [file for file in told[name].files if not (folder / file).exists()] if name in told else []
        )
        if lost and row.status == "done":
            row = CaseRow(name, "damaged", _INCOMPLETE.format(", ".join(lost)), row.seconds)
        rows.append(replace(row, decision=decisions.get(name, "")))
        if progress:
            progress(number, len(names))
    return [_with_function(row, folder) for row in with_cycles(rows)]


def _told(folder: Path) -> dict[str, Told]:
    """What the summary and the records of parts say, by case; the parts where both do."""
    told = {
        case: Told(status, _number(seconds), message)
        for case, status, seconds, message, _input in read_summary(folder / SUMMARY)
    }
    for record in last_of_each(read_all_records(folder)).values():
        name = shown(record.stem or frame_name(record.case, record.frame))
        told[name] = Told(record.status, record.seconds or None, record.message, record.outputs)
    return told


def _recorded(folder: Path) -> Iterator[str]:
    """Stems of the records in a folder tree, ``/`` between folders; not of files of other kinds."""
    try:
        with os.scandir(folder):
            pass
    except OSError as error:
        raise cannot_open(folder, error) from error
    for place, _, names in os.walk(folder):
        inside = Path(place).relative_to(folder)
        for name in names:
            if not name.endswith(MARKER) or name.startswith(".") or name[:-5].endswith(".mrk"):
                continue
            if name != f"{FUNCTION}{MARKER}" and (Path(place) / f"{name[:-5]}.mrk.json").exists():
                yield (inside / name[: -len(MARKER)]).as_posix()


def _row(name: str, stem: Path, told: Told | None) -> CaseRow:
    seconds = told.seconds if told else None
    record = output_file(stem, MARKER)
    if told and told.status == "failed":
        return CaseRow(name, "failed", told.message, seconds)
    if told and told.status == "started" and not record.exists():
        return CaseRow(name, "unfinished", _UNFINISHED)
    try:
        detection = read_points(record)
    except InputError as error:
        return CaseRow(name, "damaged", str(error), seconds)
    row = row_of(name, detection.landmarks, detection.provenance, detection.anatomy)
    sectors = _sectors(output_file(stem, ".csv"))
    picture = output_file(stem, THUMBNAIL).exists()
    return replace(row, seconds=seconds, sectors=sectors, picture=picture)


def _sectors(table: Path) -> tuple[float | None, ...]:
    """Means of the 16 AHA segments; empty where the table is not there, or is another."""
    try:
        with table.open(encoding="utf-8", newline="") as file:
            rows = {row["segment"]: _number(row["mean"]) for row in csv.DictReader(file)}
    except (OSError, ValueError, KeyError, csv.Error):
        return ()
    return tuple(rows.get(str(n)) for n in range(1, _SECTORS + 1)) if rows else ()


def _with_function(row: CaseRow, folder: Path) -> CaseRow:
    """The row with the figures of ``landmarkai measure``, where it wrote into the case's own folder."""
    for place in (folder / row.case, (folder / row.case).parent):
        if place != folder and (figures := _function(place / f"{FUNCTION}{MARKER}")):
            return replace(row, function=figures)
    return row


def _function(path: Path) -> Function | None:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["format"] != FUNCTION_FORMAT:
            return None
        values: Mapping[str, float | None] = {q["name"]: q["value"] for q in document["quantities"]}
        return Function(**{short: values.get(name) for name, short in _FIGURES.items()})
    except (OSError, ValueError, LookupError, TypeError):
        return None  # not a file of ours, whatever else it is


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
