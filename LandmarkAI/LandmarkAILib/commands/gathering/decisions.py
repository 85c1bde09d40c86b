"""What a reader decided on the quality page: the file that it lets one download."""

from __future__ import annotations

import csv
from pathlib import Path

from ...errors import InputError
from ...files.native import shown

DECISIONS = "decisions.csv"
"""In the output folder; the page downloads it under this name."""

COLUMNS = ("case", "decision", "note", "decided_at")
CHOICES = ("accept", "reject")


def read_decisions(folder: Path) -> dict[str, str]:
    """Decisions by case; none where nobody decided anything.

    Raises:
        InputError: the file in the folder is not of that kind.
    """
    path = folder / DECISIONS
    if not path.exists():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            rows = [(row["case"], row["decision"]) for row in table]
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise InputError(
            f"{path} has no columns 'case' and 'decision' ({error}): move it away, or download it from "
            "the quality page again."
        ) from error
    if unknown := {decision for _, decision in rows} - {*CHOICES, ""}:
        raise InputError(f"{path} holds the decision '{min(unknown)}': write {' or '.join(CHOICES)}.")
    return {shown(case): decision for case, decision in rows}
