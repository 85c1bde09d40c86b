"""A table of numbers as coloured cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from LandmarkAILib.pictures.drawing import (
    BLACK,
    WHITE,
    Color,
    Drawing,
    Polygon,
    Shape,
    Text,
    rectangle,
)

# From light to dark through ColorBrewer's YlGnBu: lightness alone tells the order.
_SCALE = np.array(
    [(255, 255, 217), (199, 233, 180), (65, 182, 196), (34, 94, 168), (8, 29, 88)], dtype=float
)
_MISSING: Color = (235, 235, 235)
_TEXT: Color = (70, 70, 70)
_CELL_WIDTH, _CELL_HEIGHT = 114.0, 46.0
_LEFT, _TOP, _MARGIN = 190.0, 84.0, 12.0
_BAR_WIDTH, _BAR_HEIGHT, _FOOT = 240.0, 12.0, 58.0
_OVER, _BESIDE = 17, 25  # characters of a heading that fit over a cell, and beside it
_LINE = 15.0


@dataclass(frozen=True)
class HeatCell:
    """A cell: what its colour shows (None for grey), and up to two lines of text."""

    value: float | None
    text: str
    small: str = ""
    framed: bool = False


def heat_map(
    title: str,
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[HeatCell | None]],
    unit: str,
) -> Drawing:
    """Draw the cells, dark for large values, with a bar that says which.

    Args:
        title: above.
        rows: headings at the left.
        columns: headings on top.
        cells: by row, then column; None leaves a place blank. Colours go by the logarithm.
        unit: of the values.
    """
    known = [c.value for row in cells for c in row if c is not None and c.value is not None]
    low, high = _ends(known)
    width = _LEFT + max(_CELL_WIDTH * len(columns), _BAR_WIDTH + 20) + _MARGIN
    bottom = _TOP + _CELL_HEIGHT * len(rows)
    shapes: list[Shape] = [Text(_MARGIN, 16, title, 14, BLACK, bold=True)]
    shapes += _headings(rows, columns)
    framed: list[Shape] = []
    for n, row in enumerate(cells):
        for m, cell in enumerate(row):
            if cell is not None:
                x, y = _LEFT + m * _CELL_WIDTH, _TOP + n * _CELL_HEIGHT
                shapes += _cell(cell, x, y, low, high)
                if cell.framed:
                    outline = rectangle(x + 1.5, y + 1.5, _CELL_WIDTH - 3, _CELL_HEIGHT - 3)
                    framed.append(Polygon(outline, stroke=(213, 94, 0), width=3))
    bar = list(_bar(low, high, unit, bottom + 22)) if known else []
    return Drawing(width, bottom + _FOOT, [*shapes, *framed, *bar])


def _ends(values: Sequence[float]) -> tuple[float, float]:
    """Of the scale: the extreme values, at least a factor of two apart."""
    if not values:
        return 1.0, 2.0
    low, high = max(min(values), 1e-3), max(max(values), 1e-3)
    return low, max(high, 2 * low)


def _color(value: float, low: float, high: float) -> Color:
    share = np.log(max(value, low) / low) / np.log(high / low)
    place = float(np.clip(share, 0, 1)) * (len(_SCALE) - 1)
    red, green, blue = (
        round(float(np.interp(place, range(len(_SCALE)), channel))) for channel in _SCALE.T
    )
    return red, green, blue


def _readable_on(color: Color) -> Color:
    return WHITE if np.dot(color, (0.299, 0.587, 0.114)) < 140 else BLACK


def _cell(cell: HeatCell, x: float, y: float, low: float, high: float) -> Iterator[Shape]:
    fill = _MISSING if cell.value is None else _color(cell.value, low, high)
    ink = _readable_on(fill)
    yield Polygon(rectangle(x, y, _CELL_WIDTH, _CELL_HEIGHT), fill=fill, stroke=WHITE, width=2)
    middle = x + _CELL_WIDTH / 2
    yield Text(middle, y + (16 if cell.small else _CELL_HEIGHT / 2), cell.text, 12, ink, "middle")
    if cell.small:
        yield Text(middle, y + 32, cell.small, 10, ink, "middle")


def _headings(rows: Sequence[str], columns: Sequence[str]) -> Iterator[Shape]:
    for n, row in enumerate(rows):
        lines = _wrapped(row, _BESIDE)
        for k, line in enumerate(lines):
            y = _TOP + (n + 0.5) * _CELL_HEIGHT + _LINE * (k - (len(lines) - 1) / 2)
            yield Text(_LEFT - 8, y, line, 12, BLACK, "end")
    for m, column in enumerate(columns):
        lines = _wrapped(column, _OVER)
        for k, line in enumerate(lines):
            y = _TOP - 12 - _LINE * (len(lines) - 1 - k)
            yield Text(_LEFT + (m + 0.5) * _CELL_WIDTH, y, line, 12, BLACK, "middle")
    yield Text(_LEFT - 8, _TOP - 12, "trained on ↓   tested on →", 11, _TEXT, "end")


def _wrapped(text: str, most: int) -> list[str]:
    """Words in lines of at most so many characters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _bar(low: float, high: float, unit: str, y: float) -> Iterator[Shape]:
    steps = 60
    for n in range(steps):
        value = low * (high / low) ** (n / (steps - 1))
        box = rectangle(_LEFT + n * _BAR_WIDTH / steps, y, _BAR_WIDTH / steps + 0.5, _BAR_HEIGHT)
        yield Polygon(box, fill=_color(value, low, high))
    for share in (0.0, 0.5, 1.0):
        value = low * (high / low) ** share
        yield Text(_LEFT + share * _BAR_WIDTH, y + 22, f"{value:.1f} {unit}", 11, _TEXT, "middle")
