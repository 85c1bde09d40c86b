"""The table that describes the cases of a dataset.

A CSV file with the column case and optionally subject, contrast, split, observer, source, fold, notes,
state; notes are words separated by spaces or semicolons. A case whose state is ``unlabelled`` or
``pre-annotated`` is not used, whatever its split: nobody has seen what lies there.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from LandmarkAILib.errors import InputError
from LandmarkAILib.files import dataset_table
from LandmarkAILib.files.atomic import atomic_path
from LandmarkAILib.files.dataset_table import read_case_table

SPLITS = ("train", "val", "test", "")
State = Literal["unlabelled", "pre-annotated", "reviewed", "held out"]
UNLABELLED: State = "unlabelled"
PRE_ANNOTATED: State = dataset_table.PRE_ANNOTATED
REVIEWED: State = "reviewed"
HELD_OUT: State = "held out"
STATES = (UNLABELLED, PRE_ANNOTATED, REVIEWED, HELD_OUT)
COLUMNS = ("case", "subject", "contrast", "source", "split", "fold", "notes")
"""What a table of ours tells of a case."""
_USUAL = ("case", "subject", "contrast", "split")

Rows = dict[str, dict[str, str]]


@dataclass(frozen=True)
class CaseRow:
    """What a table says of a case; empty where it says nothing.

    ``observer`` says whose landmarks are the reference, of a case that several observers annotated,
    ``state`` how far the case is annotated.
    """

    subject: str
    contrast: str
    source: str
    split: str
    fold: int | None
    notes: frozenset[str]
    observer: str = ""
    state: str = ""


def read_cases_table(table: Path) -> dict[str, CaseRow]:
    """Read a table of cases.

    Args:
        table: CSV file, UTF-8, comma or semicolon between the columns.

    Returns:
        The rows by case, which is a folder relative to the dataset with forward slashes.

    Raises:
        InputError: unreadable, no column case, no rows, a case listed twice, a split other than train,
            val, test or empty, a fold that is not a whole number.
    """
    rows: dict[str, CaseRow] = {}
    for values in _lines(table):
        case = values["case"].replace("\\", "/").strip("/")
        if case in rows:
            raise InputError(f"{table} lists the case {case} twice: remove one of the lines.")
        rows[case] = _row(values, table)
    if not rows:
        raise InputError(f"{table} lists no case: add a line for each case or remove the file.")
    return rows


def _lines(table: Path) -> list[dict[str, str]]:
    columns, lines = read_case_table(table)
    if not columns:
        raise InputError(f"{table} has no column case: its first line must name the columns.")
    found = []
    for number, line in enumerate(lines, start=2):
        values = {key: (value or "").strip() for key, value in line.items()}
        _check_expected(values.get("expected_mm", ""), f"{table}, line {number}")
        found.append(values)
    return found


def _check_expected(text: str, where: str) -> None:
    """See that an announced error is a number; infinite where a point was missed."""
    try:
        sound = not text or not math.isnan(float(text))
    except ValueError:
        sound = False
    if not sound:
        raise InputError(
            f"{where}: {text!r} in the column expected_mm is no number of millimetres: write it as 3.5, "
            "with a point, or leave it empty."
        )


def _row(values: dict[str, str], table: Path) -> CaseRow:
    case, split, fold = values["case"], values.get("split", ""), values.get("fold", "")
    if split not in SPLITS:
        raise InputError(f"{table}: split {split!r} of {case} must be train, val, test or empty.")
    if fold and not fold.isdecimal():
        raise InputError(f"{table}: fold {fold!r} of {case} must be a whole number or empty.")
    state = values.get("state", "")
    if state not in ("", *STATES):
        raise InputError(f"{table}: state {state!r} of {case} must be one of {', '.join(STATES)}.")
    if state in (UNLABELLED, PRE_ANNOTATED):
        split, fold = "", ""  # nobody has seen it
    return CaseRow(
        subject=values.get("subject", ""),
        contrast=values.get("contrast", ""),
        source=values.get("source", ""),
        split=split,
        fold=int(fold) if fold else None,
        notes=frozenset(values.get("notes", "").replace(";", " ").split()),
        observer=values.get("observer", ""),
        state=state,
    )


def read_lines(table: Path) -> tuple[list[str], Rows]:
    """Columns and rows by case; only the usual columns where there is no table yet.

    Raises:
        InputError: the table is there and cannot be used.
    """
    if not table.is_file():
        return list(_USUAL), {}
    cases = list(read_cases_table(table))  # complains of what is wrong
    columns, lines = read_case_table(table)
    values = ({key: row.get(key) or "" for key in columns} for row in lines)
    return columns, dict(zip(cases, values, strict=True))


def write_cases_table(table: Path, columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> None:
    """Write the table whole, or leave what was there.

    Raises:
        OutputError: it cannot be written.
    """
    with atomic_path(table) as temporary, temporary.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(rows)


def add_row(root: Path, case: str, subject: str, contrast: str) -> None:
    """List a new case in the table of a dataset, if it has one; its split is left open.

    Args:
        root: of the dataset.
        case: folder relative to it.
        subject: whom it is of; the case itself where empty.
        contrast: such as ``cine``.

    Raises:
        InputError: the table cannot be used.
        OutputError: it cannot be written.
    """
    table = root / "cases.csv"
    if not table.is_file() and not subject and not contrast:
        return
    columns, rows = read_lines(table)
    columns += [name for name in ("subject", "contrast") if name not in columns]
    rows[case] = {"case": case, "subject": subject or case, "contrast": contrast}
    write_cases_table(table, columns, list(rows.values()))
