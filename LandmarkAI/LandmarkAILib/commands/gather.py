"""``landmarkai gather OUT``: one table and one quality page of all cases of an output folder."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..quality.case_row import CaseRow

_TELL_EVERY = 1000  # cases


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.description = (
        "Gather the results of 'landmarkai detect' in one table (cohort_table.csv, and cohort.parquet "
        "where pyarrow is installed) and one page to review them in a browser (cohort.html). Decisions "
        "that were downloaded from the page (decisions.csv in OUT) are taken into the table."
    )
    parser.add_argument("output", metavar="OUT", type=Path, help="folder that detect wrote to")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    rows, files = gather(arguments.output, tell=True)
    counts = Counter(row.status for row in rows)
    said = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
    flagged = sum(bool(row.flags) for row in rows)
    print(f"{said}; {flagged} with flags. Written: {', '.join(map(str, files))}", file=sys.stderr)
    if text := _missing(arguments.output):
        print(text, file=sys.stderr)
    return 1 if counts["failed"] or counts["damaged"] else 0


def _missing(folder: Path) -> str:
    """What to say of a cohort of which a part is there; empty where all of it is, or where none is."""
    from ..files.case_records import read_all_records
    from .batch.manifest import planned_cases

    planned = planned_cases(folder)
    ended = {record.case for record in read_all_records(folder) if record.status != "started"}
    if len(ended) >= planned:
        return ""
    return (
        f"These are {len(ended)} of the {planned} cases that were planned: run the parts that are left, "
        "then gather again."
    )


def gather(folder: Path, tell: bool = False) -> tuple[list[CaseRow], list[Path]]:
    """Write the table and the page of an output folder.

    Args:
        folder: that ``detect`` wrote to; that other parts of a run still write to it does no harm.
        tell: whether to say on stderr how far it is.

    Returns:
        The cases, and the files that were written.

    Raises:
        InputError: there are no results in it.
        OutputError: it does not take the files.
    """
    from ..pictures.cohort.page import write_page
    from .gathering.case_rows import read_cases
    from .gathering.tables import write_tables

    def progress(done: int, total: int) -> None:
        if tell and done % _TELL_EVERY == 0:
            print(f"{done} of {total} cases read", file=sys.stderr, flush=True)

    rows = read_cases(folder, progress)
    return rows, [*write_tables(folder, rows), write_page(folder, rows)]
