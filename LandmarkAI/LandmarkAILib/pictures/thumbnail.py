"""A small picture of a case for lists: a few slices from base to apex with their points and contours."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..core.detection import Detection
from ..core.image import Image
from ..core.short_axis import slice_axis
from ..files.atomic import atomic_path
from .drawing import Color, Drawing, Shape, Text, moved, render
from .marks import WARNING
from .slice_tile import make_tiles, tile_picture
from .tile_marks import Shown, base_of, beyond_heart, tile_marks
from .window import window

_TILE, _GAP = 120.0, 4.0
_COLUMNS, _MOST = 3, 6
_SCALE = 1.5  # pixels per point
_QUALITY = 82  # of JPEG: contours stay sharp, and a case has 20 to 40 kB
_DARK: Color = (20, 20, 20)


def save_thumbnail(image: Image, detection: Detection, path: Path) -> None:
    """Write the picture of a case as JPEG, whole or not at all.

    Args:
        image: short-axis stack or slice.
        detection: landmarks in LPS mm and segmentation on the image's grid.
        path: the file; its folder exists.

    Raises:
        OutputError: the file cannot be written.
    """
    pixels = render(thumbnail_drawing(image, detection), _SCALE)
    with atomic_path(path) as temporary:
        pixels.save(temporary, format="JPEG", quality=_QUALITY)


def thumbnail_drawing(image: Image, detection: Detection) -> Drawing:
    """Up to six slices, three in a row; says so where the image is simulated."""
    tiles = make_tiles(image, detection, _chosen(image, detection), _TILE, density=_SCALE)
    levels = window(image, (tile.gray for tile in tiles))
    shown = Shown(image.grid, detection.landmarks, anatomy=detection.anatomy)
    shapes: list[Shape] = []
    for n, tile in enumerate(tiles):
        cell: list[Shape] = [tile_picture(tile, levels, detection.anatomy), *tile_marks(tile, shown)]
        cell.append(Text(4, 8, str(tile.slice), 9, (235, 235, 235), halo=(0, 0, 0)))
        shapes += moved(cell, n % _COLUMNS * (_TILE + _GAP), n // _COLUMNS * (_TILE + _GAP))
    columns, rows = min(len(tiles), _COLUMNS), -(-len(tiles) // _COLUMNS)
    width, height = columns * (_TILE + _GAP) - _GAP, rows * (_TILE + _GAP) - _GAP
    if image.metadata.get("simulated"):
        shapes.append(Text(width - 4, height - 7, "simulated", 9, WARNING, "end", halo=(255, 255, 255)))
    return Drawing(width, height, shapes, _DARK)


def _chosen(image: Image, detection: Detection) -> list[int]:
    """Slices spread evenly over the heart, from base to apex where that is known."""
    base = base_of(image, detection)
    count = image.grid.size[slice_axis(image.grid)]
    beyond = beyond_heart(image.grid, detection, base)
    heart = [k for k in range(count) if k not in beyond] or list(range(count))
    spread = np.linspace(0, len(heart) - 1, min(_MOST, len(heart)))
    chosen = [heart[round(float(n))] for n in spread]
    return chosen[::-1] if base == "last" else chosen
