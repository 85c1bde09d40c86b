"""Subcommands that training adds to ``landmarkai``; nothing heavy is imported before one runs."""

from __future__ import annotations

from typing import Any

from ..data import itk_snap
from ..protocols import cross_validate, matrix, observers
from . import check as check
from . import evaluate, train
from . import simulate as cohort
from . import simulate_ct as ct_cohort
from . import simulate_phantoms as phantom_cohort


def register(subparsers: Any) -> None:
    """Add the commands of training to the command line's subparsers."""
    for command in (train, evaluate, cohort, check, itk_snap, phantom_cohort, ct_cohort):
        command.register(subparsers)
    for protocol in (cross_validate, matrix, observers):
        protocol.register(subparsers)
