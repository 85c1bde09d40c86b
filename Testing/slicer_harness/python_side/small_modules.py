"""``slicer.i18n``, ``SampleData``, ``sitkUtils``: as much as a module touches."""
# ruff: noqa: N802, N803  (Slicer's names)

from __future__ import annotations

import shutil
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

import slicer
from PySide6.QtCore import QCoreApplication


class InstallationError(AssertionError):
    """A test wanted to change the Python environment."""


def run_pip(arguments: list[str]) -> None:
    """Where all ways to install end.

    Raises:
        InstallationError: always; a test that wants to see more puts something in its place.
    """
    raise InstallationError(f"pip {' '.join(arguments)}")


class SlowPip:
    """A pip that takes its time, to be put in the place of :func:`run_pip`.

    As Slicer runs it: what it prints is printed line by line, and Slicer's events are processed after
    each, so that a click can come in between. It fails where there is no ``PythonSlicer``.

    Args:
        lines: what it prints.
        status: its exit status.
        meanwhile: called after each line.

    Attributes:
        calls: its arguments, of each call.
    """

    def __init__(
        self,
        lines: Sequence[str] = (),
        status: int = 0,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> None:
        self.lines, self.status, self.meanwhile = lines, status, meanwhile
        self.calls: list[list[str]] = []

    def __call__(self, arguments: list[str]) -> None:
        if shutil.which("PythonSlicer") is None:
            raise RuntimeError("PythonSlicer executable not found")
        self.calls.append(arguments)
        for line in self.lines:
            print(line)
            slicer.app.processEvents()
            self.meanwhile()
        if self.status:
            raise CalledProcessError(self.status, ["PythonSlicer", "-m", "pip", *arguments])


def provide_i18n() -> types.ModuleType:
    """``slicer.i18n``, from now on; the same one if it is there already.

    What tests import when they are collected may need it before the harness has been started.
    """
    if "slicer.i18n" not in sys.modules:
        sys.modules["slicer.i18n"] = slicer.i18n = _i18n()
    return sys.modules["slicer.i18n"]


def _i18n() -> types.ModuleType:
    """English, until a test installs a ``QTranslator`` in the application."""

    def context_of(path: str) -> str:
        file = Path(path)
        package = file.parent.name if (file.parent / "__init__.py").is_file() else ""
        return f"{package}.{file.stem}" if package else file.stem

    def translate(context: str, text: str) -> str:
        return QCoreApplication.translate(context, text)

    def tr(text: str) -> str:
        return translate(context_of(sys._getframe(1).f_code.co_filename), text)

    return _module("slicer.i18n", tr=tr, translate=translate, getContext=context_of)


@dataclass
class SampleDataSource:
    """A registered sample data set, as it was described."""

    category: str
    description: Mapping[str, Any]


def sample_data() -> types.ModuleType:
    """``SampleData``: keeps what is registered in ``slicer.modules.sampleDataSources``, no more."""

    class SampleDataLogic:
        @staticmethod
        def registerCustomSampleDataSource(
            category: str = "Custom",
            sampleName: str | None = None,
            uris: Any = None,
            fileNames: Any = None,
            nodeNames: Any = None,
            customDownloader: Any = None,
            thumbnailFileName: str | None = None,
            loadFileTypes: Any = None,
            loadFiles: Any = None,
            loadFileProperties: Mapping[str, Any] | None = None,
            checksums: Any = None,
        ) -> None:
            description = {key: value for key, value in locals().items() if key != "category"}
            sources = vars(slicer.modules).setdefault("sampleDataSources", {})
            sources.setdefault(category, []).append(SampleDataSource(category, description))

    return _module("SampleData", SampleDataLogic=SampleDataLogic)


def sitk_utils() -> types.ModuleType:
    """``sitkUtils``, over ``slicer.util``."""

    def PullVolumeFromSlicer(nodeObjectOrName: Any) -> Any:
        return slicer.util.itkImageFromVolume(_node(nodeObjectOrName))

    def PushVolumeToSlicer(
        sitkimage: Any, targetNode: Any = None, name: str | None = None, className: str = ""
    ) -> Any:
        if targetNode is not None:
            slicer.util.updateVolumeFromITKImage(targetNode, sitkimage)
            return targetNode
        return slicer.util.addVolumeFromITKImage(sitkimage, name, className or None)

    return _module(
        "sitkUtils", PullVolumeFromSlicer=PullVolumeFromSlicer, PushVolumeToSlicer=PushVolumeToSlicer
    )


def _node(node_or_name: Any) -> Any:
    return slicer.util.getNode(node_or_name) if isinstance(node_or_name, str) else node_or_name


def _module(name: str, **content: Any) -> types.ModuleType:
    module = types.ModuleType(name)
    vars(module).update(content, __all__=list(content))
    return module
