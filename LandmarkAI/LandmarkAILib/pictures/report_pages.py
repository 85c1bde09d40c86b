"""Pages of a report: the figure of a detection, then its tables; what writes them is the caller's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .drawing import Drawing, Polygon, Shape, Text, moved
from .marks import FAINT, INK, WARNING

PAGE = (1123.0, 794.0)  # points: A4 across
_EDGE, _TOP, _BOTTOM = 48.0, 92.0, 40.0
_ROW, _FONT = 17.0, 11.0
_GLYPH = 0.62  # width of a letter to its height, about
_RULE = (200, 200, 200)


@dataclass(frozen=True)
class ReportTable:
    """A table of texts.

    Args:
        title: above it.
        rows: headers first, all of one length.
    """

    title: str
    rows: Sequence[Sequence[str]]


def report_pages(
    title: str, lines: Sequence[str], figure: Drawing | None, tables: Sequence[ReportTable]
) -> list[Drawing]:
    """The pages of a report, all as large as :data:`PAGE`.

    Args:
        title: on each page.
        lines: what to know of how the results came about; on the first page of the tables.
        figure: of all slices; it has a page of its own. None for none.
        tables: long ones go on over several pages.
    """
    parts: list[list[Shape]] = []
    heights = []
    for table in tables:
        for part in _parts(table):
            shapes, height = _table(part)
            parts.append(shapes)
            heights.append(height)
    pages = [fitted(figure)] if figure is not None else []
    first, number = True, 0
    while number < len(parts) or (first and figure is None):
        shapes = _head(title, lines if first else ())
        y = _TOP + (16.0 * len(lines) if first else 0.0)
        first = False
        while number < len(parts) and y + heights[number] <= PAGE[1] - _BOTTOM:
            shapes += moved(parts[number], _EDGE, y)
            y += heights[number] + _ROW
            number += 1
        pages.append(Drawing(*PAGE, shapes))
    return pages


def fitted(drawing: Drawing) -> Drawing:
    """A drawing on a page, as large as it fits, in its middle."""
    scale = min(PAGE[0] / drawing.width, PAGE[1] / drawing.height)
    left, top = (PAGE[0] - scale * drawing.width) / 2, (PAGE[1] - scale * drawing.height) / 2
    return Drawing(*PAGE, moved([_scaled(shape, scale) for shape in drawing.shapes], left, top))


def _scaled(shape: Shape, scale: float) -> Shape:
    if isinstance(shape, Polygon):
        return replace(shape, points=shape.points * scale, width=shape.width * scale)
    if isinstance(shape, Text):
        return replace(shape, x=shape.x * scale, y=shape.y * scale, size=shape.size * scale)
    x, y, width, height = (v * scale for v in (shape.x, shape.y, shape.width, shape.height))
    return replace(shape, x=x, y=y, width=width, height=height)


def _head(title: str, lines: Sequence[str]) -> list[Shape]:
    size = min(20.0, (PAGE[0] - 2 * _EDGE) / (_GLYPH * max(len(title), 1)))
    below = [Text(_EDGE, 72 + 16 * n, line, _FONT, FAINT) for n, line in enumerate(lines)]
    foot = Text(_EDGE, PAGE[1] - 22, "Research use only. Not for clinical use.", 12, WARNING, bold=True)
    return [Text(_EDGE, 44, title, size, INK, bold=True), *below, foot]


def _parts(table: ReportTable) -> list[ReportTable]:
    """A table in pieces that fit on a page each."""
    most = int((PAGE[1] - _TOP - _BOTTOM - 80) / _ROW) - 2
    headers, rows = table.rows[0], table.rows[1:]
    pieces = [rows[n : n + most] for n in range(0, len(rows), most)] or [rows]
    return [ReportTable(table.title, [headers, *piece]) for piece in pieces]


def _table(table: ReportTable) -> tuple[list[Shape], float]:
    """Shapes from the table's own corner, and their height."""
    lengths = np.array([[len(cell) for cell in row] for row in table.rows]).max(axis=0) + 2
    widths = lengths * _FONT * _GLYPH
    scale = min(1.0, (PAGE[0] - 2 * _EDGE) / float(widths.sum()))
    lefts = np.concatenate([[0.0], np.cumsum(widths * scale)])
    shapes: list[Shape] = [Text(0, _ROW / 2, table.title, 13, INK, bold=True)]
    for n, row in enumerate(table.rows):
        y = (n + 1.5) * _ROW + 4
        for left, cell in zip(lefts, row, strict=False):
            shapes.append(Text(float(left), y, cell, _FONT * scale, INK, bold=n == 0))
    rule = np.array([[0.0, 2 * _ROW + 4], [float(lefts[-1]), 2 * _ROW + 4]])
    shapes.append(Polygon(rule, stroke=_RULE, width=0.8, closed=False))
    return shapes, (len(table.rows) + 1) * _ROW + 4
