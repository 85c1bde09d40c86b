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
        busiest: the most computing of this thread between two beats, in s; what ``longest`` would be
            on a machine that has nothing else to do.
        beats: how many there were.
    """

    longest: float = 0.0
    busiest: float = 0.0
    beats: int = 0


@contextmanager
def heartbeat(interval: float = 0.005) -> Iterator[Heartbeat]:
    """Beat while the event loop runs; print or record what comes out, a machine's speed is no test.

    Args:
        interval: time between two beats of an idle application, in s.
    """
    measured = Heartbeat()
    last, last_busy = time.perf_counter(), time.thread_time()

    def beat() -> None:
        nonlocal last, last_busy
        now, busy = time.perf_counter(), time.thread_time()
        measured.longest = max(measured.longest, now - last)
        measured.busiest = max(measured.busiest, busy - last_busy)
        measured.beats += 1
        last, last_busy = now, busy

    timer = QtCore.QTimer()
    timer.setTimerType(QtCore.Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(round(1000 * interval))
    try:
        yield measured
    finally:
        timer.stop()
        beat()
