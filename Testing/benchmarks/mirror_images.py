"""How surely the alarm tells real stacks from their mirror images.

Every stack of a split is seen as it is and mirrored, the second time and on through random turns and
looks. The area under the curve is that of one look over stacks, with its 95 % interval by drawing
subjects; the alarm, as in the product, also asks whether the mirror image looks truer::

    python Testing/benchmarks/mirror_images.py ../shared/data/sax --model cmr-sax --split val

The test split is for the last look at a finished model.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from by_eye import CASES
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.mirror import MirrorAlarm, sigmoid
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.installed import find_model
from LandmarkAITrainingLib.data.dataset import CaseRecord, load_case, read_dataset
from LandmarkAITrainingLib.training.mirror_alarm import logits_of, twins
from ranking import area, interval

_DRAWS = 1000


@dataclass(frozen=True)
class Score:
    """What the alarm says of one stack, seen one way."""

    source: str
    subject: str
    mirrored: bool
    probability: float
    alarm: bool


def scores(
    pipeline: Pipeline, alarm: MirrorAlarm, records: Sequence[CaseRecord], looks: int
) -> Iterator[Score]:
    """Every case and its mirror image, as they are and through random turns and looks."""
    weights = {"weight": alarm.weight, "bias": alarm.bias}
    for number, record in enumerate(records):
        case = load_case(record)
        for look in range(looks):
            rng = np.random.default_rng([1, number, look]) if look else None
            pair = twins(pipeline, case, rng)
            logits = logits_of(weights, pair)
            for twin, logit, other in zip(pair, logits, logits[::-1], strict=True):
                likely = sigmoid(logit)
                truer = sigmoid((logit - other) / 2)
                alarms = min(likely, truer) >= alarm.threshold
                yield Score(record.source, record.subject, twin.mirrored, likely, alarms)


def row(title: str, listed: Sequence[Score]) -> str:
    """The numbers of one group."""
    owners, values = [s.subject for s in listed], np.array([s.probability for s in listed])
    mirrored = np.array([s.mirrored for s in listed])
    low, high = interval(owners, values, mirrored, _DRAWS, seed=0)
    true, turned = ([s for s in listed if s.mirrored is m] for m in (False, True))
    false, found = sum(s.alarm for s in true), sum(s.alarm for s in turned)
    return (
        f"| {title} | {len(true)} | {area(values, mirrored):.4f} [{low:.4f}, {high:.4f}] | "
        f"{found} of {len(turned)} | {false} of {len(true)} |"
    )


def main() -> None:
    """Measure as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path, help="folder of annotated cases")
    parser.add_argument("--model", default="cmr-sax", help="name or folder of a model")
    parser.add_argument("--split", choices=("val", "test"), default="val")
    parser.add_argument("--cases", type=Path, default=CASES, help="table of cases")
    parser.add_argument("--looks", type=int, default=3, help="times that each stack is seen")
    arguments = parser.parse_args()
    pipeline = Pipeline.load(find_model(arguments.model), choose_device("cpu"))
    if pipeline.mirror is None:
        parser.error(f"{arguments.model} has no alarm for mirror images")
    records = [r for r in read_dataset(arguments.data, arguments.cases) if r.split == arguments.split]
    seen = list(scores(pipeline, pipeline.mirror, records, arguments.looks))
    print(f"alarm from {pipeline.mirror.threshold:.2f}")
    print("| source | stacks and looks | area under the curve | mirrored ones found | false alarms |")
    print("|---|---|---|---|---|")
    for source in sorted({s.source for s in seen}):
        print(row(source, [s for s in seen if s.source == source]))
    print(row("all", seen))


if __name__ == "__main__":
    main()
