"""Work in short steps, so that the application lives on in between."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import TypeVar

T = TypeVar("T")

Later = Callable[[int, Callable[[], None]], object]
"""Runs a function after some milliseconds: ``qt.QTimer.singleShot``."""

Steps = Generator[None, None, T]
"""Work that pauses at each ``yield`` and returns its result; closing it leaves the work undone."""


def finish(steps: Steps[T]) -> T:
    """Do all steps at once, for those who need not let the application live on."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


class StepRunner:
    """Does the first step at once, and each of the others when Slicer has nothing else to do.

    What a step raises goes to whoever made it run: the first one's to the caller, as Slicer has no way
    to tell of the others. ::

        runner = StepRunner(steps(), qt.QTimer.singleShot)
        ...
        runner.stop()

    Args:
        steps: pauses between them.
        later: the application's timer.
    """

    def __init__(self, steps: Iterator[None], later: Later) -> None:
        self._steps: Iterator[None] | None = steps
        self._later = later
        self._step()

    def stop(self) -> None:
        """Do no more steps; whatever the steps hold open is closed now."""
        steps, self._steps = self._steps, None
        close = getattr(steps, "close", None)
        if close:
            close()

    def _step(self) -> None:
        if self._steps is None:
            return
        try:
            next(self._steps)
        except StopIteration:
            self._steps = None
            return
        self._later(0, self._step)
