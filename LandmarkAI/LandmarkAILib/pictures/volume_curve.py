"""Volume of the cavities over the frames of a cardiac cycle, end diastole and end systole marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ..core.geometry import FloatArray
from .bullseye import ColorScale
from .drawing import Color, Drawing, Polygon, Shape, Text, circle

# Apart in lightness too, so that they are told apart without colour (Okabe & Ito 2008).
_COLORS: Sequence[Color] = ((0, 90, 160), (213, 94, 0), (90, 90, 90))
_INK: Color = (60, 60, 60)
_FAINT: Color = (215, 215, 215)
_LEFT, _RIGHT, _TOP, _BOTTOM = 52.0, 92.0, 18.0, 34.0


def volume_curve(
    curves: Mapping[str, FloatArray], ed: int, es: int, size: tuple[float, float] = (560, 240)
) -> Drawing:
    """A chart of volumes over frames.

    Args:
        curves: (frames,) ml by the chamber's name, NaN where not known; at least one finite value.
        ed, es: frames that are marked.
        size: of the drawing, points.
    """
    width, height = size
    frames = max(len(values) for values in curves.values())
    highest = max(float(np.nanmax(values)) for values in curves.values() if np.isfinite(values).any())
    scale = ColorScale.around({0: 0.0, 1: highest})
    across = (width - _LEFT - _RIGHT) / max(frames - 1, 1)
    up = (height - _TOP - _BOTTOM) / scale.high

    def place(frame: FloatArray, volume: FloatArray) -> FloatArray:
        return np.stack([_LEFT + frame * across, height - _BOTTOM - volume * up], axis=-1)

    shapes: list[Shape] = []
    for tick in scale.ticks():
        y = height - _BOTTOM - tick * up
        shapes.append(_line([[_LEFT, y], [width - _RIGHT, y]], _FAINT))
        shapes.append(Text(_LEFT - 8, y, f"{tick:g}", 11, _INK, "end"))
    for frame, name in ((ed, "ED"), (es, "ES")):
        x = _LEFT + frame * across
        shapes.append(_line([[x, _TOP], [x, height - _BOTTOM]], _FAINT))
        shapes.append(Text(x, height - _BOTTOM + 12, f"{name} ({frame})", 11, _INK, "middle"))
    shapes.append(Text(_LEFT - 8, _TOP - 9, "ml", 11, _INK, "end"))
    shapes.append(Text(width - _RIGHT, height - 8, "frame", 11, _INK, "end"))
    for color, (name, values) in zip(_COLORS, curves.items(), strict=False):
        shapes += _curve(name, values, place, color, width - _RIGHT)
    return Drawing(width, height, shapes)


def _curve(name: str, values: FloatArray, place: object, color: Color, right: float) -> list[Shape]:
    known = np.flatnonzero(np.isfinite(values))
    if not len(known):
        return []
    points = place(known.astype(float), values[known])  # type: ignore[operator]
    marks: list[Shape] = [Polygon(circle((x, y), 2.4), color) for x, y in points.tolist()]
    return [
        Polygon(points, stroke=color, width=1.8, closed=False),
        *marks,
        Text(right + 8, float(points[-1, 1]), name, 12, color, bold=True),
    ]


def _line(points: list[list[float]], color: Color) -> Polygon:
    return Polygon(np.array(points), stroke=color, width=1.0, closed=False)
