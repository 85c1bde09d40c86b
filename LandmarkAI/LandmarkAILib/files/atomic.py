"""Files and folders appear whole or not at all: made under a temporary name, renamed when complete."""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import re
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import OutputError

_LOCK_WAIT, _LOCK_AGE = 20.0, 10.0  # s
_DEAD_AFTER = (
    3600.0  # s without a write, after which a temporary file is that of a process that was killed
)
_TEMPORARY = re.compile(r"\.[0-9a-f]{8}\.(?P<name>.+)", re.DOTALL)
_BLOCK = 1 << 20  # bytes
_NEW, _REPLACED = ".new-", "replaced"
DISK_CODES = {errno.ENOSPC: "disk-full", errno.EDQUOT: "disk-full", errno.EROFS: "disk-read-only"}
"""Codes of errors of the disk, not of a file: whatever else is to be written there meets them, too."""
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
    temporary = temporary_beside(path)
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
        with suppress(OSError):  # a disk that takes nothing any more; the first error counts
            temporary.unlink(missing_ok=True)


@contextmanager
def restored_on_failure(files: Iterable[Path]) -> Iterator[None]:
    """Give files their old content back, and remove those that are new, if the block raises.

    For files that belong together: of several that are renamed one may fail.

    Raises:
        OutputError: the old content cannot be kept meanwhile; nothing has happened then.
    """
    kept: dict[Path, Path | None] = {}
    try:
        for path in files:
            kept[path] = _second_name(path) if path.exists() else None
        yield
    except BaseException:
        for path, copy in kept.items():
            with suppress(OSError):
                path.unlink(missing_ok=True) if copy is None else copy.replace(path)
        raise
    finally:
        for copy in filter(None, kept.values()):
            with suppress(OSError):
                copy.unlink(missing_ok=True)


def _second_name(path: Path) -> Path:
    """A hidden name for a file's content that outlives its replacement; a copy where no links are."""
    copy = temporary_beside(path)
    try:
        os.link(path, copy)
    except OSError:
        try:
            shutil.copy2(path, copy)
        except OSError as error:
            with suppress(OSError):
                copy.unlink(missing_ok=True)
            raise output_error(path, error) from error
    return copy


def temporary_beside(path: Path) -> Path:
    """A hidden name that no other file has, of one that is to get a path; see :func:`temporary_of`."""
    return path.with_name(f".{secrets.token_hex(4)}.{path.name}")


def temporary_of(path: Path) -> str:
    """The name that a temporary file was to get; empty if it is none."""
    found = _TEMPORARY.fullmatch(path.name)
    return found["name"] if found else ""


def remove_dead(temporaries: Iterable[Path]) -> None:
    """Remove temporary files that processes left that were killed; those of living ones stay."""
    for path in temporaries:
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _DEAD_AFTER:
                path.unlink()


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold a file that only one process can make; others wait for it.

    A lock that is older than any honest use of it is that of a process that was killed, and is broken.
    Where none can be made, as on a disk that is full, the block runs without.
    """
    start, mine = time.monotonic(), False
    while not mine and time.monotonic() - start < _LOCK_WAIT:
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            mine = True
            with suppress(OSError), os.fdopen(handle, "wb") as file:
                file.write(_holder(os.getpid()))
        except FileExistsError:
            _break_old(path)
            time.sleep(0.02)
        except PermissionError:
            if not path.exists():  # Windows says so of a file that is just being removed
                break
            time.sleep(0.02)
        except OSError:
            break
    try:
        yield
    finally:
        if mine:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _break_old(path: Path) -> None:
    """Remove a lock of the dead; of two who see it one alone gets it, and never a new one instead."""
    with suppress(OSError):
        if not _is_dead(path):
            return
        taken = temporary_beside(path)
        path.rename(taken)
        if not _is_dead(taken):  # made since we looked: give it back
            os.link(taken, path)
        taken.unlink()


def _is_dead(path: Path) -> bool:
    """Whether whoever made a lock is gone: known at once on this machine, elsewhere by its age."""
    if time.time() - path.stat().st_mtime > _LOCK_AGE:
        return True
    host, _, process = path.read_bytes().rpartition(b" ")
    if not process.isdigit() or host + b" " + process != _holder(int(process)):
        return False
    return not is_running(int(process))


def is_running(process: int) -> bool:
    """Whether a process of this machine is there; True where that cannot be asked."""
    # Windows has no way to ask that is in the standard library: signal 0 is Ctrl+C there.
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OverflowError, PermissionError):
        return True
    return True


def _holder(process: int) -> bytes:
    """What a lock says of who made it."""
    return f"{platform.node()} {process}".encode()


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes.

    Raises:
        OSError: it cannot be read.
    """
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def make_folder(path: Path) -> None:
    """Create a folder, and those above it, unless it is there.

    Raises:
        OutputError: no permission, or a file is in the way.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(path, error) from error


def refuse_existing(files: Iterable[Path], overwrite: bool) -> None:
    """Raise where one of the files that are to be written is there, unless they may be replaced.

    Raises:
        OutputError: names the first of them.
    """
    there = [file for file in files if file.exists()]
    if there and not overwrite:
        raise OutputError(
            f"{there[0]} is there: choose another output folder, or pass --overwrite to replace it.",
            "output-exists",
        )


def output_error(path: Path, error: OSError) -> OutputError:
    """The error to show for a failed write: what cannot be written, why, and what to do."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    remedy = _REMEDIES.get(error.errno or 0, "check the disk or choose another output folder")
    code = DISK_CODES.get(error.errno or 0)
    return OutputError(f"{path} cannot be written ({reason}): {remedy}.", code)


@contextmanager
def new_folder(parent: Path) -> Iterator[Path]:
    """An empty temporary folder within ``parent``, for :func:`place_folder`; gone after the block.

    Raises:
        OutputError: no space or no permission.
    """
    make_folder(parent)
    _mend_replacements(parent)
    try:
        with tempfile.TemporaryDirectory(
            prefix=_NEW, dir=parent, ignore_cleanup_errors=True
        ) as workspace:
            fresh = Path(workspace) / "model"
            fresh.mkdir()
            yield fresh
    except OSError as error:
        raise output_error(parent, error) from error


def place_folder(fresh: Path, folder: Path) -> None:
    """Give the content of :func:`new_folder` its name; a folder that has the name is replaced."""
    before = fresh.parent / _REPLACED / folder.name  # removed with the rest of the workspace
    if folder.exists():
        before.parent.mkdir()
        folder.rename(before)
    try:
        fresh.rename(folder)
    except OSError:
        if before.exists():
            before.rename(folder)
        raise


def _mend_replacements(parent: Path) -> None:
    """Put folders back that killed processes were replacing, and remove their workspaces."""
    with suppress(OSError):
        for workspace in parent.glob(f"{_NEW}*"):
            for before in (workspace / _REPLACED).glob("*"):
                if not (parent / before.name).exists():
                    before.rename(parent / before.name)
            if time.time() - workspace.stat().st_mtime > _DEAD_AFTER:
                shutil.rmtree(workspace, ignore_errors=True)
