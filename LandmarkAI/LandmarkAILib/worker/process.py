"""A worker process: how it is started, how its client sees it, and how it is ended with all it started.

QProcess, or in tests a subprocess, is behind :class:`ProcessProtocol`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

_PATIENCE = 10.0  # s
Phase = Literal["starting", "ready", "stopping", "killed"]


IDLE = 600.0
"""Seconds without a request after which a worker ends."""

_LIBRARY = Path(__file__).resolve().parents[2]

OnText = Callable[[str], None]
OnExit = Callable[[int | None], None]


class ProcessProtocol(Protocol):
    r"""One process, started once.

    All methods are called on the client's thread and return at once, but for :meth:`wait`; none raises
    because the process is gone, ``on_exit`` tells that.

    What an implementation over Slicer's QProcess has to do:

    - Start ``worker_command(shutil.which("PythonSlicer"), own_group=True)`` with
      ``worker_environment()``, channels separate. PythonSlicer is a launcher: the worker is its child,
      so that ``processId()`` is not the worker's.
    - ``readyReadStandardOutput``: collect bytes, decode UTF-8, give ``on_line`` each whole line without
      its end, and keep the rest for the next time. ``readyReadStandardError``: the same to ``on_log``.
      Both must be read, else the worker stops when the pipe is full.
    - ``finished(int, QProcess::ExitStatus)``: read what is left of both, then ``on_exit``; with None
      for ``CrashExit``. ``errorOccurred(FailedToStart)``: ``on_exit(None)``, as no ``finished`` comes.
    - ``write_line``: ``write((line + "\n").encode())``. ``close_input``: ``closeWriteChannel()``.
    - ``kill_tree``: ``kill_group(worker or process.processId())``, then ``process.kill()``
      for the launcher.
    - ``wait``: ``waitForFinished(milliseconds)``, which delivers signals; called only from
      ``WorkerClient.shutdown``.
    """

    def start(self) -> None:
        """Start the process.

        Raises:
            OSError: the program cannot be started. An implementation that only learns it later calls
                ``on_exit(None)`` instead.
        """
        ...

    def write_line(self, line: str) -> None:
        """Write a line to its standard input; ``line`` has no line end."""
        ...

    def close_input(self) -> None:
        """Close its standard input, upon which a worker cleans up and ends."""
        ...

    def kill_tree(self, worker: int | None) -> None:
        """Kill the process and all its descendants, without waiting for their end.

        Args:
            worker: process id of the worker, as it said itself; None if it has not yet.
        """
        ...

    def wait(self, seconds: float) -> bool:
        """Wait for its end; whether it has ended."""
        ...


class NewProcess(Protocol):
    """Makes a process that is not started yet."""

    def __call__(self, on_line: OnText, on_log: OnText, on_exit: OnExit) -> ProcessProtocol:
        """Make it.

        Args:
            on_line: gets each line of its standard output, without its end.
            on_log: gets each line of its standard error.
            on_exit: called once, after the last line, with the exit status: negative is the signal that
                ended it, None is unknown.
        """
        ...


def worker_command(
    python: str | None = None,
    idle: float = IDLE,
    threads: int | None = None,
    own_group: bool = False,
) -> list[str]:
    """Program and arguments of a worker.

    Args:
        python: an interpreter, in Slicer the path of ``PythonSlicer``; None takes this one.
        idle: seconds without a request after which it ends.
        threads: CPU threads; None leaves torch's choice.
        own_group: whether it makes itself the leader of a process group (Linux, macOS). Asked for by
            one who cannot start it as such and yet wants to kill its whole tree.
    """
    options = ["--idle", f"{idle:g}"]
    options += ["--threads", str(threads)] if threads is not None else []
    options += ["--own-group"] if own_group else []
    return [python or sys.executable, "-m", "LandmarkAILib.worker", *options]


def worker_environment(base: Mapping[str, str] | None = None) -> dict[str, str]:
    """Environment in which :func:`worker_command` finds this package.

    Args:
        base: what to add to; None takes this process's.
    """
    environment = dict(os.environ if base is None else base)
    others = environment.get("PYTHONPATH")
    environment["PYTHONPATH"] = os.pathsep.join([str(_LIBRARY), *([others] if others else [])])
    return environment


def kill_group(leader: int) -> None:
    """Kill a process group on Linux and macOS; on Windows a process and its descendants.

    Args:
        leader: process id of the group's leader; nothing happens if there is no such group.
    """
    if sys.platform == "win32":
        command = ["taskkill", "/F", "/T", "/PID", str(leader)]
        flags = subprocess.CREATE_NO_WINDOW
        # What does not end in time is told by those who wait for it.
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(
                command, check=False, capture_output=True, creationflags=flags, timeout=_PATIENCE
            )
    else:
        # macOS refuses, by permission, to signal a group in which all are dead.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)


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
