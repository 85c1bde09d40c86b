"""The application."""
# ruff: noqa: N801, N802, N803, N815  (names of C++)

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from PySide6 import QtCore, QtWidgets

from ..mrml.application_logic import MRMLApplication
from .declaring import constant, stand_in
from .io_manager import qSlicerCoreIOManager
from .layout import qSlicerLayoutManager
from .module_widgets import qSlicerModuleManager


@stand_in
class qSlicerApplication(QtWidgets.QApplication):
    """Slicer in testing mode, without a main window.

    Attributes:
        testing: whether it is; set on the native object, for what Slicer leaves out in that mode.
    """

    CPP_SIGNATURES = ("mrmlSceneChanged(vtkMRMLScene*)",)
    startupCompleted = QtCore.Signal()
    renderPaused = QtCore.Signal(bool)
    mrmlSceneChanged = QtCore.Signal(object)
    majorVersion = constant("int", 5)
    minorVersion = constant("int", 13)
    revision = constant("QString", "31053")
    repositoryRevision = constant("QString", "31053")
    isInstalled = constant("bool", True)
    isCustomMainApplication = constant("bool", False)
    arch = constant("QString", "amd64")
    os = constant("QString", "linux")
    platform = constant("QString", "linux-amd64")
    applicationLocaleName = constant("QString", "en_US")
    documentationBaseUrl = constant("QString", "https://slicer.readthedocs.io/en/latest/")
    mainApplicationName = constant("QString", "Slicer")

    def __init__(self, folder: Path) -> None:
        super().__init__(["Slicer"])
        self.setApplicationName("Slicer")
        self.setOrganizationName("slicer.org")
        self._folder = folder
        self.testing = True
        self.mrml: Any = None
        self._layout_manager: Any = None
        self._io_manager = qSlicerCoreIOManager()
        self._module_manager = qSlicerModuleManager()
        QtCore.QSettings.setDefaultFormat(QtCore.QSettings.Format.IniFormat)
        QtCore.QSettings.setPath(
            QtCore.QSettings.Format.IniFormat, QtCore.QSettings.Scope.UserScope, str(folder / "settings")
        )
        self._settings = QtCore.QSettings()

    slicerHome = QtCore.Property(str, lambda self: str(self._folder))
    temporaryPath = QtCore.Property(str, lambda self: str(self._folder / "temporary"))
    cachePath = QtCore.Property(str, lambda self: str(self._folder / "cache"))
    defaultScenePath = QtCore.Property(str, lambda self: str(self._folder))
    extensionsInstallPath = QtCore.Property(str, lambda self: str(self._folder / "extensions"))

    def start(self, application: MRMLApplication) -> None:
        """Make the views of a scene."""
        self.mrml = application
        self._layout_manager = qSlicerLayoutManager(application)

    @QtCore.Slot(result=bool)
    def testingEnabled(self) -> bool:
        return self.testing

    @QtCore.Slot(result=object)
    def mrmlScene(self) -> Any:
        return self.mrml.scene

    @QtCore.Slot(result=object)
    def applicationLogic(self) -> Any:
        return self.mrml.logic

    @QtCore.Slot(result=QtCore.QObject)
    def layoutManager(self) -> Any:
        return self._layout_manager

    @QtCore.Slot(result=QtCore.QObject)
    def coreIOManager(self) -> Any:
        return self._io_manager

    @QtCore.Slot(result=QtCore.QObject)
    def ioManager(self) -> Any:
        return self._io_manager

    @QtCore.Slot(result=QtCore.QObject)
    def moduleManager(self) -> Any:
        return self._module_manager

    @QtCore.Slot(result=QtCore.QObject)
    def settings(self) -> QtCore.QSettings:
        return self._settings

    @QtCore.Slot(result=QtCore.QObject)
    def userSettings(self) -> QtCore.QSettings:
        return self._settings

    @QtCore.Slot(result=QtCore.QObject)
    def revisionUserSettings(self) -> QtCore.QSettings:
        return self._settings

    @QtCore.Slot(str, result=object)
    def moduleLogic(self, moduleName: str) -> Any:
        return self.mrml.logic.GetModuleLogic(moduleName)

    @QtCore.Slot(str, result=str)
    def moduleDocumentationUrl(self, moduleName: str) -> str:
        return f"{self.property('documentationBaseUrl')}user_guide/modules/{moduleName.lower()}.html"

    @QtCore.Slot(result=object)
    def startupEnvironment(self) -> QtCore.QProcessEnvironment:
        environment = QtCore.QProcessEnvironment()
        for name, value in os.environ.items():
            environment.insert(name, value)
        return environment

    @QtCore.Slot()
    def pauseRender(self) -> None:
        self.mrml.logic.PauseRender()

    @QtCore.Slot()
    def resumeRender(self) -> None:
        self.mrml.logic.ResumeRender()

    @QtCore.Slot(result=object)
    def pythonConsole(self) -> None:
        """There is none."""
