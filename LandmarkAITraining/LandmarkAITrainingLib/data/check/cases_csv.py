"""The table of cases as it is written; columns that LandmarkAI does not know are kept."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from LandmarkAILib.files.atomic import atomic_path

from ..cases_table import read_cases_table

COLUMNS = ("case", "subject", "contrast", "split")
Rows = dict[str, dict[str, str]]


def read_rows(table: Path) -> tuple[list[str], Rows]:
    """Columns and rows by case; only the usual columns where there is no table yet.

    Raises:
        InputError: the table is there and cannot be used.
    """
    if not table.is_file():
        return list(COLUMNS), {}
    cases = list(read_cases_table(table))  # complains of what is wrong
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    delimiter = ";" if ";" in lines[0] and "," not in lines[0] else ","
    reader = csv.DictReader(lines, delimiter=delimiter)
    columns = [*(reader.fieldnames or ())]
    values = ({key: row.get(key) or "" for key in columns} for row in reader)
    return columns, dict(zip(cases, values, strict=True))


def write_rows(table: Path, columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> None:
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
    columns, rows = read_rows(table)
    columns += [name for name in ("subject", "contrast") if name not in columns]
    rows[case] = {"case": case, "subject": subject or case, "contrast": contrast}
    write_rows(table, columns, list(rows.values()))
