"""A module, as Slicer's template makes it, runs in the harness: load, click, look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from slicer_harness.fixtures import Panel, wait_until

SAMPLE_MODULE = Path(__file__).parent / "sample_module" / "CenterPoint.py"
CENTER = [59.0, 59.0, 58.0]


def points_of(scene: Any) -> Any:
    return scene.GetFirstNodeByClass("vtkMRMLMarkupsFiducialNode")


def test_click_makes_the_point(volume: Any, panel: Panel, scene: Any) -> None:
    panel.click("applyButton")
    points = points_of(scene)
    assert np.allclose(points.GetNthControlPointPositionWorld(0), CENTER)
    assert points.GetNthControlPointLabel(0) == "center"
    assert panel.widget._parameterNode.points == points


def test_widgets_and_parameter_node_follow_each_other(volume: Any, panel: Panel, scene: Any) -> None:
    panel.ui.heightSlider.value = 10
    panel.ui.labelComboBox.currentIndex = 1
    panel.click("lockedCheckBox")
    parameters = panel.widget._parameterNode
    assert (parameters.height, parameters.label, parameters.locked) == (10.0, "middle", True)
    parameters.height = -4.0
    assert panel.ui.heightSlider.value == -4.0
    panel.click("applyButton")
    points = points_of(scene)
    assert np.allclose(points.GetNthControlPointPositionWorld(0), np.add(CENTER, [0, 0, -4]))
    assert points.GetNthControlPointLabel(0) == "middle" and points.GetLocked()


def test_shortcut_does_the_same_as_the_click(volume: Any, panel: Panel, scene: Any) -> None:
    panel.press_key("Ctrl+Return", "applyButton")
    assert points_of(scene) is not None


def test_an_unloaded_panel_is_gone(scene: Any) -> None:
    """It does not look at the scene any more, though no event loop of Qt's runs in a test."""
    import shiboken6
    from slicer_harness import modules
    from slicer_harness.pythonqt import wrapper

    panel = modules.load(SAMPLE_MODULE).widgetRepresentation()
    panel.enter()
    native = wrapper.native_of(panel)
    modules.unload("CenterPoint")
    assert not shiboken6.isValid(native)


def test_a_disabled_button_cannot_be_clicked(panel: Panel) -> None:
    with pytest.raises(AssertionError, match="Select a volume first"):
        panel.click("applyButton")


def test_a_volume_that_is_loaded_can_be_chosen_and_removed(panel: Panel, scene: Any) -> None:
    volume = scene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "New")
    assert panel.ui.inputSelector.currentNode() is None
    panel.ui.inputSelector.setCurrentNode(volume)
    assert panel.widget._parameterNode.inputVolume == volume and panel.ui.applyButton.enabled
    scene.RemoveNode(volume)
    assert panel.ui.inputSelector.currentNode() is None
    assert panel.widget._parameterNode.inputVolume is None and not panel.ui.applyButton.enabled


def test_closing_the_scene_makes_a_new_parameter_node(volume: Any, panel: Panel, scene: Any) -> None:
    panel.ui.heightSlider.value = 10
    scene.Clear(0)
    assert panel.widget._parameterNode.inputVolume is None
    assert panel.ui.inputSelector.currentNode() is None


def test_reload_makes_a_new_panel(volume: Any, panel: Panel, scene: Any) -> None:
    panel.widget.onReload()
    again = panel.parent.self()
    assert again is not panel.widget
    panel.widget = again
    panel.parent.enter()
    wait_until(lambda: panel.ui.applyButton.visible, "the new panel")
    panel.click("applyButton")
    assert points_of(scene) is not None


def test_self_test_runs(load_module: Callable[[Path], Any]) -> None:
    import slicer

    load_module(SAMPLE_MODULE)
    slicer.selfTests["CenterPoint"](msec=0)


def test_sample_data_is_registered_when_the_application_has_started(
    load_module: Callable[[Path], Any],
) -> None:
    import slicer

    load_module(SAMPLE_MODULE)
    (source,) = slicer.modules.sampleDataSources["CenterPoint"]
    assert source.description["sampleName"] == "Nothing"


def test_picture_shows_panel_views_and_point(volume: Any, panel: Panel, tmp_path: Path) -> None:
    import slicer

    panel.click("applyButton")
    slicer.modules.markups.logic().JumpSlicesToLocation(*CENTER, False)
    path = panel.save_picture(tmp_path / "picture.png")
    with Image.open(path) as image:
        pixels = np.asarray(image.convert("RGB")).astype(int)
    red, green, blue = np.moveaxis(pixels[:, 420:], -1, 0)
    is_point = (red > 200) & (green < 160) & (blue < 160) & (abs(green - blue) < 10)
    assert is_point[194:206, 194:206].mean() > 0.5 and is_point[20:380, 20:380].mean() < 0.02
    assert (pixels[:, :420] < 128).any(axis=-1).sum() > 500


def test_a_point_is_placed_and_dragged_with_the_mouse(volume: Any, scene: Any) -> None:
    import slicer
    from slicer_harness import mouse

    mouse.slice_view("Red").logic.SetSliceOffset(58)
    points = scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "Placed")
    points.CreateDefaultDisplayNodes()
    slicer.modules.markups.logic().SetActiveList(points)
    with pytest.raises(AssertionError, match="nobody is placing"):
        mouse.place_point([70, 50, 58])
    slicer.modules.markups.logic().StartPlaceMode(0)
    mouse.place_point([70, 50, 58])
    assert points.GetNumberOfDefinedControlPoints() == 1
    assert np.allclose(points.GetNthControlPointPositionWorld(0), [70, 50, 58], atol=1)
    mouse.drag([70, 50, 58], [90, 60, 58])
    assert np.allclose(points.GetNthControlPointPositionWorld(0), [90, 60, 58], atol=1)
