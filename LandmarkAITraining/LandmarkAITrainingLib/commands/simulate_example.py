"""``landmarkai simulate-example``: small data sets of landmarks that no shipped model knows.

They show the way from ten annotated cases to a model of one's own before one has any.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from LandmarkAILib.errors import InputError

KINDS = ("hinges", "head", "kidney")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "kind",
        choices=KINDS,
        help="hinges: two points in a long-axis-like slice, seen from either side; head: five points in "
        "a volume; kidney: two segments in a volume, no points",
    )
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the new dataset")
    parser.add_argument("--count", type=int, default=40, help="cases to train and validate on")
    parser.add_argument("--held-out", type=int, default=10, help="further cases to test on")
    parser.add_argument("--seed", type=int, default=2026)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from ..data.cohorts.examples import simulate_examples

    if arguments.count < 2 or arguments.held_out < 0:
        raise InputError("at least two cases are needed, one to train and one to validate on")
    simulate_examples(
        arguments.kind, arguments.output, arguments.count, arguments.held_out, arguments.seed
    )
    total = arguments.count + arguments.held_out
    print(f"{total} simulated cases in {arguments.output}, {arguments.held_out} of them to test on")
    return 0
