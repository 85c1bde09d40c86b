"""MRML's widgets other than the chooser of a node."""
# ruff: noqa: N801, N802, N803, N815  (names of C++)

from __future__ import annotations

from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

from .ctk_inputs import ctkDoubleSpinBox, ctkSliderWidget
from .declaring import stand_in, stored


@stand_in
class qMRMLWidget(QtWidgets.QWidget):
    """A widget that knows the scene, and tells its children by a signal."""

    CPP_SIGNATURES: tuple[str, ...] = ("mrmlSceneChanged(vtkMRMLScene*)", "setMRMLScene(vtkMRMLScene*)")
    mrmlSceneChanged = QtCore.Signal(object)

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Any = None

    @QtCore.Slot(object)
    def setMRMLScene(self, newScene: Any) -> None:
        if newScene is not self._scene:
            self._scene = newScene
            self.mrmlSceneChanged.emit(newScene)

    @QtCore.Slot(result=object)
    def mrmlScene(self) -> Any:
        return self._scene


@stand_in
class qSlicerWidget(qMRMLWidget):
    """The same, of Slicer."""


@stand_in
class qMRMLSliderWidget(ctkSliderWidget):
    """A slider that shows the unit of a quantity."""

    CPP_SIGNATURES = ("setMRMLScene(vtkMRMLScene*)",)
    quantity = stored("QString", "")
    unitAwareProperties = stored("int", 0)

    @QtCore.Slot(object)
    def setMRMLScene(self, scene: Any) -> None:
        self._scene = scene


@stand_in
class qMRMLSpinBox(ctkDoubleSpinBox):
    """A spin box that shows the unit of a quantity."""

    CPP_SIGNATURES = ("setMRMLScene(vtkMRMLScene*)",)
    quantity = stored("QString", "")
    unitAwareProperties = stored("int", 0)

    @QtCore.Slot(object)
    def setMRMLScene(self, scene: Any) -> None:
        self._scene = scene


class _TableModel(QtCore.QAbstractTableModel):
    """Cells of a vtkMRMLTableNode, as text."""

    def __init__(self, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self.node: Any = None

    def rowCount(self, _parent: Any = None) -> int:
        return self.node.GetNumberOfRows() if self.node is not None else 0

    def columnCount(self, _parent: Any = None) -> int:
        return self.node.GetNumberOfColumns() if self.node is not None else 0

    def data(self, index: Any, role: int = 0) -> Any:
        shown = role in (QtCore.Qt.ItemDataRole.DisplayRole, QtCore.Qt.ItemDataRole.EditRole)
        return self.node.GetCellText(index.row(), index.column()) if shown else None

    def headerData(self, section: int, orientation: QtCore.Qt.Orientation, role: int = 0) -> Any:
        if role != QtCore.Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == QtCore.Qt.Orientation.Horizontal:
            return self.node.GetColumnName(section)
        return str(section + 1)


@stand_in
class qMRMLTableView(QtWidgets.QTableView):
    """The table of a vtkMRMLTableNode."""

    CPP_SIGNATURES = (
        *("setMRMLScene(vtkMRMLScene*)", "mrmlSceneChanged(vtkMRMLScene*)"),
        *("setMRMLTableNode(vtkMRMLTableNode*)", "setMRMLTableNode(vtkMRMLNode*)"),
    )
    mrmlSceneChanged = QtCore.Signal(object)
    transposed = stored("bool", False)
    firstRowLocked = stored("bool", False)
    firstColumnLocked = stored("bool", False)

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Any = None
        self._model = _TableModel(self)
        self._observation: tuple[Any, int] | None = None
        self.setModel(self._model)
        self.destroyed.connect(lambda: self._unobserve())

    @QtCore.Slot(object)
    def setMRMLScene(self, newScene: Any) -> None:
        self._scene = newScene
        self.mrmlSceneChanged.emit(newScene)

    @QtCore.Slot(result=object)
    def mrmlScene(self) -> Any:
        return self._scene

    @QtCore.Slot(object)
    def setMRMLTableNode(self, tableNode: Any) -> None:
        self._unobserve()
        self._model.beginResetModel()
        self._model.node = tableNode
        self._model.endResetModel()
        if tableNode is not None:
            self._observation = (tableNode, tableNode.AddObserver("ModifiedEvent", self._on_modified))

    @QtCore.Slot(result=object)
    def mrmlTableNode(self) -> Any:
        return self._model.node

    @QtCore.Slot()
    def copySelection(self) -> None:
        cells = [str(index.data()) for index in self.selectedIndexes()]
        QtGui.QGuiApplication.clipboard().setText("\t".join(cells))

    def _on_modified(self, _node: Any, _event: str) -> None:
        self._model.beginResetModel()
        self._model.endResetModel()

    def _unobserve(self) -> None:
        if self._observation is not None:
            node, tag = self._observation
            node.RemoveObserver(tag)
            self._observation = None


@stand_in
class qMRMLSegmentsTableView(qMRMLWidget):
    """The segments of a segmentation, by name and colour."""

    CPP_SIGNATURES: tuple[str, ...] = ("setSegmentationNode(vtkMRMLNode*)",)
    selectionMode = stored("int", 3)
    headerVisible = stored("bool", True)
    visibilityColumnVisible = stored("bool", True)
    colorColumnVisible = stored("bool", True)
    opacityColumnVisible = stored("bool", True)
    statusColumnVisible = stored("bool", False)
    layerColumnVisible = stored("bool", False)
    readOnly = stored("bool", False)
    filterBarVisible = stored("bool", False)
    jumpToSelectedSegmentEnabled = stored("bool", False)

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._node: Any = None
        self._list = QtWidgets.QListWidget()
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._list)

    segmentCount = QtCore.Property(int, lambda self: self._list.count())

    @QtCore.Slot(object)
    def setSegmentationNode(self, node: Any) -> None:
        self._node = node
        self._list.clear()
        if node is None:
            return
        for index in range(node.GetSegmentation().GetNumberOfSegments()):
            segment = node.GetSegmentation().GetNthSegment(index)
            item = QtWidgets.QListWidgetItem(segment.GetName(), self._list)
            item.setForeground(QtGui.QColor.fromRgbF(*segment.GetColor()))

    @QtCore.Slot(result=object)
    def segmentationNode(self) -> Any:
        return self._node
