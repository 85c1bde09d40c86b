"""``summary.csv``: one row a case of the last run into a folder."""

from __future__ import annotations

import csv
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ...errors import LandmarkAIError, fault
from ...files.atomic import atomic_path
from ...inference.device import is_out_of_memory

_log = logging.getLogger(__name__)

SUMMARY = "summary.csv"
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
    """

    case: str
    status: Status
    seconds: float
    message: str
    files: tuple[Path, ...] = ()
    code: str = ""


def failed(name: str, source: Path, error: Exception, seconds: float) -> CaseResult:
    """What becomes of a case in which something was raised; the run goes on.

    Args:
        name: of the case.
        source: its file or folder.
        error: the traceback of what nobody foresaw goes to the log.
        seconds: wall time until then.
    """
    code, message = _explain(error, source)
    return CaseResult(name, "failed", seconds, message, code=code)


def write_summary(folder: Path, results: Sequence[CaseResult]) -> Path:
    """Write ``summary.csv`` (case, status, seconds, message), whole or not at all.

    Raises:
        OutputError: no space or no permission.
    """
    path = folder / SUMMARY
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["case", "status", "seconds", "message"])
        rows.writerows([r.case, r.status, f"{r.seconds:.2f}", r.message] for r in results)
    return path


def _explain(error: Exception, source: Path) -> tuple[str, str]:
    """An error's code, and the error as a sentence."""
    if isinstance(error, LandmarkAIError):
        return error.code, str(error)
    _log.info("%s failed", source, exc_info=error)
    # Whoever has not needed torch does not load it to be told so.
    if isinstance(error, MemoryError) or ("torch" in sys.modules and is_out_of_memory(error)):
        remedy = "close other programs or crop the image."
        return "memory", f"{source} needs more memory than there is: {remedy}"
    if isinstance(error, OSError):
        return "file", f"{source} met a file problem ({error}): mend it and run again."
    return "fault", fault(str(source), error)
