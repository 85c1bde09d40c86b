"""A model of cardiac CT on sets of hearts, such as ``landmarkai simulate-ct`` makes them: one table.

Of every set: how many hearts are found, the errors of each landmark with bootstrap intervals, the Dice
of each segment, how many errors of more than 10 mm there are and how many of them nobody was told of,
how many references lie within the radius that is said to hold 90 % of them, and the time. What the
evaluation measures is taken from it; see ``landmarkai evaluate`` for all the rest. Run from the
repository::

    python Testing/benchmarks/ct_hearts.py ct-lv runs/ct/vh runs/ct/vh-thick -o runs/ct/hearts

writes ``ct_hearts.json`` and ``ct_hearts.md``. A set is named after its folder; ``--by`` divides it
further, by the anatomy that its hearts were varied from or by contrast phase.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.core.records import write_record
from LandmarkAILib.files.atomic import make_folder
from LandmarkAILib.files.text import write_json, write_text
from LandmarkAILib.inference.engine import load_model
from LandmarkAITrainingLib.data.dataset import CaseRecord, read_dataset
from LandmarkAITrainingLib.evaluation.collect import Collected, Detector, collect
from LandmarkAITrainingLib.evaluation.describe import contrast_of, grouped, source_of
from LandmarkAITrainingLib.evaluation.metrics.localisation import FAR_MM
from LandmarkAITrainingLib.evaluation.metrics.statistics import Estimate
from LandmarkAITrainingLib.evaluation.observations import Observation
from LandmarkAITrainingLib.evaluation.report.numbers import NONE, percent_with_interval, with_interval
from LandmarkAITrainingLib.evaluation.summaries import LandmarkSummary, SegmentSummary
from LandmarkAITrainingLib.evaluation.summarise import summarise

GROUPS = {"source": source_of, "contrast": contrast_of}


@dataclass(frozen=True)
class Point:
    """A landmark in a set of hearts.

    Args:
        landmark: its name.
        present, found: hearts that have it, and of them those in which it was found.
        median_mm, p95_mm: error with its interval; None where it was never found.
        largest_mm: the largest error.
        over_10_mm, untold: errors of more than 10 mm, and those of them without any notice.
        radius_mm: median of the radius that is said to hold 90 % of the references.
        within_radius: share of references that it holds; None of models without one.
    """

    landmark: str
    present: int
    found: int
    median_mm: Estimate | None
    p95_mm: Estimate | None
    largest_mm: float | None
    over_10_mm: int
    untold: int
    radius_mm: float | None
    within_radius: Estimate | None


@dataclass(frozen=True)
class Segment:
    """A segment in a set of hearts.

    Args:
        segment: its name.
        cases: hearts that have it.
        not_found: of them, where the model found nothing of it; their Dice is 0.
        dice: median with its interval.
        lowest: of all.
    """

    segment: str
    cases: int
    not_found: int
    dice: Estimate
    lowest: float


@dataclass(frozen=True)
class Hearts:
    """A set of hearts.

    Args:
        name: of the set.
        cases: hearts.
        found: those in which at least one landmark was found.
        points, segments: of the model, each.
        over_10_mm, untold: sums over the points.
        cpu_s: median of the processor's seconds from image in memory to points and labels.
        failed: why a case could not be measured, by case.
    """

    name: str
    cases: int
    found: int
    points: tuple[Point, ...]
    segments: tuple[Segment, ...]
    over_10_mm: int
    untold: int
    cpu_s: float
    failed: dict[str, str] = field(default_factory=dict)


@dataclass
class Watched:
    """A detector; of each detection it keeps what the evaluation does not.

    Args:
        detector: the model.
        seconds: of the processor, one a detection.
        told: names of the landmarks that came with a notice, one set a detection. What is told of the
            whole scan is told of all of them.
    """

    detector: Detector
    seconds: list[float] = field(default_factory=list)
    told: list[set[str]] = field(default_factory=list)

    def detect(self, image: Image) -> Detection:
        """As the detector does."""
        start = time.process_time()
        found = self.detector.detect(image)
        self.seconds.append(time.process_time() - start)
        self.told.append(_told(found.landmarks, bool(found.provenance.get("notice"))))
        return found


def _told(landmarks: LandmarkSet, of_scan: bool) -> set[str]:
    return {p.name for p in landmarks if of_scan or p.note}


def measure(name: str, records: Sequence[CaseRecord], detector: Detector) -> Hearts:
    """One set.

    Raises:
        InputError: no case could be read, or model and set have no landmark in common.
    """
    watched = Watched(detector)
    held = collect(records, watched, _say)
    told = {r.case: names for r, names in zip(held.evaluated, watched.told, strict=True)}
    return _summed(name, held, told, watched.seconds)


def _say(done: int, total: int, case: str) -> None:
    print(f"{done} of {total}: {case}", file=sys.stderr, flush=True)


def _summed(
    name: str, held: Collected, told: Mapping[str, set[str]], seconds: Sequence[float]
) -> Hearts:
    """A set from its cases; ``told`` holds by case which landmarks came with a notice."""
    summary = summarise(held.observations, held.scores)
    final = [o for o in held.observations if o.stage == "final" and o.reference == "present"]
    points = tuple(
        _point(landmark, measured, [o for o in final if o.landmark == landmark], told)
        for landmark, measured in summary.landmarks.items()
    )
    segments = tuple(
        _segment(segment, measured, [s.dice for s in held.scores if s.segment == segment])
        for segment, measured in summary.segments.items()
    )
    return Hearts(
        name,
        cases=len(held.evaluated) + len(held.failures),
        found=len({o.case for o in final if o.status == "detected"}),
        points=points,
        segments=segments,
        over_10_mm=sum(p.over_10_mm for p in points),
        untold=sum(p.untold for p in points),
        cpu_s=round(float(np.median(seconds)), 2),
        failed=dict(held.failures),
    )


def _point(
    landmark: str, measured: LandmarkSummary, seen: Sequence[Observation], told: Mapping[str, set[str]]
) -> Point:
    errors = measured.error_mm
    far = [o for o in seen if o.error_mm is not None and o.error_mm > FAR_MM]
    radii = [o.radius_mm for o in seen if o.radius_mm is not None]
    return Point(
        landmark=landmark,
        present=len(seen),
        found=sum(o.status == "detected" for o in seen),
        median_mm=errors.median if errors else None,
        p95_mm=errors.p95 if errors else None,
        largest_mm=max((o.error_mm for o in seen if o.error_mm is not None), default=None),
        over_10_mm=len(far),
        untold=sum(landmark not in told[o.case] for o in far),
        radius_mm=float(np.median(radii)) if radii else None,
        within_radius=measured.calibration.radius_coverage,
    )


def _segment(segment: str, measured: SegmentSummary, dice: Sequence[float]) -> Segment:
    return Segment(segment, len(dice), measured.not_found, measured.dice.median, min(dice))


_POINTS = (
    "set",
    "landmark",
    "found",
    "median, mm",
    "95th percentile, mm",
    "largest, mm",
    "over 10 mm, of them untold",
    "within the radius of 90 %",
)
_SEGMENTS = ("set", "segment", "Dice, median", "lowest", "not found", "CPU s")


def tables(sets: Sequence[Hearts]) -> str:
    """The sets as two tables of Markdown: landmarks, and segments with the time."""
    points = [[hearts.name, *_point_cells(point)] for hearts in sets for point in hearts.points]
    segments = [
        [
            hearts.name,
            segment.segment,
            with_interval(segment.dice, 3),
            f"{segment.lowest:.3f}",
            f"{segment.not_found} of {segment.cases}",
            f"{hearts.cpu_s:.1f}",
        ]
        for hearts in sets
        for segment in hearts.segments
    ]
    return "\n".join([*_table(_POINTS, points), "", *_table(_SEGMENTS, segments), ""])


def _point_cells(point: Point) -> Iterator[str]:
    yield point.landmark
    yield f"{point.found} of {point.present}"
    for estimate in (point.median_mm, point.p95_mm):
        yield NONE if estimate is None else with_interval(estimate)
    yield NONE if point.largest_mm is None else f"{point.largest_mm:.1f}"
    yield f"{point.over_10_mm}, {point.untold}" if point.over_10_mm else "0"
    yield percent_with_interval(point.within_radius)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield from (f"| {' | '.join(row)} |" for row in (columns, ["---"] * len(columns), *rows))


def chosen(
    folders: Sequence[Path], by: str | None, first: int | None
) -> Iterator[tuple[str, list[CaseRecord]]]:
    """The sets by name: each folder, or each of its groups.

    Args:
        folders: datasets.
        by: a key of ``GROUPS``; None leaves the folders whole.
        first: cases of each folder; None takes all.
    """
    for folder in folders:
        records = read_dataset(folder)[:first]
        groups = {"": records} if by is None else grouped(records, GROUPS[by])
        for group, held in groups.items():
            yield ", ".join(filter(None, [folder.name, group])), held


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("model", help="name or folder of a model")
    parser.add_argument("datasets", type=Path, nargs="+", help="folders of case folders")
    parser.add_argument("--by", choices=sorted(GROUPS), help="divide each set")
    parser.add_argument("--first", type=int, help="cases of each set (default: all)")
    parser.add_argument("--threads", type=int, help="of the processor")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for the tables")
    args = parser.parse_args(arguments)
    make_folder(args.output)
    engine = load_model(args.model, "cpu", args.threads)
    sets: list[Hearts] = []
    for name, records in chosen(args.datasets, args.by, args.first):
        sets.append(measure(name, records, engine))
        # After every set: a run over many of them takes hours.
        write_text(args.output / "ct_hearts.md", tables(sets))
        write_json(args.output / "ct_hearts.json", {"model": args.model, "sets": _plain(sets)})
    print(tables(sets))


def _plain(sets: Sequence[Hearts]) -> list[dict[str, Any]]:
    return [write_record(hearts) for hearts in sets]


if __name__ == "__main__":
    main()
