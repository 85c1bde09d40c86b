"""Choosing the next cases by expected error against choosing by chance, at the same number of cases.

A pool of simulated long-axis slices (two mitral hinges), of which one in four is hard: noisy, and of
low contrast. Both arms begin with the same few reviewed cases and the same first model. In each round,
an arm takes as many new cases from the pool, whose points are then known exactly, as if a reader had
reviewed them, and trains on from its last weights. What is told is the error on held-out cases, of
both kinds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.records import Tagged
from LandmarkAILib.files.text import write_json
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import Bundle
from LandmarkAITrainingLib.data.cohorts.examples import write_example
from LandmarkAITrainingLib.data.dataset import CaseRecord, find_cases, load_case
from LandmarkAITrainingLib.data.survey import survey
from LandmarkAITrainingLib.presets.preset import Preset
from LandmarkAITrainingLib.simulation.examples.hinges import simulate_hinges
from LandmarkAITrainingLib.training.proposal import Proposal
from LandmarkAITrainingLib.training.train_model import train

FIRST, ADDED, ROUNDS = 8, 4, 3
POOL, HELD_OUT, VALIDATION = 40, 24, 4
HARD = 4  # every so-manieth case
MISSED = 30.0  # mm, what a point that is not found counts


@dataclass(frozen=True)
class Plan:
    """How long an arm trains: steps of the first round, and of each further one."""

    first: int = 100
    further: int = 40
    width: int = 16
    size: int = 64


def write_pool(folder: Path, seed: int) -> list[CaseRecord]:
    """Cases of which every fourth is hard; those held out and those to validate on come last."""
    for number in range(POOL + HELD_OUT + VALIDATION):
        rng = np.random.default_rng((seed, number))
        case = simulate_hinges(rng)
        if number % HARD == 0:
            case = replace(case, image=_hard(case.image, rng))
        write_example(case, folder / f"case{number:03d}")
    return list(find_cases(folder))


def _hard(image: Image, rng: np.random.Generator) -> Image:
    """Half of the contrast, and noise of a tenth of the range."""
    values = image.array.astype(float)
    middle, span = float(np.median(values)), float(np.ptp(values))
    noisy = middle + 0.5 * (values - middle) + rng.normal(0, 0.1 * span, values.shape)
    return replace(image, array=np.clip(noisy, 0, None).astype(np.int16))


def small_preset(records: Sequence[CaseRecord], plan: Plan) -> Preset:
    """One stage of few pixels, which a CPU trains in seconds."""
    preset = Proposal(survey(records), "loop", 2).preset(lambda preset, stage: 0.5, 5)
    first, *_ = preset.model.stages
    extent = first.view.options["size"] * first.view.options["spacing"]
    view = Tagged("field", {**first.view.options, "size": plan.size, "spacing": extent / plan.size})
    network = Tagged(first.network.type, {**first.network.options, "width": plan.width})
    stage = replace(first, view=view, network=network, window=4 * extent / plan.size, passes=1)
    trained = replace(preset.training.stages[0], sigma=2 * extent / plan.size)
    model = replace(preset.model, stages=(stage,))
    return Preset(model, replace(preset.training, stages=(trained,), epoch=plan.first, batch=4))


def errors(model: Path, records: Sequence[CaseRecord]) -> list[float]:
    """Distance of every point of the cases, in mm."""
    pipeline = Pipeline.load(Bundle.open(model), choose_device("cpu"))
    found = []
    for record in records:
        case = load_case(record)
        points = {p.name: p.position for p in pipeline.detect(case.image).landmarks}
        for truth in case.landmarks:
            place = points.get(truth.name)
            missed = place is None or truth.position is None
            found.append(MISSED if missed else float(np.linalg.norm(place - truth.position)))
    return found


def choose(arm: str, model: Path, left: Sequence[CaseRecord], rng: np.random.Generator) -> list[int]:
    """Places in ``left`` of the cases that are reviewed next."""
    if arm == "chance":
        return rng.choice(len(left), ADDED, replace=False).tolist()
    pipeline = Pipeline.load(Bundle.open(model), choose_device("cpu"))
    expected = [pipeline.detect(load_case(record).image).expected_error() for record in left]
    return np.argsort(expected)[::-1][:ADDED].tolist()


def run(folder: Path, seed: int, plan: Plan) -> list[dict[str, object]]:
    """One pool, both arms; a row a round and arm."""
    records = write_pool(folder / "data", seed)
    pool, held_out = records[:POOL], records[POOL : POOL + HELD_OUT]
    validation = [replace(record, split="val") for record in records[POOL + HELD_OUT :]]
    order = np.random.default_rng(seed).permutation(POOL)
    begun = [pool[n] for n in order[:FIRST]]
    preset = small_preset([*begun, *validation], plan)
    rows: list[dict[str, object]] = []
    for arm in ("chance", "expected error"):
        rng = np.random.default_rng((seed, 1))
        seen, left = list(begun), [pool[n] for n in order[FIRST:]]
        model: Path | None = None
        for number in range(ROUNDS + 1):
            if model is not None:
                for place in sorted(choose(arm, model, left, rng), reverse=True):
                    seen.append(left.pop(place))
            steps = plan.first if model is None else plan.further
            asked = preset.with_steps([steps]).with_training(epoch=steps, validate=1)
            start = None if model is None else Bundle.open(model)
            used = [*(replace(record, split="train") for record in seen), *validation]
            # The first round is the same in both arms, and found again by the second one.
            where = folder / (arm.replace(" ", "-") if number else "first") / f"round{number}"
            model = train(asked, used, where, range(1), resume=True, threads=1, start=start)
            assert model is not None
            found = np.array(errors(model, held_out)).reshape(len(held_out), -1)
            hard = np.array([int(r.case[-3:]) % HARD == 0 for r in held_out])
            rows.append(
                {
                    **{"seed": seed, "arm": arm, "round": number, "reviewed": len(seen)},
                    "hard_seen": sum(int(r.case[-3:]) % HARD == 0 for r in seen),
                    "mean_mm": round(float(found.mean()), 2),
                    "median_mm": round(float(np.median(found)), 2),
                    "hard_mean_mm": round(float(found[hard].mean()), 2),
                }
            )
            print(json.dumps(rows[-1]), flush=True)
    return rows


def main() -> None:
    """Run as many pools as asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=4)
    arguments = parser.parse_args()
    rows = []
    for seed in range(arguments.seeds):
        rows += run(arguments.output / str(seed), seed, Plan())
    write_json(arguments.output / "rounds.json", {"rounds": rows})


if __name__ == "__main__":
    main()
