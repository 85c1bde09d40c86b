"""The cells of a mosaic as pixmaps: each is painted once, and again when it shows something else."""

from __future__ import annotations

import math
from typing import Any

import qt

from ...pictures.marks import Inks
from ...pictures.mosaic import GAP, Mosaic
from ...pictures.slice_tile import Tile, tile_picture
from ...pictures.tile_marks import CAPTION, Shown
from .pixmap import paint, pixmap_of_pixels

Rect = tuple[float, float, float, float]
"""Left, top, right and bottom in logical pixels."""


class MosaicCells:
    """Tiles with what lies on and under them.

    A cell that shows something else than before stays as it is until it is made anew: whoever owns the
    cells does so one at a time, so that a first look at many slices does not hold up Slicer.

    Args:
        mosaic: whose cells.
        shown: what lies on them.
        inks: colours of the captions.
        ratio: pixels of the screen per logical pixel.
    """

    def __init__(self, mosaic: Mosaic, shown: Shown, inks: Inks, ratio: float) -> None:
        self._mosaic, self._shown, self._inks, self._ratio = mosaic, shown, inks, ratio
        self._pictures: dict[int, Any] = {}
        self._cells: dict[int, Any] = {}
        self._stale = {tile.slice for tile in mosaic.tiles}

    @property
    def are_made(self) -> bool:
        """Whether all cells are as they should be."""
        return not self._stale

    def show(self, shown: Shown) -> set[int]:
        """Show something else.

        Returns:
            The slices whose cells are to be made anew for it.
        """
        differing = shown.differs_in(self._shown)
        if differing is None:
            differing = {tile.slice for tile in self._mosaic.tiles}
        self._shown = shown
        self._stale |= differing
        return differing

    def next(self, visible: Rect) -> Tile | None:
        """The tile whose cell is to be made next: those in sight come first; None if all are made."""
        stale = [tile for tile in self._mosaic.tiles if tile.slice in self._stale]
        in_sight = (tile for tile in stale if _meet(self.place(tile), visible))
        return next(in_sight, next(iter(stale), None))

    def make(self, tile: Tile) -> None:
        """Make the cell of a tile."""
        if tile.slice not in self._pictures:
            pixels = tile_picture(tile, self._mosaic.levels, self._shown.anatomy).pixels
            self._pictures[tile.slice] = pixmap_of_pixels(pixels)
        left, top, right, bottom = self.place(tile)
        size = (math.ceil((right - left) * self._ratio), math.ceil((bottom - top) * self._ratio))
        cell = qt.QPixmap(*size)
        cell.fill(qt.Qt.transparent)
        cell.setDevicePixelRatio(self._ratio)
        painter = qt.QPainter()
        painter.begin(cell)
        x, y = self._mosaic.corner(tile)
        painter.translate(x - left, y - top)
        side = round(tile.size)
        painter.drawPixmap(qt.QRect(0, 0, side, side), self._pictures[tile.slice])
        paint(painter, self._mosaic.marks(tile, self._shown, self._inks))
        painter.end()
        self._cells[tile.slice] = cell
        self._stale.discard(tile.slice)

    def place(self, tile: Tile) -> Rect:
        """Of a tile's cell; it begins at a pixel of the screen, so that nothing is blurred."""
        x, y = self._mosaic.corner(tile)
        left, top = math.floor(x * self._ratio) / self._ratio, math.floor(y * self._ratio) / self._ratio
        return left, top, x + tile.size + GAP, y + tile.size + CAPTION

    def paint(self, painter: Any, dirty: Rect) -> None:
        """Paint the cells that have a share in a rectangle, where they are made."""
        for tile in self._mosaic.tiles:
            place = self.place(tile)
            if not _meet(place, dirty):
                continue
            left, top = place[:2]
            if tile.slice in self._cells:
                painter.drawPixmap(qt.QPointF(left, top), self._cells[tile.slice])
            else:
                side = round(tile.size)
                painter.fillRect(qt.QRectF(left, top, side, side), qt.QColor(qt.Qt.black))


def _meet(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
