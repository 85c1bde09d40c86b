"""What a model's card reports that must be seen before use: measured errors, the first of its limits.

A card is Markdown: under ``## Measured`` a heading and a table for each evaluation, the main one first;
under ``## Limits`` a list. ``LandmarkAITrainingLib.evaluation.report.model_card`` writes it so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_EVALUATION = re.compile(r"### (?P<data>\d+ cases of \d+ subjects): (?P<images>.+)")
_ALL = "all"


@dataclass(frozen=True)
class LandmarkErrors:
    """Errors of a landmark.

    Args:
        name: the landmark.
        median: error in mm where it was found.
        far: share of these points that are over 10 mm off, 0 to 1.
    """

    name: str
    median: float
    far: float


@dataclass(frozen=True)
class Measured:
    """The main evaluation of a card, over all its images.

    Args:
        data: such as ``51 cases of 26 subjects``.
        images: their contrasts.
        landmarks: in the card's order.
    """

    data: str
    images: tuple[str, ...]
    landmarks: tuple[LandmarkErrors, ...]


def measured(card: str) -> Measured | None:
    """The main evaluation; None if the card reports none that can be read."""
    found = _EVALUATION.search(_section(card, "Measured"))
    if not found:
        return None
    evaluation = found.string[found.end() :].partition("\n### ")[0]
    rows = [row for line in evaluation.splitlines() if (row := _row(line))]
    groups = [group for group, _errors in rows]
    # A table of one kind of images has no rows for all of them.
    group = _ALL if _ALL in groups else next(iter(groups), None)
    errors = tuple(errors for of, errors in rows if of == group)
    return Measured(found["data"], tuple(found["images"].split(", ")), errors) if errors else None


def first_limit(card: str) -> str:
    """The sentence in bold that opens the first of the limits; empty if none does."""
    found = re.match(r"\s*- \*\*(.+?)\*\*", _section(card, "Limits"), re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def _section(card: str, title: str) -> str:
    """The text under a heading of the second level."""
    found = re.search(rf"^## {title}$(.*?)(?=^## |\Z)", card, re.DOTALL | re.MULTILINE)
    return found[1] if found else ""


def _row(line: str) -> tuple[str, LandmarkErrors] | None:
    """Images and errors of ``| images | landmark | points | 2.3 [1, 4] | 9 mm | 7.4 % | 98 % |``."""
    cells = [cell.strip() for cell in line.strip("| ").split("|")]
    numbers = [re.match(r"\d+(\.\d+)?", cell) for cell in cells]
    if len(cells) != 7 or not (numbers[3] and numbers[5] and cells[5].endswith("%")):
        return None
    return cells[0], LandmarkErrors(cells[1], float(numbers[3][0]), float(numbers[5][0]) / 100)
