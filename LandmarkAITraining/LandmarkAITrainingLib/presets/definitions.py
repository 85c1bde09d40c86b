"""Definitions of landmarks and segments that nothing has defined yet: short names and colours.

They travel in the preset, and from there in the model, so that whoever installs it sees the same.
"""

from __future__ import annotations

import colorsys
from collections.abc import Collection, Sequence
from dataclasses import replace

from LandmarkAILib.core.anatomy import LandmarkType, SegmentType
from LandmarkAILib.core.names import plain
from LandmarkAILib.models.description import ModelDescription

Color = tuple[float, float, float]

# Told apart by deuteranopes too: Wong 2011, doi:10.1038/nmeth.1618, without its black.
PALETTE: tuple[Color, ...] = (
    (0.90, 0.62, 0.00),
    (0.34, 0.71, 0.91),
    (0.94, 0.89, 0.26),
    (0.80, 0.47, 0.65),
    (0.00, 0.62, 0.45),
    (0.84, 0.37, 0.00),
    (0.00, 0.45, 0.70),
)
_LIGHTER = 0.45  # of the way to white, with each round through the palette
_LETTERS = 4
_SIDES = {"left": "right", "right": "left", "l": "r", "r": "l", "lt": "rt", "rt": "lt"}


def defined(model: ModelDescription) -> ModelDescription:
    """A model with definitions for all of its names that neither it nor ``anatomy.json`` has."""
    known = model.anatomy
    points = [name for name in model.landmarks if known.landmark(name) is None]
    parts = [name for name in model.segments if known.segment(name) is None]
    used = [kind.abbreviation for name in model.landmarks if (kind := known.landmark(name)) is not None]
    short = abbreviations(points, used)
    first = len(model.landmark_types)
    landmarks = [
        LandmarkType(name, short[name], palette_color(first + n)) for n, name in enumerate(points)
    ]
    # Segments begin at the other end, so that a point shows on what it lies in.
    first = len(model.segment_types) + 1
    segments = [SegmentType(name, palette_color(-first - n)) for n, name in enumerate(parts)]
    return replace(
        model,
        landmark_types=(*model.landmark_types, *landmarks),
        segment_types=(*model.segment_types, *segments),
    )


def with_partners(model: ModelDescription) -> ModelDescription:
    """A model whose own landmarks and segments have the partners that their names tell of."""
    landmarks = [
        replace(kind, partner=kind.partner or partner_of(kind.name, model.landmarks))
        for kind in model.landmark_types
    ]
    segments = [
        replace(kind, partner=kind.partner or partner_of(kind.name, model.segments))
        for kind in model.segment_types
    ]
    return replace(model, landmark_types=tuple(landmarks), segment_types=tuple(segments))


def partner_of(name: str, names: Sequence[str]) -> str:
    """The name of the same on the other side of the body; empty if there is none."""
    words = plain(name).split()
    wanted = [_SIDES.get(word, word) for word in words]
    if wanted == words:
        return ""
    return next((other for other in names if plain(other).split() == wanted), "")


def palette_color(number: int) -> Color:
    """A colour of the palette; each further round of it is lighter. Negative ones count from its end."""
    place = number if number >= 0 else -number - 1
    rounds, index = divmod(place, len(PALETTE))
    base = PALETTE[index] if number >= 0 else PALETTE[-1 - index]
    hue, lightness, saturation = colorsys.rgb_to_hls(*base)
    lightness = 1 - (1 - lightness) * (1 - _LIGHTER) ** rounds
    red, green, blue = (round(part, 3) for part in colorsys.hls_to_rgb(hue, lightness, saturation))
    return red, green, blue


def abbreviations(names: Sequence[str], used: Collection[str] = ()) -> dict[str, str]:
    """A short name for each: initials of several words, the beginning of one; no two are the same."""
    taken, short = set(used), {}
    for name in names:
        words = "".join(letter if letter.isalnum() else " " for letter in name).split() or ["P"]
        initials = "".join(word if word.isdigit() else word[0] for word in words)
        wanted = (initials if len(words) > 1 else words[0][:_LETTERS]).upper()
        chosen, number = wanted, 2
        while chosen in taken:
            chosen, number = f"{wanted}{number}", number + 1
        taken.add(chosen)
        short[name] = chosen
    return short
