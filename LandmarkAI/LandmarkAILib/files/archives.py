"""Zip archives of images, as biobanks and portals ship them: unpacked for as long as they are read."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..errors import InputError
from .input_errors import cannot_open
from .native import plain_folder

ARCHIVE_SUFFIX = ".zip"
_MOST_BYTES = 64 << 30
_MOST_FILES = 100_000
_DENSEST = 1100  # bytes out of one packed byte; deflate makes no more


@dataclass(frozen=True)
class Archive:
    """A zip file.

    Args:
        path: where it lies.
        members: what is needed of it, relative to its root; all of it where empty.
    """

    path: Path
    members: tuple[Path, ...]


@contextmanager
def unpacked(archive: Archive) -> Iterator[Path]:
    """A temporary folder with what is needed of an archive; gone after the block.

    Members whose names lead out of the folder are passed over.

    Raises:
        InputError: it is damaged, has a password, or is of no reasonable size.
    """
    with plain_folder() as folder:
        with _damage_named(archive.path), zipfile.ZipFile(archive.path) as packed:
            _unpack(archive, packed, folder)
        try:
            yield folder
        except InputError as error:
            # The user knows the archive, not the folder.
            raise type(error)(str(error).replace(str(folder), str(archive.path))) from error


def contents(archive: Archive) -> list[str]:
    """What tells the content of the members that are needed: checksum and size of each.

    Raises:
        InputError: it is damaged.
    """
    wanted = {member.as_posix() for member in archive.members}
    with _damage_named(archive.path), zipfile.ZipFile(archive.path) as packed:
        infos = [info for info in packed.infolist() if info.filename in wanted]
    return [f"{info.CRC:08x} {info.file_size}" for info in infos]


@contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise cannot_open(path, error) from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise InputError(
            f"{path} is damaged or of an unknown kind of zip ({error}): copy it again."
        ) from error


def _unpack(archive: Archive, packed: zipfile.ZipFile, folder: Path) -> None:
    wanted = {member.as_posix() for member in archive.members}
    infos = [info for info in packed.infolist() if info.filename and not info.filename.endswith("/")]
    if wanted:
        infos = [info for info in infos if info.filename in wanted]
    _check_sizes(archive.path, infos)
    for info in infos:
        name = PurePosixPath(info.filename)
        if name.is_absolute() or ".." in name.parts or "\\" in info.filename or ":" in info.filename:
            continue
        if info.flag_bits & 1:
            raise InputError(
                f"{archive.path} is protected by a password: unpack it and give the folder."
            )
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with packed.open(info) as source, target.open("wb") as file:
            shutil.copyfileobj(source, file, 1 << 20)


def _check_sizes(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in infos)
    bomb = any(info.file_size > _DENSEST * (info.compress_size + 64) for info in infos)
    if bomb or total > _MOST_BYTES or len(infos) > _MOST_FILES:
        raise InputError(
            f"{path} holds {len(infos)} files of {total >> 30} GB, which is no reasonable archive of "
            "images: unpack it and give the folder."
        )
