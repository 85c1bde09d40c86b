"""Sentences about a case without the names by which it could be known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...files.case_walk import Case

_HIDDEN = "…"
_SENTENCES = """
and are attempt bytes cannot cases choose columns complete cycle damaged data detect digest does
empty ended failed file files folder found frames give has header holds image images is lacks mask
memory missing names not open option options other output pixels planned points process series size
slice slices spacing study table the this unpacked values volume was without zip
"""
_ORDINARY = frozenset(_SENTENCES.split())
"""Common words of our messages, none of them a person's name; as they are written within a sentence."""
_SHORTEST = 3  # letters or digits of a name; "of 12 slices" is no patient


def without_identifiers(text: str, pseudonym: str, case: Case) -> str:
    """A sentence in which a case goes by its pseudonym.

    Every folder above its files, every name of a file, its series' description and UID are hidden
    wherever they occur as a whole, in whatever letters. One that is a word of our own sentences
    (:data:`_ORDINARY`) and stands alone in one says nothing of anybody and stays; within a path, between
    quotation marks or joined to other letters by a sign it is hidden, too.

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
    return found.sub(lambda match: match[0] if _is_word(match) else _HIDDEN, text)


def _is_word(match: re.Match[str]) -> bool:
    """Whether what was found is a word of a sentence of ours, not the name that is written alike."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    alone = re.search(r"(?:^|[\s(])$", before) and re.match(r"(?:$|[\s)]|[.,;:](?:\s|$))", after)
    return match[0] in _ORDINARY and alone is not None


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
