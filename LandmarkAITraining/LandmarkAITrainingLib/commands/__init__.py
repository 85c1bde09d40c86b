"""Subcommands that training adds to ``landmarkai``: argparse and printing, no work.

A command's module is imported when that command is asked for, and what does the work when it runs.
"""

from __future__ import annotations

from typing import Any

COMMANDS = {
    "train": ("train", "train a preset on annotated cases"),
    "evaluate": ("evaluate", "measure a model on a dataset of annotated cases"),
    "simulate": ("simulate", "draw annotated cases in other contrasts"),
    "check": ("check", "list what is wrong with a dataset, case by case, and how to mend it"),
    "divide": ("divide", "divide a dataset by subject into cases to train, validate and test on"),
    "import-spheres": ("import_spheres", "make a landmarks file of spheres painted in ITK-SNAP"),
    "simulate-phantoms": (
        "simulate_phantoms",
        "make a dataset of simulated short-axis hearts with exact landmarks",
    ),
    "simulate-ct": ("simulate_ct", "simulate cardiac CT with exact landmarks and segments"),
    "cross-validate": ("cross_validate", "train and test a preset fold by fold"),
    "matrix": (
        "matrix",
        "train one specialist a contrast and one generalist; test each on every contrast",
    ),
    "observers": ("observers", "measure how far several annotations of the same cases lie apart"),
}
"""By the name of the command: the module of this folder, and what the command does."""


def register(subparsers: Any) -> None:
    """Add the commands of training to the command line's subparsers.

    Args:
        subparsers: of argparse, making :class:`LandmarkAILib.commands.CommandParser`.
    """
    for name, (module, words) in COMMANDS.items():
        subparsers.add_parser(name, help=words, description=words, module=f"{__name__}.{module}")
