"""A worker behind ``subprocess``, as QProcess stands before it in Slicer."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import IO

from LandmarkAILib.worker.process import OnExit, OnText, kill_group

_LINE_LIMIT = 1 << 24
_PATIENCE = 1.0  # s for what a process that has ended left in its pipes
if sys.platform == "win32":
    _NO_WINDOW = subprocess.CREATE_NO_WINDOW
else:
    _NO_WINDOW = 0

Events = queue.SimpleQueue[Callable[[], None]]


class SubprocessLauncher:
    """Starts workers, and hands what they say to the thread that calls :meth:`poll` or :meth:`wait`.

    ::

        launcher = SubprocessLauncher(worker_command(), worker_environment())
        client = WorkerClient(launcher)

    Args:
        command: program and arguments.
        environment: of the process; None takes this one's.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        self._command, self._environment = list(command), environment
        self._events: Events = queue.SimpleQueue()

    def __call__(self, on_line: OnText, on_log: OnText, on_exit: OnExit) -> SubprocessProcess:
        """A process that is not started yet; see ``LandmarkAILib.worker.process.NewProcess``."""
        return SubprocessProcess(
            self._command, self._environment, self._events, on_line, on_log, on_exit
        )

    def poll(self) -> None:
        """Deliver what has happened since the last time."""
        self.wait(0.0)

    def wait(self, seconds: float) -> bool:
        """Wait until something happens, at most ``seconds``, and deliver it; whether something did."""
        try:
            event = self._events.get(seconds > 0, seconds)
        except queue.Empty:
            return False
        event()
        with contextlib.suppress(queue.Empty):
            while True:
                self._events.get_nowait()()
        return True


class SubprocessProcess:
    """A ``ProcessProtocol``; threads read its output and put it into ``events``."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str] | None,
        events: Events,
        on_line: OnText,
        on_log: OnText,
        on_exit: OnExit,
    ) -> None:
        self._command, self._environment, self._events = command, environment, events
        self._on_line, self._on_log, self._on_exit = on_line, on_log, on_exit
        self._popen: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it as the leader of a process group."""
        pipe = subprocess.PIPE
        self._popen = subprocess.Popen(
            self._command,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            env=self._environment,
            start_new_session=True,
            creationflags=_NO_WINDOW,
        )
        threading.Thread(target=self._read, args=(self._popen,), daemon=True).start()

    def write_line(self, line: str) -> None:
        """Write a line; nothing happens if the process is gone."""
        if self._popen and self._popen.stdin:
            with contextlib.suppress(OSError, ValueError):  # ValueError: closed in the meantime
                self._popen.stdin.write(line.encode() + b"\n")
                self._popen.stdin.flush()

    def close_input(self) -> None:
        """Close its standard input."""
        if self._popen and self._popen.stdin:
            with contextlib.suppress(OSError):  # a last line that could not be written
                self._popen.stdin.close()

    def kill_tree(self, worker: int | None = None) -> None:
        """Kill its group; the worker's own id is not needed, as it is a member."""
        if self._popen and self._popen.poll() is None:
            kill_group(self._popen.pid)

    def wait(self, seconds: float) -> bool:
        """Wait for its end; whether it has ended."""
        if self._popen is None:
            return True
        try:
            self._popen.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _read(self, popen: subprocess.Popen[bytes]) -> None:
        assert popen.stdout and popen.stderr
        pairs = ((popen.stdout, self._on_line), (popen.stderr, self._on_log))
        readers = [threading.Thread(target=self._pass_on, args=pair, daemon=True) for pair in pairs]
        for reader in readers:
            reader.start()
        status = popen.wait()  # no limit: it is this thread's one task to see the end, whenever it comes
        self.close_input()
        for reader in readers:  # a grandchild may hold the other end, and never write or close it
            reader.join(_PATIENCE)
        self._events.put(partial(self._on_exit, status))

    def _pass_on(self, stream: IO[bytes], receive: OnText) -> None:
        """Each line to the events; one without end is cut, so that it cannot fill the memory."""
        with stream:
            while line := stream.readline(_LINE_LIMIT):
                text = line.decode("utf-8", "replace").rstrip("\r\n")
                self._events.put(partial(receive, text))
