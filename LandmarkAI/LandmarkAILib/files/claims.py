"""A piece of work claimed by one process among many, on one machine or on several that share a disk.

A claim is a file that appears by one atomic step under a name that others know, and says whose it is. It
is touched as long as its process lives. That of a process that is gone is renamed away by whoever finds
it first, and only that one goes on.
"""

from __future__ import annotations

import os
import platform
import secrets
import threading
from contextlib import suppress
from pathlib import Path

from ..errors import LandmarkAIError
from .atomic import is_running, make_folder, output_error, temporary_beside

_TOUCHED_EVERY = 15.0  # s
_GONE_AFTER = 120.0  # s without a touch, on another machine


class HeldError(LandmarkAIError):
    """Another process is at this work."""

    code = "held"


class Claim:
    """A claim that is held within a ``with`` block.

    Args:
        path: file of the claim; its folder is made.

    Raises:
        HeldError: a process that lives holds it.
        OutputError: it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mine = f"{platform.node()} {os.getpid()} {secrets.token_hex(8)}\n"
        self._ended = threading.Event()

    def __enter__(self) -> Claim:
        make_folder(self._path.parent)
        while not self._take():
            self._refuse_or_break()
        threading.Thread(target=self._touch, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self.is_held():
            with suppress(OSError):
                self._path.unlink()

    def is_held(self) -> bool:
        """Whether it is still this one's: a machine that slept may have lost it to another."""
        with suppress(OSError):
            return self._path.read_text(encoding="utf-8") == self._mine
        return False

    def _take(self) -> bool:
        fresh = temporary_beside(self._path)
        try:
            fresh.write_text(self._mine, encoding="utf-8")
            try:
                os.link(fresh, self._path)  # fails where the name is taken; a rename would replace it
            except FileExistsError:
                return False
            except OSError:  # a disk without links
                return self._take_without_links()
            finally:
                fresh.unlink()
        except OSError as error:
            raise output_error(self._path, error) from error
        return True

    def _take_without_links(self) -> bool:
        try:
            handle = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            return False
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(self._mine)
        return True

    def _refuse_or_break(self) -> None:
        """Rename a claim of the dead away; raise where its holder lives."""
        try:
            holder = self._path.read_text(encoding="utf-8")
            if not self._is_gone(self._path, holder):
                host, process, *_ = [*holder.split(), "?", "?"]
                raise HeldError(f"{self._path.stem} is being worked on by process {process} on {host}.")
            taken = temporary_beside(self._path)
            self._path.rename(taken)
            if taken.read_text(encoding="utf-8") != holder:  # made since we looked: give it back
                os.link(taken, self._path)
            taken.unlink()
        except FileNotFoundError:
            return  # another was quicker
        except OSError as error:
            raise output_error(self._path, error) from error

    def _is_gone(self, path: Path, holder: str) -> bool:
        host, process, *_ = [*holder.split(), "", ""]
        if host == platform.node() and process.isdecimal() and not is_running(int(process)):
            return True
        return self._age(path) > _GONE_AFTER

    def _age(self, path: Path) -> float:
        """Seconds since it was touched, by the clock of the disk, which may differ from ours."""
        now = temporary_beside(path)
        now.touch()
        try:
            return now.stat().st_mtime - path.stat().st_mtime
        finally:
            now.unlink()

    def _touch(self) -> None:
        while not self._ended.wait(_TOUCHED_EVERY):
            with suppress(OSError):
                if self.is_held():
                    os.utime(self._path)
