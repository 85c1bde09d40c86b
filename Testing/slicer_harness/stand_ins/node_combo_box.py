"""The chooser of a node."""
# ruff: noqa: N801, N802, N803, N815  (names of C++)

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import slicer
from PySide6 import QtCore, QtWidgets
from vtkmodules.util.vtkConstants import VTK_OBJECT

from .declaring import stand_in, stored

NODE_SIGNALS = (
    *("currentNodeChanged", "nodeActivated", "nodeAdded", "nodeAddedByUser"),
    *("nodeAddedByUserAction", "nodeAboutToBeRemoved", "nodeAboutToBeEdited"),
)
CREATE = "Create new "


@stand_in
class qMRMLNodeComboBox(QtWidgets.QWidget):
    """A combo box with the scene's nodes of some classes."""

    CPP_SIGNATURES = (
        "setMRMLScene(vtkMRMLScene*)",
        "setCurrentNode(vtkMRMLNode*)",
        *(f"{name}(vtkMRMLNode*)" for name in NODE_SIGNALS),
    )
    currentNodeChanged: Any = QtCore.Signal((object,), (bool,))  # type: ignore[arg-type]
    currentNodeIDChanged = QtCore.Signal(str)
    nodeActivated = QtCore.Signal(object)
    nodeAdded = QtCore.Signal(object)
    nodeAddedByUser = QtCore.Signal(object)
    nodeAddedByUserAction = QtCore.Signal(object)
    nodeAboutToBeRemoved = QtCore.Signal(object)
    nodeAboutToBeEdited = QtCore.Signal(object)
    currentNodeRenamed = QtCore.Signal(str)

    nodeTypes = stored("QStringList", [], lambda self: self._update())
    showHidden = stored("bool", False, lambda self: self._update())
    showChildNodeTypes = stored("bool", True, lambda self: self._update())
    hideChildNodeTypes = stored("QStringList", [], lambda self: self._update())
    noneEnabled = stored("bool", False, lambda self: self._update())
    noneDisplay = stored("QString", "None", lambda self: self._update())
    baseName = stored("QString", "")
    addEnabled = stored("bool", True, lambda self: self._update())
    removeEnabled = stored("bool", True)
    editEnabled = stored("bool", False)
    renameEnabled = stored("bool", False)
    interactionNodeSingletonTag = stored("QString", "")
    selectNodeUponCreation = stored("bool", True)
    sizeAdjustPolicy = stored("int", 0)

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Any = None
        self._observations: list[tuple[Any, int]] = []
        self._name_observations: list[tuple[Any, int]] = []
        self._attributes: dict[str, tuple[str, Any]] = {}
        self._shown: Any = None
        self._combo_box = QtWidgets.QComboBox()
        self._combo_box.activated.connect(self._on_activated)
        layout = QtWidgets.QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._combo_box)
        self.setEnabled(False)
        for observations in (self._observations, self._name_observations):
            self.destroyed.connect(lambda _object, kept=observations: _remove(kept))

    currentNodeID = QtCore.Property(
        str,
        lambda self: self._shown.GetID() if self._shown else "",
        lambda self, node_id: self.setCurrentNodeID(node_id),
        notify=currentNodeIDChanged,
    )

    @QtCore.Slot(object)
    def setMRMLScene(self, scene: Any) -> None:
        if scene is self._scene:
            return
        _remove(self._observations)
        self._scene = scene
        if scene is not None:
            self._observe(scene)
        self.setEnabled(scene is not None)
        self._update()

    @QtCore.Slot(result=object)
    def mrmlScene(self) -> Any:
        return self._scene

    @QtCore.Slot(result=object)
    def currentNode(self) -> Any:
        return self._shown

    @QtCore.Slot(object)
    def setCurrentNode(self, node: Any) -> None:
        """Choose a node, or a node by its ID; one that is not listed counts as none."""
        self.setCurrentNodeID(
            node if isinstance(node, str) else node.GetID() if node is not None else ""
        )

    @QtCore.Slot(str)
    def setCurrentNodeID(self, node_id: str) -> None:
        self._update()  # a node may have got the attribute by which it is listed
        self._select(next((node for node in self._nodes() if node.GetID() == node_id), None))

    @QtCore.Slot(int)
    def setCurrentNodeIndex(self, index: int) -> None:
        self._select(self.nodeFromIndex(index))

    @QtCore.Slot(result=int)
    def nodeCount(self) -> int:
        return len(list(self._nodes()))

    @QtCore.Slot(int, result=object)
    def nodeFromIndex(self, index: int) -> Any:
        nodes = list(self._nodes())
        return nodes[index] if 0 <= index < len(nodes) else None

    @QtCore.Slot(str, str, "QVariant")
    def addAttribute(self, nodeType: str, attributeName: str, attributeValue: Any = None) -> None:
        self._attributes[nodeType] = (attributeName, attributeValue)
        self._update()

    @QtCore.Slot(str, str)
    def removeAttribute(self, nodeType: str, attributeName: str) -> None:
        if self._attributes.get(nodeType, ("",))[0] == attributeName:
            del self._attributes[nodeType]
        self._update()

    @QtCore.Slot(result=object)
    def addNode(self, nodeType: str = "") -> Any:
        kind = nodeType or self.nodeTypes[0]
        if kind not in self.nodeTypes:
            return None
        node = self._scene.CreateNodeByClass(kind)
        node.UnRegister(None)
        node.SetName(self._scene.GenerateUniqueName(self.baseName or node.GetNodeTagName()))
        name, value = self._attributes.get(kind, ("", None))
        if name:
            node.SetAttribute(name, str(value))
        node = self._scene.AddNode(node)
        if self.selectNodeUponCreation:
            self._select(node)
        self.nodeAddedByUser.emit(node)
        return node

    @QtCore.Slot()
    def removeCurrentNode(self) -> None:
        self._scene.RemoveNode(self._shown)

    def _nodes(self) -> Iterator[Any]:
        if self._scene is not None and not self._scene.IsClosing():
            count = self._scene.GetNumberOfNodes()
            yield from filter(self._accepts, map(self._scene.GetNthNode, range(count)))

    def _accepts(self, node: Any) -> bool:
        if node.GetHideFromEditors() and not self.showHidden:
            return False
        return not self.nodeTypes or any(self._is_of_type(node, kind) for kind in self.nodeTypes)

    def _is_of_type(self, node: Any, kind: str) -> bool:
        if not node.IsA(kind) or (not self.showChildNodeTypes and node.GetClassName() != kind):
            return False
        if self.showChildNodeTypes and any(node.IsA(hidden) for hidden in self.hideChildNodeTypes):
            return False
        name, value = self._attributes.get(kind, ("", None))
        found = node.GetAttribute(name) if name else ""
        return found is not None and (not name or value is None or found == str(value))

    def _observe(self, scene: Any) -> None:
        def on_node(_caller: Any, event: str, node: Any) -> None:
            if not self._accepts(node) or scene.IsClosing():
                return
            if event == "NodeAddedEvent":
                self.nodeAdded.emit(node)
            elif event == "NodeAboutToBeRemovedEvent":
                self.nodeAboutToBeRemoved.emit(node)
            if event != "NodeAboutToBeRemovedEvent":
                self._update()

        on_node.CallDataType = VTK_OBJECT  # type: ignore[attr-defined]
        events = slicer.vtkMRMLScene
        for event in (
            events.NodeAddedEvent,
            events.NodeAboutToBeRemovedEvent,
            events.NodeRemovedEvent,
        ):
            self._observations.append((scene, scene.AddObserver(event, on_node)))
        for event in (events.EndCloseEvent, events.EndImportEvent):
            self._observations.append((scene, scene.AddObserver(event, lambda *_: self._update())))

    def _update(self) -> None:
        """Fill the list anew, and keep the choice where the node is still there."""
        nodes = list(self._nodes())
        _remove(self._name_observations)
        self._combo_box.clear()
        if self.noneEnabled:
            self._combo_box.addItem(self.noneDisplay, None)
        for node in nodes:
            self._combo_box.addItem(node.GetName(), node.GetID())
            self._name_observations.append((node, node.AddObserver("ModifiedEvent", self._on_modified)))
        if self.addEnabled and self.nodeTypes:
            self._combo_box.addItem(
                CREATE + self.nodeTypes[0].removeprefix("vtkMRML").removesuffix("Node"), CREATE
            )
        chosen = self._shown if self._shown in nodes else None
        # Nothing is chosen by itself, but where there must be one, the last replaces what is gone.
        replace = self._shown is not None and chosen is None and not self.noneEnabled
        self._select(nodes[-1] if replace and nodes else chosen)

    def _select(self, node: Any) -> None:
        self._combo_box.setCurrentIndex(
            self._combo_box.findData(node.GetID() if node is not None else None)
        )
        if node is self._shown:
            return
        self._shown = node
        self.currentNodeChanged[object].emit(node)
        self.currentNodeChanged[bool].emit(node is not None)
        self.currentNodeIDChanged.emit(node.GetID() if node is not None else "")

    def _on_modified(self, node: Any, _event: str) -> None:
        index = self._combo_box.findData(node.GetID())
        if self._combo_box.itemText(index) == node.GetName():
            return
        self._combo_box.setItemText(index, node.GetName())
        if node is self._shown:
            self.currentNodeRenamed.emit(node.GetName())

    def _on_activated(self, index: int) -> None:
        """The user chose an entry."""
        data = self._combo_box.itemData(index)
        if data == CREATE:
            self.nodeAddedByUserAction.emit(self.addNode())
            return
        self._select(self._scene.GetNodeByID(data) if data else None)
        self.nodeActivated.emit(self._shown)


def _remove(observations: list[tuple[Any, int]]) -> None:
    while observations:
        caller, tag = observations.pop()
        caller.RemoveObserver(tag)
