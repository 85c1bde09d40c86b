"""Pixels of what Qt draws."""

from __future__ import annotations

from typing import Any

import numpy as np


def pixels_of(pixmap: Any) -> np.ndarray:
    """(rows, columns, 3), blue first, of a QPixmap, or of its proxy."""
    from PySide6 import QtGui

    from .pythonqt import wrapper

    image = wrapper.native_of(pixmap) if not isinstance(pixmap, QtGui.QPixmap) else pixmap
    image = image.toImage().convertToFormat(QtGui.QImage.Format.Format_RGB32)
    rows, columns = image.height(), image.width()
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(rows, image.bytesPerLine() // 4, 4)
    return raw[:, :columns, :3].astype(int)
