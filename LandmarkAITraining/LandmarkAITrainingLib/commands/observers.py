"""``landmarkai observers``: how far readers agree, and how a model compares with them."""

from __future__ import annotations

import argparse
from pathlib import Path

from LandmarkAILib.inference.device import REQUESTS

from .shared_options import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "dataset", type=Path, help="case folders with landmarks.<observer>.mrk.json of two or more"
    )
    parser.add_argument("--model", help="compare this model, by name or folder, with the observers")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for the report")
    parser.add_argument("--observers", nargs="+", help="only these (default: all)")
    parser.add_argument("--cases", type=Path, help="table of cases; cases.csv in the dataset by default")
    parser.add_argument("--sources", nargs="+", help="use only these sources (first folders)")
    parser.add_argument("--device", default="auto", choices=REQUESTS)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code: 1 if a case could not be read."""
    from LandmarkAILib.inference.device import choose_device
    from LandmarkAILib.inference.engine import Engine
    from LandmarkAILib.models.installed import find_model

    from ..data.dataset import of_sources, read_dataset
    from ..evaluation.files import REPORT
    from ..protocols.observer_study import compare_observers

    records = of_sources(read_dataset(arguments.dataset, arguments.cases), arguments.sources)
    detector = None
    if arguments.model:
        detector = Engine(find_model(arguments.model), choose_device(arguments.device))
    summary = compare_observers(records, arguments.output, detector, arguments.observers, say)
    print(f"{arguments.output / REPORT}: {summary.data.cases} cases compared")
    return 1 if summary.failed else 0
