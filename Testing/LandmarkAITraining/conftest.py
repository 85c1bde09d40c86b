"""The training module in the harness, its processes real or scripted, and a small simulated dataset."""

from __future__ import annotations

import ctypes
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from scripted_launcher import ScriptedLauncher
from simulated_dataset import tiny_preset, write_simulated_dataset
from slicer_harness.fixtures import Panel

MODULE = Path(__file__).resolve().parents[2] / "LandmarkAITraining" / "LandmarkAITraining.py"

# PySide 6.12 gives away a reference to None with each call of some methods, such as QComboBox.addItem,
# and before Python 3.12 the interpreter ends when none is left: these are to spare, for ever.
_REFERENCES_TO_NONE = [None] * 1_000_000
ctypes.pythonapi.Py_IncRef(ctypes.py_object(_REFERENCES_TO_NONE))


@pytest.fixture(scope="session", autouse=True)
def _worker(slicer_app: Any) -> Iterator[None]:
    """LandmarkAI's detection process ends with the application."""
    from LandmarkAILib.slicer.logic.qt_worker import shared_worker

    yield
    shared_worker().shutdown()


@pytest.fixture(autouse=True)
def _no_settings(slicer_app: Any) -> Iterator[None]:
    """No folder is remembered from test to test, and closed panels are gone."""
    yield
    from PySide6 import QtCore

    slicer_app.userSettings().clear()
    QtCore.QCoreApplication.sendPostedEvents(None, QtCore.QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset without faults: two cases to train, one to validate and one to test on."""
    return write_simulated_dataset(tmp_path_factory.mktemp("sound") / "hearts", cases=4)


@pytest.fixture
def dataset(sound: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(sound, tmp_path / "hearts"))


@pytest.fixture
def preset(tmp_path: Path) -> Path:
    """A preset that trains in seconds and learns little."""
    return tiny_preset(tmp_path)


@pytest.fixture
def open_panel(module_widget: Callable[[Path], Panel]) -> Callable[[], Panel]:
    """``open_panel()``: the module's panel, all of it in sight."""

    def open_it() -> Panel:
        panel = module_widget(MODULE)
        panel.parent.resize(420, 1700)
        return panel

    return open_it


@pytest.fixture
def panel(open_panel: Callable[[], Panel], dataset: Path, preset: Path, tmp_path: Path) -> Panel:
    """The panel with dataset, preset and run folder chosen."""
    panel = open_panel()
    panel.ui.datasetFolder.setCurrentPath(str(dataset))
    panel.ui.presetComboBox.setEditText(str(preset))
    panel.ui.runFolder.setCurrentPath(str(tmp_path / "run"))
    return panel


@pytest.fixture
def reopen(panel: Panel) -> Callable[[], Panel]:
    """``reopen()``: the panel after Slicer was closed and opened again."""
    from slicer_harness import modules

    def close_and_open() -> Panel:
        modules.unload(MODULE.stem)
        again = Panel(modules.load(MODULE))
        again.parent.resize(420, 1700)
        again.parent.show()
        again.parent.enter()
        return again

    return close_and_open


@pytest.fixture
def launcher(panel: Panel) -> ScriptedLauncher:
    """What starts the panel's processes from now on: nothing happens but what the test says."""
    launcher = ScriptedLauncher()
    panel.logic.launcher = launcher
    return launcher
