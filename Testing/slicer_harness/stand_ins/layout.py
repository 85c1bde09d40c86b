"""The layout manager and the view widgets, over views that no screen shows."""
# ruff: noqa: N801, N802, N803, N815  (names of C++)

from __future__ import annotations

from typing import Any

import slicer
from PySide6 import QtCore, QtWidgets

from ..mrml.application_logic import MRMLApplication
from ..mrml.views import SLICE_VIEWS, SliceView, ThreeDView
from .declaring import constant, stand_in, stored


@stand_in
class qMRMLSliceView(QtWidgets.QWidget):
    """The window of a slice view."""

    def __init__(self, view: SliceView | None = None) -> None:
        super().__init__()
        self._view: Any = view

    @QtCore.Slot(result=object)
    def mrmlSliceNode(self) -> Any:
        return self._view.node

    @QtCore.Slot(result=object)
    def renderWindow(self) -> Any:
        self._view.fill()
        return self._view.window

    @QtCore.Slot(result=object)
    def interactorStyle(self) -> Any:
        self._view.fill()
        return self._view.style

    @QtCore.Slot()
    def forceRender(self) -> None:
        self._view.render()

    @QtCore.Slot()
    def scheduleRender(self) -> None:
        """Pictures are rendered when asked for."""


@stand_in
class qMRMLSliceWidget(QtWidgets.QWidget):
    """A slice view."""

    CPP_SIGNATURES = ("setMRMLScene(vtkMRMLScene*)",)

    def __init__(self, view: SliceView | None = None) -> None:
        super().__init__()
        self._view: Any = view
        self._slice_view = qMRMLSliceView(view)

    sliceViewName = QtCore.Property(str, lambda self: self._view.name)
    sliceViewLabel = QtCore.Property(str, lambda self: self._view.node.GetLayoutLabel())

    def _set_orientation(self, orientation: str) -> None:
        self._view.node.SetOrientation(orientation)

    sliceOrientation = QtCore.Property(
        str, lambda self: self._view.node.GetOrientation(), _set_orientation
    )

    @QtCore.Slot(result=object)
    def sliceLogic(self) -> Any:
        return self._view.logic

    @QtCore.Slot(result=object)
    def mrmlSliceNode(self) -> Any:
        return self._view.node

    @QtCore.Slot(result=object)
    def mrmlSliceCompositeNode(self) -> Any:
        return self._view.logic.GetSliceCompositeNode()

    @QtCore.Slot(result=QtWidgets.QWidget)
    def sliceView(self) -> QtWidgets.QWidget:
        return self._slice_view

    @QtCore.Slot(result=object)
    def interactorStyle(self) -> Any:
        return self._slice_view.interactorStyle()

    @QtCore.Slot()
    def fitSliceToBackground(self) -> None:
        self._view.logic.FitSliceToBackground()


@stand_in
class qMRMLThreeDView(QtWidgets.QWidget):
    """The window of a 3D view."""

    def __init__(self, view: ThreeDView | None = None) -> None:
        super().__init__()
        self._view: Any = view

    @QtCore.Slot(result=object)
    def mrmlViewNode(self) -> Any:
        return self._view.node

    @QtCore.Slot(result=object)
    def renderWindow(self) -> Any:
        self._view.fill()
        return self._view.window

    @QtCore.Slot()
    def forceRender(self) -> None:
        self._view.render()

    @QtCore.Slot()
    def scheduleRender(self) -> None:
        """Pictures are rendered when asked for."""

    @QtCore.Slot()
    def resetFocalPoint(self) -> None:
        self._view.reset_camera()

    @QtCore.Slot()
    def resetCamera(self) -> None:
        self._view.reset_camera()


@stand_in
class qMRMLThreeDWidget(QtWidgets.QWidget):
    """A 3D view."""

    def __init__(self, view: ThreeDView | None = None) -> None:
        super().__init__()
        self._view: Any = view
        self._three_d_view = qMRMLThreeDView(view)

    @QtCore.Slot(result=object)
    def mrmlViewNode(self) -> Any:
        return self._view.node

    @QtCore.Slot(result=object)
    def viewLogic(self) -> Any:
        return self._view.logic

    @QtCore.Slot(result=QtWidgets.QWidget)
    def threeDView(self) -> QtWidgets.QWidget:
        return self._three_d_view


class _LayoutLogic:
    """Of vtkMRMLLayoutLogic, what holds the descriptions of layouts."""

    def __init__(self) -> None:
        self._node = slicer.vtkMRMLLayoutNode()

    def GetLayoutNode(self) -> Any:
        return self._node


@stand_in
class qSlicerLayoutManager(QtCore.QObject):
    """Three slice views and a 3D view."""

    layoutChanged = QtCore.Signal(int)
    layout = stored("int", 3, lambda self: self.layoutChanged.emit(self.layout))
    threeDViewCount = constant("int", 1)
    tableViewCount = constant("int", 0)
    plotViewCount = constant("int", 0)

    def __init__(self, application: MRMLApplication) -> None:
        super().__init__()
        self._application = application
        self.slices = {name: SliceView(self._application, name) for name in SLICE_VIEWS}
        self.three_d = ThreeDView(self._application)
        self._layout_logic = _LayoutLogic()
        self._slice_widgets = {name: qMRMLSliceWidget(view) for name, view in self.slices.items()}
        self._three_d_widget = qMRMLThreeDWidget(self.three_d)

    @QtCore.Slot(result="QStringList")
    def sliceViewNames(self) -> list[str]:
        return list(self.slices)

    @QtCore.Slot(str, result=QtWidgets.QWidget)
    def sliceWidget(self, name: str) -> Any:
        return self._slice_widgets.get(name)

    @QtCore.Slot(int, result=QtWidgets.QWidget)
    def threeDWidget(self, id: int) -> Any:
        return self._three_d_widget if id == 0 else None

    @QtCore.Slot(result=object)
    def mrmlSliceLogics(self) -> Any:
        return self._application.slice_logics

    @QtCore.Slot(result=object)
    def mrmlScene(self) -> Any:
        return self._application.scene

    @QtCore.Slot(result=object)
    def layoutLogic(self) -> Any:
        return self._layout_logic

    @QtCore.Slot(int)
    def setLayout(self, newLayout: int) -> None:
        own = newLayout > slicer.vtkMRMLLayoutNode.SlicerLayoutFinalView
        described = self._layout_logic.GetLayoutNode().IsLayoutDescription(newLayout)
        assert described or not own, f"nobody has described layout {newLayout}"
        self.setProperty("layout", newLayout)

    @QtCore.Slot()
    def resetSliceViews(self) -> None:
        for view in self.slices.values():
            view.logic.FitSliceToBackground()

    @QtCore.Slot()
    def resetThreeDViews(self) -> None:
        self.three_d.reset_camera()

    @QtCore.Slot()
    def pauseRender(self) -> None:
        """Pictures are rendered when asked for."""

    @QtCore.Slot()
    def resumeRender(self) -> None:
        """Pictures are rendered when asked for."""
