"""Work in child processes that start at once, and that are killed or meet a broken disk.

The children are forked from a process that has loaded everything, so hundreds of them run in a minute.
Python tells hooks of every file that is to be opened, renamed or removed, before it is: there a child is
killed, or the operation fails as it would on a disk that is full or read-only.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_PATIENCE = 300.0  # s; a child that takes longer hangs
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link"}
_NEED_SPACE = {"open", "os.mkdir", "os.link"}


@dataclass
class Disk:
    """Operations that change something below a folder, counted, and what happens at one of them.

    Args:
        folder: others are not looked at.
        at: number of the operation at which it happens, from 0; None only counts.
        fault: the error; None kills the process.
        stays: whether all later operations of the kind fail, too.
    """

    folder: Path
    at: int | None = None
    fault: int | None = None
    stays: bool = True
    seen: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Begin; there is no end but that of the process."""
        prefix = os.fspath(self.folder)

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            path = _changed(event, arguments)
            if path == prefix or path.startswith(prefix + os.sep):
                self._meet(event, path)

        sys.addaudithook(hook)

    def _meet(self, event: str, path: str) -> None:
        number = len(self.seen)
        self.seen.append(f"{event} {path}")
        if self.at is None or number < self.at or (number > self.at and not self.stays):
            return
        if self.fault is None:
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.fault == errno.EROFS or event in _NEED_SPACE:
            raise OSError(self.fault, os.strerror(self.fault), path)


def _changed(event: str, arguments: tuple[Any, ...]) -> str:
    """The path that an operation is about to change; empty if it changes none."""
    if event == "open":
        path, _, flags = arguments
        return _text(path) if isinstance(flags, int) and flags & _WRITES else ""
    return _text(arguments[0]) if event in _CHANGES else ""


def _text(path: Any) -> str:
    return os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else ""


@dataclass(frozen=True)
class Ended:
    """How a child ended.

    Args:
        status: exit status; that of a signal is negative.
        said: on standard output and error.
        seconds: wall time.
    """

    status: int
    said: str
    seconds: float


class Child:
    """Something done in a child in a process group of its own; it begins at once.

    Args:
        work: returns the exit status; it prints no more than a pipe holds.
    """

    def __init__(self, work: Callable[[], int]) -> None:
        sys.stdout.flush()
        self._start = time.perf_counter()
        self._output, entry = os.pipe()  # not a file: it would be on the disk that is full
        self._pid = os.fork()
        if self._pid == 0:
            _be_child(work, entry)
        os.close(entry)

    def ended(self, kill_after: float | None = None) -> Ended:
        """Wait for its end; after ``kill_after`` s since its start the group is killed."""
        while (ended := os.waitpid(self._pid, os.WNOHANG)) == (0, 0):
            passed = time.perf_counter() - self._start
            if passed > (_PATIENCE if kill_after is None else kill_after):
                self._kill()
                ended = os.waitpid(self._pid, 0)
                break
            time.sleep(0.0005)
        with os.fdopen(self._output, encoding="utf-8", errors="replace") as file:
            said = file.read()
        status = os.waitstatus_to_exitcode(ended[1])
        return Ended(status, said, time.perf_counter() - self._start)

    def _kill(self) -> None:
        try:
            os.killpg(self._pid, signal.SIGKILL)
        except ProcessLookupError:  # not yet a group
            os.kill(self._pid, signal.SIGKILL)


def run_child(work: Callable[[], int], kill_after: float | None = None) -> Ended:
    """Do something in a :class:`Child` and wait for its end."""
    return Child(work).ended(kill_after)


def _be_child(work: Callable[[], int], entry: int) -> None:
    status = 99
    try:
        os.setsid()
        os.dup2(entry, 1)
        os.dup2(entry, 2)
        # Those of the parent may be of a file, in which one can seek.
        sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8") for number in (1, 2))
        status = work()
    except BaseException:  # noqa: BLE001 - the child's end, whatever it is
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
