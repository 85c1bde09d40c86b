"""Whom cases are of, where nobody says: told by names such as ``patient001_frame01``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

_TIME = r"frame|phase|visit|time|timepoint|session|ses|scan|rep|repeat|baseline|followup|fu|ed|es|rest"
_CONTRAST = r"cine|lge|psir|mag|t1|t2|t1map|t2map|native|post|pre|bssfp|ssfp|vne|sax|c0|de|ct|cta|mr|mri"
_SUFFIX = re.compile(rf"(^|[_\-. ])({_TIME}|{_CONTRAST})[_\-. ]?\d{{0,4}}$", re.IGNORECASE)


def likely_subjects(cases: Iterable[str]) -> dict[str, str]:
    """The subject that the name of each case tells of.

    What stands for a time or a contrast at the end of a name is taken off: frame, phase, visit, ED, ES,
    LGE and the like. Where nothing else is in a name, the folder above says who it is.

    Args:
        cases: folders relative to the dataset, with forward slashes.

    Returns:
        The subject by case; the case itself where no other one has the same.
    """
    stems = {case: _stem(case) for case in cases}
    held: dict[str, list[str]] = defaultdict(list)
    for case, stem in stems.items():
        held[stem].append(case)
    return {case: stem if len(held[stem]) > 1 else case for case, stem in stems.items()}


def _stem(case: str) -> str:
    parts = case.split("/")
    while parts:
        name, before = parts[-1], ""
        while name != before:
            name, before = _SUFFIX.sub("", name), name
        if name:
            return "/".join([*parts[:-1], name])
        parts.pop()
    return case
