"""Has steps done by the application's event loop, so that it lives on in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator

Later = Callable[[int, Callable[[], None]], object]
"""Runs a function after some milliseconds: ``qt.QTimer.singleShot``."""


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

    @property
    def is_done(self) -> bool:
        """Whether no step is left."""
        return self._steps is None

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
