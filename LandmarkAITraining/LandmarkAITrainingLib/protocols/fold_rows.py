"""What cross-validation tabulates of each fold: as the CT paper does, and medians beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

Metrics = dict[str, Any]


def fold_row(metrics: Metrics) -> dict[str, Any]:
    """One row of ``folds.csv`` from the ``metrics.json`` of a fold.

    Returns:
        ``fold``, ``subjects`` and ``cases`` that were tested, ``training_cases``, ``seconds`` of
        training, by stage ``stage 1 best epoch`` and ``stage 1 loss``; by segment the mean Dice; by
        landmark the share that was found, mean and median distance in mm. None where there is none.
    """
    training, summary = metrics["training"], metrics["all"]
    row: dict[str, Any] = {
        "fold": metrics["fold"],
        "subjects": metrics["data"]["subjects"],
        "cases": metrics["data"]["cases"],
        "training_cases": training["cases"],
        "seconds": training["seconds"],
    }
    for number, stage in enumerate(training["stages"], start=1):
        row[f"stage {number} best epoch"] = stage["best_epoch"]
        row[f"stage {number} loss"] = stage["best_loss"]
    for name, segment in summary["segments"].items():
        row[f"{name} Dice"] = segment["dice"]["mean"]["value"]
    for name, landmark in summary["landmarks"].items():
        found, error = landmark["detection"]["rate"], landmark["error_mm"]
        row[f"{name} found"] = found and found["value"]
        row[f"{name} mean mm"] = error and error["mean"]["value"]
        row[f"{name} median mm"] = error and error["median"]["value"]
    return row


def over_folds(rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, float | int | None]]:
    """Mean and sample standard deviation over folds of each column but ``fold``; gaps are left out."""
    columns = dict.fromkeys(key for row in rows for key in row if key != "fold")
    return {column: _mean_and_sd([row.get(column) for row in rows]) for column in columns}


def _mean_and_sd(values: Sequence[float | None]) -> dict[str, float | int | None]:
    known = np.array([value for value in values if value is not None], dtype=float)
    return {
        "n": len(known),
        "mean": float(known.mean()) if len(known) else None,
        "sd": float(known.std(ddof=1)) if len(known) > 1 else None,
    }
