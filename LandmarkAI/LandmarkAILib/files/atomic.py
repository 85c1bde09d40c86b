"""Files and folders appear whole or not at all: made under a temporary name, renamed when complete."""

from __future__ import annotations

import errno
import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import OutputError

_LOCK_WAIT, _LOCK_AGE = 20.0, 10.0  # s
_REMEDIES = {
    errno.ENOSPC: "free some space on that disk or choose another output folder",
    errno.EDQUOT: "free some of your quota on that disk or choose another output folder",
    errno.EFBIG: "choose an output folder on a disk that takes larger files",
    errno.EACCES: "close it in other programs, get write permission or choose another output folder",
    errno.EPERM: "get write permission or choose another output folder",
    errno.EROFS: "choose an output folder on a disk that is not read-only",
    errno.ENOENT: "create its folder or choose another output folder",
    errno.ENOTDIR: "a file stands where a folder is needed, so choose another output folder",
    errno.EEXIST: "a file stands where a folder is needed, so choose another output folder",
    errno.EISDIR: "move the folder of that name away or choose another output folder",
    errno.ENAMETOOLONG: "shorten the name of the input or of the output folder",
}


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """A temporary path to write to, renamed to ``path`` when the block ends without an exception.

    The temporary file lies in the same folder and ends in the whole name of ``path``, so writers that
    choose a format by suffix (``.seg.nrrd``, ``.nii.gz``) choose the same one. If the block raises,
    it is removed and a file that was at ``path`` before is left as it was.

    Args:
        path: the file to write; its folder exists.

    Yields:
        The path to write to; an empty file is there already.

    Raises:
        OutputError: no space, no permission, no such folder: the message names ``path`` and the remedy.
    """
    temporary = path.with_name(f".{secrets.token_hex(4)}.{path.name}")
    try:
        # Not tempfile: its files are readable by the owner alone, and the rename would keep that.
        temporary.touch(exist_ok=False)
    except OSError as error:
        raise output_error(path, error) from error
    try:
        yield temporary
        temporary.replace(path)
    except OSError as error:
        if error.filename not in (None, os.fspath(temporary)):
            raise  # another file's, for instance an input read within the block
        raise output_error(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold a file that only one process can make; others wait for it.

    A lock that is older than any honest use of it is that of a process that was killed, and is broken.
    Where none can be made, as on a disk that is full, the block runs without.
    """
    start, mine = time.monotonic(), False
    while not mine and time.monotonic() - start < _LOCK_WAIT:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            mine = True
        except FileExistsError:
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _LOCK_AGE:
                    path.unlink()
            time.sleep(0.02)
        except OSError:
            break
    try:
        yield
    finally:
        if mine:
            path.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Create a folder, and those above it, unless it is there.

    Raises:
        OutputError: no permission, or a file is in the way.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(path, error) from error


def output_error(path: Path, error: OSError) -> OutputError:
    """The error to show for a failed write: what cannot be written, why, and what to do."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    remedy = _REMEDIES.get(error.errno or 0, "check the disk or choose another output folder")
    return OutputError(f"{path} cannot be written ({reason}): {remedy}.")


@contextmanager
def new_folder(parent: Path) -> Iterator[Path]:
    """An empty temporary folder within ``parent``, for :func:`place_folder`; gone after the block.

    Raises:
        OutputError: no space or no permission.
    """
    make_folder(parent)
    try:
        with tempfile.TemporaryDirectory(prefix=".new-", dir=parent) as workspace:
            fresh = Path(workspace) / "model"
            fresh.mkdir()
            yield fresh
    except OSError as error:
        raise output_error(parent, error) from error


def place_folder(fresh: Path, folder: Path) -> None:
    """Give the content of :func:`new_folder` its name; a folder that has the name is replaced."""
    if folder.exists():
        folder.rename(fresh.with_name("replaced"))  # removed with the rest of the workspace
    fresh.rename(folder)
