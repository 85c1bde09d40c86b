"""Tables of a cohort: the one that is written, and that of a reader's decisions, which is read.

``cohort_table.csv``, and ``cohort.parquet`` where pyarrow is installed; ``decisions.csv`` is what the
quality page lets one download.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from ...errors import InputError
from ...files.atomic import atomic_path
from ...files.native import shown
from ...files.text import write_table
from ...quality.case_row import CaseRow, cells

CSV, PARQUET = "cohort_table.csv", "cohort.parquet"
DECISIONS = "decisions.csv"
"""In the output folder; the page downloads it under this name."""

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
            first = file.readline()
            file.seek(0)
            # Excel parts by semicolons where the comma is the decimal sign.
            table = csv.DictReader(file, delimiter=";" if ";" in first else ",")
            rows = [(row["case"], row["decision"]) for row in table]
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise InputError(
            f"{path} has no columns 'case' and 'decision' ({error}): move it away, or download it from "
            "the quality page again."
        ) from error
    if unknown := {decision for _, decision in rows} - {*CHOICES, ""}:
        raise InputError(f"{path} holds the decision '{min(unknown)}': write {' or '.join(CHOICES)}.")
    return {shown(case): decision for case, decision in rows}


def write_tables(folder: Path, rows: Sequence[CaseRow]) -> list[Path]:
    """Write one row a case; a Parquet file of an earlier run that cannot be renewed is removed.

    Args:
        folder: of the results.
        rows: at least one.

    Returns:
        The files that were written.

    Raises:
        OutputError: the folder does not take them.
    """
    with_pixels = any(row.in_pixels for row in rows)
    written = [cells(row, with_pixels) for row in rows]
    write_table(folder / CSV, list(written[0]), written)
    if find_spec("pyarrow") is None:
        (folder / PARQUET).unlink(missing_ok=True)
        return [folder / CSV]
    import pyarrow
    import pyarrow.parquet

    kinds = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}
    columns = {}
    for name in written[0]:
        values = [row[name] for row in written]
        kind = next((type(value) for value in values if value is not None), float)
        columns[name] = pyarrow.array(values, kinds[kind])
    with atomic_path(folder / PARQUET) as temporary:
        pyarrow.parquet.write_table(pyarrow.table(columns), temporary)
    return [folder / CSV, folder / PARQUET]
