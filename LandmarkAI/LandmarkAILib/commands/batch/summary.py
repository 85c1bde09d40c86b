"""``summary.csv``: one row a case of the last run into a folder."""

from __future__ import annotations

import csv
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ...errors import LandmarkAIError, fault
from ...files.atomic import atomic_path, lock, output_error
from ...files.native import shown
from ...files.text import append_line, csv_text, cut_torn_line
from ...inference.faults import environment_fault, is_out_of_memory, memory_problem

if TYPE_CHECKING:
    from ...core.detection import Detection

_log = logging.getLogger(__name__)

SUMMARY = "summary.csv"
MEMORY = "memory"
"""Code of a case that needs more memory than there is."""

_COLUMNS = ["case", "status", "seconds", "message", "input"]
Status = Literal["done", "skipped", "failed"]


@dataclass(frozen=True)
class CaseResult:
    """What became of a case.

    Args:
        case: path of its outputs within the output folder, without suffix, ``/`` between folders.
        status: ``skipped`` means complete since an earlier run.
        seconds: wall time.
        message: a sentence for the user.
        files: what was written.
        code: of the error, see ``errors.py``; ``memory``, ``file`` (one of the system's) or ``fault``
            (one of LandmarkAI's) for others; empty where there was none.
        doubts: what makes the result implausible, without full stops; they are in the message, too.
        look: what asks for a look, as the table of a cohort flags it; likewise.
        fault: of the machine, by which other cases would fail, too; None for none.
        source: the file, folder or archive that it was read from.
        frame: index of the frame where one was asked for; else None.
        detection: what was found; None of a case that was not done in this run.
    """

    case: str
    status: Status
    seconds: float
    message: str
    files: tuple[Path, ...] = ()
    code: str = ""
    doubts: tuple[str, ...] = ()
    look: tuple[str, ...] = ()
    fault: Exception | None = field(default=None, repr=False, compare=False)
    source: str = ""
    frame: int | None = None
    detection: Detection | None = field(default=None, repr=False, compare=False)


def failed(name: str, source: Path, error: Exception, seconds: float) -> CaseResult:
    """What becomes of a case in which something was raised; the run goes on.

    Args:
        name: of the case.
        source: its file or folder.
        error: the traceback of what nobody foresaw goes to the log.
        seconds: wall time until then.
    """
    if broken := environment_fault(error):
        _log.info("%s failed", source, exc_info=error)
        return CaseResult(name, "failed", seconds, str(broken), code=broken.code, fault=broken)
    code, message = _explain(error, source)
    return CaseResult(name, "failed", seconds, message, code=code)


def append_summary(folder: Path, result: CaseResult) -> None:
    """Add the row of a case that has ended; of two rows of a case the last one counts.

    A row that is added costs the same however many there are. :func:`write_summary` ends the run.

    Raises:
        OutputError: no space, no permission, or another program holds the file.
    """
    path = folder / SUMMARY
    with lock(folder / f".{SUMMARY}.lock"):
        try:
            cut_torn_line(path)
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            try:
                head = [] if os.fstat(file).st_size else [_COLUMNS]
                append_line(file, _encoded([*head, _row(result)]))
            finally:
                os.close(file)
        except OSError as error:
            raise output_error(path, error) from error


def write_summary(folder: Path, results: Sequence[CaseResult]) -> Path:
    """Write ``summary.csv`` (case, status, seconds, message, input), whole or not at all: a row a case.

    Rows of cases that are not among the results stay: of an earlier run, or of one that goes on at the
    same time into the same folder.

    Raises:
        OutputError: no space, no permission, or another program holds the file.
    """
    path = folder / SUMMARY
    rows = [_row(result) for result in results]
    mine = {row[0] for row in rows}
    with lock(folder / f".{SUMMARY}.lock"):
        others = [row for row in read_summary(path) if row[0] not in mine]
        with atomic_path(path) as temporary:
            temporary.write_bytes(_encoded([_COLUMNS, *rows, *others]))
    return path


def read_summary(path: Path) -> list[list[str]]:
    """Rows of a summary, one a case: case, status, seconds, message, input.

    Those of an older LandmarkAI have no input; there are none where the file is not one of ours.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
    except (OSError, ValueError, csv.Error):
        return []
    if head not in (_COLUMNS, _COLUMNS[:-1]):
        return []
    whole = [[*row, ""][: len(_COLUMNS)] for row in rows if len(row) in (len(head), len(_COLUMNS))]
    return list({row[0]: row for row in whole}.values())


def _row(result: CaseResult) -> list[str]:
    message, source = (shown(" ".join(text.split())) for text in (result.message, result.source))
    return [shown(result.case), result.status, f"{result.seconds:.2f}", message, source]


def _encoded(rows: Sequence[Sequence[str]]) -> bytes:
    return csv_text(rows).encode("utf-8")


def _explain(error: Exception, source: Path) -> tuple[str, str]:
    """An error's code, and the error as a sentence."""
    if isinstance(error, LandmarkAIError):
        return error.code, str(error)
    _log.info("%s failed", source, exc_info=error)
    if is_out_of_memory(error):
        return MEMORY, memory_problem(str(source))
    if isinstance(error, OSError):
        return "file", f"{source} met a file problem ({error}): mend it and run again."
    return "fault", fault(str(source), error)
