"""``landmarkai derive SEGMENTATION… -o OUT``: RV insertion points and LV center from masks."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..analysis.derive import LIMIT_MM, derive_landmarks
from ..core.anatomy import LEFT_VENTRICLE, MYOCARDIUM, RIGHT_VENTRICLE, segment_called
from ..core.landmarks import LandmarkSet
from ..errors import InputError, OutputError
from .batch.summary import CaseResult, Status, failed, write_summary

if TYPE_CHECKING:
    from ..core.detection import Segmentation
    from ..files.case_walk import Case


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.description = (
        "Derive the RV insertion points and the LV center of every slice from masks of LV cavity, "
        "myocardium and RV, made by any tool, and say how far each moves where contours are redrawn by "
        "0.75 mm."
    )
    add = parser.add_argument
    add("inputs", metavar="SEGMENTATION", nargs="+", type=Path, help="file, or folder tree of them")
    add("-o", "--output", metavar="OUT", type=Path, required=True, help="folder for the point lists")
    add(
        "--labels",
        metavar="NAME=VALUE",
        nargs="+",
        type=parse_label,
        default=[],
        help="what the values of a plain label map are, such as LV=3 MYO=2 RV=1",
    )
    add(
        "--limit",
        metavar="MM",
        type=float,
        default=LIMIT_MM,
        help="leave a point undefined that moves further when redrawn (default: %(default)g)",
    )
    add("--overwrite", action="store_true", help="replace point lists that are there and differ")
    parser.set_defaults(run=_run)


def parse_label(text: str) -> tuple[int, str]:
    """Value and segment from ``LV=3``; a name that is not known is kept and not used.

    Raises:
        argparse.ArgumentTypeError: not of that form.
    """
    name, _, value = text.partition("=")
    if not name.strip() or not value.isdecimal() or int(value) == 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not of the form LV=3")
    return int(value), segment_called(name) or name.strip()


@dataclass(frozen=True)
class DeriveRunner:
    """Derives the points of one segmentation after the other.

    Args:
        output: folder of the point lists.
        labels: names of the values of plain label maps.
        limit: mm; see :func:`.derive_landmarks`.
        overwrite: replace point lists that differ.
    """

    output: Path
    labels: Mapping[int, str]
    limit: float = LIMIT_MM
    overwrite: bool = False

    def result(self, case: Case) -> CaseResult:
        """Derive and write; what goes wrong becomes the result."""
        start, name = time.perf_counter(), case.output_stem.as_posix()
        path = self.output / case.output_stem.with_name(case.output_stem.name + ".mrk.json")
        try:
            status, message = self._derive(case, path)
        except Exception as error:  # noqa: BLE001 - a case's boundary
            return failed(name, case.source, error, time.perf_counter() - start)
        written = (path,) if status != "failed" else ()
        return CaseResult(name, status, time.perf_counter() - start, message, written)

    def _derive(self, case: Case, path: Path) -> tuple[Status, str]:
        from ..files.atomic import atomic_path, make_folder
        from ..files.markups import to_mrk_json

        segmentation = read_masks(case.source, self.labels)
        found = derive_landmarks(segmentation, self.limit)
        if not len(found):
            raise InputError(
                f"{case.source} has no voxel of an LV cavity: give a segmentation with one."
            )
        text = to_mrk_json(_as_points(found), f"{path.name.removesuffix('.mrk.json')} landmarks")
        if path.exists() and not self.overwrite:
            if path.read_text(encoding="utf-8") != text:
                raise OutputError(
                    f"{path} is there and differs: choose another output folder, or pass --overwrite "
                    "to replace it."
                )
            return "skipped", f"complete since an earlier run; {_describe(found, segmentation)}"
        make_folder(path.parent)
        with atomic_path(path) as temporary:
            temporary.write_text(text, encoding="utf-8", newline="\n")
        return "done", _describe(found, segmentation)


def read_masks(path: Path, labels: Mapping[int, str]) -> Segmentation:
    """A segmentation whose segments go by our names.

    Raises:
        InputError: it cannot be read, lacks LV or myocardium, or has two segments of one meaning.
    """
    from ..files.segmentations import read_segmentation

    try:
        segmentation = read_segmentation(path, label_names=labels)
    except InputError as error:
        if "without a name" not in str(error):
            raise
        raise InputError(f"{error} On the command line: --labels LV=3 MYO=2 RV=1.") from error
    names = tuple(segment_called(name) or name for name in segmentation.names)
    for name in (LEFT_VENTRICLE, MYOCARDIUM, RIGHT_VENTRICLE):
        same = [given for given, known in zip(segmentation.names, names, strict=True) if known == name]
        if len(same) > 1:
            raise InputError(
                f"{path} has {len(same)} segments for {name} ({', '.join(same)}): keep one."
            )
        if not same and name != RIGHT_VENTRICLE:
            given = ", ".join(segmentation.names) or "none"
            raise InputError(
                f"{path} has no segment for {name} (only {given}): rename the one that is meant."
            )
    return replace(segmentation, names=names)


def _as_points(landmarks: LandmarkSet) -> LandmarkSet:
    """What a control point says is its note: how it was derived, in which slice if it has no place."""
    return LandmarkSet(
        tuple(
            replace(
                mark,
                probability=1.0,
                covariance=None,
                slice=None if mark.position is not None else mark.slice,
            )
            for mark in landmarks
        )
    )


def _describe(landmarks: LandmarkSet, segmentation: Segmentation) -> str:
    """How many points there are, and what the reader should know."""
    found = sum(mark.position is not None for mark in landmarks)
    parts = [f"{found} of {len(landmarks)} points derived"]
    if undefined := sum(mark.note.startswith("undefined") for mark in landmarks):
        parts.append(f"{undefined} undefined, because redrawing moves them too far")
    if not _has(segmentation, RIGHT_VENTRICLE):
        parts.append("it has no right ventricle, so no insertion points")
    return "; ".join(parts)


def _has(segmentation: Segmentation, name: str) -> bool:
    names = segmentation.names
    return name in names and bool(np.any(segmentation.labels == names.index(name) + 1))


def derive_folder(inputs: Sequence[Path], runner: DeriveRunner) -> list[CaseResult]:
    """Derive from every segmentation of files and folders, ``summary.csv`` written anew after each.

    Raises:
        InputError: there is no segmentation among the inputs.
        OutputError: the output folder, or the summary in it, cannot be written.
    """
    from ..files.atomic import make_folder
    from ..files.segmentation_cases import find_segmentations

    cases = find_segmentations(inputs, label_maps=bool(runner.labels))
    make_folder(runner.output)
    results: list[CaseResult] = []
    for number, case in enumerate(cases, start=1):
        result = runner.result(case)
        results.append(result)
        write_summary(runner.output, results)
        print(
            f"[{number}/{len(cases)}] {result.case}: {result.status}; {result.message}", file=sys.stderr
        )
    return results


def _run(arguments: argparse.Namespace) -> int:
    runner = DeriveRunner(arguments.output, dict(arguments.labels), arguments.limit, arguments.overwrite)
    counts = Counter(result.status for result in derive_folder(arguments.inputs, runner))
    said = ", ".join(
        f"{counts[status]} {status}" for status in ("done", "skipped", "failed") if counts[status]
    )
    print(f"{said}. Point lists and summary.csv are in {arguments.output}.", file=sys.stderr)
    return 1 if counts["failed"] else 0
