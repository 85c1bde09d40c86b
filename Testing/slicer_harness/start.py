"""Makes the process look like Slicer: ``qt``, ``ctk``, ``slicer.app``, ``slicer.mrmlScene`` and more."""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

import slicer
import slicer.util
from PySide6 import QtGui

from . import parameter_node, ui_loader
from .modules import Modules
from .mrml import application_logic, module_logics, subject_hierarchy
from .mrml.application_logic import MRMLApplication
from .python_side import dicom_lib, scripted_module, small_modules
from .pythonqt import namespace, wrapper
from .stand_ins import application, declaring

# Modules that Slicer's Python finds and does not import by itself.
_SLICER_FILES = Path(__file__).parent / "python_side" / "slicer_files"


@cache
def start(folder: Path) -> Any:
    """Start the one application of the process.

    Args:
        folder: an empty folder for its settings, cache and temporary files.

    Returns:
        ``slicer.app``.
    """
    _spare_references_to_none()
    if sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
    _register_modules()
    native = application.qSlicerApplication(folder)
    native.setFont(QtGui.QFont("DejaVu Sans", 9))
    _hide_util()
    mrml = application_logic.create(folder)
    slicer.mrmlScene = mrml.scene
    slicer.app = wrapper.proxy_of(native)
    subject_hierarchy.observe(mrml.scene)
    slicer.modules = Modules(module_logics.create(mrml.logic, mrml.scene, folder / "share"))
    native.start(mrml)
    _provide_python_slicer(folder / "bin")
    reset(mrml)
    return slicer.app


def reset(mrml: MRMLApplication) -> None:
    """An empty scene, and views as at the application's start."""
    mrml.scene.Clear(0)
    mrml.scene.SetUndoOff()
    mrml.logic.GetInteractionNode().SwitchToViewTransformMode()
    mrml.scene.ClearUndoStack()
    mrml.scene.ClearRedoStack()
    layout = wrapper.native_of(slicer.app.layoutManager())
    for view in layout.slices.values():
        view.reset()
    _forget_imports()


def _spare_references_to_none() -> None:
    """Keep references to None, which PySide gives away, for ever.

    PySide 6.12 does so with each call of some methods, such as QComboBox.addItem, and before Python 3.12
    the interpreter ends when none is left.
    """
    if sys.version_info < (3, 12):
        ctypes.pythonapi.Py_IncRef(ctypes.py_object([None] * 1_000_000))


def _register_modules() -> None:
    stand_ins = {"QUiLoader": ui_loader.QUiLoader}
    sys.modules["qt"] = namespace.Namespace("qt", stand_ins, namespace.QT_MODULES)
    sys.modules["ctk"] = namespace.Namespace("ctk", declaring.CTK)
    for name, native_class in declaring.SLICER.items():
        setattr(slicer, name, wrapper.class_of(native_class))
    parts = {
        "ScriptedLoadableModule": scripted_module,
        "parameterNodeWrapper": parameter_node,
        "i18n": small_modules.provide_i18n(),
    }
    for name, module in parts.items():
        sys.modules[f"slicer.{name}"] = module
        setattr(slicer, name, module)
    slicer.__path__.append(str(_SLICER_FILES))
    sys.modules["DICOMLib"] = dicom_lib.dicom_lib()
    sys.modules["SampleData"] = small_modules.sample_data()
    sys.modules["sitkUtils"] = small_modules.sitk_utils()


def _forget_imports() -> None:
    """What one test imported is not there for the next."""
    for path in _SLICER_FILES.glob("*.py"):
        sys.modules.pop(f"slicer.{path.stem}", None)
        vars(slicer).pop(path.stem, None)


def _hide_util() -> None:
    """The wheel shows all of ``slicer.util`` in ``slicer``; Slicer does not."""
    for name in dir(slicer.util):
        hidden = getattr(slicer, name, None) is getattr(slicer.util, name)
        if hidden and not name.startswith("_") and name != "slicer":
            delattr(slicer, name)


def _provide_python_slicer(folder: Path) -> None:
    """``PythonSlicer`` on the path: Python without the application."""
    folder.mkdir()
    program = folder / ("PythonSlicer.bat" if os.name == "nt" else "PythonSlicer")
    call = (
        f'@"{sys.executable}" %*\n' if os.name == "nt" else f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
    )
    program.write_text(call, encoding="utf-8")
    program.chmod(0o755)
    os.environ["PATH"] = os.pathsep.join([str(folder), os.environ["PATH"]])
