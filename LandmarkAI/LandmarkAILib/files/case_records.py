"""What became of each case of a cohort: ``OUT/parts/*.jsonl``, one line a case, only ever appended to.

A part of a run writes into a file of its own, so that no two processes write into one. A line that a
killed process began is cut off by the next one that appends. The last line of a case counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..core.records import RecordError, read_record, write_record
from .atomic import make_folder, output_error
from .input_errors import cannot_open
from .text import append_line, cut_torn_line

FOLDER = "parts"
"""Within the output folder."""
SUFFIX = ".jsonl"

Status = Literal["started", "done", "skipped", "failed"]


@dataclass(frozen=True)
class CaseRecord:
    """A line of a part's record. Members that are their default are left out of the line.

    Args:
        case: ``id`` of the case in ``cohort.csv``.
        status: ``done``; ``skipped``, complete since a run whose record is not here; ``failed``; or
            ``started``, which nothing follows where the process was killed: such a line is no result.
        when: UTC, ISO 8601; of two lines of a case and frame in different files the later one counts.
        part: which part of how many did it, such as ``3/40``.
        stem: of its results, relative to the output folder, ``/`` between folders, without suffix; the
            detection with all its facts is ``<stem>.json``.
        frame: index of the frame where all of a cine were asked for; else None.
        attempt: 1, or 2 for the second and last of a run.
        seconds: wall time.
        cpu: seconds of computing of all its threads.
        message: a sentence for the user, without identifiers where the cohort has pseudonyms.
        code: of an error, for programs; empty where there was none.
        outputs: files, relative to the output folder, ``/`` between folders.
        doubts: what makes the result implausible, without full stops.
        found: points that were found.
        points: points that were looked for.
        uncertain: points that were found and whose radius of 90 % exceeds 10 mm.
        model: name and version.
        sha256: of the model.
        input: SHA-256 of the bytes that it was read from, as ``digest`` in ``cohort.csv``.
        host: and process that did it, such as ``node7:4242``.
    """

    case: str
    status: Status
    when: str
    part: str = ""
    stem: str = ""
    frame: int | None = None
    attempt: int = 1
    seconds: float = 0.0
    cpu: float = 0.0
    message: str = ""
    code: str = ""
    outputs: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    found: int = 0
    points: int = 0
    uncertain: int = 0
    model: str = ""
    sha256: str = ""
    input: str = ""
    host: str = ""


class RecordFile:
    """A part's record, open to be appended to by the one process that holds the part.

    ::

        with RecordFile(output / "parts" / "part-0003-of-0040.jsonl") as record:
            record.append(CaseRecord("a/b", "done", now()))

    Args:
        path: made if need be.

    Raises:
        OutputError: it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        make_folder(path.parent)
        try:
            cut_torn_line(path)
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        except OSError as error:
            raise output_error(path, error) from error

    def __enter__(self) -> RecordFile:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._file)

    def append(self, record: CaseRecord) -> None:
        """Add a line, in one write.

        Raises:
            OutputError: no space; nothing is left of the line.
        """
        line = json.dumps(write_record(record), ensure_ascii=True, separators=(",", ":")) + "\n"
        try:
            append_line(self._file, line.encode("ascii"))
        except OSError as error:
            raise output_error(self._path, error) from error


def read_case_records(path: Path) -> Iterator[CaseRecord]:
    """The lines of one record in their order; one that is torn or not ours is passed over.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            for line in file:
                if (record := _read_line(line)) is not None:
                    yield record
    except OSError as error:
        raise cannot_open(path, error) from error


def read_all_records(output: Path) -> Iterator[CaseRecord]:
    """The lines of all parts of an output folder, file by file, none where there are none.

    Which line of a case counts is for the reader to say; :func:`last_of_each` does.

    Raises:
        InputError: a file cannot be read.
    """
    for path in sorted((output / FOLDER).glob(f"*{SUFFIX}")):
        yield from read_case_records(path)


def last_of_each(records: Iterator[CaseRecord]) -> dict[tuple[str, int | None], CaseRecord]:
    """The line that counts of each case and frame, in the order in which cases first appear.

    A result counts above a mere start, ``done`` above ``skipped``, and then the later one.
    """
    last: dict[tuple[str, int | None], CaseRecord] = {}
    for record in records:
        key = record.case, record.frame
        known = last.get(key)
        if known is None or _counts_above(record, known):
            last[key] = record
    ended = {record.case for record in last.values() if record.status != "started"}
    return {
        key: record
        for key, record in last.items()
        if record.status != "started" or record.case not in ended
    }


def _counts_above(record: CaseRecord, known: CaseRecord) -> bool:
    if "started" in (record.status, known.status):
        return record.status != "started" or (known.status == "started" and record.when >= known.when)
    if record.status == "skipped" and known.status == "done":
        return False
    return record.when >= known.when


def _read_line(line: bytes) -> CaseRecord | None:
    try:
        return read_record(CaseRecord, json.loads(line), unknown="ignore")
    except (ValueError, RecordError):
        return None
