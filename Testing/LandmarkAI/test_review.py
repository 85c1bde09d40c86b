"""Looking through the points, and what a reader does with them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from fake_worker import FakeLauncher, truth
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow


def rows(panel: Panel) -> list[tuple[str, ...]]:
    table = panel.ui.pointsTable
    return [
        tuple(table.item(row, column).text() for column in range(4)) for row in range(table.rowCount)
    ]


def number_of(found: Any, name: str, number: int) -> int:
    """The control point of a landmark in a slice."""
    from LandmarkAILib.slicer.scene.edits import landmarks_of

    landmarks = list(landmarks_of(found))
    return next(n for n, p in enumerate(landmarks) if (p.name, p.slice) == (name, number))


def red_offset() -> float:
    import slicer

    return slicer.app.layoutManager().sliceWidget("Red").sliceLogic().GetSliceOffset()


def test_worst_come_first_and_missing_ones_last(panel: Panel, found: Any) -> None:
    errors = [float(row[2]) for row in rows(panel) if row[2]]
    assert len(errors) == 15 and errors == sorted(errors, reverse=True)
    assert all(row[2:] == ("", "not found") for row in rows(panel)[15:])
    assert rows(panel)[0][:2] == ("Anterior RV insertion", "6")


def test_remarks_of_the_model_come_before_its_uncertainty(panel: Panel, scene: Any) -> None:
    from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
    from LandmarkAILib.slicer.panel.review_part import worst_first
    from LandmarkAILib.slicer.scene.landmark_list import Found

    one = np.eye(3)
    points = [
        Landmark("LV center", np.zeros(3), covariance=4 * one),
        Landmark("LV center", np.zeros(3), covariance=one, note="far from its neighbours"),
        Landmark("LV center", None),
        Landmark("LV center", np.zeros(3), covariance=9 * one),
    ]
    said: list[Found | None] = [Found.of(point) for point in points]
    assert worst_first(LandmarkSet(tuple(points)), said) == [1, 3, 0, 2]


def test_views_go_to_the_point_that_is_chosen(panel: Panel, found: Any) -> None:
    import slicer

    panel.ui.pointsTable.setCurrentCell(5, 0)
    name, number, *_ = rows(panel)[5]
    index = number_of(found, name, int(number))
    position = np.array(found.landmarks.GetNthControlPointPositionWorld(index))
    for view in ("Red", "Green", "Yellow"):
        node = slicer.app.layoutManager().sliceWidget(view).mrmlSliceNode()
        matrix = slicer.util.arrayFromVTKMatrix(node.GetSliceToRAS())
        assert abs((position - matrix[:3, 3]) @ matrix[:3, 2]) < 0.01
    assert f"{name}, slice {number}: ±" in panel.ui.pointLabel.text
    assert "probability 0.90" in panel.ui.pointLabel.text


def test_views_go_to_the_slice_of_a_missing_point(panel: Panel, found: Any) -> None:
    panel.ui.pointsTable.setCurrentCell(0, 0)
    before = red_offset()
    panel.ui.pointsTable.setCurrentCell(20, 0)
    assert red_offset() != pytest.approx(before)
    assert "not found" in panel.ui.pointLabel.text


@pytest.mark.parametrize("reverse", [False, True])
def test_slices_have_the_numbers_that_slicer_shows(
    load: Any, panel: Panel, launcher: FakeLauncher, scene: Any, reverse: bool
) -> None:
    """Also where Slicer stores the slices the other way round than the file: positions stay."""
    import slicer
    from LandmarkAILib.slicer.scene.nodes import find_results

    volume = load("lge_magnitude")
    if reverse:
        array = slicer.util.arrayFromVolume(volume)
        matrix = slicer.util.arrayFromVTKMatrix(ijk_to_ras(volume))
        matrix[:3, 3] += matrix[:3, 2] * (len(array) - 1)
        matrix[:3, 2] *= -1
        volume = slicer.util.addVolumeFromArray(array[::-1].copy(), matrix, "Reversed")
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.click("detectButton")
    launcher.finish()
    (nodes,) = find_results(volume)
    to_index = np.linalg.inv(slicer.util.arrayFromVTKMatrix(ijk_to_ras(volume)))
    points = slicer.util.arrayFromMarkupsControlPoints(nodes.landmarks)
    slices = slicer.util.arrayFromTableColumn(nodes.table, "Slice")
    ras = np.stack([slicer.util.arrayFromTableColumn(nodes.table, name) for name in "LPS"], axis=1) * [
        *(-1, -1, 1)
    ]
    expected = {(p.name, *p.position.round(3)) for p in truth().landmarks if p.position is not None}
    for n, number in enumerate(slices):
        if nodes.landmarks.GetNthControlPointPositionStatus(n) != nodes.landmarks.PositionDefined:
            continue
        assert round((to_index @ [*points[n], 1])[2]) == number
        assert np.allclose(ras[n], points[n])
        label, lps = nodes.landmarks.GetNthControlPointLabel(n), points[n] * [-1, -1, 1]
        assert any(label == name and np.allclose(lps, where, atol=2e-3) for name, *where in expected)
    shown = {row[:2] for row in rows(panel)}
    assert shown == {(nodes.landmarks.GetNthControlPointLabel(n), str(k)) for n, k in enumerate(slices)}


def ijk_to_ras(volume: Any) -> Any:
    import vtk

    matrix = vtk.vtkMatrix4x4()
    volume.GetIJKToRASMatrix(matrix)
    return matrix


def test_arrow_keys_go_from_point_to_point(panel: Panel, found: Any) -> None:
    panel.ui.pointsTable.setFocus()
    panel.press_key("Down", "pointsTable")
    assert panel.ui.pointsTable.currentRow() == 1


@pytest.mark.parametrize(
    ("button", "key", "word"),
    [("acceptButton", "A", "accepted"), ("missingButton", "M", "marked missing")],
)
@pytest.mark.parametrize("by_key", [False, True])
def test_point_is_reviewed_by_button_and_by_key(
    panel: Panel, found: Any, button: str, key: str, word: str, by_key: bool
) -> None:
    if by_key:
        panel.ui.pointsTable.setFocus()
        panel.press_key(key, "pointsTable")
    else:
        panel.click(button)
    assert rows(panel)[0][3] == word
    assert panel.ui.pointsTable.currentRow() == 1  # on to the next
    name, number, *_ = rows(panel)[0]
    index = number_of(found, name, int(number))
    assert word in found.landmarks.GetNthControlPointDescription(index)


def test_order_stays_while_points_are_edited(panel: Panel, found: Any) -> None:
    before = [row[:2] for row in rows(panel)]
    panel.click("missingButton")
    panel.click("acceptButton")
    assert [row[:2] for row in rows(panel)] == before


def test_restore_brings_back_what_the_model_said(panel: Panel, found: Any) -> None:
    first = rows(panel)[0]
    panel.click("missingButton")
    panel.ui.pointsTable.setCurrentCell(0, 0)
    assert not panel.ui.missingButton.enabled and "already" in panel.ui.missingButton.toolTip
    panel.ui.pointsTable.setFocus()
    panel.press_key("Z", "pointsTable")
    assert rows(panel)[0] == first
    assert not panel.ui.restoreButton.enabled and "Nothing was changed" in panel.ui.restoreButton.toolTip


def test_dragged_point_is_corrected(panel: Panel, found: Any) -> None:
    """With the mouse, in the slice view."""
    from slicer_harness import mouse

    panel.ui.pointsTable.setCurrentCell(1, 0)
    panel.ui.pointsTable.setCurrentCell(0, 0)  # the views look at a mid slice after a detection
    name, number, *_ = rows(panel)[0]
    index = number_of(found, name, int(number))
    start = np.array(found.landmarks.GetNthControlPointPositionWorld(index))
    import slicer

    view = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceNode()
    along = slicer.util.arrayFromVTKMatrix(view.GetSliceToRAS())[:3, 0]
    mouse.drag(start, start + 12 * along)
    wait_until(lambda: rows(panel)[0][3] == "corrected", "the list")
    moved = np.array(found.landmarks.GetNthControlPointPositionWorld(index))
    assert np.linalg.norm(moved - start) == pytest.approx(12, abs=2)


def test_missing_point_is_placed_with_the_mouse(panel: Panel, found: Any, scene: Any) -> None:
    import slicer
    from slicer_harness import mouse

    count = scene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode")
    panel.ui.pointsTable.setCurrentCell(20, 0)
    name, number, *_ = rows(panel)[20]
    index = number_of(found, name, int(number))
    panel.click("placeButton")
    view = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceNode()
    where = slicer.util.arrayFromVTKMatrix(view.GetSliceToRAS())[:3, 3]
    mouse.place_point(where)
    wait_until(lambda: rows(panel)[20][3] == "corrected", "the list")
    assert np.allclose(found.landmarks.GetNthControlPointPositionWorld(index), where, atol=1)
    assert scene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode") == count
    interaction = slicer.app.applicationLogic().GetInteractionNode()
    assert interaction.GetCurrentInteractionMode() == interaction.ViewTransform


def test_results_of_a_loaded_scene_can_be_reviewed(
    panel: Panel, found: Any, scene: Any, tmp_path: Any, vtk_errors: list[str]
) -> None:
    import slicer

    panel.click("acceptButton")
    before = rows(panel)
    path = str(tmp_path / "scene.mrb")
    assert slicer.util.saveScene(path)
    scene.Clear(0)
    assert rows(panel) == []
    slicer.util.loadScene(path)
    assert panel.ui.volumeSelector.currentNode().GetName() == "lge_magnitude"
    assert rows(panel) == before
    # MRML says so of any scene that was saved with a slice view in an oblique plane.
    vtk_errors[:] = [text for text in vtk_errors if "preset name: Reformat" not in text]


def test_results_follow_a_transform_that_the_volume_gets_later(
    panel: Panel, found: Any, scene: Any
) -> None:
    transform = scene.AddNewNodeByClass("vtkMRMLTransformNode")
    found.volume.SetAndObserveTransformNodeID(transform.GetID())
    assert found.landmarks.GetTransformNodeID() == transform.GetID()


def test_other_results_can_be_chosen(
    panel: Panel, found: Any, launcher: FakeLauncher, scene: Any
) -> None:

    panel.click("acceptButton")
    panel.find("keepBox").click()
    panel.click("detectButton")
    launcher.finish()
    assert panel.ui.resultsSelector.nodeCount() == 2 and rows(panel)[0][3] == ""
    panel.ui.resultsSelector.setCurrentNode(found.landmarks)
    assert rows(panel)[0][3] == "accepted"


def test_only_lists_of_landmarks_are_offered(panel: Panel, found: Any, scene: Any) -> None:
    scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "Something else")
    assert panel.ui.resultsSelector.nodeCount() == 1


def test_undo_takes_back_a_detection_in_one_step(
    volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    scene.SetUndoOn()
    before = scene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode")
    panel.click("detectButton")
    launcher.finish()
    scene.Undo()
    assert scene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode") == before
    assert rows(panel) == []


def test_another_row_ends_placing(panel: Panel, found: Any, scene: Any) -> None:
    """Or the next click would correct a point that is no longer chosen."""
    import slicer

    interaction = slicer.app.applicationLogic().GetInteractionNode()
    count = scene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode")
    panel.ui.pointsTable.setCurrentCell(20, 0)
    name = rows(panel)[20][0]
    panel.click("placeButton")
    assert panel.ui.refineLabel.text == f"Click the {name} in a slice view."
    panel.ui.pointsTable.setCurrentCell(3, 0)
    assert interaction.GetCurrentInteractionMode() != interaction.Place
    assert scene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode") == count
    assert "Click the" not in panel.ui.refineLabel.text


def test_placing_that_is_left_leaves_nothing(panel: Panel, found: Any, scene: Any) -> None:
    import slicer

    count = scene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode")
    panel.ui.pointsTable.setCurrentCell(20, 0)
    before = rows(panel)
    panel.click("placeButton")
    assert scene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode") == count + 1
    slicer.app.applicationLogic().GetInteractionNode().SwitchToViewTransformMode()
    wait_until(lambda: scene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode") == count, "the end")
    assert rows(panel) == before


def test_an_empty_panel_says_why_its_buttons_are_off(panel: Panel) -> None:
    from PySide6 import QtWidgets
    from slicer_harness.pythonqt.conversion import unwrap

    buttons = map(unwrap, panel.parent.findChildren(QtWidgets.QAbstractButton))
    off = {b.objectName(): b.toolTip() for b in buttons if not b.isEnabledTo(b.parentWidget())}
    assert {"detectButton", "acceptButton", "restoreButton", "alignButton"} <= set(off)
    assert [name for name, why in off.items() if not why] == []
