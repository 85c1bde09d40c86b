"""How long a training still takes: all its stages, by how fast its steps were while it was watched."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from typing import Literal

_ENOUGH = 0.01  # of the training to be watched before its end is foretold
_HOURS = 100  # min from which hours are told


def share_done(steps: Sequence[int], stage: int, step: int) -> float:
    """How much of a training is done, 0 to 1.

    Args:
        steps: of each stage.
        stage: that is being trained, from 0.
        step: steps of it that are done.
    """
    return (sum(steps[:stage]) + step) / sum(steps)


class Pace:
    """How fast a training goes; what went before it was watched was perhaps another computer's."""

    def __init__(self, clock: Callable[[], float] | None = None) -> None:
        self._clock = clock or time.monotonic
        self._since, self._share = 0.0, math.inf

    def left(self, share: float) -> float | None:
        """Seconds to the end of a training that has come to a share of 0 to 1; None if unknown yet."""
        now = self._clock()
        if share < self._share:
            self._since, self._share = now, share
        made = share - self._share
        return (now - self._since) * (1 - share) / made if made > _ENOUGH else None


def rounded(seconds: float) -> tuple[int, Literal["min", "h"]]:
    """A time as it is told: whole minutes, or hours where it is long."""
    minutes = math.ceil(seconds / 60)
    return (minutes, "min") if minutes < _HOURS else (round(minutes / 60), "h")


class Course:
    """The stages of a training on their way, for who follows it on a console.

    Args:
        steps: of each stage that is trained.
    """

    def __init__(self, steps: Sequence[int]) -> None:
        self._steps, self._pace = steps, Pace()

    def told(self, stage: int, step: int) -> str:
        """What to say of the time left; empty while it is unknown.

        Args:
            stage: index in ``steps``.
            step: steps of it that are done.
        """
        left = self._pace.left(share_done(self._steps, stage, step))
        if left is None:
            return ""
        count, unit = rounded(left)
        return f"About {count} {unit} left for all stages."
