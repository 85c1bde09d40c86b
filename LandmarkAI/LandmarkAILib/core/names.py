"""Which known name of a landmark or segment another one means: synonyms, abbreviations, spelling."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from .anatomy import landmark_types, segment_types

_ALIKE = 0.75  # of difflib's ratio; "LV centre" and "LV center" have 0.89, unlike names under 0.5
_MISSPELT = 0.8  # the same of a word; "anteroir" and "anterior" have 0.88
_NUMBER = re.compile(r"[-_ ]\d+$")
_WORDS = {
    **{"superior": "anterior", "sup": "anterior", "ant": "anterior", "antero": "anterior"},
    **{"posterior": "inferior", "post": "inferior", "inf": "inferior", "infero": "inferior"},
    **dict.fromkeys(("rvip", "rvi"), "right ventricle insertion"),
    **dict.fromkeys(("arvip", "arvi"), "anterior right ventricle insertion"),
    **dict.fromkeys(("irvip", "irvi"), "inferior right ventricle insertion"),
    **{"junction": "insertion", "inserting": "insertion"},
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
    ("apex", "insertion"),
    ("mitral", "aortic"),
    ("mitral", "tricuspid"),
    ("aortic", "tricuspid"),
    ("insertion", "center"),
    ("myocardium", "ventricle"),
)
_TELLING = tuple(dict.fromkeys(word for pair in _OPPOSITES for word in pair))
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

    Names that a word tells apart (anterior and inferior, left and right) are never taken for each other,
    and a name without that word ("RV insertion 1") is taken for neither. None if none is near.
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
    possible = [
        candidate
        for candidate in names
        if not _opposed(words, _words(candidate)) and not _ambiguous(words, candidate, names)
    ]
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


def _ambiguous(words: frozenset[str], candidate: str, names: Iterable[str]) -> bool:
    """Whether another name is as near, because the word that tells the two apart is not there."""
    others = [_words(name) for name in names]
    meant = _words(candidate)
    told = {near for word in words for near in difflib.get_close_matches(word, _TELLING, 1, _MISSPELT)}
    return any(
        a in meant and not {a, b} & told and meant - {a} | {b} in others
        for pair in _OPPOSITES
        for a, b in (pair, pair[::-1])
    )


def _opposed(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(
        (a in one and b in other and a not in other) or (b in one and a in other and b not in other)
        for a, b in _OPPOSITES
    )
