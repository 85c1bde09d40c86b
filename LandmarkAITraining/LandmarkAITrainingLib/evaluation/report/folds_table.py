"""The folds of a cross-validation, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..summaries import Metrics
from .html import paragraph, section, table
from .numbers import NONE

_WORDS = (
    "In each round one fold of people was tested by a model trained on the others, which never saw them;"
    " the next fold served for validation. Best epoch (from 0) and loss are those of the validation; "
    "Dice and distances those of the test: means, and medians, over the cases or points of the fold. All"
    " other numbers in this report are of the tested cases of all folds together."
)


def folds_section(metrics: Metrics) -> str:
    """One column a fold, then mean ± SD over the folds."""
    rows, overall = metrics.facts["folds"], metrics.facts["over_folds"]
    headers = ["", *(f"Fold {row['fold']}" for row in rows), "Mean ± SD"]
    body = [
        [_heading(key), *(_cell(key, row.get(key)) for row in rows), _summary(key, held)]
        for key, held in overall.items()
    ]
    return section("Folds", paragraph(_WORDS), table(headers, body, texts=1))


def _heading(key: str) -> str:
    words = {
        "subjects": "People tested",
        "cases": "Cases tested",
        "training_cases": "Cases trained on",
        "seconds": "Training, s",
    }
    return words.get(key, key[0].upper() + key[1:])


def _digits(key: str) -> int:
    whole = ("subjects", "cases", "seconds", "best epoch")
    return 0 if key.endswith(whole) else 3 if key.endswith(("Dice", "loss")) else 2


def _cell(key: str, value: float | None) -> str:
    return NONE if value is None else f"{value:.{_digits(key)}f}"


def _summary(key: str, held: dict[str, Any]) -> str:
    if held["sd"] is None:
        return _cell(key, held["mean"])
    digits = max(_digits(key), 1)
    return f"{held['mean']:.{digits}f} ± {held['sd']:.{digits}f}"


def fold_row(metrics: Metrics) -> dict[str, Any]:
    """One row of ``folds.csv`` from the ``metrics.json`` of a fold.

    Returns:
        ``fold``, ``subjects`` and ``cases`` that were tested, ``training_cases``, ``seconds`` of
        training, by stage ``stage 1 best epoch`` and ``stage 1 loss``; by segment the mean Dice; by
        landmark the share that was found, mean and median distance with its unit. None where there
        is none.
    """
    training, summary = metrics.facts["training"], metrics.all
    row: dict[str, Any] = {
        "fold": metrics.facts["fold"],
        "subjects": metrics.data.subjects,
        "cases": metrics.data.cases,
        "training_cases": training["cases"],
        "seconds": training["seconds"],
    }
    for number, stage in enumerate(training["stages"], start=1):
        row[f"stage {number} best epoch"] = stage["best_epoch"]
        row[f"stage {number} loss"] = stage["best_loss"]
    for name, segment in summary.segments.items():
        row[f"{name} Dice"] = segment.dice.mean.value
    for name, landmark in summary.landmarks.items():
        found, error = landmark.detection.rate, landmark.error_mm
        row[f"{name} found"] = found and found.value
        row[f"{name} mean {metrics.unit}"] = error and error.mean.value
        row[f"{name} median {metrics.unit}"] = error and error.median.value
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
