"""Whether stated radii hold on sources that a model was not trained on, before and after widening.

The model's own sources (their test subjects) and strange ones (all of theirs, or with ``--split test``
those) are looked at once each; intervals are of 95 %, by drawing subjects::

    python Testing/benchmarks/unseen_sources.py ../shared/data/sax --model runs/without-mscmr/cmr-sax \
        --strange mscmr_cine mscmr_lge

Also printed: how surely the distance tells own from strange stacks (area under the curve).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from by_eye import CASES
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.installed import find_model
from LandmarkAITrainingLib.data.dataset import CaseRecord, load_case, read_dataset
from LandmarkAITrainingLib.evaluation.metrics.statistics import Estimate, SubjectBootstrap
from LandmarkAITrainingLib.evaluation.report.numbers import percent_with_interval
from LandmarkAITrainingLib.training.shift import shares_of_radius
from ranking import area, interval


@dataclass(frozen=True)
class Stack:
    """A stack that was looked at.

    Args:
        record: the case.
        distance: from the training.
        far: whether that is said.
        widening: by landmark.
        shares: landmark, and error over the widened radius, of each point.
    """

    record: CaseRecord
    distance: float
    far: bool
    widening: dict[str, float]
    shares: list[tuple[str, float]]


def looked_at(pipeline: Pipeline, record: CaseRecord) -> Stack:
    """A case through the product."""
    case = load_case(record)
    found = pipeline.detect(case.image)
    shift = found.provenance["shift"]
    shares = list(shares_of_radius(case, found))
    return Stack(record, shift["distance"], shift["far"], shift["widening"], shares)


def held(stacks: Sequence[Stack], name: str, *, widened: bool) -> Estimate | None:
    """Share of a landmark's points within their radius."""
    owners, within = [], []
    for stack in stacks:
        factor = 1.0 if widened else stack.widening.get(name, 1.0)
        shares = [share for landmark, share in stack.shares if landmark == name]
        owners += [stack.record.subject] * len(shares)
        within += [share * factor <= 1 for share in shares]
    return SubjectBootstrap(owners).mean(np.array(within, float)) if owners else None


def rows(title: str, stacks: Sequence[Stack], names: Sequence[str]) -> list[str]:
    """Rows of the table of one group, a landmark each."""
    subjects = len({stack.record.subject for stack in stacks})
    far = f"{sum(stack.far for stack in stacks)} of {len(stacks)}"
    lines = []
    for name in names:
        shares = (held(stacks, name, widened=wide) for wide in (False, True))
        before, after = map(percent_with_interval, shares)
        factors = [stack.widening.get(name, 1.0) for stack in stacks]
        low, middle, high = np.quantile(factors, [0.25, 0.5, 0.75])
        lines.append(
            f"| {title} ({subjects} subjects, far: {far}) | {name} | {before} | {after} | "
            f"{middle:.2f} [{low:.2f}, {high:.2f}] |"
        )
    return lines


def main() -> None:
    """Measure as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path, help="folder of annotated cases")
    parser.add_argument("--model", required=True, help="name or folder of a model")
    parser.add_argument("--strange", nargs="+", required=True, help="sources it was not trained on")
    parser.add_argument("--split", choices=("all", "test"), default="all", help="of strange sources")
    parser.add_argument("--cases", type=Path, default=CASES, help="table of cases")
    arguments = parser.parse_args()
    pipeline = Pipeline.load(find_model(arguments.model), choose_device("cpu"))
    if pipeline.shift is None:
        parser.error(f"{arguments.model} does not tell how unlike its training a stack is")
    records = read_dataset(arguments.data, arguments.cases)
    splits = ("train", "val", "test") if arguments.split == "all" else ("test",)
    strange = [r for r in records if r.source in arguments.strange and r.split in splits]
    own = [r for r in records if r.source not in arguments.strange and r.split == "test"]
    stacks = [looked_at(pipeline, record) for record in [*own, *strange]]
    print("| stacks | landmark | held, as calibrated | held, widened | widening, median |")
    print("|---|---|---|---|---|")
    groups = {"own, test": stacks[: len(own)], "strange": stacks[len(own) :]}
    for source in sorted({record.source for record in strange}):
        groups[f"strange, {source}"] = [s for s in stacks if s.record.source == source]
    for title, listed in groups.items():
        print("\n".join(rows(title, listed, pipeline.names)))
    owners = [stack.record.subject for stack in stacks]
    scores = np.array([stack.distance for stack in stacks])
    positive = np.arange(len(stacks)) >= len(own)
    low, high = interval(owners, scores, positive)
    print(f"strange from own by distance: area {area(scores, positive):.3f} [{low:.3f}, {high:.3f}]")


if __name__ == "__main__":
    main()
