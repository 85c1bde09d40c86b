"""Files appear whole or not at all: written under a temporary name, renamed when complete."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import OutputError

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
