"""``landmarkai cross-validate``, ``matrix`` and ``observers``: many trainings or readers, one report."""

from __future__ import annotations

import argparse
from pathlib import Path

from LandmarkAILib.errors import InputError
from LandmarkAILib.inference.device import REQUESTS

from .shared_options import add_training_options, chosen_preset, say


def add_cross_validate_arguments(parser: argparse.ArgumentParser) -> None:
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
    parser.set_defaults(run=run_cross_validate)


def run_cross_validate(arguments: argparse.Namespace) -> int:
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


def add_matrix_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("dataset", type=Path, nargs="+", help="folder trees of annotated cases")
    parser.add_argument("--contrasts", nargs="+", help="these contrasts, in this order (default: all)")
    parser.add_argument("--cases", type=Path, nargs="+", help="table of cases of each dataset")
    add_training_options(parser)
    parser.add_argument(
        "--leave-out", action="store_true", help="also train on all contrasts but one, for each"
    )
    parser.add_argument(
        "--no-synthesis",
        action="store_true",
        help="train on the images alone; synthesised contrasts would let a specialist see others",
    )
    parser.add_argument(
        "--generalist-steps",
        type=int,
        nargs="+",
        help="steps of models of several contrasts, of which they see each the more seldom",
    )
    parser.add_argument("--only", nargs="+", metavar="ROW", help="train these rows now, by name")
    parser.set_defaults(run=run_matrix)


def run_matrix(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code: 1 if a case could not be evaluated."""
    from LandmarkAILib.inference.device import choose_device

    from ..data.dataset import of_sources, read_dataset
    from ..evaluation.files import REPORT
    from ..protocols.contrast_matrix import run_matrix
    from ..protocols.matrix_plan import matrix_contrasts, matrix_records

    preset = chosen_preset(arguments)
    if arguments.no_synthesis:
        preset = preset.with_training(synthetic=0.0)
    tables = arguments.cases or [None] * len(arguments.dataset)
    if len(tables) != len(arguments.dataset):
        raise InputError(f"--cases names {len(tables)} tables for {len(arguments.dataset)} datasets.")
    records = [
        record
        for dataset, table in zip(arguments.dataset, tables, strict=True)
        for record in read_dataset(dataset, table)
    ]
    records = matrix_records(
        of_sources(records, arguments.sources), arguments.contrasts, preset.training.seed
    )
    matrix = run_matrix(
        preset,
        records,
        arguments.output,
        contrasts=matrix_contrasts(records, arguments.contrasts),
        leave_out=arguments.leave_out,
        only=arguments.only,
        generalist_steps=arguments.generalist_steps,
        threads=arguments.threads,
        device=choose_device(arguments.device),
        progress=say,
    )
    print(f"{arguments.output / REPORT}: {len(matrix['cells'])} cells")
    return 1 if any(cell["failed"] for cell in matrix["cells"]) else 0


def add_observers_arguments(parser: argparse.ArgumentParser) -> None:
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
    parser.set_defaults(run=run_observers)


def run_observers(arguments: argparse.Namespace) -> int:
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
