"""``landmarkai cross-validate``: every subject is tested once, by a model that never saw it."""

from __future__ import annotations

import argparse
from pathlib import Path

from .shared_options import add_training_options, chosen_preset, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases")
    parser.add_argument("--folds", type=int, help="how many (default: those of the table, else 10)")
    parser.add_argument("--only", type=int, nargs="+", help="only these folds, from 0")
    parser.add_argument("--cases", type=Path, help="table of cases; cases.csv in the dataset by default")
    parser.add_argument(
        "--compare",
        type=Path,
        metavar="OTHER_OUTPUT",
        help="compare with another preset's cross-validation on the same folds",
    )
    add_training_options(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code: 1 if a case could not be evaluated."""
    from LandmarkAILib.inference.device import choose_device

    from ..data.dataset import of_sources, read_dataset
    from ..data.folds import assign_folds
    from ..evaluation.files import REPORT
    from ..protocols.cross_validation import cross_validate

    preset = chosen_preset(arguments)
    records = of_sources(read_dataset(arguments.dataset, arguments.cases), arguments.sources)
    metrics = cross_validate(
        preset,
        assign_folds(records, arguments.folds, preset.training.seed),
        arguments.output,
        only=arguments.only,
        threads=arguments.threads,
        device=choose_device(arguments.device),
        progress=say,
        other=arguments.compare,
    )
    done = ", ".join(str(row["fold"]) for row in metrics.facts["folds"])
    print(f"{arguments.output / REPORT}: folds {done}, {metrics.data.cases} cases tested")
    return 1 if metrics.failed else 0
