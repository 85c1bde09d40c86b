"""Sentences about a case without the names by which it could be known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...files.case_walk import Case

_HIDDEN = "…"
_SHORTEST = 3  # letters or digits of a name; "of 12 slices" is no patient


def without_identifiers(text: str, pseudonym: str, case: Case) -> str:
    """A sentence in which a case goes by its pseudonym.

    Every folder above its files, every name of a file, its series' description and UID are hidden
    wherever they occur as a whole, in whatever letters.

    Args:
        text: for the user.
        pseudonym: takes the place of the path.
        case: under its true names.
    """
    archive = case.archive.path if case.archive else None
    for path in filter(None, (archive, case.source)):
        text = text.replace(str(path), pseudonym).replace(str(path.absolute()), pseudonym)
    names = sorted(set(_names(case)) - {""}, key=len, reverse=True)
    if not names:
        return text
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
    return found.sub(_HIDDEN, text)


def _names(case: Case) -> Iterator[str]:
    paths = [case.source.absolute(), *case.files]
    if case.archive:
        paths.append(case.archive.path.absolute())
    for path in paths:
        yield str(path)
        yield str(path.parent) if path.parent not in (Path(), Path(path.anchor)) else ""
        for part in path.parts:
            for name in (part, part.partition(".")[0]):
                if len(name) >= _SHORTEST:
                    yield name
    for name in (case.name, case.series or "", case.output_stem.name):
        if len(name) >= _SHORTEST:
            yield name
