"""Refine from here: a failed detection costs a click or three, not a manual annotation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from fake_worker import FakeLauncher, truth
from LandmarkAILib.core.landmarks import Landmark
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow


def truth_in(volume: Any, number: int) -> dict[str, Landmark]:
    from LandmarkAILib.slicer.scene.volumes import volume_grid

    return truth(volume_grid(volume)).landmarks.in_slice(number)


def drop(volume: Any, position: np.ndarray) -> None:
    """Click a point, LPS mm, into the red view."""
    import slicer
    from LandmarkAILib.slicer.scene.transforms import to_ras
    from slicer_harness import mouse

    ras = to_ras(position)
    slicer.modules.markups.logic().JumpSlicesToLocation(*ras.tolist(), True)
    mouse.place_point(ras)
    slicer.app.processEvents()


@pytest.fixture
def open_panel(volume: Any, panel: Panel) -> Panel:
    """The panel with the volume chosen and shown."""
    import slicer

    panel.ui.volumeSelector.setCurrentNode(volume)
    slicer.util.setSliceViewerLayers(background=volume, fit=True, rotateToVolumePlane=True)
    return panel


def test_rough_points_of_one_slice_go_to_the_worker(
    open_panel: Panel, volume: Any, launcher: FakeLauncher, scene: Any
) -> None:
    panel, points = open_panel, truth_in(volume, 4)
    lists = scene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode")
    assert not panel.ui.refineButton.enabled and "Place a rough point" in panel.ui.refineButton.toolTip
    panel.click("roughButton")
    for name, landmark in points.items():
        assert f"Click the {name}" in panel.ui.refineLabel.text
        drop(volume, landmark.position)
    assert panel.ui.refineLabel.text == "Press Refine."
    panel.click("refineButton")
    rough = launcher.request.rough
    assert list(rough) == [4] and list(rough[4]) == list(points)
    for name, landmark in points.items():
        assert np.allclose(rough[4][name], landmark.position, atol=1.0)
    launcher.finish()
    # The rough points are gone, the results are there.
    assert scene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode") == lists + 1
    assert not panel.ui.roughButton.checked


def test_one_click_is_enough(open_panel: Panel, volume: Any, launcher: FakeLauncher) -> None:
    landmark = truth_in(volume, 3)["Anterior RV insertion"]
    open_panel.click("roughButton")
    drop(volume, landmark.position)
    open_panel.click("refineButton")
    assert {k: list(points) for k, points in launcher.request.rough.items()} == {
        3: ["Anterior RV insertion"]
    }


def test_rough_points_are_right_under_a_transform(
    open_panel: Panel, volume: Any, launcher: FakeLauncher, scene: Any
) -> None:
    import slicer
    import vtk
    from LandmarkAILib.slicer.scene.transforms import to_lps, to_ras

    shift = vtk.vtkTransform()
    shift.Translate(5, -7, 11)
    transform = scene.AddNewNodeByClass("vtkMRMLTransformNode")
    transform.SetMatrixTransformToParent(shift.GetMatrix())
    volume.SetAndObserveTransformNodeID(transform.GetID())
    slicer.util.setSliceViewerLayers(background=volume, fit=True, rotateToVolumePlane=True)
    landmark = truth_in(volume, 3)["Anterior RV insertion"]
    open_panel.click("roughButton")
    drop(volume, to_lps(shift.TransformPoint(to_ras(landmark.position))))
    open_panel.click("refineButton")
    (points,) = launcher.request.rough.values()
    assert np.allclose(points["Anterior RV insertion"], landmark.position, atol=1.0)


def test_rough_points_can_be_thrown_away(open_panel: Panel, volume: Any, scene: Any) -> None:
    import slicer

    before = scene.GetNumberOfNodes()
    open_panel.click("roughButton")
    drop(volume, truth_in(volume, 4)["LV center"].position)
    open_panel.click("roughButton")
    assert scene.GetNumberOfNodes() == before and not open_panel.ui.refineButton.enabled
    interaction = slicer.app.applicationLogic().GetInteractionNode()
    assert interaction.GetCurrentInteractionMode() == interaction.ViewTransform


def leave_place_mode() -> None:
    """As with the mouse button of Slicer's toolbar."""
    import slicer

    slicer.app.applicationLogic().GetInteractionNode().SwitchToViewTransformMode()
    slicer.app.processEvents()


def is_placing() -> bool:
    import slicer

    interaction = slicer.app.applicationLogic().GetInteractionNode()
    return bool(interaction.GetCurrentInteractionMode() == interaction.Place)


def test_place_mode_that_was_left_is_gone_on_with(
    open_panel: Panel, volume: Any, launcher: FakeLauncher
) -> None:
    panel, points = open_panel, truth_in(volume, 4)
    first, second, _third = points.items()
    panel.click("roughButton")
    drop(volume, first[1].position)
    leave_place_mode()
    wait_until(lambda: "click more of them" in panel.ui.refineLabel.text, "the words")
    assert panel.ui.refineButton.enabled
    panel.click("roughButton")
    assert is_placing() and f"Click the {second[0]}" in panel.ui.refineLabel.text
    drop(volume, second[1].position)
    panel.click("refineButton")
    assert list(launcher.request.rough[4]) == [first[0], second[0]]
    assert not is_placing()


def test_placing_points_is_afterwards_as_it_was(open_panel: Panel, volume: Any) -> None:
    import slicer

    interaction = slicer.app.applicationLogic().GetInteractionNode()
    interaction.SetPlaceModePersistence(0)
    open_panel.click("roughButton")
    assert interaction.GetPlaceModePersistence() == 1
    drop(volume, truth_in(volume, 4)["LV center"].position)
    open_panel.click("refineButton")
    assert interaction.GetPlaceModePersistence() == 0 and not is_placing()


def test_nothing_is_placed_after_the_last_point(open_panel: Panel, volume: Any) -> None:
    open_panel.click("roughButton")
    for landmark in truth_in(volume, 4).values():
        assert is_placing()
        drop(volume, landmark.position)
    assert not is_placing()


def test_rough_points_that_somebody_deletes(open_panel: Panel, volume: Any, scene: Any) -> None:
    open_panel.click("roughButton")
    drop(volume, truth_in(volume, 4)["LV center"].position)
    scene.RemoveNode(scene.GetFirstNodeByName("lge_magnitude rough points"))
    assert not open_panel.ui.refineButton.enabled and not open_panel.ui.roughButton.checked


def test_volume_without_results_can_be_refined_at_once(open_panel: Panel) -> None:
    assert open_panel.ui.roughButton.enabled
    assert "throw them away" in open_panel.ui.roughButton.toolTip


def test_real_model_refines(open_panel: Panel, volume: Any, scene: Any) -> None:
    """With the model that ships: the refined points stay near the rough ones."""
    from LandmarkAILib.slicer.scene.edits import landmarks_of
    from LandmarkAILib.slicer.scene.nodes import find_results

    panel, points = open_panel, truth_in(volume, 4)
    panel.click("roughButton")
    for landmark in points.values():
        drop(volume, landmark.position)
    panel.click("refineButton")
    wait_until(lambda: find_results(volume), "the points", 120)
    for landmark in landmarks_of(find_results(volume)[0]):
        if landmark.slice == 4 and landmark.position is not None:
            distance = np.linalg.norm(landmark.position - points[landmark.name].position)
            assert distance < 10
