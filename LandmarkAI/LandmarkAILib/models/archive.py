"""A model as one file: packed into a zip, and unpacked from one that is not trusted."""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from ..errors import ModelError
from ..files.atomic import atomic_path
from .bundle import DESCRIPTION, Bundle

MAX_BYTES = 200_000_000
_SUFFIXES = {".json", ".safetensors", ".md", ".txt"}


def pack_bundle(bundle: Bundle, path: Path) -> Path:
    """Write a model as a zip that ``landmarkai models install`` takes.

    Raises:
        OutputError: ``path`` cannot be written.
    """
    names = [DESCRIPTION, *bundle.description.files]
    names += [p.name for p in sorted(bundle.path.glob("*")) if p.suffix in (".md", ".txt")]
    # Weights hardly compress: stored as they are, the zip is written and read at once.
    with atomic_path(path) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        for name in names:
            archive.write(bundle.path / name, f"{bundle.name}/{name}")
    return path


def unpack_bundle(path: Path, folder: Path) -> None:
    """Extract a model's files, flat, into an existing folder; nothing else is ever written.

    Args:
        path: a zip that holds the files of one model, at its top or in one folder.
        folder: where to put them.

    Raises:
        ModelError: not a zip, too big, or with anything a model does not have: paths that lead
            elsewhere, links, other types of file.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not _is_clutter(entry)]
            _check_entries(entries, path)
            for entry in entries:
                _extract(archive, entry, folder)
    except FileNotFoundError:
        raise ModelError(f"{path} does not exist: name a model's zip file or folder.") from None
    except PermissionError:
        raise ModelError(f"{path} cannot be read: get permission to read it.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise ModelError(f"{path} is not a whole zip file: get the model again.") from error


def copy_bundle(source: Path, folder: Path) -> None:
    """Copy a model's own files, and nothing that happens to lie beside them, into an existing folder."""
    bundle = Bundle.open(source)
    extras = [p.name for p in source.iterdir() if p.suffix in (".md", ".txt") and p.is_file()]
    for name in [DESCRIPTION, *bundle.description.files, *extras]:
        shutil.copyfile(source / name, folder / name)


def _is_clutter(entry: zipfile.ZipInfo) -> bool:
    """Folders, and what macOS adds to every zip."""
    name = PurePosixPath(entry.filename)
    return entry.is_dir() or name.parts[0] == "__MACOSX" or name.name == ".DS_Store"


def _check_entries(entries: list[zipfile.ZipInfo], path: Path) -> None:
    for entry in entries:
        problem = _problem(entry)
        if problem:
            raise ModelError(
                f"{path} holds '{entry.filename}', {problem}: do not use this file.", "unsafe-model"
            )
    if len({PurePosixPath(entry.filename).parent for entry in entries}) != 1:
        raise ModelError(f"{path} does not hold the files of one model: install models one by one.")
    if sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise ModelError(f"{path} unpacks to more than {MAX_BYTES // 1_000_000} MB: it is not a model.")


def _problem(entry: zipfile.ZipInfo) -> str:
    """What makes an entry one that no model has; empty if nothing does."""
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in entry.filename or len(name.parts) > 2:
        return "which leads out of the model's folder"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "which is a link"
    if name.suffix.lower() not in _SUFFIXES:
        return "a type of file that no model has"
    if entry.flag_bits & 0x1:
        return "which is encrypted"
    return ""


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> None:
    # zipfile stops at the size that the entry declares and compares the CRC, so a bomb ends there.
    with (
        archive.open(entry) as source,
        (folder / PurePosixPath(entry.filename).name).open("xb") as target,
    ):
        shutil.copyfileobj(source, target)
