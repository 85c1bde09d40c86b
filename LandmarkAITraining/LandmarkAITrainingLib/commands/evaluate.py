"""``landmarkai evaluate``: how well a model finds landmarks on a dataset, in numbers and pictures."""

from __future__ import annotations

import argparse
from pathlib import Path

from LandmarkAILib.inference.device import REQUESTS

from .shared_options import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("dataset", type=Path, help="folder of case folders")
    parser.add_argument("--model", required=True, help="name of a model or path of its folder")
    parser.add_argument("--compare", metavar="OTHER_MODEL", help="compare with this model, case by case")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for the report")
    parser.add_argument("--cases", type=Path, help="table of cases (default: DATASET/cases.csv)")
    parser.add_argument(
        "--split",
        choices=("train", "val", "test", "all"),
        help="cases to evaluate on (default: test where the table has that split, else all)",
    )
    parser.add_argument("--sources", nargs="+", help="use only these sources (first folders)")
    parser.add_argument("--fold", type=int, help="evaluate on the cases held out in this fold")
    parser.add_argument("--device", default="auto", choices=REQUESTS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Evaluate as the command line asks.

    Returns:
        Exit code: 0, or 1 if a case could not be evaluated.

    Raises:
        LandmarkAIError: nothing could be evaluated or written.
    """
    from LandmarkAILib.inference.device import choose_device
    from LandmarkAILib.inference.engine import Engine
    from LandmarkAILib.models.installed import find_model

    from ..data.dataset import of_sources, read_dataset
    from ..evaluation.files import origin_facts
    from ..evaluation.report.learning_curve import learning_section
    from ..evaluation.rounds import read_rounds
    from ..protocols.evaluate_model import evaluate, select_cases

    records = of_sources(read_dataset(args.dataset, args.cases), args.sources)
    cases = select_cases(records, args.split, args.fold)
    device = choose_device(args.device)
    engine = Engine(find_model(args.model), device)
    other = Engine(find_model(args.compare), device) if args.compare else None
    facts = {
        **origin_facts(),
        "split": args.split,
        "fold": args.fold,
    }
    rounds = [learning_section(read_rounds(args.dataset))]
    metrics = evaluate(cases, engine, args.output, facts, say, other, rounds)
    print(f"{args.output / 'report.html'}: {metrics.data.cases} cases evaluated")
    return 1 if metrics.failed else 0
