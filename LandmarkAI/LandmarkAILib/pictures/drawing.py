"""A picture described once, written as SVG or PNG.

Coordinates are in points of the drawing, x to the right, y down. There are three shapes; sectors and
ellipses are polygons fine enough to look round.
"""

from __future__ import annotations

import base64
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape

import numpy as np
import numpy.typing as npt

from ..core.geometry import FloatArray
from ..files.atomic import atomic_path

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage
    from PIL.ImageDraw import ImageDraw

Color = tuple[int, int, int]
"""Red, green, blue, 0–255."""

BLACK: Color = (0, 0, 0)
WHITE: Color = (255, 255, 255)

# Anti-aliasing by drawing so many times larger and averaging; in bands of so many rows, which bounds
# the memory of a large figure.
_SUPERSAMPLE = 4
_BAND = 128
_BASELINE = 0.35
_FONTS = "Aileron, Helvetica, Arial, sans-serif"


@dataclass(frozen=True, eq=False)
class Polygon:
    """A closed area or an open line through ``points`` (N, 2)."""

    points: FloatArray
    fill: Color | None = None
    stroke: Color | None = None
    width: float = 1.0
    closed: bool = True


@dataclass(frozen=True)
class Text:
    """One line of text, its middle at height ``y``; ``halo`` is an outline for use on pictures."""

    x: float
    y: float
    text: str
    size: float
    color: Color = BLACK
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False
    halo: Color | None = None


@dataclass(frozen=True, eq=False)
class Picture:
    """Pixels (rows, columns, 3) uint8 stretched over a rectangle, beneath all other shapes."""

    x: float
    y: float
    width: float
    height: float
    pixels: npt.NDArray[np.uint8]


Shape = Polygon | Text | Picture


@dataclass(frozen=True)
class Drawing:
    """Shapes in the order they are painted, on a background."""

    width: float
    height: float
    shapes: Sequence[Shape]
    background: Color = WHITE


def moved(shapes: Iterable[Shape], x: float, y: float) -> list[Shape]:
    """The shapes, ``x`` further right and ``y`` further down."""
    return [
        replace(shape, points=shape.points + np.array([x, y]))
        if isinstance(shape, Polygon)
        else replace(shape, x=shape.x + x, y=shape.y + y)
        for shape in shapes
    ]


def sector(
    center: tuple[float, float], radii: tuple[float, float], angles: tuple[float, float]
) -> FloatArray:
    """(N, 2) outline of a ring sector; degrees counter-clockwise on the screen, from the right."""
    steps = max(2, round(abs(angles[1] - angles[0]) / 2) + 1)
    theta = np.deg2rad(np.linspace(*angles, steps))
    direction = np.stack([np.cos(theta), -np.sin(theta)], axis=1)
    outline = np.concatenate([direction * radii[1], direction[::-1] * radii[0]])
    return np.asarray(outline + center)


def ellipse(center: tuple[float, float], half_axes: FloatArray) -> FloatArray:
    """(N, 2) outline of an ellipse whose half axes are the columns of ``half_axes`` (2, 2)."""
    theta = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    return np.asarray(np.stack([np.cos(theta), np.sin(theta)], axis=1) @ half_axes.T + center)


def circle(center: tuple[float, float], radius: float) -> FloatArray:
    """(N, 2) outline of a circle."""
    return ellipse(center, np.eye(2) * radius)


def rectangle(x: float, y: float, width: float, height: float) -> FloatArray:
    """(4, 2) outline of a rectangle."""
    return np.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]])


def to_svg(drawing: Drawing) -> str:
    """The drawing as one self-contained SVG document."""
    w, h = f"{drawing.width:g}", f"{drawing.height:g}"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" '
        f'font-family="{_FONTS}">',
        f'<rect width="{w}" height="{h}" fill="{_hex(drawing.background)}"/>',
        *(_svg_shape(shape) for shape in drawing.shapes),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _hex(color: Color | None) -> str:
    return "none" if color is None else "#{:02x}{:02x}{:02x}".format(*color)


def _svg_shape(shape: Shape) -> str:
    if isinstance(shape, Polygon):
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in shape.points)
        return (
            f'<{"polygon" if shape.closed else "polyline"} points="{points}" fill="{_hex(shape.fill)}" '
            f'stroke="{_hex(shape.stroke)}" stroke-width="{shape.width:g}" stroke-linejoin="round"/>'
        )
    if isinstance(shape, Text):
        weight = ' font-weight="bold"' if shape.bold else ""
        halo = (
            f' stroke="{_hex(shape.halo)}" stroke-width="2" paint-order="stroke"' if shape.halo else ""
        )
        return (
            f'<text x="{shape.x:.2f}" y="{shape.y + _BASELINE * shape.size:.2f}" '
            f'font-size="{shape.size:g}" text-anchor="{shape.anchor}" fill="{_hex(shape.color)}"'
            f"{weight}{halo}>{escape(shape.text)}</text>"
        )
    buffer = io.BytesIO()
    _pillow(shape.pixels).save(buffer, format="PNG")
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    return (
        f'<image x="{shape.x:g}" y="{shape.y:g}" width="{shape.width:g}" height="{shape.height:g}" '
        f'href="data:image/png;base64,{data}"/>'
    )


def save_png(drawing: Drawing, path: Path, scale: float = 2.0) -> None:
    """Write the drawing as PNG, whole or not at all.

    Args:
        drawing: what to draw.
        path: the file; its folder exists.
        scale: pixels per point; 2 prints well at the size it has on a screen.

    Raises:
        OutputError: the file cannot be written.
    """
    pixels = render(drawing, scale)
    with atomic_path(path) as temporary:
        pixels.save(temporary, format="PNG", dpi=(96 * scale, 96 * scale))


def render(drawing: Drawing, scale: float = 2.0) -> PillowImage:
    """The drawing as an anti-aliased RGB Pillow image."""
    from PIL import Image, ImageDraw

    width, height = round(drawing.width * scale), round(drawing.height * scale)
    result = Image.new("RGB", (width, height), drawing.background)
    for shape in drawing.shapes:
        if isinstance(shape, Picture):
            size = (round(shape.width * scale), round(shape.height * scale))
            picture = _pillow(shape.pixels).resize(size, Image.Resampling.BICUBIC)
            result.paste(picture, (round(shape.x * scale), round(shape.y * scale)))
    for top in range(0, height, _BAND):
        box = (0, top, width, min(top + _BAND, height))
        large = (width * _SUPERSAMPLE, (box[3] - top) * _SUPERSAMPLE)
        band = result.crop(box).resize(large, Image.Resampling.NEAREST)
        draw = ImageDraw.Draw(band)
        for shape in drawing.shapes:
            if isinstance(shape, Picture) or not _touches(shape, top / scale, box[3] / scale):
                continue
            if isinstance(shape, Polygon):
                _paint_polygon(shape, draw, scale * _SUPERSAMPLE, top * _SUPERSAMPLE)
            else:
                _paint_text(shape, draw, scale * _SUPERSAMPLE, top * _SUPERSAMPLE)
        result.paste(band.reduce(_SUPERSAMPLE), (0, top))
    return result


def _touches(shape: Polygon | Text, top: float, bottom: float) -> bool:
    """Whether a shape may reach into the rows between ``top`` and ``bottom``, in points."""
    if isinstance(shape, Text):
        return shape.y + shape.size > top and shape.y - shape.size < bottom
    y = shape.points[:, 1]
    return bool(y.max() + shape.width > top and y.min() - shape.width < bottom)


def _paint_polygon(polygon: Polygon, draw: ImageDraw, scale: float, top: int) -> None:
    """Paint on the band that begins ``top`` rows down; Pillow clips what lies outside."""
    points = [(float(x) * scale, float(y) * scale - top) for x, y in polygon.points]
    if polygon.fill is not None:
        draw.polygon(points, fill=polygon.fill)
    if polygon.stroke is not None:
        line = [*points, *points[:2]] if polygon.closed else points
        draw.line(line, fill=polygon.stroke, width=max(1, round(polygon.width * scale)), joint="curve")


def _paint_text(text: Text, draw: ImageDraw, scale: float, top: int) -> None:
    from PIL import ImageFont

    font = ImageFont.load_default(text.size * scale)
    stroke = scale if text.halo else 0.02 * text.size * scale if text.bold else 0
    draw.text(
        (text.x * scale, (text.y + _BASELINE * text.size) * scale - top),
        _drawable(text.text),
        fill=text.color,
        font=font,
        anchor={"start": "ls", "middle": "ms", "end": "rs"}[text.anchor],
        stroke_width=round(stroke),
        stroke_fill=text.halo or text.color,
    )


def _drawable(text: str) -> str:
    """The text in the characters that Pillow's own font has: Latin without accents, ± and °."""
    dashes = text.translate({ord(dash): "-" for dash in "–—−"})
    return "".join(
        c if c in "±°·" else unicodedata.normalize("NFKD", c).encode("ascii", "ignore").decode() or "?"
        for c in dashes
    )


def _pillow(pixels: npt.NDArray[np.uint8]) -> PillowImage:
    from PIL import Image

    return Image.fromarray(pixels)
