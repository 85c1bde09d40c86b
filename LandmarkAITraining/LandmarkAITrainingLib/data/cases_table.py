"""The table that describes the cases of a dataset.

A CSV file with the column case and optionally subject, contrast, split, observer, source, fold, notes;
notes are words separated by spaces or semicolons.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from LandmarkAILib.errors import InputError

SPLITS = ("train", "val", "test", "")


@dataclass(frozen=True)
class CaseRow:
    """What a table says of a case; empty where it says nothing.

    ``observer`` says whose landmarks are the reference, of a case that several observers annotated.
    """

    subject: str
    contrast: str
    source: str
    split: str
    fold: int | None
    notes: frozenset[str]
    observer: str = ""


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
    try:
        text = table.read_text(encoding="utf-8-sig")  # -sig: spreadsheets write a byte-order mark
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{table} cannot be read ({error}): save the table as UTF-8 CSV.") from error
    lines = text.splitlines()
    header = lines[0] if lines else ""
    reader = csv.DictReader(lines, delimiter=";" if ";" in header and "," not in header else ",")
    if "case" not in (reader.fieldnames or ()):
        raise InputError(f"{table} has no column case: its first line must name the columns.")
    return [
        {key: (value or "").strip() for key, value in line.items() if isinstance(key, str)}
        for line in reader
    ]


def _row(values: dict[str, str], table: Path) -> CaseRow:
    case, split, fold = values["case"], values.get("split", ""), values.get("fold", "")
    if split not in SPLITS:
        raise InputError(f"{table}: split {split!r} of {case} must be train, val, test or empty.")
    if fold and not fold.isdecimal():
        raise InputError(f"{table}: fold {fold!r} of {case} must be a whole number or empty.")
    return CaseRow(
        subject=values.get("subject", ""),
        contrast=values.get("contrast", ""),
        source=values.get("source", ""),
        split=split,
        fold=int(fold) if fold else None,
        notes=frozenset(values.get("notes", "").replace(";", " ").split()),
        observer=values.get("observer", ""),
    )
