"""The files by which a job is known, also to a Slicer that was started after it, and its lock."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from LandmarkAILib.files.atomic import atomic_path

_TAIL = 1 << 16  # bytes of the log that are looked at
_PATIENCE = 2.0  # s; whoever only asks holds the lock for a moment
_PAUSE = 0.02  # s


JOB, ENDED, LOCK, LOG = "job.json", "ended.json", "lock", "log.txt"


@dataclass(frozen=True)
class JobFile:
    """What was started.

    Args:
        arguments: of ``landmarkai``.
        facts: what the caller wants to find again, JSON-ready.
        process: its id; 0 before it was started.
        started: seconds since the epoch.
    """

    arguments: Sequence[str]
    facts: Mapping[str, Any] = field(default_factory=dict)
    process: int = 0
    started: float = 0.0

    def write(self, folder: Path) -> None:
        """Write ``job.json``.

        Raises:
            OutputError: it cannot be written.
        """
        _write(folder / JOB, asdict(self))

    @classmethod
    def read(cls, folder: Path) -> JobFile | None:
        """The job of a folder; None where there is none, or its file is damaged."""
        try:
            return cls(**json.loads((folder / JOB).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None


def read_arguments(folder: Path) -> list[str]:
    """Arguments of ``landmarkai``."""
    return list(json.loads((folder / JOB).read_text(encoding="utf-8"))["arguments"])


def write_status(folder: Path, status: int) -> None:
    """Note the exit status of a job that has ended."""
    _write(folder / ENDED, {"status": status})


def read_status(folder: Path) -> int | None:
    """The exit status; None while the job runs, or if it was killed."""
    try:
        return int(json.loads((folder / ENDED).read_text(encoding="utf-8"))["status"])
    except (OSError, ValueError, KeyError):
        return None


def read_log(folder: Path) -> list[str]:
    """The last lines of what the job printed; of lines that were overwritten, their last state."""
    try:
        with (folder / LOG).open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - _TAIL))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return []
    lines = (line.rstrip("\r").rpartition("\r")[2].strip() for line in text.split("\n"))
    return [line for line in lines if line]


def _write(path: Path, content: Mapping[str, Any]) -> None:
    with atomic_path(path) as temporary:
        temporary.write_text(json.dumps(content, indent=1), encoding="utf-8")


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold a lock during the block.

    Raises:
        BlockingIOError: another process holds it.
    """
    with path.open("ab") as file:
        end = time.monotonic() + _PATIENCE
        while not _try_lock(file):
            if time.monotonic() > end:
                raise BlockingIOError(f"{path} is held by another process")
            time.sleep(_PAUSE)
        yield


def is_held(path: Path) -> bool:
    """Whether a process that lives holds it."""
    if not path.exists():
        return False
    with path.open("ab") as file:
        return not _try_lock(file)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
