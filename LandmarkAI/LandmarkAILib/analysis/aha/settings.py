"""Words and records of the AHA model of the left ventricle; ``segments.py`` fills them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from ...core.detection import Segmentation
from ...core.geometry import FloatArray, Grid

Level = Literal["basal", "mid", "apical"]
End = Literal["first", "last"]
BaseRule = Literal["setting", "header", "area", "points"]

_SIX = ("anterior", "anteroseptal", "inferoseptal", "inferior", "inferolateral", "anterolateral")
_FOUR = ("anterior", "septal", "inferior", "lateral")
SEGMENT_NAMES = (
    *(f"Basal {wall}" for wall in _SIX),
    *(f"Mid {wall}" for wall in _SIX),
    *(f"Apical {wall}" for wall in _FOUR),
)
"""Name of segment n at index n − 1."""

APEX = "Apex"
"""Name of segment 17: the apical cap, myocardium beyond the last slice with a cavity."""

SECTORS: Mapping[Level, tuple[int, ...]] = {
    "basal": (2, 3, 4, 5, 6, 1),
    "mid": (8, 9, 10, 11, 12, 7),
    "apical": (14, 15, 16, 13),
}
"""Segments of a slice, counter-clockwise on the screen, from the first boundary."""


@dataclass(frozen=True)
class AhaSettings:
    """Choices that the model leaves open.

    Args:
        levels: slices of each level, by index along the slice axis; slices not listed are left out.
            None divides the extent of the myocardium by ``fractions``.
        fractions: where basal ends and where apical begins, from base (0) to apex (1).
        base: which end of the stack the base is at. ``auto`` believes a header whose slice normal
            can be that of a short axis, and else looks at which end the heart is larger.
        apical_septum: the middle of the septum in apical slices: ``bisector`` of the two insertions
            (60° from the anterior one where no slice has an inferior one), or always ``sixty``.
        margins: shares of the wall's thickness at the endocardium and at the epicardium that are left
            out, so that blood and fat do not count (Messroghli et al. 2017,
            doi:10.1186/s12968-017-0389-8).
        cap: whether the apical cap becomes segment 17.

    Raises:
        ValueError: fractions that do not go up from 0 to 1, or margins that leave nothing.
    """

    levels: Mapping[Level, Sequence[int]] | None = None
    fractions: tuple[float, float] = (1 / 3, 2 / 3)
    base: Literal["auto", "first", "last"] = "auto"
    apical_septum: Literal["bisector", "sixty"] = "bisector"
    margins: tuple[float, float] = (0.0, 0.0)
    cap: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.fractions[0] <= self.fractions[1] <= 1:
            raise ValueError(f"level fractions go up from 0 to 1, got {self.fractions}")
        if not (min(self.margins) >= 0 and sum(self.margins) < 1):
            raise ValueError(
                f"margins are shares of the wall, together under 1, got {self.margins}: such as 0.1"
            )


@dataclass(frozen=True)
class SegmentStats:
    """What the image measures in one segment.

    Args:
        segment: 1–16; 17 is the apical cap.
        name: such as "Basal anteroseptal".
        pixels: of the label map, in all its slices.
        area: mm², summed over its slices; NaN in a volume, which has none.
        volume: ml.
        mean: of the image's own values; NaN for an empty segment. Values that are not finite are
            left out.
        sd: population standard deviation of the same values.
    """

    segment: int
    name: str
    pixels: int
    area: float
    volume: float
    mean: float
    sd: float


@dataclass(frozen=True, eq=False)
class AhaSlice:
    """How one slice was divided.

    Args:
        slice: index along the slice axis.
        level: basal, mid or apical.
        center: (3,) LPS mm of the point that angles were measured about.
        boundaries: (n, 3) unit vectors, LPS, from the center along the beginning of each of the six
            or four sectors.
        segments: the segment that begins at each boundary.
        borrowed: landmarks whose direction another slice lent, with the index of that slice.
    """

    slice: int
    level: Level
    center: FloatArray
    boundaries: FloatArray
    segments: tuple[int, ...]
    borrowed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class AhaResult:
    """The segments of one image.

    Args:
        segmentation: label n is segment n; on the image's grid.
        segments: 16 statistics, with the cap 17, empty segments included.
        slices: those that were divided, from base to apex.
        base: which end of the stack the base is at.
        base_rule: how that was decided: by the ``setting``, the ``header``, the heart's ``area``, or
            the ``points`` at the ends of a volume's long axis.
        notes: what a reader should know, without full stops.
        planes: of a volume, the short-axis planes that ``slices`` count; None for a stack, whose own
            slices they are.
    """

    segmentation: Segmentation
    segments: tuple[SegmentStats, ...]
    slices: tuple[AhaSlice, ...]
    base: End
    base_rule: BaseRule
    notes: tuple[str, ...] = ()
    planes: Grid | None = None

    @property
    def means(self) -> dict[int, float]:
        """Mean by segment, NaN for empty ones: what a bullseye shows."""
        return {s.segment: s.mean for s in self.segments}

    @property
    def levels(self) -> dict[int, Level]:
        """Level by slice, from base to apex."""
        return {s.slice: s.level for s in self.slices}


def without_area(segments: Sequence[SegmentStats]) -> tuple[SegmentStats, ...]:
    """The same of a volume, in which an area would hang on the way it is stored."""
    return tuple(replace(segment, area=float(np.nan)) for segment in segments)
