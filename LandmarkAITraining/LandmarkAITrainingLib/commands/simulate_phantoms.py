"""``landmarkai simulate-phantoms``: a dataset of simulated hearts, for which no data are needed."""

from __future__ import annotations

import argparse
from pathlib import Path

from LandmarkAILib.errors import InputError

from .shared_options import known_contrasts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the new dataset")
    parser.add_argument("--count", type=int, default=20, help="cases to train and validate on")
    parser.add_argument("--held-out", type=int, default=10, help="further cases to test on")
    parser.add_argument("--contrasts", nargs="+", help="in turn; the five of a CMR study by default")
    parser.add_argument("--seed", type=int, default=2026)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from ..data.cohorts.phantoms import simulate_phantoms

    contrasts = known_contrasts(arguments.contrasts)
    if arguments.count < 2 or arguments.held_out < 0:
        raise InputError("at least two cases are needed, one to train and one to validate on")
    simulate_phantoms(arguments.output, arguments.count, arguments.held_out, contrasts, arguments.seed)
    total = arguments.count + arguments.held_out
    print(f"{total} simulated cases in {arguments.output}, {arguments.held_out} of them to test on")
    return 0
