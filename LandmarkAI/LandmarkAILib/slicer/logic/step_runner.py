"""Steps of some work, each in a turn of Qt's event loop of its own: the application does not freeze."""

from __future__ import annotations

from collections.abc import Iterator

import qt


class StepRunner:
    """Does the first step at once and each of the others when Qt has nothing else to do.

    What a step raises goes to whoever made it run: the first one's to the caller, as Slicer has no way
    to tell of the others. ::

        runner = StepRunner(steps())
        ...
        runner.stop()

    Args:
        steps: pauses between them.
    """

    def __init__(self, steps: Iterator[None]) -> None:
        self._steps: Iterator[None] | None = steps
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
        qt.QTimer.singleShot(0, self._step)
