"""Which cases of a cohort one process works on, and what it is told to do with them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ...errors import InputError, LandmarkAIError
from ...files.case_records import FOLDER, SUFFIX
from ...files.cohort_table import CohortCase, read_cohort
from ...inference.options import DetectionOptions


class PartError(LandmarkAIError):
    """A part that cannot be."""

    code = "part"


@dataclass(frozen=True)
class Part:
    """One of several parts of a cohort: every Nth place of its table, with the cases in it.

    Args:
        number: from 1.
        count: of all parts.
    """

    number: int
    count: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.count:
            raise PartError(f"There is no part {self.number} of {self.count}: give --part 1/N to N/N.")

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"part-{self.number:04d}-of-{self.count:04d}"

    def has(self, case: CohortCase) -> bool:
        """Whether a case belongs to it."""
        return case.group % self.count == self.number - 1

    def divided(self, count: int) -> list[Part]:
        """The parts into which it falls; together they have its cases and no others."""
        return [Part(self.number + self.count * n, self.count * count) for n in range(count)]


WHOLE = Part(1, 1)


@dataclass(frozen=True)
class PartTask:
    """What one process is to do; plain values, so that it travels to any machine.

    Args:
        table: ``cohort.csv``.
        output: folder of the results.
        options: with what to detect.
        part: of the cohort.
        cases: those of the part that are to do, where whoever gives the task has read the table; None
            lets the part read it.
        name: of the part's files; empty for the part's own.
    """

    table: Path
    output: Path
    options: DetectionOptions
    part: Part = WHOLE
    cases: tuple[CohortCase, ...] | None = None
    name: str = ""

    @property
    def record(self) -> Path:
        """The file of its record."""
        return self.output / FOLDER / f"{self.name or self.part.name}{SUFFIX}"

    @property
    def title(self) -> str:
        """What messages call it."""
        return self.name or f"part {self.part.number} of {self.part.count}"

    def all_cases(self) -> Iterator[CohortCase]:
        """Its cases in the order of the table.

        Raises:
            InputError: the table cannot be read.
        """
        if self.cases is not None:
            return iter(self.cases)
        return (case for case in read_cohort(self.table) if self.part.has(case))


def parse_part(text: str) -> Part:
    """A part as ``3/40``.

    Raises:
        PartError: not of that form.
    """
    found = re.fullmatch(r"(\d{1,7})/(\d{1,7})", text, re.ASCII)
    if found is None:
        raise PartError(f"'{text}' is no part: give it as 3/40, the third of forty.")
    return Part(int(found[1]), int(found[2]))


def part_of_array(environment: Mapping[str, str] = os.environ) -> Part | None:
    """The part that a task of a SLURM job array is; None outside of one.

    Raises:
        InputError: the array's numbers have gaps, as where some tasks were submitted again.
    """
    names = ("ID", "COUNT", "MIN", "MAX", "STEP")
    said = {name: environment.get(f"SLURM_ARRAY_TASK_{name}", "") for name in names}
    if not said["ID"].isdecimal():
        return None
    number, first, last = int(said["ID"]), int(said["MIN"] or 0), int(said["MAX"] or 0)
    step, count = int(said["STEP"] or 1), int(said["COUNT"] or 0)
    if (last - first) // step + 1 != count or (number - first) % step:
        raise InputError(
            f"This array of {count} tasks, {first} to {last}, has gaps: say which part of how many a "
            "task is, such as --part $SLURM_ARRAY_TASK_ID/40."
        )
    return Part((number - first) // step + 1, count)
