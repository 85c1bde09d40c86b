"""A worker process as the client sees it, so that QProcess or a subprocess can be behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

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
    - ``kill_tree``: ``process_group.kill_group(worker or process.processId())``, then ``process.kill()``
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
