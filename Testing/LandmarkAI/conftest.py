"""The module in the harness, its worker real or fake, and volumes of the simulated study."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_worker import FakeLauncher
from function_scene import make_cine
from LandmarkAILib.worker.protocol import Detect
from models import tiny_bundle
from slicer_harness.fixtures import Panel, wait_until

ROOT = Path(__file__).resolve().parents[2]
MODULE = ROOT / "LandmarkAI" / "LandmarkAI.py"
_TURNS = 12  # of the event loop, in which the panel's parts show a result one after the other
STUDY = ROOT / "Resources" / "SampleData" / "simulated_study"


@pytest.fixture(scope="session", autouse=True)
def _worker(slicer_app: Any) -> Iterator[None]:
    """One warm worker for all tests of a session, as in Slicer; it ends with the application."""
    from LandmarkAILib.slicer.logic.qt_worker import shared_worker

    yield
    shared_worker().shutdown()


@pytest.fixture(scope="session")
def tiny_model() -> str:
    """Name of a model that is quick and knows nothing, installed."""
    from LandmarkAILib.models.installed import install_model
    from LandmarkAILib.paths import user_home

    return install_model(tiny_bundle(user_home() / "source").path, force=True).name


@pytest.fixture
def panel(module_widget: Callable[[Path], Panel]) -> Panel:
    """LandmarkAI's panel, open."""
    panel = module_widget(MODULE)
    panel.parent.resize(420, 1500)  # Slicer scrolls; here all of it must be in sight
    return panel


@pytest.fixture
def setup_page(panel: Panel) -> Panel:
    """The panel with the set-up page open."""
    panel.ui.setupCollapsible.collapsed = False
    return panel


@pytest.fixture
def new_launcher() -> Iterator[Callable[[Panel], FakeLauncher]]:
    """``new_launcher(panel)``: from now on a fake is the panel's worker."""
    import slicer
    from LandmarkAILib.slicer.logic.qt_worker import QtWorker

    workers: list[QtWorker] = []

    def replace(panel: Panel) -> FakeLauncher:
        launcher = FakeLauncher(lambda request: settle(request, launcher))
        workers.append(QtWorker(launcher))
        panel.logic.worker = workers[-1]
        return launcher

    def settle(request: Detect, launcher: FakeLauncher) -> None:
        """Wait until the result is in the scene, or the next frame of its run has been asked for."""
        folder = Path(request.image).parent

        def next_frame() -> bool:
            return launcher.request is not request and Path(launcher.request.image).parent == folder

        wait_until(lambda: not folder.exists() or next_frame(), "the end of the run")
        for _ in range(_TURNS):
            slicer.app.processEvents()

    yield replace
    for worker in workers:
        worker.shutdown()


@pytest.fixture
def launcher(panel: Panel, new_launcher: Callable[[Panel], FakeLauncher]) -> FakeLauncher:
    """The fake behind the panel."""
    return new_launcher(panel)


@pytest.fixture
def load(scene: Any) -> Callable[[str], Any]:
    """``load(contrast)``: a volume of the simulated study."""
    import slicer

    return lambda contrast: slicer.util.loadVolume(str(STUDY / f"{contrast}.nrrd"))


@pytest.fixture
def volume(load: Callable[[str], Any]) -> Any:
    """One of them."""
    return load("lge_magnitude")


@pytest.fixture
def cine(volume: Any) -> Any:
    """The volume in every frame of a sequence, brighter and brighter; the proxy that shows a frame."""
    return make_cine(volume, brighter=1)


@pytest.fixture
def found(volume: Any, panel: Panel, launcher: FakeLauncher) -> Any:
    """The simulated study's truth, shown."""
    from LandmarkAILib.slicer.scene.nodes import find_results

    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.click("detectButton")
    launcher.finish()
    wait_until(lambda: panel.widget.panel.is_settled, "all parts of the panel")
    return find_results(volume)[0]
