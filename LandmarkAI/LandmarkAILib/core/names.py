"""Which known name of a landmark or segment another one means: synonyms, abbreviations, spelling."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from .anatomy import landmark_types, segment_types

_ALIKE = 0.75  # of difflib's ratio; "LV centre" and "LV center" have 0.89, unlike names under 0.5
_NUMBER = re.compile(r"[-_ ]\d+$")
_WORDS = {
    **{"superior": "anterior", "sup": "anterior", "ant": "anterior", "antero": "anterior"},
    **{"posterior": "inferior", "post": "inferior", "inf": "inferior", "infero": "inferior"},
    **{"rvip": "rv insertion", "rvi": "rv insertion", "junction": "insertion", "inserting": "insertion"},
    **{"centre": "center", "centroid": "center", "middle": "center", "mv": "mitral annulus"},
    **{"valve": "annulus", "ring": "annulus", "tip": "apex", "apical": "apex"},
    **{"ventricular": "ventricle", "lv": "left ventricle", "rv": "right ventricle"},
    **{"lvc": "left ventricle center", "myo": "myocardium", "muscle": "myocardium"},
}
_FILLERS = frozenset(["point", "points", "sax", "the", "of", "septal", "in", "short", "axis", "pt"])
_OPPOSITES = (
    ("anterior", "inferior"),
    ("left", "right"),
    ("apex", "center"),
    ("apex", "annulus"),
    ("insertion", "center"),
    ("myocardium", "ventricle"),
)
_LANDMARKS = {
    **dict.fromkeys(("apex", "lv tip"), "LV apex"),
    **dict.fromkeys(("mitral valve center", "mv center", "mva"), "Mitral annulus center"),
}
_SEGMENTS = {
    **dict.fromkeys(("lv bp", "cavity", "endocardium", "endo", "blood pool", "lumen"), "Left ventricle"),
    **dict.fromkeys(("wall", "heart muscle", "left ventricular myocardium"), "Myocardium"),
    **dict.fromkeys(("rv bp",), "Right ventricle"),
}


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant: by synonym or abbreviation, else by spelling.

    Names that a word tells apart (anterior and inferior, left and right) are never taken for each other.
    None if none is near.
    """
    names = {candidate.lower(): candidate for candidate in known}
    written = plain(without_number(name))
    for candidate in names:
        if written in _written_forms(names[candidate]):
            return names[candidate]
    words = _words(written)
    for candidate in names:
        if words and words == _words(candidate):
            return names[candidate]
    possible = [candidate for candidate in names if not _opposed(words, _words(candidate))]
    found = difflib.get_close_matches(" ".join(sorted(words)), map(_sorted, possible), 1, _ALIKE)
    return next((names[c] for c in possible if found and _sorted(c) == found[0]), None)


def without_number(name: str) -> str:
    """A name without the number that Slicer appends, as in ``LV center-1``."""
    return _NUMBER.sub("", name)


def plain(name: str) -> str:
    """A name in lower case, with single spaces for all that parts its words."""
    return " ".join(re.split(r"[\s_\-.,/()]+", name.lower())).strip()


def _written_forms(name: str) -> set[str]:
    """Other ways to write a name: its abbreviation, and the synonyms that are in use."""
    mark, segment = landmark_types().get(name), segment_types().get(name)
    forms = {mark.abbreviation.lower()} if mark else set()
    forms |= {plain(synonym) for synonym in segment.synonyms} if segment else set()
    return forms | {form for form, meant in (_LANDMARKS | _SEGMENTS).items() if meant == name}


def _words(name: str) -> frozenset[str]:
    """The words of a name in their usual form, without those that say nothing."""
    words = " ".join(_WORDS.get(word, word) for word in plain(name).split()).split()
    return frozenset(words) - _FILLERS


def _sorted(name: str) -> str:
    return " ".join(sorted(_words(name)))


def _opposed(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(
        (a in one and b in other and a not in other) or (b in one and a in other and b not in other)
        for a, b in _OPPOSITES
    )
