"""``landmarkai simulate``: real anatomies in contrasts that nobody scanned."""

from __future__ import annotations

import argparse
from pathlib import Path

from LandmarkAILib.errors import InputError

from .shared_options import known_contrasts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the new dataset")
    parser.add_argument("--contrasts", nargs="+", help="the five of a CMR study by default")
    parser.add_argument("--cases", type=Path, help="table of cases; cases.csv in the dataset by default")
    parser.add_argument("--split", help="only cases of this split")
    parser.add_argument("--sources", nargs="+", help="use only these sources (first folders)")
    parser.add_argument("--seed", type=int, default=2026)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
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
