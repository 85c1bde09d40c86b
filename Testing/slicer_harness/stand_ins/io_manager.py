"""The manager that reads and writes files."""
# ruff: noqa: N801, N802, N803, N815  (names of C++)

from __future__ import annotations

from typing import Any

import slicer
from PySide6 import QtCore

from ..mrml import reading, saving
from .declaring import stand_in


@stand_in
class qSlicerCoreIOManager(QtCore.QObject):
    """Reads and writes files of the types that cardiac images, points and segments come in."""

    newFileLoaded = QtCore.Signal(dict)
    fileSaved = QtCore.Signal(dict)

    @QtCore.Slot(str, result=str)
    def fileType(self, file: str) -> str:
        return reading.file_type(str(file))

    @QtCore.Slot(object, result=str)
    def fileWriterFileType(self, node: Any, extension: str = "") -> str:
        return saving.writer_type(node)

    @QtCore.Slot(str, "QVariantMap", object, object, result=bool)
    def loadNodes(
        self,
        fileType: str,
        parameters: dict[str, Any],
        loadedNodes: Any = None,
        userMessages: Any = None,
    ) -> bool:
        messages = userMessages if userMessages is not None else slicer.vtkMRMLMessageCollection()
        if fileType == "SceneFile":
            clear = bool(parameters.get("clear", False))
            return saving.load_scene(slicer.mrmlScene, parameters["fileName"], clear, messages)
        nodes = reading.load(fileType, parameters, messages)
        for node in nodes if loadedNodes is not None else ():
            loadedNodes.AddItem(node)
        if nodes:
            self.newFileLoaded.emit(parameters)
        return bool(nodes)

    @QtCore.Slot(str, "QVariantMap", object, result=bool)
    def saveNodes(self, fileType: str, parameters: dict[str, Any], userMessages: Any = None) -> bool:
        messages = userMessages if userMessages is not None else slicer.vtkMRMLMessageCollection()
        if fileType == "SceneFile":
            saved = saving.save_scene(slicer.mrmlScene, parameters["fileName"], messages)
        else:
            node = slicer.mrmlScene.GetNodeByID(parameters["nodeID"])
            saved = fileType == saving.writer_type(node) and saving.save_node(node, parameters, messages)
        if saved:
            self.fileSaved.emit(parameters)
        return saved

    @QtCore.Slot(str, bool, object, result=bool)
    def loadScene(self, fileName: str, clear: bool = True, userMessages: Any = None) -> bool:
        return self.loadNodes("SceneFile", {"fileName": fileName, "clear": clear}, None, userMessages)
