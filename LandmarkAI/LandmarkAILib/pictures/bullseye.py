"""The AHA 16-segment bullseye: one value a segment, seen from the apex.

Anterior is at the top, the septum at the left, the basal ring outside (Cerqueira et al. 2002,
doi:10.1161/hc0402.102975). Colours are viridis: even in lightness, and told apart by colour-blind eyes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..analysis.aha.settings import SECTORS, Level
from ..core.geometry import FloatArray
from .drawing import (
    BLACK,
    WHITE,
    Color,
    Drawing,
    Polygon,
    Shape,
    Text,
    rectangle,
    save_png,
    sector,
    to_svg,
)

RINGS: Mapping[Level, tuple[float, float]] = {
    "basal": (0.70, 1.00),
    "mid": (0.40, 0.70),
    "apical": (0.10, 0.40),
}
# Where a ring's first sector begins, degrees: the anterior insertion, or 45° before the mid-septum.
START: Mapping[Level, float] = {"basal": 120.0, "mid": 120.0, "apical": 135.0}
VIRIDIS = np.array(
    [
        [68, 1, 84],
        [71, 45, 123],
        [59, 82, 139],
        [44, 114, 142],
        [33, 145, 140],
        [40, 174, 128],
        [94, 201, 98],
        [173, 220, 48],
        [253, 231, 37],
    ],
    float,
)
_MISSING: Color = (208, 208, 208)
_INK: Color = (40, 40, 40)
_FAINT: Color = (110, 110, 110)

DRAWING = (540.0, 450.0)
"""Width and height of :func:`bullseye_drawing`."""

_CENTER, _RADIUS = (228.0, 244.0), 168.0


@dataclass(frozen=True)
class ColorScale:
    """Colours and numerals for values from ``low`` to ``high``.

    Args:
        low, high: values at the ends of the colour bar; beyond them the end's colour is used.
        step: distance of the ticks; a multiple of a power of ten.
    """

    low: float
    high: float
    step: float

    @classmethod
    def around(
        cls, values: Mapping[int, float], limits: tuple[float, float] | None = None
    ) -> ColorScale:
        """A scale over the finite values, ends rounded to ticks, or exactly over ``limits``.

        Raises:
            ValueError: ``limits`` do not go up.
        """
        if limits is not None and not limits[0] < limits[1]:
            raise ValueError(f"the limits of a colour bar go up, got {limits}")
        finite = [v for v in values.values() if math.isfinite(v)] or [0.0, 1.0]
        low, high = limits or (min(finite), max(finite))
        if not low < high:
            low, high = low - (abs(low) * 0.1 or 0.5), high + (abs(high) * 0.1 or 0.5)
        power = 10.0 ** math.floor(math.log10((high - low) / 4))
        step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power * 5 >= high - low)
        if limits is None:
            low, high = math.floor(low / step) * step, math.ceil(high / step) * step
        return cls(low, high, step)

    def ticks(self) -> list[float]:
        """Round values within the scale."""
        first = math.ceil(self.low / self.step - 1e-9)
        last = math.floor(self.high / self.step + 1e-9)
        return [n * self.step for n in range(first, last + 1)]

    def color(self, value: float) -> Color:
        """Colour of a value; grey where it is not finite."""
        if not math.isfinite(value):
            return _MISSING
        position = (value - self.low) / (self.high - self.low) * (len(VIRIDIS) - 1)
        at = np.arange(len(VIRIDIS))
        red, green, blue = (round(float(np.interp(position, at, c))) for c in VIRIDIS.T)
        return red, green, blue

    def numeral(self, value: float) -> str:
        """The value with the decimals that tell segments apart, four digits in all; a dash for NaN."""
        if not math.isfinite(value):
            return "–"
        by_range = math.ceil(1.7 - math.log10(self.high - self.low))
        by_size = 3 - math.floor(math.log10(max(abs(self.low), abs(self.high))))
        return f"{value:.{max(0, min(by_range, by_size))}f}"


def bullseye_shapes(
    values: Mapping[int, float],
    center: tuple[float, float],
    radius: float,
    scale: ColorScale,
    ink: Color = _INK,
) -> list[Shape]:
    """Wedges with number and value, and the names of the walls around them.

    Args:
        values: by segment, 1–16; missing ones and NaN are grey.
        center: x, y.
        radius: of the outer ring; the names need a quarter more on each side.
        scale: colours and numerals.
        ink: colour of the names.
    """
    wedges: list[Shape] = []
    labels: list[Shape] = []
    for level, segments in SECTORS.items():
        radii = (RINGS[level][0] * radius, RINGS[level][1] * radius)
        span = 360 / len(segments)
        for n, segment in enumerate(segments):
            begin = START[level] + n * span
            color = scale.color(values.get(segment, math.nan))
            outline = sector(center, radii, (begin, begin + span))
            wedges.append(Polygon(outline, color, WHITE, radius / 90))
            middle = sector(center, (0, sum(radii) / 2), (begin + span / 2, begin + span / 2))[0]
            value = scale.numeral(values.get(segment, math.nan))
            labels += _wedge_labels(middle, segment, value, radius, _legible_on(color))
    return [*wedges, *labels, *_walls(center, radius, ink)]


def _wedge_labels(
    middle: FloatArray, segment: int, value: str, radius: float, ink: Color
) -> list[Shape]:
    x, y = float(middle[0]), float(middle[1])
    return [
        Text(x, y - radius * 0.055, str(segment), radius * 0.058, ink, "middle"),
        Text(x, y + radius * 0.035, value, radius * 0.083, ink, "middle", bold=True),
    ]


def _walls(center: tuple[float, float], radius: float, ink: Color) -> list[Shape]:
    x, y = center
    size, gap = radius * 0.085, radius * 1.09
    return [
        Text(x, y - gap, "Anterior", size, ink, "middle"),
        Text(x, y + gap, "Inferior", size, ink, "middle"),
        Text(x - gap + size / 2, y, "Septal", size, ink, "end"),
        Text(x + gap - size / 2, y, "Lateral", size, ink, "start"),
    ]


def _legible_on(color: Color) -> Color:
    """Black or white, whichever contrasts more by WCAG's relative luminance."""
    linear = [(c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in color]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return BLACK if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else WHITE


def color_bar_shapes(
    scale: ColorScale, x: float, y: float, height: float, unit: str, ink: Color = _INK
) -> list[Shape]:
    """An upright colour bar with ticks at its right and the unit above it."""
    width, strips = 12.0, 64
    shapes: list[Shape] = []
    for n in range(strips):
        top = y + height * n / strips
        value = scale.high - (n + 0.5) / strips * (scale.high - scale.low)
        # Each strip reaches under the next, so that no seam shows.
        shapes.append(Polygon(rectangle(x, top, width, y + height - top), scale.color(value)))
    for value in scale.ticks():
        level = y + height * (scale.high - value) / (scale.high - scale.low)
        tick = np.array([[x + width, level], [x + width + 4, level]])
        shapes.append(Polygon(tick, stroke=_FAINT, closed=False))
        shapes.append(Text(x + width + 7, level, f"{value:.10g}", 11, ink))
    if unit:
        shapes.append(Text(x + width / 2, y - 14, unit, 12, ink, "middle"))
    return shapes


def bullseye_drawing(
    values: Mapping[int, float],
    title: str = "",
    unit: str = "",
    limits: tuple[float, float] | None = None,
    ink: Color = _INK,
    background: Color = WHITE,
) -> Drawing:
    """The bullseye with title and colour bar.

    Args:
        values: by segment, 1–16.
        title: above the plot.
        unit: above the colour bar.
        limits: ends of the colour bar; the values' own range if None.
        ink: colour of texts.
        background: behind it.

    Raises:
        ValueError: ``limits`` do not go up.
    """
    scale = ColorScale.around(values, limits)
    size = min(17.0, 470 / (0.55 * max(len(title), 1)))
    return Drawing(
        *DRAWING,
        [
            Text(_CENTER[0], 28, title, size, ink, "middle", bold=True),
            *bullseye_shapes(values, _CENTER, _RADIUS, scale, ink),
            *color_bar_shapes(scale, 472, 134, 220, unit, ink),
        ],
        background,
    )


def segment_outline(segment: int) -> FloatArray:
    """(N, 2) outline of a segment, 1–16, in :func:`bullseye_drawing`."""
    for level, segments in SECTORS.items():
        if segment in segments:
            span = 360 / len(segments)
            begin = START[level] + segments.index(segment) * span
            inner, outer = (share * _RADIUS for share in RINGS[level])
            return sector(_CENTER, (inner, outer), (begin, begin + span))
    raise ValueError(f"there is no segment {segment}: they are 1 to 16")


def segment_at(x: float, y: float) -> int | None:
    """The segment at a place of :func:`bullseye_drawing`; None beside all of them."""
    right, up = x - _CENTER[0], _CENTER[1] - y
    share, angle = math.hypot(right, up) / _RADIUS, math.degrees(math.atan2(up, right))
    for level, segments in SECTORS.items():
        if RINGS[level][0] <= share < RINGS[level][1]:
            return segments[int((angle - START[level]) % 360 // (360 / len(segments)))]
    return None


def bullseye_svg(
    values: Mapping[int, float],
    title: str = "",
    unit: str = "",
    limits: tuple[float, float] | None = None,
) -> str:
    """:func:`bullseye_drawing` as an SVG document."""
    return to_svg(bullseye_drawing(values, title, unit, limits))


def bullseye_png(
    values: Mapping[int, float],
    path: Path,
    title: str = "",
    unit: str = "",
    limits: tuple[float, float] | None = None,
) -> None:
    """:func:`bullseye_drawing` as a PNG file.

    Raises:
        OutputError: the file cannot be written.
    """
    save_png(bullseye_drawing(values, title, unit, limits), path)
