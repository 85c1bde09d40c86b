"""A picture of the views and a module's panel, and what it says under itself."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path
from typing import Any

import numpy as np
import slicer
from PySide6 import QtCore, QtGui, QtWidgets

from .mouse import slice_view
from .mrml.views import SLICE_VIEWS
from .pythonqt import wrapper

BAR = 4
CAPTION = 22


def caption() -> str:
    """How a picture was rendered."""
    versions = [
        f"{name} {importlib.metadata.version(name)}"
        for name in ("slicer-core", "vtk", "PySide6-Essentials")
    ]
    window = slice_view("Red").window.GetClassName()
    return (
        f"Rendered by the test harness, without the Slicer application: {', '.join(versions)}, {window}."
    )


def save(path: Path, panel: Any = None, panel_width: int = 420, reset_camera: bool = True) -> Path:
    """Write a PNG of three slice views, the 3D view and a panel.

    Args:
        path: the file.
        panel: the proxy of a widget, beside the views.
        panel_width: its width in px.
        reset_camera: whether the 3D view shows all that there is; it stays as it was otherwise.
    """
    layout = wrapper.native_of(slicer.app.layoutManager())
    # As in Slicer's four-up layout.
    views = [_titled(layout.slices[name].pixels(), name) for name in ("Red", "Green", "Yellow")]
    if reset_camera:
        layout.three_d.reset_camera()
    views.insert(1, _image(layout.three_d.pixels()))
    width, height = views[0].width(), views[0].height()
    left = panel_width if panel is not None else 0
    canvas = QtGui.QImage(left + 2 * width, 2 * height + CAPTION, QtGui.QImage.Format.Format_RGB888)
    canvas.fill(QtCore.Qt.GlobalColor.white)
    painter = QtGui.QPainter(canvas)
    for index, view in enumerate(views):
        painter.drawImage(left + index % 2 * width, index // 2 * height, view)
    if panel is not None:
        painter.drawPixmap(0, 0, _grab(panel, panel_width, 2 * height))
    text = QtCore.QRect(6, 2 * height, canvas.width() - 12, CAPTION)
    painter.drawText(text, QtCore.Qt.AlignmentFlag.AlignVCenter, caption())
    painter.end()
    if not canvas.save(str(path)):
        raise OSError(f"{path} could not be written.")
    return path


def _grab(panel: Any, width: int, height: int) -> QtGui.QPixmap:
    native: QtWidgets.QWidget = wrapper.native_of(panel)
    # Slicer scrolls a panel that does not fit, and squeezes none.
    native.resize(width, max(height, native.sizeHint().height()))
    native.show()
    QtCore.QCoreApplication.processEvents()
    return native.grab(QtCore.QRect(0, 0, width, height))


def _titled(pixels: np.ndarray, name: str) -> QtGui.QImage:
    """A slice view with the bar in its colour that Slicer shows over it."""
    image = _image(pixels)
    painter = QtGui.QPainter(image)
    painter.fillRect(0, 0, image.width(), BAR, QtGui.QColor.fromRgbF(*SLICE_VIEWS[name][2]))
    painter.end()
    return image


def _image(pixels: np.ndarray) -> QtGui.QImage:
    height, width, _ = pixels.shape
    return QtGui.QImage(
        pixels.tobytes(), width, height, 3 * width, QtGui.QImage.Format.Format_RGB888
    ).copy()
