"""``slicer.modules``, and how a module written in Python is loaded."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import slicer
from PySide6 import QtCore

from .pythonqt import conversion, wrapper
from .stand_ins.module_widgets import (
    qSlicerCoreModule,
    qSlicerScriptedLoadableModule,
    qSlicerScriptedLoadableModuleWidget,
)


class Modules:
    """``slicer.modules``: Slicer's own modules by their lower-case names, then what is loaded."""

    def __init__(self, logics: Mapping[str, Any]) -> None:
        for name, logic in logics.items():
            _register(self, name, qSlicerCoreModule(name, logic))


def load(path: Path) -> Any:
    """Load a scripted module as Slicer does at start: its folder joins ``sys.path``.

    Args:
        path: the module's file, ``<Name>.py``.

    Returns:
        ``slicer.modules.<name>``, a qSlicerScriptedLoadableModule.
    """
    name = path.stem
    if str(path.parent) not in sys.path:
        sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    native = qSlicerScriptedLoadableModule(name, str(path), lambda: _new_widget(name))
    native.setObjectName(name)
    proxy = wrapper.proxy_of(native)
    setattr(slicer.modules, f"{name}Instance", getattr(module, name)(proxy))
    _register(slicer.modules, name, native)
    return proxy


def unload(name: str) -> None:
    """Close a module's panel, with its clean-up, and forget the module."""
    proxy = getattr(slicer.modules, name.lower())
    manager = slicer.app.moduleManager()
    native = wrapper.native_of(proxy)
    if native._widget is not None:
        if native._widget.isEntered:
            native._widget.exit()
        manager.moduleAboutToBeUnloaded(name)
        native._widget.close()
        native._widget.deleteLater()
        # Without a loop of Qt's it would stay, and look at the scene for ever.
        QtCore.QCoreApplication.sendPostedEvents(None, QtCore.QEvent.Type.DeferredDelete.value)
    wrapper.native_of(manager).modules.pop(name)
    for attribute in (name.lower(), f"{name}Instance", f"{name}Widget", "sampleDataSources"):
        if hasattr(slicer.modules, attribute):
            delattr(slicer.modules, attribute)
    getattr(slicer, "selfTests", {}).pop(name, None)
    slicer.app.disconnect("startupCompleted()")
    sys.modules.pop(name, None)


def _register(modules: Any, name: str, native: Any) -> None:
    setattr(modules, name.lower(), conversion.wrap(native))
    # The proxies do not keep the objects of C++ alive, the application does.
    wrapper.native_of(slicer.app.moduleManager()).modules[name] = native


def _new_widget(name: str) -> qSlicerScriptedLoadableModuleWidget:
    """A panel, filled by the module's class ``<Name>Widget`` as it is now in ``sys.modules``."""

    def make(native: qSlicerScriptedLoadableModuleWidget) -> Any:
        widget = getattr(sys.modules[name], f"{name}Widget")(wrapper.proxy_of(native))
        setattr(slicer.modules, f"{name}Widget", widget)
        return widget

    native = qSlicerScriptedLoadableModuleWidget(name, make)
    native.setObjectName(f"{name}ModuleWidget")
    native.setMRMLScene(slicer.mrmlScene)
    native.reload()
    return native
