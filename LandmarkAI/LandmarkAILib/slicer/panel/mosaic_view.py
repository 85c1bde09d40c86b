"""The mosaic as a widget: paints tiles, and tells what the mouse and the keys mean in them."""
# ruff: noqa: N802  (names of Qt)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import qt
from slicer.i18n import tr as _

from ...core.geometry import FloatArray
from ...pictures.mosaic import Mosaic
from ...pictures.slice_tile import Tile
from ...pictures.tile_marks import Shown
from .mosaic_cells import MosaicCells, Rect
from .pixmap import inks_on

_DRAG = 3  # px; a hand is never quite still
_AT_ONCE = 2  # cells
_CHOSEN = (70, 150, 255)


@dataclass(frozen=True)
class Desk:
    """What the mosaic asks for; numbers are of landmarks, positions (3,) LPS mm in the volume's frame.

    Args:
        choose_slice: a click beside points, by index of the slice and where it was.
        choose_point: a click on a point.
        begin: a point is about to be dragged.
        drag: it is there now.
        end: the mouse button was let go.
        key: a key over a tile: its letter, the slice, the point under the mouse, and where the mouse is.
    """

    choose_slice: Callable[[int, FloatArray], None]
    choose_point: Callable[[int], None]
    begin: Callable[[int], None]
    drag: Callable[[int, FloatArray], None]
    end: Callable[[int], None]
    key: Callable[[str, int, int | None, FloatArray], None]


class MosaicView(qt.QWidget):  # type: ignore[misc]
    """Paints a mosaic from cells that are made one in a turn of the event loop, those in sight first.

    Nothing is made while it cannot be seen.

    Args:
        desk: what to call.
    """

    def __init__(self, desk: Desk) -> None:
        qt.QWidget.__init__(self)
        self._desk = desk
        self._mosaic: Mosaic | None = None
        self._shown: Shown | None = None
        self._cells: MosaicCells | None = None
        self._chosen_slice: int | None = None
        self._pressed: tuple[int, Any] | None = None
        self._dragging = False
        self._mouse = (-1.0, -1.0)
        self._timer = qt.QTimer(self)
        self._timer.setInterval(0)
        self._timer.connect("timeout()", self._make_next)
        self.setMouseTracking(True)
        self.setFocusPolicy(qt.Qt.StrongFocus)

    def show_mosaic(self, mosaic: Mosaic | None, shown: Shown | None) -> None:
        """Show other tiles; None for none."""
        self._mosaic, self._shown, self._cells = mosaic, shown, None
        if mosaic is not None and shown is not None:
            inks = inks_on(self.palette.color(qt.QPalette.Window))
            self._cells = MosaicCells(mosaic, shown, inks, self.devicePixelRatioF())
            width, height = mosaic.size
            self.setFixedSize(round(width), round(height))
            self._timer.start()
        self.update()

    def show_marks(self, shown: Shown, chosen_slice: int | None) -> None:
        """Show points and sectors as they are now on the same tiles.

        What a hand has done in one slice, or from one slice to another, is seen at once.
        """
        if self._mosaic is None or self._cells is None:
            return
        self._shown = shown
        differing = self._cells.show(shown)
        if len(differing) <= _AT_ONCE and self.visible:
            for tile in filter(None, map(self._mosaic.tile_of, differing)):
                self._make(tile)
        if not self._cells.are_made:
            self._timer.start()
        if chosen_slice != self._chosen_slice:
            self._chosen_slice = chosen_slice
            self.update()

    @property
    def is_made(self) -> bool:
        """Whether all there is to see is as it should be."""
        return self._cells is None or self._cells.are_made

    def corner_of(self, k: int) -> tuple[int, int] | None:
        """Where the tile of a slice begins; None where there is none."""
        tile = self._mosaic.tile_of(k) if self._mosaic else None
        if tile is None or self._mosaic is None:
            return None
        x, y = self._mosaic.corner(tile)
        return round(x), round(y)

    def _make_next(self) -> None:
        tile = self._cells.next(_sides(self.visibleRegion().boundingRect())) if self._cells else None
        if tile is None or not self.visible:
            self._timer.stop()
            return
        self._make(tile)

    def _make(self, tile: Tile) -> None:
        assert self._cells is not None
        self._cells.make(tile)
        left, top, right, bottom = self._cells.place(tile)
        self.update(qt.QRectF(left, top, right - left, bottom - top).toAlignedRect())

    def showEvent(self, event: Any) -> None:
        qt.QWidget.showEvent(self, event)
        self._timer.start()

    def paintEvent(self, event: Any) -> None:
        if self._mosaic is None or self._cells is None:
            return
        painter = qt.QPainter()
        painter.begin(self)
        self._cells.paint(painter, _sides(event.rect()))
        tile = self._mosaic.tile_of(self._chosen_slice) if self._chosen_slice is not None else None
        if tile is not None:
            painter.translate(*self._mosaic.corner(tile))
            self._frame(painter, tile)
        painter.end()

    def _frame(self, painter: Any, tile: Tile) -> None:
        pen = qt.QPen(qt.QColor(*_CHOSEN))
        pen.setWidthF(2.0)
        painter.setPen(pen)
        painter.setBrush(qt.QBrush(qt.Qt.NoBrush))
        painter.drawRect(qt.QRectF(1.0, 1.0, tile.size - 2.0, tile.size - 2.0))

    def mousePressEvent(self, event: Any) -> None:
        x, y = self._at(event)
        tile = self._mosaic.tile_at(x, y) if self._mosaic else None
        if tile is None or self._mosaic is None or self._shown is None:
            return
        self.setFocus()
        number = self._mosaic.point_at(x, y, self._shown)
        if number is None:
            self._desk.choose_slice(tile.slice, self._mosaic.position_in(tile, x, y))
            return
        self._pressed = (number, (x, y))
        self._tile = tile
        self._desk.choose_point(number)

    def mouseMoveEvent(self, event: Any) -> None:
        x, y = self._at(event)
        if self._pressed is None or self._mosaic is None:
            self._point_the_way(x, y)
            return
        number, (left, top) = self._pressed
        if not self._dragging and max(abs(x - left), abs(y - top)) > _DRAG:
            self._dragging = True
            self._desk.begin(number)
        if self._dragging:
            self._desk.drag(number, self._mosaic.position_in(self._tile, x, y))

    def mouseReleaseEvent(self, _event: Any) -> None:
        pressed, self._pressed = self._pressed, None
        dragging, self._dragging = self._dragging, False
        if pressed and dragging:
            self._desk.end(pressed[0])

    def enterEvent(self, _event: Any) -> None:
        """Keys act over a tile without a click, unless somebody is writing a text."""
        focused = qt.QApplication.focusWidget()
        if focused is None or not focused.inherits("QLineEdit"):
            self.setFocus()

    def leaveEvent(self, _event: Any) -> None:
        self._mouse = (-1.0, -1.0)

    def keyPressEvent(self, event: Any) -> None:
        letter = _KEYS.get(event.key())
        tile = self._mosaic.tile_at(*self._mouse) if self._mosaic else None
        if letter is None or tile is None or self._mosaic is None or self._shown is None:
            event.ignore()
            return
        number = self._mosaic.point_at(*self._mouse, self._shown)
        self._desk.key(letter, tile.slice, number, self._mosaic.position_in(tile, *self._mouse))

    def _at(self, event: Any) -> tuple[float, float]:
        # Qt 5 has the one, Qt 6 warns of it.
        place = event.position() if hasattr(event, "position") else event.pos()
        self._mouse = (float(place.x()), float(place.y()))
        return self._mouse

    def _point_the_way(self, x: float, y: float) -> None:
        """The mouse says that a point can be dragged, and the tooltip which one it is."""
        mosaic, shown = self._mosaic, self._shown
        if mosaic is None or shown is None:
            return
        over = mosaic.point_at(x, y, shown)
        self.setCursor(qt.QCursor(qt.Qt.ArrowCursor if over is None else qt.Qt.PointingHandCursor))
        self.toolTip = "" if over is None else shown.landmarks.landmarks[over].name


class MosaicScroll(qt.QScrollArea):  # type: ignore[misc]
    """Scrolls over the mosaic, and tells when there is room for other columns, or it comes in sight.

    Args:
        changed: called then.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        qt.QScrollArea.__init__(self)
        self._timer = qt.QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.connect("timeout()", changed)
        self.setHorizontalScrollBarPolicy(qt.Qt.ScrollBarAlwaysOff)
        self.toolTip = _(
            "Seen from the apex, septum on the left, base first. Click a slice to see it in the views; "
            "drag a point to correct it. Keys, with the mouse over a slice: A accept, M missing, "
            "P place here, Z restore."
        )

    def resizeEvent(self, event: Any) -> None:
        qt.QScrollArea.resizeEvent(self, event)
        self._timer.start(0)

    def showEvent(self, event: Any) -> None:
        qt.QScrollArea.showEvent(self, event)
        self._timer.start(0)


_KEYS = {qt.Qt.Key_A: "A", qt.Qt.Key_M: "M", qt.Qt.Key_Delete: "M", qt.Qt.Key_P: "P", qt.Qt.Key_Z: "Z"}
"""Keys and what they stand for."""


def _sides(rect: Any) -> Rect:
    """Of a QRect."""
    return rect.x(), rect.y(), rect.x() + rect.width(), rect.y() + rect.height()
