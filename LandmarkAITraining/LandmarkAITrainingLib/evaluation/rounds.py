"""Rounds of annotating and training again: how the error on held-out cases falls with reviewed ones.

``train`` measures each model that it has made and writes the lines of its round into the run folder;
into that of the dataset, too, where cases are annotated with a model (its table has the column
``state``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np
from LandmarkAILib.core.image import unit_of_length

from .collect import Collected
from .files import read_rows, write_rows

ROUNDS = "rounds.csv"
ALL, DICE = "all", "Dice"


@dataclass(frozen=True)
class RoundLine:
    """What one round came to for one landmark or segment.

    Args:
        model: digest of the model, by which a round is known.
        name: of the model.
        date: ISO, when it was measured.
        reviewed: cases that it was trained on.
        split: ``test``, or ``val`` where the dataset has no test cases: those also calibrated it.
        held_out: how many cases of that split it was measured on.
        cases: digest of their names; rounds with another one cannot be compared.
        of: how many cases that split has; more than ``held_out`` where there was no time for all, and 0
            where nobody noted it.
        what: landmark or segment; ``all`` for all landmarks together.
        unit: of ``median``: mm, px or Dice.
        points: reference points (of a segment: cases).
        found: how many of them the model found.
        median: error (of a segment: Dice) of those that were found; None without any.
    """

    model: str
    name: str
    date: str
    reviewed: int
    split: str
    held_out: int
    cases: str
    what: str = ""
    unit: str = ""
    points: int = 0
    found: int = 0
    median: float | None = None
    of: int = 0

    @property
    def measured(self) -> str:
        """How many cases it was measured on: a number, and of how many where these were not all."""
        return f"{self.held_out}/{self.of}" if self.of > self.held_out else str(self.held_out)


@dataclass(frozen=True)
class Round:
    """One round; ``number`` counts from 1, ``lines`` has at least one."""

    number: int
    lines: tuple[RoundLine, ...]

    @property
    def facts(self) -> RoundLine:
        """A line, for what all lines have in common."""
        return self.lines[0]

    @property
    def main(self) -> RoundLine:
        """The line that stands for all."""
        return next((line for line in self.lines if line.what == ALL), self.lines[0])

    def line(self, what: str) -> RoundLine | None:
        """That of a landmark or segment."""
        return next((line for line in self.lines if line.what == what), None)


def cases_digest(names: Iterable[str]) -> str:
    """By which a set of cases is known."""
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()[:12]


def lines_of(collected: Collected, common: RoundLine) -> list[RoundLine]:
    """The lines of a round.

    Args:
        collected: what the model yielded on the held-out cases.
        common: a line with what all have in common.
    """
    unit = unit_of_length(collected.provenance)
    present = [o for o in collected.observations if o.stage == "final" and o.reference == "present"]
    names = list(dict.fromkeys(o.landmark for o in present))
    lines = []
    for what in [ALL, *names] if len(names) > 1 else names:
        errors = [o.error_mm for o in present if what in (ALL, o.landmark)]
        found = [error for error in errors if error is not None]
        lines.append(_line(common, what, unit, len(errors), found))
    for what in dict.fromkeys(score.segment for score in collected.scores):
        scores = [score for score in collected.scores if score.segment == what]
        dice = [score.dice for score in scores if score.hausdorff_mm is not None]
        lines.append(_line(common, what, DICE, len(scores), dice))
    return lines


def _line(common: RoundLine, what: str, unit: str, points: int, found: Sequence[float]) -> RoundLine:
    median = round(float(np.median(found)), 3) if found else None
    return replace(common, what=what, unit=unit, points=points, found=len(found), median=median)


def read_rounds(folder: Path) -> list[Round]:
    """The rounds of a dataset or run folder, in order; none where nothing was noted.

    Raises:
        InputError: the table is damaged.
    """
    path = folder / ROUNDS
    lines = read_rows(path, RoundLine) if path.is_file() else []
    held = [tuple(group) for _, group in groupby(lines, key=lambda line: line.model)]
    return [Round(number, group) for number, group in enumerate(held, start=1)]


def note_round(folder: Path, lines: Sequence[RoundLine]) -> None:
    """Add a round to a folder's table; one of the same model is replaced.

    Raises:
        InputError: the table that is there is damaged.
        OutputError: it cannot be written.
    """
    models = {line.model for line in lines}
    before = [line for held in read_rounds(folder) for line in held.lines if line.model not in models]
    write_rows(folder / ROUNDS, RoundLine, [*before, *lines])


def round_sentence(held: Round) -> str:
    """A round in words."""
    main, names = held.main, {"test": "held-out cases", "val": "validation cases"}
    measured = f"{main.measured} {names.get(main.split, main.split)}"
    what = "landmarks" if main.what == ALL else main.what
    result = "nothing found" if main.median is None else f"median {main.median:.2f} {main.unit}"
    return (
        f"Round {held.number}: trained on {main.reviewed} cases; {what}: {result} on {measured}, "
        f"{main.found} of {main.points} found"
    )
