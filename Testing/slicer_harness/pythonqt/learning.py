"""Time that PySide takes to learn what PythonQt knows from the start."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class LearningClock:
    """How long PySide has built classes and parsed signatures, in s.

    It does so at their first use, for some hundred milliseconds in all. What measures how long the
    application is blocked takes this off.
    """

    seconds: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time within."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds += time.perf_counter() - started


clock = LearningClock()
"""Of this process."""
