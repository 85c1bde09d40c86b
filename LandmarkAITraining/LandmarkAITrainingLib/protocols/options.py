"""Options that the protocols have in common: which preset, trained how, on what."""

from __future__ import annotations

import argparse
from pathlib import Path

from LandmarkAILib.inference.device import REQUESTS

from ..commands.train import with_options
from ..training.presets import Preset, read_preset


def add_options(parser: argparse.ArgumentParser) -> None:
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
    return with_options(read_preset(arguments.preset), arguments)
