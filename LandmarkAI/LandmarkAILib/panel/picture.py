"""A drawing as a QPixmap: Slicer's Python has neither QtSvg nor a need for Pillow."""

from __future__ import annotations

from typing import Any

import qt

from ..pictures.drawing import Color, Drawing, Polygon, Text

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


def _paint_polygon(painter: Any, shape: Polygon) -> None:
    path = qt.QPainterPath()
    path.moveTo(*shape.points[0].tolist())
    for point in shape.points[1:].tolist():
        path.lineTo(*point)
    if shape.closed:
        path.closeSubpath()
    if shape.stroke is None:
        painter.setPen(qt.Qt.NoPen)
    else:
        pen = qt.QPen(_color(shape.stroke))
        pen.setWidthF(shape.width)
        painter.setPen(pen)
    painter.setBrush(qt.QBrush(qt.Qt.NoBrush) if shape.fill is None else qt.QBrush(_color(shape.fill)))
    painter.drawPath(path)


def _paint_text(painter: Any, shape: Text) -> None:
    font = qt.QFont(_FONT)
    font.setPixelSize(max(1, round(shape.size)))
    font.setBold(shape.bold)
    painter.setFont(font)
    painter.setPen(qt.QPen(_color(shape.color)))
    metrics = qt.QFontMetricsF(font)
    width = metrics.boundingRect(shape.text).width()
    left = shape.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor] * width
    baseline = shape.y + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(qt.QPointF(left, baseline), shape.text)


def _color(color: Color) -> Any:
    return qt.QColor(*color)
