"""A file that a process holds locked as long as it lives: the system lets go of it however it ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_PATIENCE = 2.0  # s; whoever only asks holds the lock for a moment
_PAUSE = 0.02  # s


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
