"""A result is read and shown in short steps: Slicer lives on in between, and nobody sees half of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fake_worker import FakeLauncher, truth
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def stepwise(panel: Panel) -> Iterator[FakeLauncher]:
    """A worker whose result is there and not yet shown when ``finish`` returns."""
    from LandmarkAILib.slicer.logic.qt_worker import QtWorker

    launcher = FakeLauncher()
    panel.logic.worker = QtWorker(launcher)
    yield launcher
    panel.logic.worker.shutdown()


def results_in(scene: Any) -> list[str]:
    classes = ("vtkMRMLMarkupsFiducialNode", "vtkMRMLSegmentationNode", "vtkMRMLTableNode")
    return [
        scene.GetNthNodeByClass(n, name).GetName()
        for name in classes
        for n in range(scene.GetNumberOfNodesByClass(name))
    ]


def turn() -> None:
    """A turn of the event loop."""
    import slicer

    slicer.app.processEvents()


def finished_but_not_shown(panel: Panel, launcher: FakeLauncher, scene: Any, steps: int) -> None:
    panel.click("detectButton")
    launcher.finish()
    for _ in range(steps):
        turn()
    assert results_in(scene) == [] and panel.ui.progressBar.visible


def test_all_comes_at_once_after_several_steps(
    volume: Any, panel: Panel, stepwise: FakeLauncher, scene: Any
) -> None:
    finished_but_not_shown(panel, stepwise, scene, 0)
    seen = []
    while panel.ui.progressBar.visible:
        seen.append(len(results_in(scene)))
        turn()
    assert len(seen) > 4 and set(seen) == {0, 5}
    assert seen == sorted(seen)
    wait_until(lambda: panel.ui.bullseyeLabel.pixmap.width(), "the bullseye")
    assert "15 of 24 points found" in panel.ui.statusLabel.text


def _remove_volume(panel: Panel, volume: Any) -> None:
    volume.GetScene().RemoveNode(volume)


def _close_scene(panel: Panel, volume: Any) -> None:
    volume.GetScene().Clear(0)


def _cancel(panel: Panel, volume: Any) -> None:
    panel.click("cancelButton")


@pytest.mark.parametrize("steps", [0, 2, 4])
@pytest.mark.parametrize(
    ("interrupt", "told"),
    [
        (_cancel, "The run was cancelled."),
        (_remove_volume, "lge_magnitude was removed from the scene."),
        (_close_scene, "The scene was closed."),
    ],
)
def test_interrupted_between_two_steps(
    volume: Any,
    panel: Panel,
    stepwise: FakeLauncher,
    scene: Any,
    steps: int,
    interrupt: Callable[[Panel, Any], None],
    told: str,
) -> None:
    finished_but_not_shown(panel, stepwise, scene, steps)
    folder = Path(stepwise.request.image).parent
    interrupt(panel, volume)
    for _ in range(12):
        turn()
    assert told in panel.ui.statusLabel.text and not panel.ui.progressBar.visible
    assert results_in(scene) == [] and not folder.exists()
    assert not panel.logic.worker.client.pending


def test_volume_that_is_changed_between_two_steps(
    volume: Any, panel: Panel, stepwise: FakeLauncher, scene: Any
) -> None:
    finished_but_not_shown(panel, stepwise, scene, 2)
    volume.SetSpacing(3, 3, 3)
    wait_until(lambda: not panel.ui.progressBar.visible, "the end")
    assert "has changed since the detection began" in panel.ui.statusLabel.text
    assert results_in(scene) == []


def test_scene_that_is_closed_after_the_last_step(
    volume: Any, panel: Panel, stepwise: FakeLauncher, scene: Any
) -> None:
    finished_but_not_shown(panel, stepwise, scene, 0)
    wait_until(lambda: results_in(scene), "the nodes")
    scene.Clear(0)
    wait_until(lambda: not panel.ui.progressBar.visible, "the end")
    assert results_in(scene) == [] and panel.ui.pointsTable.rowCount == 0


def test_results_edited_between_two_steps_are_kept(
    volume: Any, panel: Panel, stepwise: FakeLauncher, scene: Any
) -> None:
    panel.click("detectButton")
    stepwise.finish()
    wait_until(lambda: not panel.ui.progressBar.visible, "the first result")
    panel.click("detectButton")
    stepwise.finish()
    turn()
    panel.click("acceptButton")
    wait_until(lambda: not panel.ui.progressBar.visible, "the second result")
    assert {"lge_magnitude landmarks", "lge_magnitude landmarks 2"} <= set(results_in(scene))


def test_undo_takes_back_what_came_in_steps(
    volume: Any, panel: Panel, stepwise: FakeLauncher, scene: Any
) -> None:
    from LandmarkAILib.slicer.scene.nodes import find_results, hierarchy_of

    scene.SetUndoOn()
    panel.click("detectButton")
    stepwise.finish()
    wait_until(lambda: not panel.ui.progressBar.visible, "the result")
    assert len(results_in(scene)) == 5
    scene.Undo()
    assert results_in(scene) == []
    scene.Redo()
    assert len(results_in(scene)) == 5
    (nodes,) = find_results(volume)
    hierarchy = hierarchy_of(volume)
    assert hierarchy.GetItemName(nodes.folder) == "lge_magnitude detection"
    for node in nodes:
        assert hierarchy.GetItemParent(hierarchy.GetItemByDataNode(node)) == nodes.folder
    assert nodes.aha_segmentation.GetSegmentation().GetNumberOfSegments() == 16
    scene.Undo()
    assert results_in(scene) == [] and not hierarchy.GetItemByName("lge_magnitude detection")


@pytest.fixture
def large(scene: Any) -> Any:
    """A volume of 20 MB."""
    import slicer

    node = slicer.util.addVolumeFromArray(np.zeros((40, 512, 512), np.int16), name="Large")
    node.SetSpacing(0.7, 0.7, 8.0)
    return node


def test_large_volume_is_written_in_steps(
    large: Any, panel: Panel, stepwise: FakeLauncher, scene: Any
) -> None:
    panel.ui.volumeSelector.setCurrentNode(large)
    panel.ui.modelComboBox.currentIndex = 1
    panel.click("detectButton")
    assert stepwise.processes == [] and panel.ui.progressBar.visible
    wait_until(lambda: stepwise.processes, "the image written")
    assert Path(stepwise.request.image).stat().st_size > 2 * 40 * 512 * 512


def test_large_volume_is_cancelled_before_it_is_written(
    large: Any, panel: Panel, stepwise: FakeLauncher, slicer_app: Any
) -> None:
    panel.ui.volumeSelector.setCurrentNode(large)
    panel.ui.modelComboBox.currentIndex = 1
    panel.click("detectButton")
    panel.click("cancelButton")
    for _ in range(5):
        turn()
    assert panel.ui.statusLabel.text == "The run was cancelled." and panel.ui.detectButton.enabled
    assert stepwise.processes == [] and list(Path(slicer_app.temporaryPath).glob("LandmarkAI-*")) == []


def test_simpleitk_is_not_imported_on_the_way(
    volume: Any,
    panel: Panel,
    stepwise: FakeLauncher,
    scene: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its import takes some 0.3 s, in which Slicer would be frozen."""
    from LandmarkAILib.slicer.scene.volumes import volume_grid

    detection = truth(volume_grid(volume))
    monkeypatch.setitem(sys.modules, "SimpleITK", None)
    panel.click("detectButton")
    stepwise.finish(detection)
    wait_until(lambda: results_in(scene), "the nodes")


def test_panel_that_is_closed_between_two_steps(volume: Any, scene: Any) -> None:
    """Its widgets are gone when the run ends."""
    from LandmarkAILib.slicer.logic.qt_worker import QtWorker
    from slicer_harness import modules

    path = Path(__file__).resolve().parents[2] / "LandmarkAI" / "LandmarkAI.py"
    panel = Panel(modules.load(path))
    panel.parent.show()
    panel.parent.enter()
    launcher = FakeLauncher()
    panel.logic.worker = QtWorker(launcher)
    finished_but_not_shown(panel, launcher, scene, 2)
    modules.unload("LandmarkAI")
    for _ in range(12):
        turn()
    assert results_in(scene) == []
