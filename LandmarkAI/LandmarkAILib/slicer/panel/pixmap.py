"""Drawings and pictures as QPixmap: Slicer's Python has no QtSvg."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import qt

from ...pictures.drawing import Color, Drawing, Picture, Polygon, Shape, Text
from ...pictures.marks import ON_DARK, ON_WHITE, Inks

WIDTH = 360
"""Of a picture in the panel, logical px."""

_DARK = 128  # lightness of a window's background under which it is a dark one
_FONT = "Arial"
_AROUND = ((-1, 0), (1, 0), (0, -1), (0, 1))  # where a text is drawn once more for its halo


def pixmap_of(drawing: Drawing, width: float, ratio: float = 1.0) -> Any:
    """Paint a drawing.

    Args:
        drawing: what to paint.
        width: of the result, in logical pixels.
        ratio: pixels of the screen per logical pixel.

    Returns:
        qt.QPixmap.
    """
    scale = width / drawing.width * ratio
    pixmap = qt.QPixmap(round(drawing.width * scale), round(drawing.height * scale))
    pixmap.fill(qt.QColor(*drawing.background))
    painter = qt.QPainter()
    painter.begin(pixmap)
    painter.scale(scale, scale)
    paint(painter, drawing.shapes)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def show_drawing(label: Any, drawing: Drawing) -> None:
    """Let a QLabel of the panel show a drawing."""
    label.setPixmap(pixmap_of(drawing, WIDTH, label.devicePixelRatioF()))


def inks_on(window: Any) -> Inks:
    """Colours that can be read on a window's background, a QColor."""
    return ON_DARK if window.lightness() < _DARK else ON_WHITE


def paint(painter: Any, shapes: Iterable[Shape]) -> None:
    """Paint shapes where a painter's origin is, pictures beneath the others."""
    painter.setRenderHint(qt.QPainter.Antialiasing, True)
    painter.setRenderHint(qt.QPainter.SmoothPixmapTransform, True)
    for shape in sorted(shapes, key=lambda shape: not isinstance(shape, Picture)):
        if isinstance(shape, Polygon):
            _paint_polygon(painter, shape)
        elif isinstance(shape, Text):
            _paint_text(painter, shape)
        else:
            target = qt.QRect(*map(round, (shape.x, shape.y, shape.width, shape.height)))
            painter.drawPixmap(target, pixmap_of_pixels(shape.pixels))


def pixmap_of_pixels(pixels: npt.NDArray[np.uint8]) -> Any:
    """A QPixmap of (rows, columns, 3); by way of PPM, as PythonQt makes no QImage from memory."""
    rows, columns, _ = pixels.shape
    pixmap = qt.QPixmap()
    header = f"P6 {columns} {rows} 255\n".encode("ascii")
    pixmap.loadFromData(qt.QByteArray(header + np.ascontiguousarray(pixels).tobytes()), "PPM")
    return pixmap


@lru_cache(maxsize=2048)
def _path(points: bytes, closed: bool) -> Any:
    """An outline of float64 (N, 2); the same ones come again each time a picture is painted."""
    first, *others = np.frombuffer(points).reshape(-1, 2).tolist()
    path = qt.QPainterPath()
    path.moveTo(*first)
    for point in others:
        path.lineTo(*point)
    if closed:
        path.closeSubpath()
    return path


def _paint_polygon(painter: Any, shape: Polygon) -> None:
    painter.setPen(_pen(shape.stroke, shape.width))
    painter.setBrush(_brush(shape.fill))
    painter.drawPath(_path(np.asarray(shape.points, float).tobytes(), shape.closed))


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
    width = metrics.boundingRect(shape.text).width()
    left = shape.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor] * width
    baseline = shape.y + (metrics.ascent() - metrics.descent()) / 2
    if shape.halo:
        painter.setPen(_pen(shape.halo))
        for right, down in _AROUND:
            painter.drawText(qt.QPointF(left + right, baseline + down), shape.text)
    painter.setPen(_pen(shape.color))
    painter.drawText(qt.QPointF(left, baseline), shape.text)


# Pens and brushes are few, and making one from Python takes longer than drawing with it.


@lru_cache(maxsize=128)
def _pen(color: Color | None, width: float = 1.0) -> Any:
    if color is None:
        return qt.QPen(qt.Qt.NoPen)
    pen = qt.QPen(qt.QColor(*color))
    pen.setWidthF(width)
    return pen


@lru_cache(maxsize=128)
def _brush(color: Color | None) -> Any:
    return qt.QBrush(qt.Qt.NoBrush) if color is None else qt.QBrush(qt.QColor(*color))
