"""What a run that was killed left in its output folder, and how the next one gets past it.

The files of a case are renamed one after the other, its record last. A run that is killed in between
leaves some of them under their names, and the record under its temporary one. They are known as its own
by the digests in that record: a reader's file of the same name is never taken for one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from ...files.atomic import digest, remove_dead, temporary_of
from ...files.detections import FORMAT

LeftFiles = Mapping[Path, frozenset[str]]
"""Files that a killed run may have written: their digests."""


def find_left(folders: Iterable[Path]) -> LeftFiles:
    """Look through output folders for what killed runs left; what is long dead is removed.

    Args:
        folders: those that may not be there, or not be readable, hold nothing.
    """
    found: dict[Path, frozenset[str]] = {}
    for folder in sorted(set(folders)):
        temporaries = _temporaries(folder)
        for path in temporaries:
            for name, content in _digests(path).items():
                file = folder / name
                found[file] = found.get(file, frozenset()) | {content}
        remove_dead(temporaries)
    return found


def is_left(path: Path, left: LeftFiles, own: str = "") -> bool:
    """Whether a file that is there is one that a killed run wrote.

    Args:
        path: the file.
        left: of :func:`find_left`.
        own: digest of the file that the record in place tells of: this one is no left one.
    """
    if path not in left:
        return False
    with suppress(OSError):
        found = digest(path)
        return found != own and found in left[path]
    return False


def _temporaries(folder: Path) -> list[Path]:
    with suppress(OSError), os.scandir(folder) as entries:
        return [path for entry in entries if temporary_of(path := Path(entry.path))]
    return []


def _digests(record: Path) -> dict[str, str]:
    """Digests by name of file, of a record that did not get its name; none of another file."""
    if not temporary_of(record).endswith(".json"):
        return {}
    with suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        document = json.loads(record.read_text(encoding="utf-8"))
        if document["format"] == FORMAT:
            return {str(name): str(content) for name, content in document["digests"].items()}
    return {}
