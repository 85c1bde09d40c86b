"""``landmarkai check`` and ``landmarkai divide``: look at a dataset before training, and divide it."""

from __future__ import annotations

import argparse
import shutil
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .problems import Problem, Report

_NARROWEST, _WIDEST_CASE = 60, 32


def register(subparsers: Any) -> None:
    """Add the commands to ``landmarkai``."""
    words = "list what is wrong with a dataset, case by case, and how to mend it"
    parser = subparsers.add_parser("check", help=words, description=words)
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases")
    parser.add_argument("--preset", help="what is to be trained: its name, or path of its .json")
    parser.add_argument("--cases", type=Path, help="table of cases; cases.csv in the dataset by default")
    parser.add_argument("--json", type=Path, help="write the list here, too")
    parser.set_defaults(run=check_command)
    words = "divide a dataset by subject into cases to train, validate and test on"
    parser = subparsers.add_parser("divide", help=words, description=words)
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases; gets its cases.csv")
    parser.add_argument("--seed", type=int, default=2026, help="chooses who is held out")
    parser.set_defaults(run=divide_command)


def check_command(arguments: argparse.Namespace) -> int:
    """Check as the command line asks.

    Returns:
        Exit code: 1 if something must be mended before training, else 0.
    """
    from ..fitting.presets import read_preset
    from .run import check_dataset

    preset = read_preset(arguments.preset) if arguments.preset else None
    report = check_dataset(arguments.dataset, arguments.cases, preset, _say)
    if arguments.json is not None:
        report.write(arguments.json)
    width = max(_NARROWEST, shutil.get_terminal_size().columns)
    print(as_text(report, width))
    return 1 if report.errors else 0


def divide_command(arguments: argparse.Namespace) -> int:
    """Divide as the command line asks; returns the exit code."""
    from .divide import divide_dataset

    counts = divide_dataset(arguments.dataset, arguments.seed)
    told = ", ".join(f"{count} {split}" for split, count in sorted(counts.items()))
    print(f"{arguments.dataset / 'cases.csv'}: {told}")
    return 0


def as_text(report: Report, width: int) -> str:
    """The list as a table for a terminal, and the outcome below it.

    Args:
        report: what was found.
        width: characters in a line.
    """
    cases = [problem.case or "dataset" for problem in report.problems]
    first = min(_WIDEST_CASE, max([len(case) for case in cases], default=0)) + 2
    pairs = zip(report.problems, cases, strict=True)
    rows = [_row(problem, case, first, width) for problem, case in pairs]
    presets = f"Presets that fit: {', '.join(report.presets)}." if report.presets else ""
    return "\n".join([*(line for row in rows for line in row), report.summary(), presets]).strip()


def _row(problem: Problem, case: str, first: int, width: int) -> Sequence[str]:
    what = textwrap.wrap(f"{problem.severity}: {problem.what}", width - first)
    remedy = textwrap.wrap(f"→ {problem.remedy}", width - first, subsequent_indent="  ")
    starts = [case.ljust(first), *[" " * first] * (len(what) + len(remedy) - 1)]
    if len(case) >= first:  # a long name has a line of its own
        return [case, *(" " * first + line for line in (*what, *remedy))]
    return [start + line for start, line in zip(starts, [*what, *remedy], strict=True)]


def _say(done: int, total: int, case: str) -> None:
    print(f"{done}/{total} {case}", file=sys.stderr, flush=True)
