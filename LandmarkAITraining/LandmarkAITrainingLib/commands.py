"""Subcommands that training adds to ``landmarkai``; nothing heavy is imported before one runs."""

from __future__ import annotations

from typing import Any

from . import evaluate, train
from .simulation import cohort


def register(subparsers: Any) -> None:
    """Add ``train``, ``evaluate`` and ``simulate`` to the command line's subparsers."""
    train.register(subparsers)
    evaluate.register(subparsers)
    cohort.register(subparsers)
