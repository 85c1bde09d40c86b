"""``landmarkai train``: from a dataset and a preset to a model that installs."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from LandmarkAILib.errors import InputError
from LandmarkAILib.inference.device import REQUESTS

from .shared_options import with_options

if TYPE_CHECKING:
    from ..data.dataset import CaseRecord
    from ..presets.preset import Preset

_SHARE = 0.1  # of the training's time, for measuring its model


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases")
    parser.add_argument(
        "--preset",
        required=True,
        help="name, or path of a preset's .json; landmarks-2d and landmarks-3d are made for the dataset",
    )
    parser.add_argument(
        "--minutes", type=float, default=30, help="of training, for landmarks-2d and landmarks-3d"
    )
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the run")
    parser.add_argument("--cases", type=Path, help="table of cases; cases.csv in the dataset by default")
    parser.add_argument("--sources", nargs="+", help="use only these sources (first folders)")
    parser.add_argument("--stage", type=int, help="train this stage only, from 1; no model is written")
    parser.add_argument("--steps", type=int, nargs="+", help="optimiser steps, one number a stage")
    parser.add_argument("--epoch", type=int, help="steps after which it saves, and may validate")
    parser.add_argument("--fold", type=int, help="hold out this fold, from 0, and validate on the next")
    parser.add_argument(
        "--folds", type=int, help="how many folds (default: those of the table, else 10)"
    )
    parser.add_argument(
        "--seed", type=int, help="of weights, examples and folds, instead of the preset's"
    )
    parser.add_argument("--simulate", type=float, help="share of simulated CT examples, 0 to 1")
    parser.add_argument(
        "--base", type=Path, help="whole-heart label map that CT subjects are varied from"
    )
    parser.add_argument(
        "--start", help="model, by name or path, whose weights training begins with (fine-tuning)"
    )
    parser.add_argument(
        "--calibrate",
        type=int,
        metavar="N",
        help="calibrate by N further trainings, each without its share of the subjects; for few cases",
    )
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoints")
    parser.add_argument("--threads", type=int, help="CPU threads")
    parser.add_argument(
        "--device",
        choices=REQUESTS,
        default="auto",
        help="where to train (default: the best that is there); on several GPUs by torchrun",
    )
    parser.add_argument("--workers", type=int, default=0, help="processes that prepare examples")
    parser.add_argument("--license", help="terms of the weights, as the training data demand them")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from LandmarkAILib.cli import INTERRUPTED

    try:
        return _train(arguments)
    except KeyboardInterrupt:
        print(
            "landmarkai: interrupted; the same command with --resume goes on from the last checkpoint.",
            file=sys.stderr,
        )
        return INTERRUPTED


def _train(arguments: argparse.Namespace) -> int:
    from LandmarkAILib.inference.device import choose_device
    from LandmarkAILib.models.installed import find_model

    from ..data.dataset import of_sources, read_dataset
    from ..data.folds import assign_folds, split_for_fold
    from ..training.train_model import train

    choose_device(arguments.device)  # complains of one that is not there, before anything is written
    records = of_sources(read_dataset(arguments.dataset, arguments.cases), arguments.sources)
    preset = with_options(_preset(arguments, records), arguments)
    if arguments.fold is not None:
        seed = preset.training.seed
        records = split_for_fold(
            assign_folds(records, arguments.folds, seed), arguments.fold, arguments.folds
        )
    stages = range(len(preset.model.stages))
    if arguments.stage is not None:
        if arguments.stage - 1 not in stages:
            raise InputError(f"{preset.name} has {len(stages)} stages; --stage counts from 1")
        stages = range(arguments.stage - 1, arguments.stage)
    start = find_model(arguments.start) if arguments.start else None
    began = time.monotonic()
    model = train(
        preset,
        records,
        arguments.output,
        stages,
        resume=arguments.resume,
        threads=arguments.threads,
        workers=arguments.workers,
        start=start,
        device=arguments.device,
    )
    if model is None:
        return 0
    if arguments.calibrate is not None:
        from ..training.cross_calibrate import cross_calibrate

        how = {"threads": arguments.threads, "start": start, "device": arguments.device}
        cross_calibrate(preset, records, model, arguments.output, arguments.calibrate, **how)
    _say(model)
    _note_round(model, records, arguments, time.monotonic() - began)
    return 0


def _note_round(
    model: Path, records: Sequence[CaseRecord], arguments: argparse.Namespace, trained: float
) -> None:
    """Measure the model on what it has not learnt from; a failure does not spoil the training.

    Args:
        model: folder of the model.
        records: what it was trained with.
        arguments: of the command.
        trained: seconds that the training took.
    """
    from LandmarkAILib.errors import LandmarkAIError

    from ..evaluation.rounds import round_sentence
    from ..protocols.rounds import SECONDS, measure_round

    most = max(SECONDS, _SHARE * trained)
    print(f"Measuring on cases that were not trained on: {most / 60:.0f} minutes at most.", flush=True)
    try:
        measured = measure_round(model, records, arguments.output, arguments.dataset, seconds=most)
    except LandmarkAIError as error:
        print(f"How good the model is on cases that it has not learnt from was not noted: {error}")
        return
    if measured is not None:
        print(f"{round_sentence(measured)}.")
        if measured.facts.of > measured.facts.held_out:
            print(
                f"The other {measured.facts.of - measured.facts.held_out} were left out, as they would "
                "take long; 'landmarkai evaluate' measures on all."
            )


def _say(model: Path) -> None:
    """Where the model is, and what it lacks."""
    from LandmarkAILib.models.bundle import Bundle

    from ..training.calibrate import FEWEST

    print(f"{model}: install it with 'landmarkai models install {model}'")
    if lacking := Bundle.open(model).description.uncalibrated:
        print(
            f"Not calibrated: {', '.join(lacking)}. The validation cases have fewer than {FEWEST} of "
            "their points, so probabilities and distances are the network's own, and detections say so. "
            "Validate on more "
            "cases, or train with --calibrate 5 --resume."
        )


def _preset(arguments: argparse.Namespace, records: Sequence[CaseRecord]) -> Preset:
    """The preset; a generic one is made once for a run, and kept beside it."""
    from LandmarkAILib.files.atomic import make_folder

    from ..presets.preset import read_preset, write_preset
    from ..training.proposal import GENERIC

    dimension = GENERIC.get(arguments.preset)
    if dimension is None:
        return read_preset(arguments.preset)
    path: Path = arguments.output / "preset.json"
    if not path.is_file():
        from ..training.propose import propose

        how = {"dimension": dimension, "threads": arguments.threads}
        preset = propose(records, arguments.output.resolve().name, arguments.minutes, **how)
        make_folder(arguments.output)
        write_preset(preset, path)
    return read_preset(str(path))
