"""``landmarkai detect cohort.csv -o OUT``: one part, several processes, or dask."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ...errors import InputError
from ...files.case_records import CaseRecord
from ...inference.options import DetectionOptions
from ..batch.manifest import begin_cohort
from .local_jobs import plan_jobs, run_jobs
from .part_run import PartOutcome, run_part
from .parts import WHOLE, Part, PartTask, parse_part, part_of_array

_MOST_NAMED = 20  # failed cases that are named at the end


def detect_cohort(arguments: argparse.Namespace, options: DetectionOptions) -> int:
    """Do what the command line says of a cohort.

    Args:
        arguments: of ``landmarkai detect``, whose one input is a table.
        options: from them; its device is of the first that was named.

    Returns:
        The exit status.

    Raises:
        LandmarkAIError: nothing can be done, or not all.
    """
    table: Path = arguments.inputs[0]
    output: Path = arguments.output
    begin_cohort(output, options, table)
    if arguments.dask:
        return _on_dask(arguments.dask, table, output, options)
    part = parse_part(arguments.part) if arguments.part else part_of_array() or WHOLE
    devices: list[str] = arguments.device.split(",")
    jobs = arguments.jobs or len(devices)
    if jobs > 1:
        given = [str(table), "-o", str(output), *_arguments(arguments)]
        status = run_jobs(plan_jobs(part, jobs, devices, given, arguments.threads))
        _print(f"{_title(part)}: all {jobs} processes have ended. {_next(part, output)}")
        return status
    outcome = run_part(PartTask(table, output, options, part), teller(part))
    following = "" if arguments.of_jobs else _next(part, output)
    return end_of_part(outcome, _title(part), following)


def refuse_for_folders(arguments: argparse.Namespace) -> None:
    """See that options of cohorts are not given with images.

    Raises:
        InputError: they are.
    """
    for name in ("part", "jobs", "dask"):
        if getattr(arguments, name):
            raise InputError(
                f"--{name} works on a table of cases: first run "
                "'landmarkai plan INPUT… -o cohort.csv', then give cohort.csv as the input."
            )


def _on_dask(address: str, table: Path, output: Path, options: DetectionOptions) -> int:
    from .on_dask import connected, run_on_dask, with_threads

    def tell(outcome: PartOutcome, over: int, total: int) -> None:
        _print(f"[{over}/{total}] {outcome.title}: {_counts(outcome)} in {outcome.seconds:.0f} s")

    options = with_threads(options, address)
    with connected(address, options.threads) as client:
        outcome = run_on_dask(client, table, output, options, tell)
    return end_of_part(outcome, "The cohort", _next(WHOLE, output))


def teller(part: Part) -> Callable[[CaseRecord, int, int], None]:
    """What prints a line for each case of a part."""

    def tell(record: CaseRecord, over: int, total: int) -> None:
        place = f"[{over}/{total}] " if part == WHOLE else f"{part} [{over}/{total}] "
        again = " at the second attempt" if record.attempt > 1 else ""
        line = f"{record.stem}: {record.status}{again} in {record.seconds:.1f} s; {record.message}"
        _print(place + line)

    return tell


def end_of_part(outcome: PartOutcome, title: str, following: str) -> int:
    """Say what became of a part, which cases failed, and what is next if anything; the exit status."""
    for case, message in list(outcome.failed.items())[:_MOST_NAMED]:
        _print(f"failed: {case}: {message}")
    if len(outcome.failed) > _MOST_NAMED:
        _print(f"and {len(outcome.failed) - _MOST_NAMED} more that failed, see the records")
    _print(f"{title}: {_counts(outcome)} in {outcome.seconds:.0f} s. {following}".rstrip())
    return 1 if outcome.failed else 0


def _counts(outcome: PartOutcome) -> str:
    words = {"before": "done before"}
    statuses = ("done", "skipped", "failed", "before")
    said = [f"{outcome.counts[s]} {words.get(s, s)}" for s in statuses if outcome.counts[s]]
    return ", ".join(said) or "no cases"


def _title(part: Part) -> str:
    return "The cohort" if part == WHOLE else f"Part {part.number} of {part.count}"


def _next(part: Part, output: Path) -> str:
    others = "" if part == WHOLE else "run the others, then "
    return f"Records are in {output / 'parts'}: {others}landmarkai gather {output}"


def _arguments(arguments: argparse.Namespace) -> list[str]:
    """The command line of a process that does a share, without what differs between them."""
    given = ["--model", arguments.model] if arguments.model else []
    given += [] if arguments.engine == DetectionOptions().engine else ["--engine", arguments.engine]
    given += [f"--{name}" for name in ("overwrite", "pictures", "mirror") if getattr(arguments, name)]
    if arguments.all_frames:
        given.append("--all-frames")
    elif arguments.frame is not None:
        given += ["--frame", str(arguments.frame)]
    if arguments.levels:
        levels = (f"{name}={slices[0]}-{slices[-1]}" for name, slices in arguments.levels.items())
        given += ["--levels", ",".join(levels)]
    return given


def _print(line: str) -> None:
    with suppress(OSError):  # it may go to a file on a disk that is full; the run goes on
        print(line, file=sys.stderr, flush=True)
