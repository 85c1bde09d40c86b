"""Work in short steps, so that whoever has it done can do other things in between."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")

Steps = Generator[None, None, T]
"""Work that pauses at each ``yield`` and returns its result; closing it leaves the work undone."""


def finish(steps: Steps[T]) -> T:
    """Do all steps at once, for those who need not do anything else meanwhile."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result
