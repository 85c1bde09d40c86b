"""``summary.csv``: one row a case of the last run into a folder."""

from __future__ import annotations

import csv
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ...errors import LandmarkAIError, fault
from ...files.atomic import atomic_path, lock
from ...files.native import shown
from ...inference.faults import environment_fault, is_out_of_memory, memory_problem

if TYPE_CHECKING:
    from ...core.detection import Detection

_log = logging.getLogger(__name__)

SUMMARY = "summary.csv"
MEMORY = "memory"
"""Code of a case that needs more memory than there is."""

_COLUMNS = ["case", "status", "seconds", "message"]
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


def write_summary(folder: Path, results: Sequence[CaseResult]) -> Path:
    """Write ``summary.csv`` (case, status, seconds, message), whole or not at all.

    Rows of cases that are not among the results stay: of an earlier run, or of one that goes on at the
    same time into the same folder.

    Raises:
        OutputError: no space, no permission, or another program holds the file.
    """
    path = folder / SUMMARY
    rows = [
        [shown(r.case), r.status, f"{r.seconds:.2f}", shown(" ".join(r.message.split()))]
        for r in results
    ]
    mine = {row[0] for row in rows}
    with lock(folder / f".{SUMMARY}.lock"):
        others = [row for row in read_summary(path) if row[0] not in mine]
        with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerows([_COLUMNS, *rows, *others])
    return path


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


def read_summary(path: Path) -> list[list[str]]:
    """Rows of a summary: case, status, seconds, message; none where the file is not one of ours."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
    except (OSError, ValueError, csv.Error):
        return []
    return [row for row in rows if len(row) == len(_COLUMNS)] if head == _COLUMNS else []
