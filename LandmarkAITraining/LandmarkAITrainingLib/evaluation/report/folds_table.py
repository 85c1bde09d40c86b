"""The folds of a cross-validation, side by side."""

from __future__ import annotations

from typing import Any

from .html import paragraph, section, table
from .numbers import NONE

_WORDS = (
    "In each round one fold of people was tested by a model trained on the others, which never saw them;"
    " the next fold served for validation. Best epoch (from 0) and loss are those of the validation; "
    "Dice and distances those of the test: means, and medians, over the cases or points of the fold. All"
    " other numbers in this report are of the tested cases of all folds together."
)


def folds_section(metrics: dict[str, Any]) -> str:
    """One column a fold, then mean ± SD over the folds."""
    rows, overall = metrics["folds"], metrics["over_folds"]
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
