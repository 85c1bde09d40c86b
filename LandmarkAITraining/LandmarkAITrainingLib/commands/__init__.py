"""Subcommands that training adds to ``landmarkai``: argparse and printing, no work.

A command's module is imported when that command is asked for, and what does the work when it runs.
"""

from __future__ import annotations

from typing import Any

COMMANDS = {
    "train": ("train", "train a preset on annotated cases"),
    "evaluate": ("evaluate", "measure a model on a dataset of annotated cases"),
    "simulate": ("simulate:add_simulate_arguments", "draw annotated cases in other contrasts"),
    "check": (
        "prepare_data:add_check_arguments",
        "list what is wrong with a dataset, case by case, and how to mend it",
    ),
    "annotate": ("annotate", "list the cases that wait for a reader, annotated beforehand by a model"),
    "divide": (
        "prepare_data:add_divide_arguments",
        "divide a dataset by subject into cases to train, validate and test on",
    ),
    "import-spheres": (
        "prepare_data:add_import_spheres_arguments",
        "make a landmarks file of spheres painted in ITK-SNAP",
    ),
    "simulate-phantoms": (
        "simulate:add_simulate_phantoms_arguments",
        "make a dataset of simulated short-axis hearts with exact landmarks",
    ),
    "simulate-ct": (
        "simulate:add_simulate_ct_arguments",
        "simulate cardiac CT with exact landmarks and segments",
    ),
    "simulate-example": (
        "simulate:add_simulate_example_arguments",
        "make a small dataset of points or segments that no shipped model knows",
    ),
    "preset": ("preset", "make a preset for the landmarks and segments of a dataset"),
    "cross-validate": ("studies:add_cross_validate_arguments", "train and test a preset fold by fold"),
    "matrix": (
        "studies:add_matrix_arguments",
        "train one specialist a contrast and one generalist; test each on every contrast",
    ),
    "observers": (
        "studies:add_observers_arguments",
        "measure how far several annotations of the same cases lie apart",
    ),
}
"""By the name of the command: the module of this folder, with the function that adds the arguments where
it has several commands, and what the command does."""


def register(subparsers: Any) -> None:
    """Add the commands of training to the command line's subparsers.

    Args:
        subparsers: of argparse, making :class:`LandmarkAILib.cli.CommandParser`.
    """
    for name, (module, words) in COMMANDS.items():
        subparsers.add_parser(name, help=words, description=words, module=f"{__name__}.{module}")
