"""The life of one worker process as its client knows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from .process import ProcessProtocol

Phase = Literal["starting", "ready", "stopping", "killed"]


@dataclass(frozen=True)
class Timeouts:
    """Seconds.

    Args:
        start: until a new process says that it is ready; Python loads slowly from some disks.
        stop: for a folder's run that was cancelled to remove its unfinished files, before it is killed.
        death: until a killed process that does not end is given up.
        silence: until a process that works and says nothing, not even how far it is, is given up.
    """

    start: float = 120.0
    stop: float = 5.0
    death: float = 10.0
    silence: float = 1800.0


class Handle:
    """A process and where it is in its life: starting, ready, stopping (asked to end) or killed.

    Args:
        process: not started yet.
        timeouts: how long it may stay in each phase; when it is ready and has nothing to do, for ever.
        clock: seconds that only grow.
    """

    def __init__(self, process: ProcessProtocol, timeouts: Timeouts, clock: Callable[[], float]) -> None:
        self.process, self._timeouts, self._clock = process, timeouts, clock
        self.pid: int | None = None
        """What the worker says its process id is; None until it does."""
        self.outcome: Callable[[], None] | None = None
        """What to tell of its job once it has ended, where that is decided before."""
        self._enter("starting", timeouts.start)

    @property
    def ending(self) -> bool:
        """Whether nothing that it says counts any more."""
        return self.phase in ("stopping", "killed")

    @property
    def overdue(self) -> bool:
        """Whether it has been in its phase for too long."""
        return self._clock() >= self._deadline

    def become_ready(self, pid: int) -> None:
        """It has said that it is ready."""
        self.pid = pid
        self._enter("ready", float("inf"))

    def is_at_work(self) -> None:
        """It was given a job, or said something of it."""
        self._deadline = self._clock() + self._timeouts.silence

    def is_at_rest(self) -> None:
        """It has done its job."""
        self._deadline = float("inf")

    def end(self, outcome: Callable[[], None], gently: bool = False) -> None:
        """Have it end: at once, or when it has cleaned up. ``outcome`` is for when it has ended."""
        self.outcome = outcome
        if gently:
            self._enter("stopping", self._timeouts.stop)
            self.process.close_input()
        else:
            self.kill()

    def kill(self) -> None:
        """End it at once; its input is closed, too, as a launcher's child may outlive the kill."""
        self._enter("killed", self._timeouts.death)
        self.process.close_input()
        self.process.kill_tree(self.pid)

    def end_now(self, gently: bool) -> None:
        """End it and wait for that."""
        self.process.close_input()
        if not (gently and self.process.wait(self._timeouts.stop)):
            self.process.kill_tree(self.pid)
            self.process.wait(self._timeouts.death)

    def _enter(self, phase: Phase, seconds: float) -> None:
        self.phase: Phase = phase
        self._deadline = self._clock() + seconds
