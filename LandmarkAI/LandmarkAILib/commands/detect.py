"""``landmarkai detect INPUT… -o OUT``."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ..errors import InputError
from ..inference.device import ENGINES, REQUESTS, Request
from ..inference.options import DetectionOptions

if TYPE_CHECKING:
    from .batch.folder_run import BatchProgress

_LEVELS = ("basal", "mid", "apical")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.description = (
        "Find landmarks and write them, contours and tables in 3D Slicer's formats. A case that is "
        "complete is skipped, so an interrupted run is resumed by the same command."
    )
    device, engine = DetectionOptions().device, DetectionOptions().engine
    add = parser.add_argument
    add(
        "inputs",
        metavar="INPUT",
        nargs="+",
        type=Path,
        help="image file, DICOM folder, or tree of them; or one cohort.csv of 'landmarkai plan'",
    )
    add("-o", "--output", metavar="OUT", type=Path, required=True, help="folder for the results")
    add("--model", metavar="NAME|PATH", help="name or folder of a model (default: what fits the image)")
    add(
        "--device",
        metavar="DEVICE",
        type=_devices,
        default=device,
        help=f"where to compute: {', '.join(REQUESTS)}, cuda:1; of a cohort also several, such as "
        "cuda:0,cuda:1, a process each (default: %(default)s)",
    )
    add(
        "--engine",
        choices=ENGINES,
        default=engine,
        help="what runs the networks: openvino, extra [openvino], is a tenth faster on a CPU "
        "(default: %(default)s)",
    )
    add("--as-dataset", action="store_true", help="write cases of a dataset for a reader to mend")
    add("--overwrite", action="store_true", help="redo complete cases, replace files of others")
    add("--pictures", action="store_true", help="also a picture of all slices (.png), for MR stacks")
    add("--mirror", action="store_true", help="stacks are stored as mirror images: turn them over")
    frames = parser.add_mutually_exclusive_group()
    frames.add_argument("--frame", metavar="N", type=_index, help="frame of 4D files, from 0")
    frames.add_argument("--all-frames", action="store_true", help="every frame of 4D files")
    add("--threads", metavar="N", type=_count, help="CPU threads (default: torch's choice)")
    add(
        "--levels",
        metavar="LEVELS",
        type=parse_levels,
        help="slices of the AHA levels, from 0, such as basal=0-3,mid=4-6,apical=7-9 "
        "(default: thirds of the myocardium)",
    )
    _add_of_cohorts(parser)
    parser.set_defaults(run=_run)


def _add_of_cohorts(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("with a cohort.csv")
    ways = group.add_mutually_exclusive_group()
    ways.add_argument(
        "--part", metavar="K/N", help="one of N parts (default: the task of a SLURM array, else all)"
    )
    ways.add_argument("--dask", metavar="ADDRESS|local:N", help="on dask.distributed, extra [cluster]")
    group.add_argument(
        "--jobs", metavar="N", type=_count, help="processes on this machine, which share its threads"
    )
    # To these processes: the others run, too, and whoever started them says what is next.
    group.add_argument("--of-jobs", action="store_true", help=argparse.SUPPRESS)


def parse_levels(text: str) -> dict[str, list[int]]:
    """Slices by level from ``basal=0-3,mid=4-6,apical=7``.

    Raises:
        argparse.ArgumentTypeError: not of that form.
    """
    levels: dict[str, list[int]] = {}
    for part in text.split(","):
        level, _, span = part.strip().partition("=")
        first, _, last = span.partition("-")
        if level not in _LEVELS or not first.isdecimal() or not (last or first).isdecimal():
            raise argparse.ArgumentTypeError(
                f"'{part}' is not of the form basal=0-3, mid=4 or apical=7-9"
            )
        if int(last or first) < int(first):
            raise argparse.ArgumentTypeError(f"'{part}' runs backwards: give the lower slice first")
        if level in levels:
            raise argparse.ArgumentTypeError(f"'{level}' is named twice: give one range of slices")
        levels[level] = list(range(int(first), int(last or first) + 1))
    named = [k for slices in levels.values() for k in slices]
    if len(set(named)) < len(named):
        raise argparse.ArgumentTypeError("a slice is named in two levels: give it to one")
    return levels


def _index(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 0")
    return int(text)


def _count(text: str) -> int:
    if _index(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 1")
    return int(text)


def _devices(text: str) -> str:
    """One device or several, of a kind that there is."""
    for device in text.split(","):
        kind, colon, number = device.partition(":")
        if kind not in REQUESTS or (colon and not (kind == "cuda" and number.isdecimal())):
            raise argparse.ArgumentTypeError(
                f"'{device}' is no device: choose one of {', '.join(REQUESTS)}, or cuda:0, cuda:1, …"
            )
    return text


def _run(arguments: argparse.Namespace) -> int:
    from ..files.cohort_table import is_cohort
    from .batch.case_runner import CaseRunner
    from .batch.folder_run import detect_folder
    from .cohorts.detect_cohort import detect_cohort, refuse_for_folders

    # A scheduler's stop cleans up as Ctrl+C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if len(arguments.inputs) == 1 and is_cohort(arguments.inputs[0]):
        if arguments.as_dataset:
            raise InputError("--as-dataset works on images: give them instead of a table of cases")
        return detect_cohort(arguments, _options(arguments))
    refuse_for_folders(arguments)
    runner: type[CaseRunner] = CaseRunner
    if arguments.as_dataset:
        from ..files.dataset_table import TABLE, read_case_table
        from .batch.as_dataset import DatasetRunner

        runner = DatasetRunner
        if (table := arguments.output / TABLE).is_file():
            read_case_table(table)  # complains of what is wrong, before minutes are spent
    options = _options(arguments)
    results = detect_folder(arguments.inputs, arguments.output, options, print_progress, runner=runner)
    counts = Counter(result.status for result in results)
    said = ", ".join(
        f"{counts[status]} {status}" for status in ("done", "skipped", "failed") if counts[status]
    )
    odd = {
        "doubtful": sum(bool(result.doubts) for result in results),
        "worth a look": sum(bool(result.look) for result in results),
    }
    if named := ", ".join(f"{count} {what}" for what, count in odd.items() if count):
        said += f" ({named})"
    print(f"{said}. Results and summary.csv are in {arguments.output}.", file=sys.stderr)
    return 1 if counts["failed"] else 0


def _options(arguments: argparse.Namespace) -> DetectionOptions:
    from ..analysis.aha.settings import AhaSettings
    from .cohorts.local_jobs import visible_device

    kind, visible = visible_device(arguments.device.split(",")[0])
    if visible is not None:
        os.environ["CUDA_VISIBLE_DEVICES"] = visible  # before torch looks
    return DetectionOptions(
        model=arguments.model,
        device=cast(Request, kind),
        threads=arguments.threads,
        overwrite=arguments.overwrite,
        frames="all" if arguments.all_frames else arguments.frame,
        aha=AhaSettings(levels=arguments.levels),
        pictures=arguments.pictures,
        mirror=arguments.mirror,
        engine=arguments.engine,
    )


def print_progress(step: BatchProgress) -> None:
    """One line a case, on stderr."""
    result = step.result
    if result is not None:
        place = f"[{step.index + 1}/{step.total}] {result.case}"
        line = f"{place}: {result.status} in {result.seconds:.1f} s; {result.message}"
        with suppress(OSError):  # it may go to a file on a disk that is full; the run goes on
            print(line, file=sys.stderr, flush=True)
