"""The files of an evaluation: each is written whole or not at all."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from LandmarkAILib.files.atomic import atomic_path

from .observations import Observation


def write_metrics(path: Path, metrics: dict[str, Any]) -> None:
    """Write ``metrics.json``; numbers that do not exist are null.

    Raises:
        OutputError: the file cannot be written.
    """
    text = json.dumps(metrics, indent=2, ensure_ascii=False, allow_nan=False)
    write_text(path, text + "\n")


def write_errors(path: Path, observations: Iterable[Observation]) -> None:
    """Write ``errors.csv``, one row an observation; what does not exist is empty.

    Raises:
        OutputError: the file cannot be written.
    """
    columns = [column.name for column in fields(Observation)]
    with atomic_path(path) as temporary, temporary.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(_row(observation) for observation in observations)


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8.

    Raises:
        OutputError: the file cannot be written.
    """
    with atomic_path(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def _row(observation: Observation) -> dict[str, object]:
    values = asdict(observation).items()
    return {key: f"{value:.6g}" if isinstance(value, float) else value for key, value in values}
