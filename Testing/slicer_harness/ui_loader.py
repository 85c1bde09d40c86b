"""The loader of .ui files; what Slicer would swallow silently is an error."""
# ruff: noqa: N802, N803  (names of C++)

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any

from PySide6 import QtCore, QtUiTools, QtWidgets

from .pythonqt import members, wrapper
from .stand_ins import declaring


class UiError(ValueError):
    """A .ui file that would not become what it says."""


class _Builder(QtUiTools.QUiLoader):
    """Qt's own loader, which gets the widgets of CTK and Slicer from the stand-ins."""

    def createWidget(self, className: str, parent: Any = None, name: str = "") -> Any:
        native_class = declaring.by_name(className)
        if native_class is None:
            return super().createWidget(className, parent, name)
        widget = native_class(parent)
        widget.setObjectName(name)
        return widget


class QUiLoader(QtCore.QObject):
    """``qt.QUiLoader``."""

    STAND_IN = True

    @QtCore.Slot(object, result=QtWidgets.QWidget)
    def load(self, device: Any, parentWidget: Any = None) -> Any:
        """Make the widgets that a file describes.

        Args:
            device: an open QFile.
            parentWidget: parent of the outermost widget.

        Raises:
            UiError: a class, property, signal or slot that does not exist.
        """
        root = ElementTree.fromstring(bytes(device.readAll().data()))
        check(root)
        connections = root.find("connections")
        if connections is not None:
            root.remove(connections)
        buffer = QtCore.QBuffer()
        buffer.setData(ElementTree.tostring(root))
        buffer.open(QtCore.QIODevice.OpenModeFlag.ReadOnly)
        widget = _Builder().load(buffer, parentWidget)
        if connections is not None:
            _connect(widget, connections)
        return widget


def check(root: ElementTree.Element) -> None:
    """See that all classes and properties of a file exist.

    Raises:
        UiError: one does not.
    """
    declared = {_text(entry, "class") for entry in root.iterfind("customwidgets/customwidget")}
    for name in declared:
        if declaring.by_name(name) is None:
            raise UiError(f"The custom widget {name} has no stand-in: the harness does not know it.")
    for element in root.iter("widget"):
        class_name = element.get("class", "")
        if declaring.by_name(class_name) is not None and class_name not in declared:
            raise UiError(f"{class_name} is used but not among the <customwidgets>.")
        native_class = declaring.by_name(class_name) or getattr(QtWidgets, class_name, None)
        if native_class is None:
            raise UiError(f"There is no class {class_name}.")
        _check_properties(element, native_class)
    names = [element.get("name") for element in root.iter("widget")]
    for entry in root.iterfind(".//widget[@class='QLabel']/property[@name='buddy']"):
        if (buddy := _text(entry, "cstring")) not in names:
            raise UiError(f"The buddy {buddy} of a label is not there.")
    twice = sorted({str(name) for name in names if names.count(name) > 1})
    if twice:
        raise UiError(f"Two widgets are called {twice[0]}.")


def _check_properties(element: ElementTree.Element, native_class: Any) -> None:
    for entry in element.iterfind("property"):
        name = entry.get("name", "")
        # Dynamic properties, such as SlicerParameterName, say stdset="0".
        known = members.meta_object(native_class).indexOfProperty(name) >= 0
        # Qt's loader knows this one, which is no property of the class.
        known |= name == "buddy" and native_class is QtWidgets.QLabel
        if not known and entry.get("stdset") != "0":
            raise UiError(f"{element.get('class')} '{element.get('name')}' has no property {name}.")


def _connect(widget: QtWidgets.QWidget, connections: ElementTree.Element) -> None:
    for entry in connections.iterfind("connection"):
        sender = wrapper.proxy_of(_named(widget, _text(entry, "sender")))
        receiver = wrapper.proxy_of(_named(widget, _text(entry, "receiver")))
        try:
            sender.connect(_text(entry, "signal"), receiver, _text(entry, "slot"))
        except ValueError as error:
            raise UiError(f"A connection cannot be made: {error}") from error


def _named(widget: QtWidgets.QWidget, name: str) -> QtCore.QObject:
    if widget.objectName() == name:
        return widget
    found = widget.findChild(QtCore.QObject, name)
    if found is None:
        raise UiError(f"A connection names {name}, which is not there.")
    return found


def _text(entry: ElementTree.Element, tag: str) -> str:
    return entry.findtext(tag, "").strip()
