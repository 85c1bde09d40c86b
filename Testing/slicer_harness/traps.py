"""What Slicer would only print or show fails a test: exceptions in slots, a wait cursor left behind.

Errors of VTK and MRML are trapped for all tests by the fixture ``vtk_errors`` of ``conftest.py``.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from PySide6 import QtWidgets


@contextmanager
def slot_exceptions() -> Iterator[list[BaseException]]:
    """Collect exceptions of slots, timers, VTK observers and threads.

    Yields:
        The exceptions so far. A test that provokes one looks here and clears.
    """
    caught: list[BaseException] = []

    def note(_kind: type[BaseException], value: BaseException, _trace: TracebackType | None) -> None:
        caught.append(value)

    def note_of_thread(arguments: Any) -> None:
        caught.append(arguments.exc_value)

    hooks = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = note, note_of_thread
    try:
        yield caught
    finally:
        sys.excepthook, threading.excepthook = hooks


def remove_wait_cursors() -> int:
    """Remove cursors that were set over the whole application; returns how many there were."""
    count = 0
    while QtWidgets.QApplication.overrideCursor() is not None:
        QtWidgets.QApplication.restoreOverrideCursor()
        count += 1
    return count
