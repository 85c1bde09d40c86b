"""The modules ``qt`` and ``ctk``."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Any

import shiboken6
from PySide6 import QtCore, QtGui, QtNetwork, QtWidgets

from . import learning, wrapper

# What Slicer wraps; there is no QtSvg, no QtCharts, no QtConcurrent.
QT_MODULES = (QtCore, QtGui, QtWidgets, QtNetwork)


class Namespace(types.ModuleType):
    """A module that holds the proxies' classes of others."""

    def __init__(self, name: str, stand_ins: Mapping[str, type], modules: tuple[Any, ...] = ()) -> None:
        super().__init__(name)
        self._stand_ins = stand_ins
        self._modules = modules

    def __getattr__(self, name: str) -> Any:
        with learning.clock.running():
            native_class = self._stand_ins.get(name) or self._find(name)
        if native_class is None:
            raise AttributeError(f"module '{self.__name__}' has no attribute '{name}'")
        return wrapper.class_of(native_class)

    def _find(self, name: str) -> type | None:
        found = (getattr(module, name, None) for module in self._modules)
        classes = (value for value in found if isinstance(value, type))
        return next((cls for cls in classes if issubclass(cls, shiboken6.Shiboken.Object)), None)
