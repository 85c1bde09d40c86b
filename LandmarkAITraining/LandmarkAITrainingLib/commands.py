"""Subcommands that training adds to ``landmarkai``; nothing heavy is imported before one runs."""

from __future__ import annotations

from typing import Any

from . import evaluate, train
from .check import command as check
from .data import itk_snap
from .protocols import cross_validate, matrix, observers
from .simulation import cohort, phantom_cohort
from .simulation.ct import command as ct_cohort


def register(subparsers: Any) -> None:
    """Add the commands of training to the command line's subparsers."""
    for command in (train, evaluate, cohort, check, itk_snap, phantom_cohort, ct_cohort):
        command.register(subparsers)
    for protocol in (cross_validate, matrix, observers):
        protocol.register(subparsers)
