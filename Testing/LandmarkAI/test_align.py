"""Align in the panel: reasons, residuals, and the way back; and by the console."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from ct_phantom import ANNULUS, APEX, make_ct_phantom
from slicer_harness.fixtures import Panel, wait_until

SHIFT = np.array([40.0, -25.0, 300.0])


@pytest.fixture
def found(panel: Panel, scene: Any) -> Any:
    """The results of a CT volume, chosen in the panel, whose part for aligning is open."""
    import slicer
    from LandmarkAILib.slicer.logic.keep_current import keep_current
    from LandmarkAILib.slicer.scene.results import show_detection

    ct = make_ct_phantom(spacing=4.0, size=(32, 32, 32))
    to_ras = np.diag([-1.0, -1.0, 1.0, 1.0]) @ ct.image.grid.affine
    volume = slicer.util.addVolumeFromArray(ct.image.array, to_ras, "CT")
    nodes = show_detection(volume, ct.detection)
    keep_current(nodes)
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.ui.alignCollapsible.collapsed = False
    return nodes


@pytest.fixture
def heart_map(scene: Any) -> Any:
    """Points of the same names elsewhere, 6 mm farther apart, and one more."""
    import vtk
    from LandmarkAILib.slicer.scene.transforms import to_ras

    node = scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "Map")
    longer = 6 * (APEX - ANNULUS) / np.linalg.norm(APEX - ANNULUS)
    positions = {"LV apex": APEX + longer, "Mitral annulus center": ANNULUS, "Coronary sinus": APEX * 0}
    for name, position in positions.items():
        node.AddControlPoint(vtk.vtkVector3d(*to_ras(position + SHIFT).tolist()), name)
    return node


def world(node: Any) -> np.ndarray:
    import slicer

    return slicer.util.arrayFromMarkupsControlPoints(node, world=True)


def distance_to_views(point: np.ndarray) -> float:
    """From a point, world RAS mm, to that of the three slices which is farthest from it."""
    import slicer

    manager = slicer.app.layoutManager()
    nodes = (manager.sliceWidget(name).mrmlSliceNode() for name in ("Red", "Green", "Yellow"))
    planes = [slicer.util.arrayFromVTKMatrix(node.GetSliceToRAS()) for node in nodes]
    return max(abs(float((point - plane[:3, 3]) @ plane[:3, 2])) for plane in planes)


def residuals(panel: Panel) -> list[tuple[str, str]]:
    table = panel.ui.alignTable
    return [(table.item(row, 0).text(), table.item(row, 1).text()) for row in range(table.rowCount)]


def test_button_says_what_is_missing(panel: Panel, found: Any, heart_map: Any) -> None:
    button = panel.ui.alignButton
    assert panel.ui.alignSource.currentNode() is found.landmarks  # suggested
    assert not button.enabled and button.toolTip == "Choose the points to move them onto."
    panel.ui.alignTarget.setCurrentNode(found.landmarks)
    assert not button.enabled and "they lie on themselves" in button.toolTip
    panel.ui.alignSource.setCurrentNode(None)
    assert not button.enabled and button.toolTip == "Choose the points that are to be moved."
    panel.ui.alignSource.setCurrentNode(found.landmarks)
    panel.ui.alignTarget.setCurrentNode(heart_map)
    assert button.enabled and panel.ui.alignLabel.text.startswith("2 points are in both lists.")
    heart_map.SetNthControlPointLabel(0, "Somewhere")
    wait_until(lambda: not button.enabled, "the button")
    assert button.toolTip.startswith("Only Mitral annulus center is in both")
    assert panel.ui.alignLabel.text == button.toolTip
    assert not panel.ui.takeBackButton.enabled and "not aligned" in panel.ui.takeBackButton.toolTip


def test_points_are_aligned_and_taken_back(panel: Panel, found: Any, heart_map: Any) -> None:
    before = world(found.landmarks)
    panel.ui.alignTarget.setCurrentNode(heart_map)
    panel.click("alignButton")
    assert residuals(panel) == [
        ("LV apex", "3.0"),
        ("Mitral annulus center", "3.0"),
        ("Root mean square", "3.0"),
    ]
    distances = np.linalg.norm(world(found.landmarks) - world(heart_map)[:2], axis=1)
    assert distances == pytest.approx([3, 3], abs=1e-3)
    assert found.volume.GetParentTransformNode().GetName() == "CT landmarks to Map"
    assert panel.ui.alignLabel.text == (
        "Aligned. The rotation about the line through the two points is not determined; the smallest "
        "one was taken. Add a point beside that line. Not used: Coronary sinus (not in the source)."
    )
    assert distance_to_views(world(found.landmarks)[0]) < 0.01
    panel.click("takeBackButton")
    assert distance_to_views(before[0]) < 0.01
    assert np.allclose(world(found.landmarks), before)
    assert found.volume.GetParentTransformNode() is None
    assert residuals(panel) == []


def test_points_that_are_moved_afterwards_are_told(panel: Panel, found: Any, heart_map: Any) -> None:
    panel.ui.alignTarget.setCurrentNode(heart_map)
    panel.click("alignButton")
    heart_map.SetNthControlPointPosition(0, *(world(heart_map)[0] + 10).tolist())
    wait_until(lambda: panel.ui.alignLabel.text.startswith("Something has changed"), "the label")
    panel.click("alignButton")
    assert panel.ui.alignLabel.text.startswith("Aligned.")
    assert found.volume.GetParentTransformNode().GetParentTransformNode() is None


def test_scale_is_chosen_with_the_mouse(panel: Panel, found: Any, heart_map: Any) -> None:
    panel.ui.alignTarget.setCurrentNode(heart_map)
    panel.click("alignScale")
    panel.click("alignButton")
    assert [residual for _name, residual in residuals(panel)] == ["0.0"] * 3
    length = float(np.linalg.norm(APEX - ANNULUS))
    assert f"Scale {(length + 6) / length:.3f}." in panel.ui.alignLabel.text


def test_a_map_is_moved_onto_the_scan_with_its_surface(
    panel: Panel, found: Any, heart_map: Any, scene: Any
) -> None:
    model = scene.AddNewNodeByClass("vtkMRMLModelNode", "Voltage")
    panel.ui.alignSource.setCurrentNode(heart_map)
    panel.ui.alignTarget.setCurrentNode(found.landmarks)
    panel.ui.alignTogether.setCurrentNode(model)
    panel.click("alignButton")
    assert model.GetParentTransformNode() is heart_map.GetParentTransformNode() is not None
    assert found.volume.GetParentTransformNode() is None


def test_deleted_lists_leave_a_reason(panel: Panel, found: Any, heart_map: Any, scene: Any) -> None:
    panel.ui.alignTarget.setCurrentNode(heart_map)
    panel.click("alignButton")
    scene.RemoveNode(heart_map)
    assert panel.ui.alignButton.toolTip == "Choose the points to move them onto."
    scene.Clear(0)
    assert panel.ui.alignButton.toolTip == "Choose the points that are to be moved."


def test_console_does_the_same(panel: Panel, found: Any, heart_map: Any) -> None:
    import slicer

    aligned = panel.logic.align(found.landmarks, heart_map, similarity=True)
    assert np.allclose(world(found.landmarks), world(heart_map)[:2], atol=1e-6)
    assert aligned.transform.IsLinear()
    values = slicer.util.arrayFromTableColumn(aligned.table, "Residual")
    assert np.allclose(values, 0, atol=1e-6)
