"""The table of a cohort: ``cohort_table.csv``, and ``cohort.parquet`` where pyarrow is installed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from ...files.atomic import atomic_path
from ...files.text import write_table
from ...quality.case_row import CaseRow, cells

CSV, PARQUET = "cohort_table.csv", "cohort.parquet"


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
    written = [cells(row) for row in rows]
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
