"""What a check finds: a case, what is wrong with it, how to mend it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from LandmarkAILib.errors import LandmarkAIError
from LandmarkAILib.files.atomic import atomic_path

Severity = Literal["error", "warning"]
DATASET = ""
"""Stands for the dataset as a whole, in place of a case."""


@dataclass(frozen=True)
class Problem:
    """One thing to look at.

    Args:
        case: of the dataset; ``""`` for the dataset as a whole.
        what: what is wrong, without a full stop.
        remedy: how to mend it, without a full stop.
        severity: ``error`` where training would fail or learn something wrong.
    """

    case: str
    what: str
    remedy: str
    severity: Severity = "error"


@dataclass(frozen=True)
class Report:
    """The outcome of a check.

    Args:
        problems: errors first, then by case.
        cases: how many there are.
        subjects: how many subjects they are of.
        presets: presets whose landmarks the dataset holds.
    """

    problems: tuple[Problem, ...]
    cases: int
    subjects: int
    presets: tuple[str, ...]

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(problem.severity == "error" for problem in self.problems)

    def summary(self) -> str:
        """The outcome in a sentence or two."""
        held = f"{_count(self.cases, 'case')} of {_count(self.subjects, 'subject')}"
        if not self.problems:
            return f"{held}: nothing is wrong."
        found = f"{_count(self.errors, 'error')} and {_count(self._warnings, 'warning')}"
        end = "Mend the errors before training." if self.errors else "Training can begin."
        return f"{held}: {found}. {end}"

    @property
    def _warnings(self) -> int:
        return len(self.problems) - self.errors

    def write(self, path: Path) -> None:
        """Write it as JSON; :meth:`read` reads it.

        Raises:
            OutputError: the file cannot be written.
        """
        with atomic_path(path) as temporary:
            temporary.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Report:
        """Inverse of :meth:`write`."""
        data = json.loads(path.read_text(encoding="utf-8"))
        problems = tuple(Problem(**problem) for problem in data["problems"])
        return cls(problems, data["cases"], data["subjects"], tuple(data["presets"]))


def of_error(case: str, error: LandmarkAIError) -> Problem:
    """The problem that an error tells of; its sentence ends with the remedy, after a colon."""
    what, colon, remedy = str(error).rpartition(": ")
    return Problem(case, what if colon else remedy, remedy.rstrip(".") if colon else "see the message")


def listed(names: Sequence[str], most: int = 5) -> str:
    """Some names in a row, such as ``a, b and 7 more``."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
