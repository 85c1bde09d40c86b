"""The mouse: on widgets through Qt, in slice views through Slicer's own interaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import slicer
from PySide6 import QtCore, QtTest, QtWidgets

from .mrml.views import SliceView
from .pythonqt import wrapper


def click(widget: Any) -> None:
    """Click a widget as a user would: in the middle, or on its check mark.

    Args:
        widget: its proxy.

    Raises:
        AssertionError: it cannot be clicked, being hidden or disabled.
    """
    native = wrapper.native_of(widget)
    name = native.objectName() or type(native).__name__
    assert native.isVisible(), f"{name} is not visible: nobody can click it"
    assert native.isEnabled(), (
        f"{name} is disabled: {native.toolTip() or 'without a tooltip that says why'}"
    )
    marks = (QtWidgets.QCheckBox, QtWidgets.QRadioButton)
    position = (
        QtCore.QPoint(8, native.height() // 2) if isinstance(native, marks) else native.rect().center()
    )
    QtTest.QTest.mouseClick(native, QtCore.Qt.MouseButton.LeftButton, pos=position)


def press_key(widget: Any, keys: str) -> None:
    """Press a key, or keys such as ``"Ctrl+Return"``, in a widget."""
    native = wrapper.native_of(widget)
    QtTest.QTest.keySequence(native, keys)
    # A button that is pressed by its shortcut shows this for 100 ms before it acts.
    QtTest.QTest.qWait(150)
    buttons = native.window().findChildren(QtWidgets.QAbstractButton)
    for _attempt in range(200):  # a busy machine may need longer
        if not any(button.isDown() for button in buttons):
            break
        QtTest.QTest.qWait(20)


def place_point(ras: Sequence[float], view_name: str = "Red") -> None:
    """Click a point into the active list of the selection node.

    Args:
        ras: where, in world RAS mm; must lie in the view's slice.
        view_name: the slice view.

    Raises:
        AssertionError: Slicer is not in place mode, so a click would place nothing.
    """
    interaction = slicer.app.applicationLogic().GetInteractionNode()
    assert interaction.GetCurrentInteractionMode() == interaction.Place, "nobody is placing points"
    view = slice_view(view_name)
    _events(view, [("EnterEvent", ras), ("MouseMoveEvent", ras), *_button(ras)])


def drag(start: Sequence[float], end: Sequence[float], view_name: str = "Red") -> None:
    """Drag what lies at a point, all in world RAS mm."""
    middle = [(a + b) / 2 for a, b in zip(start, end, strict=True)]
    press, release = _button(start)[0], _button(end)[1]
    moves = [("MouseMoveEvent", point) for point in (middle, end)]
    view = slice_view(view_name)
    _events(view, [("EnterEvent", start), ("MouseMoveEvent", start), press, *moves, release])


def slice_view(name: str) -> SliceView:
    """The view of a name, filled with what it shows."""
    view: SliceView = wrapper.native_of(slicer.app.layoutManager()).slices[name]
    view.render()
    return view


def _button(ras: Sequence[float]) -> list[tuple[str, Sequence[float]]]:
    return [("LeftButtonPressEvent", ras), ("LeftButtonReleaseEvent", ras)]


def _events(view: SliceView, events: Sequence[tuple[str, Sequence[float]]]) -> None:
    for event, ras in events:
        x, y = view.position_of(ras)
        view.interactor.SetEventInformation(x, y, 0, 0, "0", 0, None)
        view.interactor.InvokeEvent(event)
    slicer.app.processEvents()
