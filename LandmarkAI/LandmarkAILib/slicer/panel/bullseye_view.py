"""What lies over the painted bullseye: the chosen segment's outline, and which one the mouse is on."""
# ruff: noqa: N802  (names of Qt)

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt

from ...pictures.bullseye import DRAWING, segment_at, segment_outline

_CHOSEN = (230, 80, 0)
_WIDTH = 3.0  # px of the outline


class BullseyeView(qt.QWidget):  # type: ignore[misc]
    """A transparent widget in the middle of a label that shows the bullseye.

    Args:
        label: the QLabel; the picture is in its middle.
        width: of the picture, logical px.
        choose: gets the segment that was clicked.
        hover: gets the segment under the mouse, None beside all.
    """

    def __init__(
        self,
        label: Any,
        width: float,
        choose: Callable[[int], None],
        hover: Callable[[int | None], None],
    ) -> None:
        qt.QWidget.__init__(self)
        layout = qt.QVBoxLayout(label)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self)
        self._scale = width / DRAWING[0]
        self._choose, self._hover = choose, hover
        self._segment: int | None = None
        self._under: int | None = None
        self.setMouseTracking(True)

    def show_segment(self, segment: int | None) -> None:
        """Outline a segment; None for none."""
        self._segment = segment
        self.update()

    def mousePressEvent(self, event: Any) -> None:
        segment = self._at(event)
        if segment is not None:
            self._choose(segment)

    def mouseMoveEvent(self, event: Any) -> None:
        self._tell(self._at(event))

    def leaveEvent(self, _event: Any) -> None:
        self._tell(None)

    def paintEvent(self, _event: Any) -> None:
        if self._segment is None:
            return
        painter = qt.QPainter()
        painter.begin(self)
        painter.setRenderHint(qt.QPainter.Antialiasing, True)
        pen = qt.QPen(qt.QColor(*_CHOSEN))
        pen.setWidthF(_WIDTH)
        painter.setPen(pen)
        path = qt.QPainterPath()
        left, top = self._corner()
        points = (segment_outline(self._segment) * self._scale + (left, top)).tolist()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.closeSubpath()
        painter.drawPath(path)
        painter.end()

    def _tell(self, segment: int | None) -> None:
        if segment != self._under:
            self._under = segment
            self._hover(segment)

    def _corner(self) -> tuple[float, float]:
        """Of the picture."""
        width, height = (side * self._scale for side in DRAWING)
        return (self.width - width) / 2, (self.height - height) / 2

    def _at(self, event: Any) -> int | None:
        place = event.position() if hasattr(event, "position") else event.pos()
        left, top = self._corner()
        x, y = (float(place.x()) - left) / self._scale, (float(place.y()) - top) / self._scale
        return segment_at(x, y)
