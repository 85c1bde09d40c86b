"""``cases.csv`` of a dataset, as people and their spreadsheets leave it, and as a run adds to it."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from ..errors import InputError
from .atomic import lock, output_error
from .text import append_line, csv_text, write_table

TABLE = "cases.csv"
PRE_ANNOTATED: Literal["pre-annotated"] = "pre-annotated"
"""State of a case in which a model has put what is there, and nobody has looked at it."""
_COLUMNS = ("case", "subject", "split", "state", "expected_mm")


def read_case_table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Columns and rows of a dataset's table, which people edit; of a file that is empty, none.

    Raises:
        InputError: it is not UTF-8, its first line does not name the column case, or a line has cells
            beyond the columns: written anew, they would be lost.
    """
    remedy = "its first line must be the column names, among them 'case'; save it as CSV UTF-8"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}): {remedy}.") from error
    if not text.strip():
        return [], []
    head = text.partition("\n")[0]
    # As spreadsheets write it where the comma is that of decimals.
    semicolons = ";" in head and "," not in head
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if semicolons else ",")
    columns = list(reader.fieldnames or ())
    if columns.count("case") != 1:
        raise InputError(f"{path} begins with {head.strip()[:60]!r} and has no column case: {remedy}.")
    rows: list[dict[str, str]] = []
    for row in reader:
        if any(row.pop(None, None) or ()):
            raise InputError(
                f"{path} has in line {reader.line_num} more cells than columns: put a value that holds "
                "the separator in quotes, or name the column."
            )
        rows.append(row)
    return columns, rows


class CaseTable:
    """The table of a dataset, as one run adds to it; others may change it meanwhile.

    The first row of a run brings the table into its form, commas between the columns; another one is
    added at its end and costs the same however many there are.

    Args:
        path: of the table, which need not be there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: set[str] | None = None

    def note(self, row: Mapping[str, str]) -> None:
        """Put a row into the table, in the place of one of the same case.

        Raises:
            InputError: what is there is no table of cases; it is left as it is.
            OutputError: it cannot be written.
        """
        with lock(self._path.with_name(f".{self._path.name}.lock")):
            if self._known is None or row["case"] in self._known or not self._has_form():
                self._known = self._replace(row)
            else:
                self._append(row)
            self._known.add(row["case"])

    def _columns(self) -> list[str]:
        with self._path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
            return next(csv.reader(file), [])

    def _has_form(self) -> bool:
        """Whether a line can be added at the end; an editor may have left the last one open."""
        if not self._path.is_file() or not set(_COLUMNS) <= set(self._columns()):
            return False
        with self._path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read() == b"\n"

    def _append(self, row: Mapping[str, str]) -> None:
        line = csv_text([[row.get(name) for name in self._columns()]])
        try:
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND)
            try:
                append_line(file, line.encode("utf-8"))
            finally:
                os.close(file)
        except OSError as error:
            raise output_error(self._path, error) from error

    def _replace(self, row: Mapping[str, str]) -> set[str]:
        """Write the table with a row anew; the cases in it."""
        found, listed = read_case_table(self._path) if self._path.is_file() else ([], [])
        columns = [*dict.fromkeys([*found, *_COLUMNS])]
        rows = [known for known in listed if known.get("case") != row["case"]]
        whole = ({name: one.get(name) for name in columns} for one in [*rows, row])
        write_table(self._path, columns, whole)
        return {known.get("case") or "" for known in rows}
