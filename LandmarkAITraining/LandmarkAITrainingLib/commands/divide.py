"""``landmarkai divide``: give every case of a dataset its split."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases; gets its cases.csv")
    parser.add_argument("--seed", type=int, default=2026, help="chooses who is held out")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Divide as the command line asks; returns the exit code."""
    from ..data.folds import divide_dataset

    counts = divide_dataset(arguments.dataset, arguments.seed)
    told = ", ".join(f"{count} {split}" for split, count in sorted(counts.items()))
    print(f"{arguments.dataset / 'cases.csv'}: {told}")
    return 0
