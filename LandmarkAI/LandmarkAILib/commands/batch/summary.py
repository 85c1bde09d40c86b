"""``summary.csv``: one row a case of the last run into a folder."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ...files.atomic import atomic_path

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
