"""``landmarkai check``, ``divide`` and ``import-spheres``: a dataset before training."""

from __future__ import annotations

import argparse
import shutil
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from LandmarkAILib.errors import InputError

from ..data.check.problems import DATASET, Problem, Report, listed
from .shared_options import say

_NARROWEST, _WIDEST_CASE = 60, 32
_FIRST = 3  # cases that are named of those with the same problem


def add_check_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases")
    parser.add_argument("--preset", help="what is to be trained: its name, or path of its .json")
    parser.add_argument("--cases", type=Path, help="table of cases; cases.csv in the dataset by default")
    parser.add_argument("--by-case", action="store_true", help="repeat what several cases share")
    parser.add_argument("--json", type=Path, help="write the list here, too, case by case")
    parser.add_argument(
        "--rename",
        nargs="+",
        metavar="OLD=NEW",
        help="show which names of points and segments would be changed, such as 'F-1=LV apex'; "
        "FILE:OLD=NEW of one file of each case, or a .csv with the columns old, new and file",
    )
    parser.add_argument("--write", action="store_true", help="change the names that --rename shows")
    parser.set_defaults(run=run_check)


def run_check(arguments: argparse.Namespace) -> int:
    """Check as the command line asks.

    Returns:
        Exit code: 1 if something must be mended before training, else 0.
    """
    if arguments.rename:
        if not _rename(arguments.dataset, arguments.rename, arguments.write):
            return 0
    elif arguments.write:
        raise InputError("--write changes names: say which with --rename OLD=NEW")
    from ..data.check.dataset_check import check_dataset
    from ..presets.preset import read_preset

    preset = read_preset(arguments.preset) if arguments.preset else None
    report = check_dataset(arguments.dataset, arguments.cases, preset, say)
    if arguments.json is not None:
        report.write(arguments.json)
    width = max(_NARROWEST, shutil.get_terminal_size().columns)
    print(as_text(report, width, arguments.by_case))
    return 1 if report.errors else 0


def _rename(dataset: Path, given: Sequence[str], write: bool) -> bool:
    """Show which names change; returns whether they were changed."""
    from ..data import renaming

    changes = renaming.plan(dataset, renaming.parse_renamings(given))
    found: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        place = str(change.path.relative_to(dataset))
        found.setdefault((change.old, change.new), []).append(place)
    for (old, new), places in found.items():
        print(f"'{old}' → '{new}' in {listed(places, _FIRST)}")
    if not changes:
        raise InputError(f"no name of {dataset} is changed: see its names with 'landmarkai check'")
    if not write:
        print("Nothing is written yet: add --write.")
        return False
    renaming.write(changes)
    print(f"{len({change.path for change in changes})} files written.")
    return True


def as_text(report: Report, width: int, by_case: bool = False) -> str:
    """The list as a table for a terminal, and the outcome below it.

    Args:
        report: what was found.
        width: characters in a line.
        by_case: list a problem once for each case; else once, with the first cases that have it.
    """
    entries = _listed(report.problems) if by_case else _grouped(report.problems)
    first = min(_WIDEST_CASE, max([len(case) for case, _ in entries], default=0)) + 2
    rows = [_row(problem, case, first, width) for case, problem in entries]
    presets = f"Presets that fit: {', '.join(report.presets)}." if report.presets else ""
    return "\n".join([*(line for row in rows for line in row), report.summary(), presets]).strip()


def _listed(problems: Sequence[Problem]) -> list[tuple[str, Problem]]:
    return [(problem.case or "dataset", problem) for problem in problems]


def _grouped(problems: Sequence[Problem]) -> list[tuple[str, Problem]]:
    """What cases have in common once, where the first of them stands."""
    groups: dict[Problem, list[str]] = {}
    for problem in problems:
        groups.setdefault(replace(problem, case=DATASET), []).append(problem.case)
    entries = []
    for problem, cases in groups.items():
        if len(cases) == 1:
            entries += _listed([replace(problem, case=cases[0])])
        else:
            what = f"{problem.what} ({listed(cases, _FIRST)})"
            entries.append((f"{len(cases)} cases", replace(problem, what=what)))
    return entries


def _row(problem: Problem, case: str, first: int, width: int) -> Sequence[str]:
    what = textwrap.wrap(f"{problem.severity}: {problem.what}", width - first)
    remedy = textwrap.wrap(f"→ {problem.remedy}", width - first, subsequent_indent="  ")
    starts = [case.ljust(first), *[" " * first] * (len(what) + len(remedy) - 1)]
    if len(case) >= first:  # a long name has a line of its own
        return [case, *(" " * first + line for line in (*what, *remedy))]
    return [start + line for start, line in zip(starts, [*what, *remedy], strict=True)]


def add_divide_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases; gets its cases.csv")
    parser.add_argument("--seed", type=int, default=2026, help="chooses who is held out")
    parser.set_defaults(run=run_divide)


def run_divide(arguments: argparse.Namespace) -> int:
    """Divide as the command line asks; returns the exit code."""
    from ..data.folds import divide_dataset

    counts = divide_dataset(arguments.dataset, arguments.seed)
    told = ", ".join(f"{count} {split}" for split, count in sorted(counts.items()))
    print(f"{arguments.dataset / 'cases.csv'}: {told}")
    return 0


def add_import_spheres_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("label_map", type=Path, help="label map with a sphere a landmark")
    parser.add_argument("-o", "--output", type=Path, required=True, help="landmarks.mrk.json, or .fcsv")
    parser.add_argument(
        "--labels",
        nargs="+",
        required=True,
        metavar="N=NAME",
        help='names of the labels, such as "1=LV apex", or the file of ITK-SNAP\'s label descriptions',
    )
    parser.add_argument(
        "--per-slice", action="store_true", help="a point a slice, of discs painted slice by slice"
    )
    parser.set_defaults(run=run_import_spheres)


def run_import_spheres(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from LandmarkAILib.files.markups import write_landmarks

    from ..data.itk_snap import read_names, read_spheres

    points = read_spheres(arguments.label_map, read_names(arguments.labels), arguments.per_slice)
    write_landmarks(points, arguments.output)
    print(f"{arguments.output}: {len(points)} points of {', '.join(points.names())}")
    return 0
