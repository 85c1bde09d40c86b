"""The reader's desk: all slices of a stack in rows, which slice and which point is under the mouse.

Coordinates are points of the drawing (logical pixels of a screen) from the upper left corner, x to the
right, y down. The pictures and marks are those of :mod:`.figure`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ..core.detection import Detection
from ..core.geometry import FloatArray
from ..core.image import Image
from ..core.short_axis import slice_axis
from ..core.steps import Steps, finish
from .drawing import Drawing, Shape, moved
from .marks import ON_WHITE, Inks
from .slice_tile import Tile, making_tiles, tile_picture
from .tile_marks import CAPTION, Shown, base_of, beyond_heart, tile_caption, tile_marks
from .window import window

GAP = 6.0

_SMALLEST = 112.0  # points of a tile's side; below it marks hide the heart
_LARGEST = 300.0
_REACH = 9.0  # points within which a point is under the mouse


@dataclass(frozen=True, eq=False)
class Mosaic:
    """Tiles of one image in rows, from base to apex.

    Args:
        tiles: at least one, all of one size.
        levels: black and white level of the pictures.
        columns: tiles in a row.
        beyond: where slices without a heart lie, by index.
    """

    tiles: tuple[Tile, ...]
    levels: tuple[float, float]
    columns: int
    beyond: Mapping[int, str] = field(default_factory=dict)

    @property
    def cell(self) -> tuple[float, float]:
        """Width and height of a tile with its caption and the gap to the next."""
        side = self.tiles[0].size
        return side + GAP, side + CAPTION + GAP

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of all."""
        width, height = self.cell
        return self.columns * width - GAP, math.ceil(len(self.tiles) / self.columns) * height

    def corner(self, tile: Tile) -> tuple[float, float]:
        """Upper left corner of a tile."""
        number, (width, height) = self.tiles.index(tile), self.cell
        return number % self.columns * width, number // self.columns * height

    def tile_of(self, k: int) -> Tile | None:
        """The tile of a slice."""
        return next((tile for tile in self.tiles if tile.slice == k), None)

    def tile_at(self, x: float, y: float) -> Tile | None:
        """The tile at a place, its caption included; None in a gap and outside."""
        width, height = self.cell
        column, row = math.floor(x / width), math.floor(y / height)
        number = row * self.columns + column
        if not (0 <= column < self.columns and 0 <= number < len(self.tiles)):
            return None
        inside = x - column * width <= width - GAP and y - row * height <= height - GAP
        return self.tiles[number] if inside else None

    def position_in(self, tile: Tile, x: float, y: float) -> FloatArray:
        """LPS mm (3,) in a slice; a place outside its tile counts as the nearest on its border."""
        left, top = self.corner(tile)
        across, down = np.clip([x - left, y - top], 0.0, tile.size)
        return tile.to_lps(float(across), float(down))

    def point_at(self, x: float, y: float, shown: Shown) -> int | None:
        """Number of the landmark that is under the mouse, the nearest if several are."""
        tile = self.tile_at(x, y)
        if tile is None:
            return None
        left, top = self.corner(tile)
        distances = {}
        for number in shown.numbers_in(tile.slice):
            position = shown.landmarks.landmarks[number].position
            if position is not None:
                distances[number] = math.dist(tile.to_points(position), (x - left, y - top))
        nearest = min(distances, key=distances.__getitem__, default=None)
        return nearest if nearest is not None and distances[nearest] <= _REACH else None

    def marks(self, tile: Tile, shown: Shown, inks: Inks = ON_WHITE) -> list[Shape]:
        """What lies on and under a tile's picture, from its corner."""
        beyond = self.beyond.get(tile.slice, "")
        return [*tile_marks(tile, shown), *tile_caption(tile, shown, beyond, inks)]

    def drawing(self, shown: Shown) -> Drawing:
        """All of it as one drawing."""
        shapes: list[Shape] = []
        for tile in self.tiles:
            cell = [tile_picture(tile, self.levels, shown.anatomy), *self.marks(tile, shown)]
            shapes += moved(cell, *self.corner(tile))
        return Drawing(*self.size, shapes)


def make_mosaic(image: Image, detection: Detection, width: float, density: float = 1.0) -> Mosaic:
    """:func:`making_mosaic` at once."""
    return finish(making_mosaic(image, detection, width, density))


def making_mosaic(
    image: Image, detection: Detection, width: float, density: float = 1.0
) -> Steps[Mosaic]:
    """Sample the slices of a stack around the heart, in as many columns as fit; a step a slice.

    Args:
        image: short-axis stack or slice.
        detection: what was found in it, which chooses the field.
        width: of the mosaic, in points.
        density: pixels per point.
    """
    count = image.grid.size[slice_axis(image.grid)]
    columns = max(1, math.floor((width + GAP) / (_SMALLEST + GAP)))
    columns = math.ceil(count / math.ceil(count / columns))  # as few places left empty as can be
    side = float(np.clip((width + GAP) / columns - GAP, 40.0, _LARGEST))
    base = base_of(image, detection)
    beyond = beyond_heart(image.grid, detection, base)
    slices = range(count)[::-1] if base == "last" else range(count)
    tiles = []
    for tile in making_tiles(image, detection, slices, side, density):
        tiles.append(tile)
        yield
    with_heart = [tile for tile in tiles if tile.slice not in beyond]
    return Mosaic(tuple(tiles), window(image, (tile.gray for tile in with_heart)), columns, beyond)
