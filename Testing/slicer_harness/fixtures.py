"""Fixtures for tests of what runs in Slicer: ``from slicer_harness.fixtures import *``."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .mrml.known_warnings import is_known

__all__ = [
    "Panel",
    "_vtk_log",
    "load_module",
    "module_widget",
    "scene",
    "slicer_app",
    "slot_exceptions",
    "vtk_errors",
    "wait_until",
]


class Panel:
    """A module's panel as a test uses it.

    Attributes:
        widget: the Python object, ``<Name>Widget``.
        module: ``slicer.modules.<name>``.
        parent: the proxy of the Qt widget that holds the panel.
    """

    def __init__(self, module: Any) -> None:
        self.module = module
        self.parent = module.widgetRepresentation()
        self.widget = self.parent.self()

    @property
    def ui(self) -> Any:
        """The module's ``self.ui``."""
        return self.widget.ui

    @property
    def logic(self) -> Any:
        """The module's ``self.logic``."""
        return self.widget.logic

    def find(self, name: str) -> Any:
        """The widget of a name that is not of the .ui file but was made in Python."""
        import slicer

        (widget,) = slicer.util.findChildren(self.parent, name=name)
        return widget

    def click(self, name: str) -> None:
        """Click the widget of a name in the .ui file; it must be visible and enabled."""
        from . import mouse

        mouse.click(getattr(self.ui, name))

    def press_key(self, keys: str, name: str = "") -> None:
        """Press keys, such as ``"Ctrl+Return"``, in the panel or in one of its widgets."""
        from . import mouse

        mouse.press_key(getattr(self.ui, name) if name else self.parent, keys)

    def save_picture(self, path: Path) -> Path:
        """Write a PNG of the panel and the four views. Look at it."""
        from . import picture

        return picture.save(path, self.parent)


@pytest.fixture(scope="session")
def slicer_app(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """``slicer.app``: one for all tests of a session, because Qt and MRML allow only one."""
    for package, wheel in (("slicer", "slicer-core"), ("PySide6", "PySide6-Essentials")):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{wheel} is not installed, or has no wheel for this platform")
    from . import start

    return start.start(tmp_path_factory.mktemp("slicer"))


@pytest.fixture(scope="session")
def _vtk_log() -> list[str]:
    """Collects VTK's errors and warnings from now on; stays empty where VTK is not installed."""
    log: list[str] = []
    if importlib.util.find_spec("vtkmodules") is None:
        return log
    from vtkmodules.vtkCommonCore import vtkOutputWindow

    def note(_window: object, _event: str, text: str) -> None:
        if not is_known(text):
            log.append(text)

    note.CallDataType = "string0"  # type: ignore[attr-defined]
    window = vtkOutputWindow()
    window.AddObserver("ErrorEvent", note)
    window.AddObserver("WarningEvent", note)
    vtkOutputWindow.SetInstance(window)
    return log


@pytest.fixture(autouse=True)
def vtk_errors(_vtk_log: list[str]) -> Iterator[list[str]]:
    """Fail a test in which VTK or MRML reports an error; one that provokes it looks here and clears."""
    _vtk_log.clear()
    yield _vtk_log
    assert not _vtk_log, "VTK reported:\n" + "\n".join(_vtk_log)


@pytest.fixture
def slot_exceptions(slicer_app: Any) -> Iterator[list[BaseException]]:
    """Fail a test in whose slots, timers or observers an exception was raised; Slicer only prints it.

    A test that provokes one looks into the list and clears it.
    """
    from . import traps

    with traps.slot_exceptions() as caught:
        yield caught
    cursors = traps.remove_wait_cursors()
    if caught:
        raise AssertionError(f"raised in a slot, timer or observer: {caught!r}") from caught[0]
    assert cursors == 0, "a wait cursor was left behind"


@pytest.fixture
def scene(slicer_app: Any, slot_exceptions: list[BaseException]) -> Iterator[Any]:
    """``slicer.mrmlScene``, empty."""
    import slicer

    from . import start
    from .pythonqt import wrapper

    mrml = wrapper.native_of(slicer_app).mrml
    start.reset(mrml)
    yield slicer.mrmlScene
    start.reset(mrml)


@pytest.fixture
def load_module(scene: Any) -> Iterator[Callable[[Path], Any]]:
    """``load_module(path)``: load a scripted module and get ``slicer.modules.<name>``."""
    import slicer

    from . import modules

    loaded: list[str] = []

    def load(path: Path) -> Any:
        module = modules.load(path)
        loaded.append(path.stem)
        slicer.app.startupCompleted()
        return module

    yield load
    for name in reversed(loaded):
        modules.unload(name)
    slicer.app.processEvents()


@pytest.fixture
def module_widget(load_module: Callable[[Path], Any]) -> Callable[[Path], Panel]:
    """``module_widget(path)``: load a scripted module, open its panel and enter it."""
    import slicer

    def open_panel(path: Path) -> Panel:
        panel = Panel(load_module(path))
        panel.parent.resize(420, 820)
        panel.parent.show()
        panel.parent.activateWindow()
        panel.parent.enter()
        slicer.app.processEvents()
        return panel

    return open_panel


def wait_until(condition: Callable[[], Any], what: str = "", seconds: float = 30.0) -> None:
    """Let Slicer's event loop run until a condition holds.

    Args:
        condition: asked again and again.
        what: what is awaited, for the message.
        seconds: how long, at most.
    """
    import slicer

    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s: {what or condition}"
        slicer.app.processEvents()
        time.sleep(0.005)
