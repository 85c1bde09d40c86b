"""Paths that native libraries cannot take, and the names under which they get such files.

SimpleITK takes text that is UTF-8: bytes that are none (a name from a Latin-1 system) abort the process,
and on Windows some of its readers open only names of ASCII letters. Such files are read from a copy, and
written beside themselves, under a plain name.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import InputError
from .detached import data_files


@contextmanager
def plain_folder() -> Iterator[Path]:
    """A temporary folder whose name every library takes; gone after the block.

    Raises:
        InputError: there is no place for one.
    """
    places = [tempfile.gettempdir(), os.environ.get("PROGRAMDATA", ""), os.environ.get("PUBLIC", "")]
    for place in places:
        if place and is_plain(Path(place)) and os.access(place, os.W_OK):
            with tempfile.TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as folder:
                yield Path(folder)
            return
    raise InputError(
        f"{shown(places[0])} has letters that the image reader cannot take: "
        "set the environment variable TMPDIR (on Windows TEMP) to a folder with a plain name."
    )


@contextmanager
def readable(path: Path) -> Iterator[str]:
    """The name by which native code can open a file: its own, or that of a copy.

    Raises:
        InputError: its data files cannot be copied.
        OSError: it cannot be opened.
    """
    data = data_files(path)
    if all(map(is_plain, (path, *data))):
        yield os.fspath(path)
        return
    for file in data:
        if not is_plain(Path(file.name)) or file.parent != path.parent:
            raise InputError(
                f"{shown(path)} has its voxels in {shown(file)}, a name that cannot be read: "
                "give both files names of plain letters."
            )
    with plain_folder() as folder:
        copy = folder / f"image{''.join(filter(str.isascii, _suffixes(path)))}"
        for file, target in ((path, copy), *((file, folder / file.name) for file in data)):
            shutil.copyfile(file, target)
        yield os.fspath(copy)


@contextmanager
def writable(path: Path) -> Iterator[str]:
    """The name under which native code can write a file, which then gets its own.

    Raises:
        OSError: it cannot be written.
    """
    if is_plain(path):
        yield os.fspath(path)
        return
    with plain_folder() as folder:
        plain = folder / f"file{_suffixes(path)}"
        yield os.fspath(plain)
        shutil.copyfile(plain, path)


def is_plain(path: Path) -> bool:
    """Whether native code can take a path as it is."""
    text = os.fspath(path)
    if sys.platform == "win32":
        return text.isascii()
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def shown(text: object) -> str:
    r"""Text that every file and screen of UTF-8 takes; bytes that are none become ``\xfc``."""
    raw = str(text).encode("utf-8", "surrogateescape" if _only_escapes(str(text)) else "replace")
    return raw.decode("utf-8", "backslashreplace")


def file_name(text: str) -> str:
    """A file name in this system's own encoding, so that it can be opened under the C locale, too."""
    if sys.getfilesystemencoding().lower().replace("-", "") == "utf8":
        return text
    return os.fsdecode(text.encode("utf-8", "surrogateescape"))


def _only_escapes(text: str) -> bool:
    """Whether all surrogates in a text stand for bytes that could not be decoded."""
    return not any("\ud800" <= letter < "\udc80" or "\udcff" < letter <= "\udfff" for letter in text)


def _suffixes(path: Path) -> str:
    name = path.name.lower()
    double = next((end for end in (".nii.gz", ".seg.nrrd") if name.endswith(end)), "")
    return double or path.suffix.lower()
