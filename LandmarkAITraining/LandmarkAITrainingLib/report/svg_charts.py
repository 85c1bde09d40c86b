"""Line charts in the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from LandmarkAILib.geometry import FloatArray
from LandmarkAILib.pictures.drawing import BLACK, Color, Drawing, Polygon, Shape, Text, circle

# Okabe and Ito's colours, which readers with any colour vision tell apart.
PALETTE: tuple[Color, ...] = ((0, 114, 178), (213, 94, 0), (0, 158, 115), (204, 121, 167), (230, 159, 0))
_GRID: Color = (220, 220, 220)
_TEXT: Color = (70, 70, 70)
_WIDTH, _HEIGHT = 470.0, 340.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 58.0, 24.0, 50.0, 52.0


@dataclass(frozen=True)
class Axis:
    """An axis from the first to the last of its ticks; ``unit`` follows each number."""

    label: str
    ticks: tuple[float, ...]
    unit: str = ""


@dataclass(frozen=True, eq=False)
class Line:
    """A line through points (N, 2); ``marked`` shows each; a name makes it an entry of the legend."""

    points: FloatArray
    color: Color
    name: str = ""
    width: float = 2.0
    marked: bool = False


def line_chart(title: str, lines: Sequence[Line], x: Axis, y: Axis) -> Drawing:
    """Draw lines over two linear axes, with a legend at the lower right."""
    shapes = [Text(_WIDTH / 2, 14, title, 14, BLACK, "middle", bold=True), *_axes(x, y)]
    for line in lines:
        places = _places(line.points, x, y)
        shapes.append(Polygon(places, stroke=line.color, width=line.width, closed=False))
        if line.marked:
            shapes += [
                Polygon(circle((float(px), float(py)), 3.5), fill=line.color) for px, py in places
            ]
    return Drawing(_WIDTH, _HEIGHT, [*shapes, *_legend([line for line in lines if line.name])])


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
        yield Polygon(
            np.array([[right - 22, y], [right, y]]), stroke=line.color, width=line.width, closed=False
        )
        yield Text(right - 28, y, line.name, 11, _TEXT, "end")
