"""A drawing as a QPixmap: Slicer's Python has neither QtSvg nor a need for Pillow."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import qt

from ...pictures.drawing import Color, Drawing, Polygon, Text

_FONT = "Arial"


def pixmap_of(drawing: Drawing, width: float, ratio: float = 1.0) -> Any:
    """Paint polygons and texts of a drawing.

    Args:
        drawing: what to paint; pictures in it are left out.
        width: of the result, in logical pixels.
        ratio: pixels of the screen per logical pixel.

    Returns:
        qt.QPixmap.
    """
    scale = width / drawing.width * ratio
    pixmap = qt.QPixmap(round(drawing.width * scale), round(drawing.height * scale))
    pixmap.fill(_color(drawing.background))
    painter = qt.QPainter()
    painter.begin(pixmap)
    painter.setRenderHint(qt.QPainter.Antialiasing, True)
    painter.scale(scale, scale)
    for shape in drawing.shapes:
        if isinstance(shape, Polygon):
            _paint_polygon(painter, shape)
        elif isinstance(shape, Text):
            _paint_text(painter, shape)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=512)
def _path(points: tuple[tuple[float, float], ...], closed: bool) -> Any:
    """An outline; the same ones come again each time a bullseye is painted."""
    path = qt.QPainterPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if closed:
        path.closeSubpath()
    return path


def _paint_polygon(painter: Any, shape: Polygon) -> None:
    if shape.stroke is None:
        painter.setPen(qt.Qt.NoPen)
    else:
        pen = qt.QPen(_color(shape.stroke))
        pen.setWidthF(shape.width)
        painter.setPen(pen)
    painter.setBrush(qt.QBrush(qt.Qt.NoBrush) if shape.fill is None else qt.QBrush(_color(shape.fill)))
    painter.drawPath(_path(tuple(map(tuple, shape.points.tolist())), shape.closed))


@lru_cache(maxsize=32)
def _font(size: int, bold: bool) -> tuple[Any, Any]:
    """A font and its metrics."""
    font = qt.QFont(_FONT)
    font.setPixelSize(size)
    font.setBold(bold)
    return font, qt.QFontMetricsF(font)


def _paint_text(painter: Any, shape: Text) -> None:
    font, metrics = _font(max(1, round(shape.size)), shape.bold)
    painter.setFont(font)
    painter.setPen(qt.QPen(_color(shape.color)))
    width = metrics.boundingRect(shape.text).width()
    left = shape.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor] * width
    baseline = shape.y + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(qt.QPointF(left, baseline), shape.text)


def _color(color: Color) -> Any:
    return qt.QColor(*color)
