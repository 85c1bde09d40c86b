"""How far a short-axis model lies from points placed by eye, and from the derived reference.

Points placed by eye count where all placements of a slice call them sure; the reference is their mean.
Derived points are all of the split's. Every number is a median or a share with its 95 % interval by
drawing subjects. Degrees are about the reference's LV center, radial and tangential means are signed
(outward, clockwise on a canonical slice)::

    python Testing/benchmarks/by_eye.py ../shared/data --model cmr-sax --split val

``docs/results/cmr-sax-far-points.csv`` holds the validation points at which the rule and ``cmr-sax``
0.2.0 lay more than 8 mm apart, placed again by eye, once, by one developer who had seen both; ``sure``
says where the picture leaves no doubt. Rows *re-placed* are of the derived reference with these points.

A model may be a folder of a training run, too: the stages that it holds take the place of those of the
shipped model of the same preset. The test split is for the last look at a finished model.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAITrainingLib.data.dataset import CaseRecord, load_case, read_dataset
from LandmarkAITrainingLib.evaluation.collect import collect
from LandmarkAITrainingLib.evaluation.metrics.localisation import FAR_DEGREES, FAR_MM
from LandmarkAITrainingLib.evaluation.metrics.statistics import Estimate, SubjectBootstrap
from LandmarkAITrainingLib.evaluation.observations import Observation, observe
from LandmarkAITrainingLib.evaluation.summarise import SegmentScore
from run_weights import open_model

NAMES = (ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER)
FAR = Path(__file__).parents[2] / "docs" / "results" / "cmr-sax-far-points.csv"
CASES = Path(__file__).parents[2] / "LandmarkAITraining" / "Resources" / "Presets" / "cmr-sax.cases.csv"
Observations = Sequence[Observation]
Placed = dict[str, LandmarkSet]
"""Means of the sure points placed by eye, by case."""


@dataclass
class Remembering:
    """A model that remembers the landmarks it found, image after image."""

    pipeline: Pipeline
    found: list[LandmarkSet] = field(default_factory=list)

    def detect(self, image: Image) -> Detection:
        """As the model does."""
        detection = self.pipeline.detect(image)
        self.found.append(detection.landmarks)
        return detection


def placed_by_eye(path: Path) -> Placed:
    """Read the points that all placements of a slice call sure, as their mean."""
    marks: dict[tuple[str, int, str], list[tuple[bool, list[float]]]] = defaultdict(list)
    for row in json.loads(path.read_text(encoding="utf-8")):
        key = row["case"], row["slice"], row["landmark"]
        marks[key].append((row["sure"], row["position_lps_mm"]))
    times = max(len(placements) for placements in marks.values())
    points: dict[str, list[Landmark]] = defaultdict(list)
    for (case, k, name), placements in marks.items():
        if len(placements) == times and all(sure for sure, _ in placements):
            mean = np.mean([position for _, position in placements], axis=0)
            points[case].append(Landmark(name, mean, slice=k))
    return {case: LandmarkSet(tuple(listed)) for case, listed in points.items()}


def against_eye(
    records: Sequence[CaseRecord], found: Sequence[LandmarkSet], eye: Placed
) -> Observations:
    """What was found on each case, compared with the sure points placed by eye."""
    observations: list[Observation] = []
    for record, landmarks in zip(records, found, strict=True):
        if record.case in eye:
            sure = {(mark.name, mark.slice) for mark in eye[record.case]}
            shown = replace(load_case(record), landmarks=eye[record.case])
            observations += [o for o in observe(shown, landmarks) if (o.landmark, o.slice) in sure]
    return observations


def read_far(path: Path) -> dict[tuple[str, str, int], list[float]]:
    """LPS mm of the points placed again by eye, by case, landmark and slice."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (line["case"], line["landmark"], int(line["slice"])): [
                float(line[f"{axis}_lps_mm"]) for axis in "xyz"
            ]
            for line in csv.DictReader(file)
        }


def against_re_placed(records: Sequence[CaseRecord], found: Sequence[LandmarkSet]) -> Observations:
    """What was found, compared with the derived reference with its far points placed again by eye."""
    far = read_far(FAR)
    observations: list[Observation] = []
    for record, landmarks in zip(records, found, strict=True):
        case = load_case(record)
        marks = []
        for mark in case.landmarks:
            position = far.get((record.case, mark.name, -1 if mark.slice is None else mark.slice))
            marks.append(mark if position is None else replace(mark, position=np.array(position)))
        observations += observe(replace(case, landmarks=LandmarkSet(tuple(marks))), landmarks)
    return observations


def row(title: str, name: str, listed: Observations) -> str:
    """A row of the table for one landmark of one group."""
    present = [o for o in listed if o.landmark == name and o.reference == "present"]
    found = [o for o in present if o.error_mm is not None]
    if not found:
        return f"| {title} | {name} | 0 | | | | | | |"
    mm = np.array([o.error_mm for o in found], float)
    drawn = SubjectBootstrap([o.subject for o in found])
    cells = [said(drawn.quantile(mm, 0.5)), said(drawn.mean(100 * (mm > FAR_MM)), "%")]
    turned = [o for o in found if o.turn_deg is not None]
    if turned:
        degrees = np.abs(np.array([o.turn_deg for o in turned], float))
        about = SubjectBootstrap([o.subject for o in turned])
        cells += [said(about.quantile(degrees, 0.5), "°")]
        cells += [said(about.mean(100 * (degrees > FAR_DEGREES)), "%")]
        bias = [np.mean([o.radial_mm for o in turned]), np.mean([o.tangential_mm for o in turned])]
        cells += [" / ".join(f"{value:+.1f}" for value in bias)]
    else:
        cells += ["", "", ""]
    rate = SubjectBootstrap([o.subject for o in present]).mean([100.0 * (o in found) for o in present])
    return f"| {title} | {name} | {len(found)} | " + " | ".join([*cells, said(rate, "%")]) + " |"


def shown_beyond(title: str, listed: Observations) -> str:
    """How many slices without any heart get an LV center."""
    beyond = [o for o in listed if o.landmark == LV_CENTER and o.reference == "absent"]
    shown = sum(o.status == "detected" for o in beyond)
    return f"LV center shown on slices without a heart, {title}: {shown} of {len(beyond)}"


def said(estimate: Estimate, unit: str = "", digits: int = 2) -> str:
    """A number with its interval, such as ``1.73 [1.24, 2.31]``."""
    if estimate.low is None:
        return f"{estimate.value:.{digits}f}{unit}"
    return f"{estimate.value:.{digits}f}{unit} [{estimate.low:.{digits}f}, {estimate.high:.{digits}f}]"


def report(
    eye: Observations,
    derived: Observations,
    re_placed: Observations,
    scores: Sequence[SegmentScore],
) -> Iterator[str]:
    """The lines of the report."""
    yield "| reference | landmark | points | mm | over 10 mm | degrees | over 20° | bias mm | found |"
    yield "|---|---|---|---|---|---|---|---|---|"
    sources = sorted({o.source for o in derived})
    groups = [("by eye", eye), *((f"by eye, {s}", [o for o in eye if o.source == s]) for s in sources)]
    groups += [(f"derived, {s}", [o for o in derived if o.source == s]) for s in sources]
    groups += [(f"re-placed, {s}", [o for o in re_placed if o.source == s]) for s in sources]
    for title, listed in groups:
        if listed:
            yield from (row(title, name, listed) for name in NAMES)
    yield from (shown_beyond(s, [o for o in derived if o.source == s]) for s in sources)
    for source, segment in sorted({(s.source, s.segment) for s in scores}):
        held = [s for s in scores if (s.source, s.segment) == (source, segment)]
        mean = SubjectBootstrap([s.subject for s in held]).mean([s.dice for s in held])
        yield f"Dice, {source}, {segment}: {said(mean, digits=3)}"


def main() -> None:
    """Measure as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path, help="folder that holds sax/ and by_eye/")
    parser.add_argument("--model", default="cmr-sax", help="name, folder of a model, or of a run")
    parser.add_argument("--split", choices=("val", "test"), default="val")
    parser.add_argument("--cases", type=Path, default=CASES, help="table of cases")
    arguments = parser.parse_args()
    records = read_dataset(arguments.data / "sax", arguments.cases)
    chosen = [record for record in records if record.split == arguments.split]
    eye = placed_by_eye(arguments.data / "by_eye" / "by_eye.json")
    with tempfile.TemporaryDirectory() as folder:
        pipeline = Pipeline.load(open_model(arguments.model, Path(folder)), choose_device("cpu"))
        model = Remembering(pipeline)
        collected = collect(chosen, model)
    final = [o for o in collected.observations if o.stage == "final"]
    again = against_re_placed(chosen, model.found) if arguments.split == "val" else []
    print("\n".join(report(against_eye(chosen, model.found, eye), final, again, collected.scores)))


if __name__ == "__main__":
    main()
