"""Curves of a training, as the trainer writes them: ``stage1/attempt_1/metrics.csv`` and so on."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
Row = Mapping[str, str]

_ERROR = "val_median_mm_"
_LOSSES = {"train_loss": "training", "val_loss": "validation"}


@dataclass(frozen=True, eq=False)
class Curves:
    """What is known of a stage so far.

    Args:
        stage: from 1.
        landmarks: names of the columns of ``errors`` but the first.
        errors: (n, 1 + landmarks) step, then median error in mm on the validation cases.
        losses: names of the columns of ``loss`` but the first.
        loss: (n, 1 + losses) step, then the objective; NaN where it was not measured.
    """

    stage: int
    landmarks: tuple[str, ...]
    errors: FloatArray
    losses: tuple[str, ...]
    loss: FloatArray


def read_curves(run: Path) -> list[Curves]:
    """Curves of the stages that have any, in order; attempts are joined where one went on."""
    folders = [run / f"stage{n}" for n in range(1, 1 + len(list(run.glob("stage*"))))]
    found = [(n, _rows(folder)) for n, folder in enumerate(folders, start=1)]
    return [_curves(stage, rows) for stage, rows in found if rows]


def _curves(stage: int, rows: Sequence[Row]) -> Curves:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    errors = [key for key in columns if key.startswith(_ERROR)]
    losses = [key for key in _LOSSES if key in columns]
    return Curves(
        stage,
        tuple(key.removeprefix(_ERROR).replace("_", " ") for key in errors),
        _array(rows, errors),
        tuple(_LOSSES[key] for key in losses),
        _array(rows, losses),
    )


def _rows(stage: Path) -> list[Row]:
    """Rows of all attempts; a later one replaces what an earlier had of the same steps."""
    attempts = sorted(stage.glob("attempt_*/metrics.csv"), key=lambda path: _number(path.parent))
    rows: list[Row] = []
    for attempt in attempts:
        later = _read(attempt)
        first = min((int(row["step"]) for row in later), default=0)
        rows = [*(row for row in rows if not later or int(row["step"]) < first), *later]
    return rows


def _read(path: Path) -> list[Row]:
    """Whole rows of a file that is being written."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return []
    lines = text[: text.rfind("\n") + 1].splitlines()
    return [row for row in csv.DictReader(lines) if (row.get("step") or "").isdecimal()]


def _array(rows: Iterable[Row], columns: Sequence[str]) -> FloatArray:
    """Step and columns, a line a step at which any of the columns has a value."""
    by_step: dict[int, list[float]] = {}
    for row in rows:
        for n, column in enumerate(columns):
            if row.get(column):
                values = by_step.setdefault(int(row["step"]), [float("nan")] * len(columns))
                values[n] = float(row[column])
    lines = [[float(step), *by_step[step]] for step in sorted(by_step)]
    return np.array(lines, np.float64).reshape(-1, 1 + len(columns))


def _number(attempt: Path) -> int:
    digits = attempt.name.rpartition("_")[2]
    return int(digits) if digits.isdecimal() else 0
