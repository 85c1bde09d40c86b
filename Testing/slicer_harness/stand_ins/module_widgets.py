"""What Slicer makes of a scripted module: the module object, and the widget that holds its panel."""
# ruff: noqa: N801, N802, N815  (names of C++)

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

from .declaring import stand_in, stored
from .mrml_widgets import qSlicerWidget


@stand_in
class qSlicerCoreModule(QtCore.QObject):
    """A module of Slicer's own."""

    def __init__(self, name: str = "", logic: Any = None) -> None:
        super().__init__()
        self._name = name
        self._logic = logic

    name = QtCore.Property(str, lambda self: self._name)

    @QtCore.Slot(result=object)
    def logic(self) -> Any:
        return self._logic


@stand_in
class qSlicerScriptedLoadableModule(QtCore.QObject):
    """A module written in Python."""

    title = stored("QString", "")
    categories = stored("QStringList", [])
    contributors = stored("QStringList", [])
    associatedNodeTypes = stored("QStringList", [])
    helpText = stored("QString", "")
    acknowledgementText = stored("QString", "")
    extensions = stored("QVariantMap", {})
    icon = stored("QIcon", QtGui.QIcon())
    hidden = stored("bool", False)
    dependencies = stored("QStringList", [])
    index = stored("int", -1)
    widgetRepresentationCreationEnabled = stored("bool", True)

    def __init__(
        self, name: str = "", path: str = "", make_widget: Callable[[], Any] | None = None
    ) -> None:
        super().__init__()
        self._name = name
        self._path = path
        self._make_widget = make_widget
        self._widget: Any = None

    name = QtCore.Property(str, lambda self: self._name)
    path = QtCore.Property(str, lambda self: self._path)

    @QtCore.Slot(result=object)
    def logic(self) -> None:
        """Scripted modules have no logic of C++."""

    @QtCore.Slot(result=QtWidgets.QWidget)
    def widgetRepresentation(self) -> Any:
        if self._widget is None:
            self._widget = self.createNewWidgetRepresentation()
        return self._widget

    @QtCore.Slot(result=QtWidgets.QWidget)
    def createNewWidgetRepresentation(self) -> Any:
        return self._make_widget() if self._make_widget is not None else None


@stand_in
class qSlicerScriptedLoadableModuleWidget(qSlicerWidget):
    """The panel of a scripted module; its Python class fills the layout."""

    def __init__(self, module_name: str = "", make: Callable[[Any], Any] | None = None) -> None:
        super().__init__()
        self._module_name = module_name
        self._make = make
        self._python: Any = None
        self._entered = False
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    moduleName = QtCore.Property(str, lambda self: self._module_name)
    isEntered = QtCore.Property(bool, lambda self: self._entered)

    @QtCore.Slot()
    def reload(self) -> None:
        """Make the Python object anew and let it fill the panel."""
        if self._make is not None:
            self._python = self._make(self)
            self._python.setup()

    @QtCore.Slot(result=object)
    def self(self) -> Any:
        return self._python

    @QtCore.Slot()
    def enter(self) -> None:
        self._entered = True
        self._call("enter")

    @QtCore.Slot()
    def exit(self) -> None:
        self._entered = False
        self._call("exit")

    def _call(self, name: str) -> None:
        """The Python class need not have the method."""
        method = getattr(self._python, name, None)
        if method is not None:
            method()


@stand_in
class qSlicerModuleManager(QtCore.QObject):
    """The modules by name."""

    moduleLoaded = QtCore.Signal(str)
    moduleAboutToBeUnloaded = QtCore.Signal(str)
    moduleUnloaded = QtCore.Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.modules: dict[str, QtCore.QObject] = {}

    @QtCore.Slot(str, result=QtCore.QObject)
    def module(self, name: str) -> Any:
        return self.modules.get(name)

    @QtCore.Slot(result="QStringList")
    def modulesNames(self) -> list[str]:
        return list(self.modules)
