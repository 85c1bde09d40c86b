"""Processes that go on when Slicer is closed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from LandmarkAILib.errors import OutputError
from LandmarkAILib.worker.process import kill_group, worker_environment

_LIBRARY = Path(__file__).resolve().parents[3]
if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
else:
    _FLAGS = 0


_DEATH = 10.0  # s in which a process that was killed is gone

# Kept as long as Slicer lives: processes outlive whoever started them, and are reaped when asked about.
_started: dict[int, subprocess.Popen[bytes]] = {}


class Launcher(Protocol):
    """Starts and ends processes; tests put another in its place."""

    def launch(self, module: str, arguments: Sequence[str], log: Path) -> int:
        """Start ``python -m module arguments`` apart from this process.

        Args:
            module: of LandmarkAI's libraries.
            arguments: for it.
            log: file that gets what it prints; overwritten.

        Returns:
            Its process id.

        Raises:
            OSError: it cannot be started, or the log not be written.
        """
        ...

    def has_ended(self, process: int) -> bool | None:
        """Whether a process has ended; None if it was not started from here."""
        ...

    def kill(self, process: int) -> None:
        """Kill a process and all that it started.

        Raises:
            OutputError: it does not end.
        """
        ...


class DetachedLauncher:
    """A :class:`Launcher` of processes in sessions of their own.

    Args:
        python: finds an interpreter, in Slicer ``PythonSlicer``; None takes this one.
    """

    def __init__(self, python: Callable[[], str] | None = None) -> None:
        self._python = python or (lambda: sys.executable)

    def launch(self, module: str, arguments: Sequence[str], log: Path) -> int:
        with log.open("wb") as output:
            process = subprocess.Popen(
                [self._python(), "-m", module, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=_environment(),
                start_new_session=True,
                creationflags=_FLAGS,
            )
        _started[process.pid] = process
        return process.pid

    def has_ended(self, process: int) -> bool | None:
        known = _started.get(process)
        return None if known is None else known.poll() is not None

    def kill(self, process: int) -> None:
        kill_group(process)
        if known := _started.get(process):
            try:
                known.wait(_DEATH)
            except subprocess.TimeoutExpired:
                raise OutputError(
                    f"The process {process} was killed and is still there after {_DEATH:g} s, perhaps "
                    "waiting for a disk or file server: see to that, or end it yourself."
                ) from None


def _environment() -> dict[str, str]:
    """In which both libraries are found, and what is printed comes at once."""
    environment = worker_environment()
    environment["PYTHONPATH"] = os.pathsep.join([str(_LIBRARY), environment["PYTHONPATH"]])
    return environment | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
