"""``landmarkai simulate-ct``: a cohort of simulated cardiac CT with exact annotations."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from pathlib import Path

from LandmarkAILib.errors import InputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add = parser.add_argument
    add(
        "labels",
        metavar="LABELS",
        nargs="?",
        type=Path,
        help="whole-heart label map (default: geometric)",
    )
    add("-o", "--output", metavar="OUT", type=Path, required=True, help="folder of the new dataset")
    add("--count", metavar="N", type=int, default=30, help="subjects (default: %(default)s)")
    add("--seed", metavar="S", type=int, default=2026, help="default: %(default)s")
    add("--spacing", metavar="MM", type=float, help="of the voxels (default: 0.35 to 1.5, slices to 3)")
    add("--field", metavar="NAME", help="heart, cardiac or chest (default: all of them)")
    add(
        "--phase", metavar="NAME", help="arterial, mixed, late, pulmonary or none (default: all of them)"
    )
    add(
        "--split",
        metavar="FRACTION",
        type=float,
        nargs=3,
        default=(0.8, 0.1, 0.1),
        help="of the subjects for train, val and test (default: 0.8 0.1 0.1)",
    )
    add(
        "--randomised", metavar="CHANCE", type=float, default=0.0, help="of tissues beyond what CT shows"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from ..data.cohorts.ct import CohortOptions, simulate_cohort, split_of
    from ..simulation.ct.contrast_phases import PHASES
    from ..simulation.ct.fields_of_view import FIELDS
    from ..simulation.ct.geometric_heart import geometric_heart
    from ..simulation.ct.whole_heart import read_whole_heart

    _check_choice("--field", arguments.field, FIELDS)
    _check_choice("--phase", arguments.phase, PHASES)
    if arguments.count < 1 or not 0 < (arguments.spacing or 1) <= 10:
        raise InputError("--count must be 1 or more and --spacing within 10 mm.")
    if min(arguments.split) < 0 or abs(sum(arguments.split) - 1) > 1e-6:
        raise InputError("--split takes three fractions that sum to 1, such as 0.8 0.1 0.1.")
    heart = read_whole_heart(arguments.labels) if arguments.labels else geometric_heart()
    simulate_cohort(
        arguments.output,
        heart,
        split_of(arguments.count, arguments.split, arguments.seed),
        arguments.seed,
        CohortOptions(arguments.spacing, arguments.field, arguments.phase, arguments.randomised),
    )
    print(f"{arguments.count} simulated cases from {heart.name} in {arguments.output}")
    return 0


def _check_choice(option: str, value: str | None, choices: Collection[str]) -> None:
    if value is not None and value not in choices:
        raise InputError(f"{option} {value} is not known: choose of {', '.join(choices)}.")
