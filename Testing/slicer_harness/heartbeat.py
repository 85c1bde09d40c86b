"""Measures how long the application's event loop is blocked."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6 import QtCore

from .pythonqt import learning


@dataclass
class Heartbeat:
    """What was measured.

    Attributes:
        longest: the longest time without a beat, in s, less what the stand-ins for PythonQt take to
            learn classes and signatures.
        busiest: the most computing of this thread between two beats, in s, less the same; what
            ``longest`` would be on a machine that has nothing else to do.
        beats: how many there were.
    """

    longest: float = 0.0
    busiest: float = 0.0
    beats: int = 0


@contextmanager
def heartbeat(interval: float = 0.005) -> Iterator[Heartbeat]:
    """Beat while the event loop runs; print or record what comes out, a machine's speed is no test.

    The garbage collector leaves alone what was there before: a test session holds hundreds of thousands
    of objects that are not the application's, and goes through them in a fifth of a second.

    Args:
        interval: time between two beats of an idle application, in s.
    """
    measured, clock = Heartbeat(), learning.clock
    gc.collect()
    gc.freeze()
    last, last_busy, last_learnt = time.perf_counter(), time.thread_time(), clock.seconds

    def beat() -> None:
        nonlocal last, last_busy, last_learnt
        now, busy, learnt = time.perf_counter(), time.thread_time(), clock.seconds
        measured.longest = max(measured.longest, now - last - (learnt - last_learnt))
        measured.busiest = max(measured.busiest, busy - last_busy - (learnt - last_learnt))
        measured.beats += 1
        last, last_busy, last_learnt = now, busy, learnt

    timer = QtCore.QTimer()
    timer.setTimerType(QtCore.Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(round(1000 * interval))
    try:
        yield measured
    finally:
        timer.stop()
        beat()
        gc.unfreeze()
