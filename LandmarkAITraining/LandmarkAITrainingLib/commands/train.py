"""``landmarkai train``: from a dataset and a preset to a model that installs."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from LandmarkAILib.errors import InputError
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.models.installed import find_model

from ..data.dataset import CaseRecord, of_sources, read_dataset
from ..data.folds import assign_folds, split_for_fold
from ..training.options import Simulation
from ..training.presets import Preset, read_preset

_log = logging.getLogger(__name__)


def register(subparsers: Any) -> None:
    """Add the command to ``landmarkai``."""
    words = "train a preset on annotated cases"
    parser = subparsers.add_parser("train", help=words, description=words)
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases")
    parser.add_argument("--preset", required=True, help="name, or path of a preset's .json")
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
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoints")
    parser.add_argument("--threads", type=int, help="CPU threads")
    parser.add_argument("--workers", type=int, default=0, help="processes that prepare examples")
    parser.add_argument("--license", help="terms of the weights, as the training data demand them")
    parser.set_defaults(run=command)


def command(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    preset = with_options(read_preset(arguments.preset), arguments)
    records = of_sources(read_dataset(arguments.dataset, arguments.cases), arguments.sources)
    if arguments.fold is not None:
        seed = preset.training.seed
        records = split_for_fold(
            assign_folds(records, arguments.folds, seed), arguments.fold, arguments.folds
        )
    stages = range(len(preset.model["stages"]))
    if arguments.stage is not None:
        if arguments.stage - 1 not in stages:
            raise InputError(f"{preset.name} has {len(stages)} stages; --stage counts from 1")
        stages = range(arguments.stage - 1, arguments.stage)
    train(
        preset,
        records,
        arguments.output,
        stages,
        resume=arguments.resume,
        threads=arguments.threads,
        workers=arguments.workers,
        start=find_model(arguments.start) if arguments.start else None,
    )
    return 0


def with_options(preset: Preset, arguments: argparse.Namespace) -> Preset:
    """The preset with what the command line says instead.

    Raises:
        InputError: a value that cannot be.
    """
    if arguments.license:
        preset = replace(preset, model={**preset.model, "license": arguments.license})
    if arguments.steps:
        preset = preset.with_steps(arguments.steps)
    if arguments.epoch is not None:
        if arguments.epoch < 1:
            raise InputError(f"--epoch {arguments.epoch}: give a whole number of at least 1")
        preset = preset.with_training(epoch=arguments.epoch)
    if arguments.seed is not None:
        preset = preset.with_training(seed=arguments.seed)
    if arguments.simulate is not None or arguments.base is not None:
        preset = _with_simulation(preset, arguments)
    return preset


def _with_simulation(preset: Preset, arguments: argparse.Namespace) -> Preset:
    """The preset with what the command line says of simulated CT."""
    if preset.dimension == 2:
        raise InputError(f"{preset.name} looks at slices: --simulate and --base are for CT presets")
    chosen = preset.training.simulate or Simulation(share=0.5)
    try:
        if arguments.simulate is not None:
            chosen = replace(chosen, share=arguments.simulate)
    except ValueError as error:
        raise InputError(f"--simulate {arguments.simulate}: {error}") from error
    if arguments.base is not None:
        chosen = replace(chosen, base=str(arguments.base))
    return preset.with_training(simulate=chosen)


def train(
    preset: Preset,
    records: Sequence[CaseRecord],
    output: Path,
    stages: range,
    *,
    resume: bool = False,
    threads: int | None = None,
    workers: int = 0,
    start: Bundle | None = None,
) -> Path | None:
    """Train stages; when all of them are there, calibrate and write the model.

    Args:
        preset: what to train.
        records: cases with their split.
        output: run folder; gets ``stage1``, ``stage2``, … and ``model/<name>``.
        stages: which stages to train, from 0.
        resume: go on from the last checkpoints.
        threads: CPU threads.
        workers: processes that prepare examples.
        start: a model whose weights the stages begin with; random ones if None.

    Returns:
        The model's folder; None while stages are missing, and in all but the first process.

    Raises:
        InputError: the cases lack what a stage needs, a case or a checkpoint that cannot be read, or
            ``output`` holds stages begun with something else; before the first step.
        OutputError: a checkpoint or the model cannot be written.
    """
    from ..training.fit import train_stage
    from ..training.run_record import DONE
    from ..training.trainer import is_first_process

    begun = _checked(preset, records, output, stages, resume, start)
    folders = _stage_folders(preset, output)
    for stage in stages:
        folder = folders[stage]
        if (folder / DONE).exists() and resume:
            _log.info("stage %d is done", stage + 1)
            continue
        train_stage(
            preset,
            stage,
            records,
            folder,
            resume=resume,
            threads=threads,
            workers=workers,
            start=start,
            begun=begun[stage],
        )
        if is_first_process():
            (folder / DONE).touch()
    if not is_first_process() or not all((folder / DONE).exists() for folder in folders):
        return None
    from ..training.export import export_model

    model = export_model(preset, folders, records, output / "model" / preset.name, start)
    _log.info("model written to %s", model)
    return model


def _checked(
    preset: Preset,
    records: Sequence[CaseRecord],
    output: Path,
    stages: range,
    resume: bool,
    start: Bundle | None,
) -> list[dict[str, Any]]:
    """See what would end the training of any stage, before the first one is trained.

    Returns:
        What each stage of the preset is begun with.
    """
    from ..training.checkpoints import last_checkpoint, read_saved
    from ..training.fit import make_module
    from ..training.preflight import check_needs
    from ..training.run_record import begun_with, check_begun

    check_needs(preset, stages, records)
    folders = _stage_folders(preset, output)
    begun = begun_with(preset, range(len(folders)), records, start)
    for stage, (folder, facts) in enumerate(zip(folders, begun, strict=True)):
        check_begun(folder, facts, goes_on=stage in stages)
        if stage not in stages:
            continue
        if (checkpoint := last_checkpoint(folder, resume)) is not None:
            read_saved(checkpoint)
        if start is not None:
            make_module(preset, stage, start)
    return begun


def _stage_folders(preset: Preset, output: Path) -> list[Path]:
    return [output / f"stage{n + 1}" for n in range(len(preset.model["stages"]))]
