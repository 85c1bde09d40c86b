"""What commands have in common: options of a training, and progress on a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from LandmarkAILib.errors import InputError
from LandmarkAILib.inference.device import REQUESTS

if TYPE_CHECKING:
    from ..presets.preset import Preset


def add_training_options(parser: argparse.ArgumentParser) -> None:
    """Add the options to a protocol's command."""
    parser.add_argument("--preset", required=True, help="name, or path of a preset's .json")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for the results")
    parser.add_argument("--sources", nargs="+", help="use only these sources (first folders)")
    parser.add_argument("--steps", type=int, nargs="+", help="optimiser steps, one number a stage")
    parser.add_argument("--epoch", type=int, help="steps after which it saves, and may validate")
    parser.add_argument(
        "--seed", type=int, help="of weights, examples and folds, instead of the preset's"
    )
    parser.add_argument("--simulate", type=float, help="share of simulated CT examples, 0 to 1")
    parser.add_argument(
        "--base", type=Path, help="whole-heart label map that CT subjects are varied from"
    )
    parser.add_argument("--threads", type=int, help="CPU threads of the training")
    parser.add_argument("--device", default="auto", choices=REQUESTS, help="of the evaluation")
    parser.set_defaults(license=None)


def chosen_preset(arguments: argparse.Namespace) -> Preset:
    """The preset, with what the command line says instead.

    Raises:
        InputError: it does not exist, or a value that cannot be.
    """
    from ..presets.preset import read_preset

    return with_options(read_preset(arguments.preset), arguments)


def with_options(preset: Preset, arguments: argparse.Namespace) -> Preset:
    """The preset with what the command line says instead.

    Raises:
        InputError: a value that cannot be.
    """
    if arguments.license:
        preset = replace(preset, model=replace(preset.model, license=arguments.license))
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
    from ..presets.preset import Simulation

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


def say(done: int, total: int, message: str) -> None:
    """Progress on a terminal."""
    print(f"{done}/{total} {message}", file=sys.stderr, flush=True)


def known_contrasts(asked: Sequence[str] | None) -> list[str]:
    """The contrasts asked for, else the five of a CMR study.

    Raises:
        InputError: one that cannot be simulated.
    """
    from ..simulation.cmr.contrasts import CONTRASTS, STUDY_CONTRASTS

    contrasts = list(asked or STUDY_CONTRASTS)
    if unknown := set(contrasts) - set(CONTRASTS):
        raise InputError(f"no contrast {', '.join(unknown)}: choose of {', '.join(CONTRASTS)}")
    return contrasts
