"""Names of landmarks and segments: which are unknown, what was meant, which preset they fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from LandmarkAILib.core.anatomy import MYOCARDIUM, landmark_types, segment_types
from LandmarkAILib.core.names import nearest_name, plain, without_number

from ...presets.preset import Preset, preset_names, read_preset
from .problems import DATASET, Problem, Severity, listed

_LEAST_CASES, _SHARE = 2, 0.25
"""Cases, and share of those with any name, in which a name must be to be learnt."""

_NUMBERED = re.compile(r".-\d+$")
_OUTLINES = ("epicardium", "epi", "lv epi", "lv epicardium", "epicardial contour")


def own_names(held: Mapping[str, Collection[str]], known: Collection[str]) -> list[str]:
    """Names of a dataset's own: in enough cases to be learnt, and no misspelling of a known one.

    A name that is near a known one is taken for a misspelling where the dataset has known ones, too.

    Args:
        held: by case, the names of its points or segments.
        known: names that a preset, or ``anatomy.json``, has.
    """
    counts = Counter(name for names in held.values() for name in set(names))
    enough = max(_LEAST_CASES, _SHARE * sum(bool(names) for names in held.values()))
    frequent = [n for n, count in counts.items() if count >= enough and n not in known]
    frequent = [name for name in frequent if plain(name) not in _OUTLINES]
    near = [name for name in frequent if nearest_name(name, known) is not None]
    if near == frequent or counts.keys() & set(known):
        return [name for name in frequent if name not in near]
    return frequent


def unknown_landmarks(
    case: str, names: Collection[str], own: Sequence[str] = (), more: Collection[str] = ()
) -> list[Problem]:
    """Labels that are no landmark's name, one problem each; ``NAME-1``, ``NAME-2`` … are one.

    Args:
        case: of the dataset.
        names: labels of its points.
        own: of :func:`own_names`.
        more: names of a preset.
    """
    known = list(dict.fromkeys([*own, *more, *landmark_types()]))
    bare: dict[str, list[str]] = {}
    for name in sorted(set(names) - set(known)):
        bare.setdefault(without_number(name), []).append(name)
    problems = []
    for name, written in bare.items():
        if name in known:
            what = f"{len(written)} labels are numbered, as Slicer does ({listed(written, 3)})"
            problems.append(Problem(case, what, f"rename them all to '{name}'"))
            continue
        meant = nearest_name(name, known)
        remedy = f"rename the control point to '{meant}'" if meant else f"use one of {', '.join(known)}"
        shown = (
            f"'{written[0]}'" if len(written) == 1 else f"'{written[0]}' ({len(written)} such labels)"
        )
        problems.append(Problem(case, f"{shown} is not the name of a landmark", remedy))
    return problems


def numbered_names(own: Sequence[str]) -> list[Problem]:
    """Names of a dataset's own that end as Slicer numbers points that nobody has named."""
    numbered = sorted(n for n in own if _NUMBERED.search(n) and without_number(n) != n)
    if not numbered:
        return []
    bare = list(dict.fromkeys(without_number(name) for name in numbered))
    if len(bare) == len(numbered) and "F" not in bare:
        example = f"'{numbered[0]}={bare[0]}'"
    else:
        example = f"'{numbered[0]}=NAME'"
    what = f"{listed(numbered)} end with a number, as Slicer writes it; a model would call them so"
    remedy = f"leave them, or give them names: landmarkai check DATASET --rename {example} … --write"
    return [Problem(DATASET, what, remedy, "warning")]


def unknown_segments(
    case: str, names: Collection[str], own: Sequence[str] = (), more: Collection[str] = ()
) -> list[Problem]:
    """Segments of other names, which training passes over; an error where a known one was meant."""
    known = list(dict.fromkeys([*own, *more, *segment_types()]))
    problems = []
    for name in sorted(set(names) - set(known)):
        if plain(name) in _OUTLINES:
            what = f"'{name}' is the outer outline of the wall, not a segment that is trained"
            remedy = f"subtract the cavity from it and name what is left '{MYOCARDIUM}'"
            problems.append(Problem(case, what, remedy))
            continue
        meant = nearest_name(name, known)
        remedy = f"rename it to '{meant}'" if meant else "leave it, it is not trained"
        severity: Severity = "error" if meant else "warning"
        problems.append(Problem(case, f"'{name}' is no known segment", remedy, severity))
    return problems


def fitting_presets(names: Collection[str]) -> tuple[str, ...]:
    """Presets that ship all of whose landmarks the dataset holds."""
    presets = (read_preset(name) for name in preset_names())
    return tuple(p.name for p in presets if set(p.model.landmarks) <= set(names))


def match_presets(names: Collection[str], preset: Preset | None) -> list[Problem]:
    """Whether what the dataset holds can be trained at all.

    Args:
        names: labels of all cases.
        preset: the one that is to be trained; None asks for any that ships.
    """
    found = listed(sorted(names)) or "nothing"
    if preset is not None:
        missing = [name for name in preset.model.landmarks if name not in names]
        if not missing:
            return []
        what = f"{preset.name} learns {listed(missing)}, which no case has; the labels are {found}"
        return [Problem(DATASET, what, "name the control points so, or choose another preset")]
    if fitting_presets(names):
        return []
    needs = "; ".join(f"{name}: {', '.join(_landmarks(name))}" for name in preset_names())
    what = f"the labels ({found}) match no preset that ships"
    remedy = (
        "make a preset for them with 'landmarkai preset', or name the control points as one that ships "
        f"does ({needs})"
    )
    return [Problem(DATASET, what, remedy, "warning")]


def _landmarks(preset: str) -> Sequence[str]:
    return read_preset(preset).model.landmarks
