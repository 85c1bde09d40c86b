"""Flags of a case: what a reader would want to be told, and from which number on.

The limits are those of the model and of anatomy where there are such. Where there are none, they are the
end of what 95 % of the validation subjects of ``cmr-sax`` have, which says that a case is unusual, not
that it is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..analysis.plausibility import WIDTHS
from .signs import Signs

EDGE = 10.0
"""mm to the side of the image; of a heart that is cut off, a landmark is put about so far within."""

FEW = 3
"""Slices: one for each level of the AHA model."""

# Of 27 cases of 14 validation subjects, 95 % lie within.
STAGES, NEIGHBOURS, RADIUS = 30.0, 32.0, 15.0  # mm
CONTRAST, MISSING = 0.78, 0.17


@dataclass(frozen=True)
class Flag:
    """Something that asks for a look.

    Args:
        name: short, for tables and filters.
        words: what it means, for people.
        raised: whether signs raise it; unknown signs raise none.
        of: what it can be told of: any result, one in millimetres, or one of the heart alone.
    """

    name: str
    words: str
    raised: Callable[[Signs], bool]
    of: Literal["any", "mm", "heart"]


def _above(value: float | None, limit: float) -> bool:
    return value is not None and value > limit


def _below(value: float | None, limit: float) -> bool:
    return value is not None and value < limit


FLAGS = (
    Flag(
        "stages-disagree",
        f"a point lies over {STAGES:.0f} mm from where the first look put it",
        lambda signs: _above(signs.stages, STAGES),
        "mm",
    ),
    Flag(
        "outlier",
        f"a point lies over {NEIGHBOURS:.0f} mm from the line of its neighbours in the stack",
        lambda signs: _above(signs.neighbours, NEIGHBOURS),
        "heart",
    ),
    Flag(
        "unsure",
        f"of a point it is said that it may lie over {RADIUS:.0f} mm off",
        lambda signs: _above(signs.radius, RADIUS),
        "mm",
    ),
    Flag(
        "at-the-edge",
        f"the heart comes within {EDGE:.0f} mm of the image's side, where it may be cut off",
        lambda signs: _below(signs.edge, EDGE),
        "heart",
    ),
    Flag(
        "size",
        f"the left ventricle would be under {WIDTHS[0] / 10:.0f} or over {WIDTHS[1] / 10:.0f} cm across",
        lambda signs: _below(signs.width, WIDTHS[0]) or _above(signs.width, WIDTHS[1]),
        "heart",
    ),
    Flag(
        "contrast",
        "cavity and wall are told apart less well than in what the model was validated on",
        lambda signs: _below(signs.contrast, CONTRAST),
        "heart",
    ),
    Flag(
        "few-slices",
        f"points on fewer than {FEW} slices",
        lambda signs: _below(signs.slices, FEW),
        "heart",
    ),
    Flag(
        "missing",
        f"over {MISSING:.0%} of the points were not found (of a heart: between base and apex)",
        lambda signs: _above(signs.missing, MISSING),
        "any",
    ),
)
"""Those of the signs, in the order in which they are shown."""

NOTHING, REMARK = "nothing-found", "remark"
WORDS = {flag.name: flag.words for flag in FLAGS} | {
    NOTHING: "no landmark was found",
    REMARK: "LandmarkAI remarks on the image or the result; the message says what",
}
"""What all flags mean, by name."""


def flags_of(
    signs: Signs,
    found: int,
    remarks: Sequence[str],
    *,
    of_heart: bool = True,
    in_pixels: bool = False,
    points: int | None = None,
) -> tuple[str, ...]:
    """Names of the flags of a case.

    Args:
        signs: of it.
        found: points that were found.
        remarks: that were made when it was detected, such as that the size is implausible.
        of_heart: whether it is of a heart, of which most limits are.
        in_pixels: whether its distances are pixels of an unknown size, of which there are no limits.
        points: that were looked for; None where that is not known.
    """
    told = {"any", *([] if in_pixels else ["mm"]), *(["heart"] if of_heart else [])}
    if points == 0:  # a model of segments alone has not missed a landmark
        return (REMARK,) if remarks else ()
    names = [flag.name for flag in FLAGS if flag.of in told and flag.raised(signs)]
    return (*([NOTHING] if not found else []), *names, *([REMARK] if remarks else []))
