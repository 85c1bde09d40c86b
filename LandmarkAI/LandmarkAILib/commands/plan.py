"""``landmarkai plan INPUT… -o cohort.csv``."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError

if TYPE_CHECKING:
    from .cohorts.planning import PlanState

_EVERY = 10.0  # s between two lines of progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.description = (
        "List the images and series of folders and archives in a table, one row a case, for 'landmarkai "
        "detect' to work on in parts. The same command continues a table, and adds what is new."
    )
    add = parser.add_argument
    add("inputs", metavar="INPUT", nargs="+", type=Path, help="image file, DICOM folder, zip, or tree")
    add("-o", "--output", metavar="cohort.csv", type=Path, required=True, help="the table")
    add("--zip", action="store_true", help="look into the zip archives of folders, too")
    add(
        "--pseudonyms",
        action="store_true",
        help="name cases by numbers that say nothing; what they stand for goes into a key beside the "
        "table (cohort.key.csv, readable by you alone)",
    )
    add("--quick", action="store_true", help="read headers only: no digest of each case's bytes")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from .cohorts.planning import PlanOptions, plan_cohort

    table: Path = arguments.output
    if table.suffix.lower() != ".csv":
        raise InputError(f"{table} does not end in .csv: name a table, such as cohort.csv.")
    # A scheduler's stop ends it as Ctrl+C does: what is in the table stays.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options = PlanOptions(arguments.zip, arguments.pseudonyms, arguments.quick)
    state = plan_cohort(arguments.inputs, table, options, _teller())
    print(f"{_said(table, state)}. Next: landmarkai detect {table} -o OUT --part 1/N", file=sys.stderr)
    return 0


def _said(table: Path, state: PlanState) -> str:
    """What is in a table now, and what is not as it was."""
    said = f"{table} has {state.cases} cases, {state.new} of them new"
    if 0 < state.new < state.cases:
        said += f" ({_named(state.first, state.new)})"
    if state.problems:
        said += f"; {state.problems} of these cannot be used, see its column 'problem'"
    if state.changed:
        said += (
            f"; {len(state.changed)} have other files than when they were planned "
            f"({_named(state.changed)}), and detect will refuse them: plan anew, into another table"
        )
    if state.gone:
        said += (
            f"; {len(state.gone)} are not there any more ({_named(state.gone)}), and detect will fail "
            "on them: put them back, or take their rows out of the table"
        )
    if state.left_out:
        said += f"; {state.left_out} zip archives were left out, pass --zip to look into them"
    return said


def _named(ids: Sequence[str], count: int | None = None) -> str:
    """The first ids, of so many; of those in the list if None."""
    from .cohorts.planning import MOST_NAMED

    return ", ".join(ids[:MOST_NAMED]) + ("…" if (count or len(ids)) > MOST_NAMED else "")


def _teller() -> Callable[[PlanState], None]:
    last = time.monotonic()

    def tell(state: PlanState) -> None:
        nonlocal last
        if time.monotonic() - last > _EVERY:
            last = time.monotonic()
            print(f"{state.cases} cases", file=sys.stderr, flush=True)

    return tell
