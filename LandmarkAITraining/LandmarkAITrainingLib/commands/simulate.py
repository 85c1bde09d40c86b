"""``landmarkai simulate`` and its relatives ``simulate-…``: datasets that nobody scanned."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from LandmarkAILib.errors import InputError

from .shared_options import known_contrasts

if TYPE_CHECKING:
    from ..simulation.ct.bases import Bases

BASES = ("label-map", "visible-human", "parametric", "family")
"""What simulated hearts are made from; ``visible-human`` carries the attribution that its terms ask."""
_VISIBLE_HUMAN = "Visible Human, HuBMAP CCF 3D Reference Object Library, CC BY 4.0"


def add_simulate_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the new dataset")
    parser.add_argument("--contrasts", nargs="+", help="the five of a CMR study by default")
    parser.add_argument("--cases", type=Path, help="table of cases; cases.csv in the dataset by default")
    parser.add_argument("--split", help="only cases of this split")
    parser.add_argument("--sources", nargs="+", help="use only these sources (first folders)")
    parser.add_argument("--seed", type=int, default=2026)
    parser.set_defaults(run=run_simulate)


def run_simulate(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from ..data.cohorts.redrawn import redrawable, simulate
    from ..data.dataset import of_sources, read_dataset

    contrasts = known_contrasts(arguments.contrasts)
    read = of_sources(read_dataset(arguments.dataset, arguments.cases), arguments.sources)
    records = [r for r in redrawable(read) if arguments.split in (None, r.split)]
    if not records:
        raise InputError(f"{arguments.dataset} has no such case with a whole segmentation")
    simulate(records, contrasts, arguments.output, arguments.seed)
    print(f"{len(records) * len(contrasts)} simulated cases in {arguments.output}")
    return 0


def add_simulate_phantoms_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the new dataset")
    parser.add_argument("--count", type=int, default=20, help="cases to train and validate on")
    parser.add_argument("--held-out", type=int, default=10, help="further cases to test on")
    parser.add_argument("--contrasts", nargs="+", help="in turn; the five of a CMR study by default")
    parser.add_argument("--seed", type=int, default=2026)
    parser.set_defaults(run=run_simulate_phantoms)


def run_simulate_phantoms(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from ..data.cohorts.examples import simulate_phantoms

    contrasts = known_contrasts(arguments.contrasts)
    if arguments.count < 2 or arguments.held_out < 0:
        raise InputError("at least two cases are needed, one to train and one to validate on")
    simulate_phantoms(arguments.output, arguments.count, arguments.held_out, contrasts, arguments.seed)
    total = arguments.count + arguments.held_out
    print(f"{total} simulated cases in {arguments.output}, {arguments.held_out} of them to test on")
    return 0


def add_simulate_ct_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add = parser.add_argument
    add(
        "labels",
        metavar="LABELS",
        nargs="*",
        type=Path,
        help="whole-heart label maps (default: the geometric heart)",
    )
    add(
        "--base",
        choices=BASES,
        help="what hearts are made from: label-map and visible-human (the maps that are given), "
        "parametric (a heart of its own for every subject), family (the maps and parametric hearts)",
    )
    add(
        "--parametric",
        metavar="SHARE",
        type=float,
        default=0.7,
        help="of parametric hearts in a family (default: %(default)s)",
    )
    add("--physics", action="store_true", help="tube voltage, hardening, streaming, noise by path")
    add(
        "--heartbeats",
        action="store_true",
        help="several beats in one image: steps between slabs, double contours",
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
    parser.set_defaults(run=run_simulate_ct)


def run_simulate_ct(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from ..data.cohorts.ct import CohortOptions, simulate_cohort, split_of
    from ..simulation.ct.contrast_phases import PHASES
    from ..simulation.ct.fields_of_view import FIELDS

    _check_choice("--field", arguments.field, FIELDS)
    _check_choice("--phase", arguments.phase, PHASES)
    if arguments.count < 1 or not 0 < (arguments.spacing or 1) <= 10:
        raise InputError("--count must be 1 or more and --spacing within 10 mm.")
    if min(arguments.split) < 0 or abs(sum(arguments.split) - 1) > 1e-6:
        raise InputError("--split takes three fractions that sum to 1, such as 0.8 0.1 0.1.")
    bases = _bases(arguments.base, arguments.labels, arguments.parametric)
    simulate_cohort(
        arguments.output,
        bases,
        split_of(arguments.count, arguments.split, arguments.seed),
        arguments.seed,
        CohortOptions(
            arguments.spacing,
            arguments.field,
            arguments.phase,
            arguments.randomised,
            arguments.physics,
            arguments.heartbeats,
        ),
    )
    print(f"{arguments.count} simulated cases from {bases.name} in {arguments.output}")
    return 0


def _bases(base: str | None, labels: Sequence[Path], parametric: float) -> Bases:
    """What ``--base`` and the label maps say; without either, the geometric heart."""
    from ..simulation.ct.bases import OneHeart, ParametricHearts, family_of
    from ..simulation.ct.geometric_heart import geometric_heart
    from ..simulation.ct.whole_heart import read_whole_heart

    if not 0 <= parametric <= 1:
        raise InputError("--parametric is a share from 0 to 1.")
    if base == "parametric":
        if labels:
            raise InputError("--base parametric needs no label map; --base family takes both.")
        return ParametricHearts()
    if base is not None and not labels:
        raise InputError(f"--base {base} needs at least one whole-heart label map: name its file.")
    if base is None and len(labels) > 1:
        raise InputError("several label maps: say --base label-map, visible-human or family.")
    if not labels:
        return OneHeart(geometric_heart())
    hearts = [read_whole_heart(path) for path in labels]
    if base == "visible-human":
        hearts = [replace(heart, name=f"{heart.name} ({_VISIBLE_HUMAN})") for heart in hearts]
    if base == "family":
        return family_of(hearts, parametric)
    return family_of(hearts, 0.0) if len(hearts) > 1 else OneHeart(hearts[0])


def add_simulate_example_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "kind",
        choices=("hinges", "head", "kidney"),
        help="hinges: two points in a long-axis-like slice, seen from either side; head: five points in "
        "a volume; kidney: two segments in a volume, no points",
    )
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the new dataset")
    parser.add_argument("--count", type=int, default=40, help="cases to train and validate on")
    parser.add_argument("--held-out", type=int, default=10, help="further cases to test on")
    parser.add_argument("--seed", type=int, default=2026)
    parser.set_defaults(run=run_simulate_example)


def run_simulate_example(arguments: argparse.Namespace) -> int:
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


def _check_choice(option: str, value: str | None, choices: Collection[str]) -> None:
    if value is not None and value not in choices:
        raise InputError(f"{option} {value} is not known: choose of {', '.join(choices)}.")
