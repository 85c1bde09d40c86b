"""What a training left behind: its curves, and how far two models are from each other."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from LandmarkAILib.models.bundle import Bundle

# Lightning's advice to the user of a machine, not a fault of ours.
LIGHTNINGS_ADVICE = [
    pytest.mark.filterwarnings("ignore:.*does not have many workers.*"),
    pytest.mark.filterwarnings("ignore:.*smaller than the logging interval.*"),
    pytest.mark.filterwarnings("ignore:.*LeafSpec.*"),
]


def curve(folder: Path, key: str) -> list[float]:
    """A column of the curves of a stage, over all its attempts."""
    values = []
    for attempt in sorted(folder.glob("attempt_*/metrics.csv")):
        with attempt.open() as file:
            values += [float(row[key]) for row in csv.DictReader(file) if row.get(key)]
    return values


def distance(one: Bundle, two: Bundle) -> float:
    """Between the weights of the first stages of two models."""
    pairs = zip(one.weights(0).values(), two.weights(0).values(), strict=True)
    return sum(float((a.float() - b.float()).square().sum()) for a, b in pairs) ** 0.5
