"""Line charts in the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.pictures.drawing import BLACK, Color, Drawing, Polygon, Shape, Text, circle

# Okabe and Ito's colours, which readers with any colour vision tell apart.
PALETTE: tuple[Color, ...] = ((0, 114, 178), (213, 94, 0), (0, 158, 115), (204, 121, 167), (230, 159, 0))
_GRID: Color = (220, 220, 220)
_TEXT: Color = (70, 70, 70)
_WIDTH, _HEIGHT = 470.0, 340.0
_MARK, _LETTER = 3.5, 6.2  # radius of a mark, and the width of a letter of the legend
_LEFT, _RIGHT, _TOP, _BOTTOM = 58.0, 24.0, 50.0, 52.0


@dataclass(frozen=True)
class Axis:
    """An axis from the first to the last of its ticks; ``unit`` follows each number."""

    label: str
    ticks: tuple[float, ...]
    unit: str = ""


@dataclass(frozen=True, eq=False)
class Line:
    """A line through points (N, 2); a name makes it an entry of the legend.

    ``marked`` shows each point; a line of width 0 is its marks alone.
    """

    points: FloatArray
    color: Color
    name: str = ""
    width: float = 2.0
    marked: bool = False


def line_chart(
    title: str, lines: Sequence[Line], x: Axis, y: Axis, *, legend_above: bool = False
) -> Drawing:
    """Draw lines over two linear axes, with a legend at the lower right or, off the marks, above."""
    shapes = [Text(_WIDTH / 2, 14, title, 14, BLACK, "middle", bold=True), *_axes(x, y)]
    for line in lines:
        places = _places(line.points, x, y)
        shapes += _stroke(line, places)
    named = [line for line in lines if line.name]
    legend = _legend_above(named) if legend_above else _legend(named)
    return Drawing(_WIDTH, _HEIGHT, [*shapes, *legend])


def _axes(x: Axis, y: Axis) -> Iterator[Shape]:
    bottom, left = _HEIGHT - _BOTTOM, _LEFT
    for tick in x.ticks:
        ((px, _),) = _places(np.array([[tick, y.ticks[0]]]), x, y)
        yield Polygon(np.array([[px, _TOP], [px, bottom]]), stroke=_GRID, width=1, closed=False)
        yield Text(float(px), bottom + 12, f"{tick:g}{x.unit}", 11, _TEXT, "middle")
    for tick in y.ticks:
        ((_, py),) = _places(np.array([[x.ticks[0], tick]]), x, y)
        yield Polygon(np.array([[left, py], [_WIDTH - _RIGHT, py]]), stroke=_GRID, width=1, closed=False)
        yield Text(left - 6, float(py), f"{tick:g}{y.unit}", 11, _TEXT, "end")
    yield Text((left + _WIDTH - _RIGHT) / 2, _HEIGHT - 14, x.label, 12, _TEXT, "middle")
    yield Text(6, _TOP - 14, y.label, 12, _TEXT)


def _stroke(line: Line, places: FloatArray) -> Iterator[Shape]:
    if line.width:
        yield Polygon(places, stroke=line.color, width=line.width, closed=False)
    if line.marked:
        for px, py in places:
            yield Polygon(circle((float(px), float(py)), _MARK), fill=line.color)


def _places(points: FloatArray, x: Axis, y: Axis) -> FloatArray:
    """Positions (N, 2) in the drawing; values beyond an axis are drawn at its end."""
    low = np.array([x.ticks[0], y.ticks[0]])
    high = np.array([x.ticks[-1], y.ticks[-1]])
    share = np.clip((points - low) / (high - low), 0, 1)
    width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    return np.stack([_LEFT + share[:, 0] * width, _TOP + (1 - share[:, 1]) * height], axis=1)


def _legend(lines: Sequence[Line]) -> Iterator[Shape]:
    for row, line in enumerate(reversed(lines)):
        y, right = _HEIGHT - _BOTTOM - 14 - 17 * row, _WIDTH - _RIGHT - 8
        example = [[right - 11, y]] if line.marked else [[right - 22, y], [right, y]]
        yield from _stroke(line, np.array(example, float))
        yield Text(right - 28, y, line.name, 11, _TEXT, "end")


def _legend_above(lines: Sequence[Line]) -> Iterator[Shape]:
    right, y = _WIDTH - _RIGHT, _TOP - 14
    for line in reversed(lines):
        yield from _stroke(line, np.array([[right - _MARK, y]]))
        yield Text(right - 4 * _MARK, y, line.name, 11, _TEXT, "end")
        right -= 8 * _MARK + _LETTER * len(line.name)


def nice_ticks(low: float, high: float) -> tuple[float, ...]:
    """Some five round numbers from at or below ``low`` to at or above ``high``."""
    span = max(high - low, 1e-6 * max(abs(low), abs(high), 1e-6))
    power = 10.0 ** np.floor(np.log10(span / 5))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= span / 5)
    first, last = int(np.floor(low / step)), int(np.ceil(high / step))
    return tuple(float(f"{n * step:.12g}") for n in range(first, max(last, first + 1) + 1))
