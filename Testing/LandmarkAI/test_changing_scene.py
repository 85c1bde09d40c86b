"""What the reader does to volumes and scene while a run goes on, and volumes that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fake_worker import FakeLauncher, truth
from run_checks import results_in, start
from slicer_harness.fixtures import Panel

MODULE = Path(__file__).resolve().parents[2] / "LandmarkAI" / "LandmarkAI.py"


def test_volume_that_is_deleted_during_a_run(
    volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    start(panel, launcher)
    scene.RemoveNode(volume)
    assert not launcher.process.is_alive
    launcher.process.end()
    assert "lge_magnitude was removed from the scene" in panel.ui.statusLabel.text
    assert results_in(scene) == 0


def test_waiting_volume_that_is_deleted(
    load: Callable[[str], Any], panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    volumes = [load("lge_magnitude"), load("native_t1")]
    for volume in volumes:
        panel.ui.volumeSelector.setCurrentNode(volume)
        panel.click("detectButton")
    scene.RemoveNode(volumes[1])
    assert launcher.process.is_alive
    launcher.finish()
    assert panel.ui.detectButton.enabled is False or panel.ui.volumeSelector.currentNode() is not None
    assert results_in(scene) == 3  # points, segments and AHA segments of the first


def test_scene_that_is_closed_during_a_run(
    volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    start(panel, launcher)
    scene.Clear(0)
    assert not launcher.process.is_alive
    launcher.process.end()
    assert "The scene was closed" in panel.ui.statusLabel.text and results_in(scene) == 0
    assert panel.logic.worker.client.pending == []


def test_panel_that_is_closed_during_a_run(
    volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    start(panel, launcher)
    panel.widget.cleanup()
    assert not launcher.process.is_alive
    launcher.process.end()
    assert results_in(scene) == 0


def test_image_that_changes_shape_during_a_run(
    volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    import slicer

    start(panel, launcher)
    slicer.util.updateVolumeFromArray(volume, np.zeros((3, 4, 5), np.int16))
    launcher.finish()
    assert "has changed since the detection began" in panel.ui.statusLabel.text
    assert results_in(scene) == 0


def test_output_that_is_renamed_or_deleted(
    volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    from LandmarkAILib.slicer.scene.nodes import find_results

    panel.click("detectButton")
    launcher.finish()
    (nodes,) = find_results(volume)
    nodes.landmarks.SetName("Mine")
    scene.RemoveNode(nodes.segmentation)
    scene.RemoveNode(nodes.aha_table)
    panel.ui.pointsTable.setFocus()
    panel.press_key("A", "pointsTable")
    assert not panel.ui.ahaCollapsible.visible
    assert panel.ui.pointsTable.rowCount == len(truth().landmarks)
    scene.RemoveNode(nodes.landmarks)
    assert panel.ui.pointsTable.rowCount == 0 and not panel.ui.acceptButton.enabled
    panel.click("detectButton")
    launcher.finish()
    assert panel.ui.pointsTable.rowCount == len(truth().landmarks)


def test_volume_without_a_display_node(
    volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    import slicer
    import vtk

    bare = slicer.util.addVolumeFromArray(slicer.util.arrayFromVolume(volume), name="Bare")
    matrix = vtk.vtkMatrix4x4()
    volume.GetIJKToRASMatrix(matrix)
    bare.SetIJKToRASMatrix(matrix)
    display = bare.GetDisplayNode()
    bare.SetAndObserveDisplayNodeID(None)
    if display is not None:
        scene.RemoveNode(display)
    assert bare.GetDisplayNode() is None
    panel.ui.volumeSelector.setCurrentNode(bare)
    panel.click("detectButton")
    launcher.finish()
    assert results_in(scene) == 3 and panel.ui.pointsTable.rowCount == 24


def test_many_volumes(
    scene: Any, module_widget: Callable[[Path], Panel], new_launcher: Callable[[Panel], FakeLauncher]
) -> None:
    import slicer

    array = np.zeros((4, 8, 8), np.int16)
    nodes = [slicer.util.addVolumeFromArray(array, name=f"Volume {n}") for n in range(200)]
    for node in nodes:
        node.SetSpacing(1.5, 1.5, 8.0)
    panel = module_widget(MODULE)
    launcher = new_launcher(panel)
    panel.ui.volumeSelector.setCurrentNode(nodes[150])
    panel.click("detectButton")
    assert launcher.request.name == "Volume 150"


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("vtkMRMLLabelMapVolumeNode", "is a label map"),
        ("vtkMRMLVectorVolumeNode", "several values a voxel"),
        ("vtkMRMLScalarVolumeNode", "holds no image"),
    ],
)
def test_volume_that_cannot_be_used_is_refused_with_the_reason(
    panel: Panel, scene: Any, kind: str, reason: str
) -> None:
    import slicer

    if kind == "vtkMRMLScalarVolumeNode":
        node = scene.AddNewNodeByClass(kind, "Chosen")
    else:
        shape = (4, 8, 8, 3) if "Vector" in kind else (4, 8, 8)
        node = slicer.util.addVolumeFromArray(
            np.zeros(shape, np.uint8), name="Chosen", nodeClassName=kind
        )
    panel.ui.volumeSelector.setCurrentNode(node)
    assert panel.ui.volumeSelector.currentNode() is node
    assert not panel.ui.detectButton.enabled
    assert reason in panel.ui.detectButton.toolTip and reason in panel.ui.statusLabel.text


def test_no_volume_is_chosen(panel: Panel) -> None:
    assert not panel.ui.detectButton.enabled
    assert panel.ui.detectButton.toolTip == "Choose a volume."
