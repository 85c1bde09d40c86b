"""``landmarkai matrix``: specialists and a generalist, each tested on every contrast."""

from __future__ import annotations

import argparse
from pathlib import Path

from LandmarkAILib.errors import InputError

from .shared_options import add_training_options, chosen_preset, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
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
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
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
