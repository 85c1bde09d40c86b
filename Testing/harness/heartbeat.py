"""Measures how long the application's event loop is blocked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6 import QtCore


@dataclass
class Heartbeat:
    """What was measured.

    Attributes:
        longest: the longest time without a beat, in s.
        beats: how many there were.
    """

    longest: float = 0.0
    beats: int = 0


@contextmanager
def heartbeat(interval: float = 0.005) -> Iterator[Heartbeat]:
    """Beat while the event loop runs; print or record what comes out, a machine's speed is no test.

    Args:
        interval: time between two beats of an idle application, in s.
    """
    measured = Heartbeat()
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        measured.longest = max(measured.longest, now - last)
        measured.beats += 1
        last = now

    timer = QtCore.QTimer()
    timer.setTimerType(QtCore.Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(round(1000 * interval))
    try:
        yield measured
    finally:
        timer.stop()
        beat()
