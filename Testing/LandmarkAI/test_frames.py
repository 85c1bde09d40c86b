"""Frames under the slices: a slider, and both phases side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from fake_worker import FakeLauncher
from function_scene import FRAMES
from slicer_harness import mouse
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow

SMALL = 1  # the frame with the smallest cavity


@pytest.fixture
def detected(cine: Any, panel: Panel, launcher: FakeLauncher) -> Any:
    """All frames; in one of them the cavity is smaller."""
    import slicer
    from LandmarkAILib.slicer.scene.nodes import find_results
    from LandmarkAILib.slicer.scene.sequences import browsed

    panel.ui.volumeSelector.setCurrentNode(cine)
    assert panel.ui.framesComboBox.visible
    panel.ui.framesComboBox.currentIndex = 1
    panel.click("detectButton")
    for _frame in range(FRAMES):
        launcher.finish()
    (nodes,) = find_results(cine)
    browsed(cine).browser.SetSelectedItemNumber(SMALL)
    node = nodes.segmentation
    identifier = node.GetSegmentation().GetSegmentIdBySegmentName("Left ventricle")
    array = slicer.util.arrayFromSegmentBinaryLabelmap(node, identifier, cine)
    array[:, :, : int(np.median(np.nonzero(array)[2]))] = 0
    slicer.util.updateSegmentBinaryLabelmapFromArray(array, node, identifier, cine)
    browsed(cine).browser.SetSelectedItemNumber(0)
    return nodes


def test_a_plain_volume_has_no_slider_and_no_choice_of_frames(panel: Panel, found: Any) -> None:
    assert not panel.find("frameSlider").visible
    panel.ui.inputCollapsible.collapsed = False
    assert not panel.ui.framesComboBox.visible


def test_the_slider_shows_another_frame_in_the_slices(panel: Panel, detected: Any) -> None:
    import slicer

    slider, part = panel.find("frameSlider"), panel.widget.panel.mosaic
    assert slider.maximum == FRAMES - 1
    slider.setValue(0)
    wait_until(lambda: part._mosaic is not None and part.view.is_made, "the slices")
    before = part._mosaic
    first = slicer.util.arrayFromVolume(detected.volume).mean()
    slider.setValue(2)
    assert slicer.util.arrayFromVolume(detected.volume).mean() == pytest.approx(first + 2)
    wait_until(lambda: part._mosaic is not before, "the slices of the frame")
    change = part._mosaic.tiles[0].gray.mean() - before.tiles[0].gray.mean()
    assert change == pytest.approx(2, abs=0.2)
    assert "Frame 2 of 0 to 2" in panel.widget.panel.frames._label.text


def test_both_phases_stand_side_by_side(panel: Panel, detected: Any) -> None:
    """End diastole on the left, whichever is worked on; a click in the other goes over to it."""
    from LandmarkAILib.slicer.scene.sequences import current_frame

    frames, part = panel.widget.panel.frames, panel.widget.panel.mosaic
    mouse.click(panel.find("phasesButton"))
    assert current_frame(detected.volume) == frames._phases.ed != frames._phases.es == SMALL
    wait_until(lambda: frames.partner._mosaic is not None and frames.partner.is_made, "the phase")
    wait_until(lambda: part.view.is_made, "the slices")
    assert frames.partner.visible and frames.partner.x > part.view.x
    ed, es = part._mosaic.tiles, frames.partner._mosaic.tiles
    k = len(ed) // 2
    masks = [next(t for t in tiles if t.slice == k).masks["Left ventricle"] for tiles in (ed, es)]
    fields = [tiles[0].grid.spacing[0] * tiles[0].grid.size[0] for tiles in (ed, es)]
    areas = [mask.mean() * field**2 for mask, field in zip(masks, fields, strict=True)]
    assert areas[1] < 0.8 * areas[0]
    frames._go_over(k, None)
    assert current_frame(detected.volume) == SMALL
    wait_until(lambda: frames.partner.x < part.view.x, "the phases on their sides")
    mouse.click(panel.find("phasesButton"))
    wait_until(lambda: not frames.partner.visible, "one mosaic")


def test_phases_need_all_frames(cine: Any, panel: Panel, launcher: FakeLauncher) -> None:
    panel.ui.volumeSelector.setCurrentNode(cine)
    panel.click("detectButton")
    launcher.finish()
    button = panel.find("phasesButton")
    assert not button.enabled and "all frames" in button.toolTip


def test_a_drag_in_a_frame_stays_in_it(panel: Panel, detected: Any) -> None:
    from LandmarkAILib.slicer.scene.edits import landmarks_of, move

    slider = panel.find("frameSlider")
    slider.setValue(2)
    number = next(n for n, p in enumerate(landmarks_of(detected)) if p.position is not None)
    position = landmarks_of(detected).landmarks[number].position
    move(detected, number, position + np.array([5.0, 0, 0]))
    slider.setValue(0)
    assert np.allclose(landmarks_of(detected).landmarks[number].position, position)
    slider.setValue(2)
    moved = landmarks_of(detected).landmarks[number].position
    assert np.allclose(moved, position + np.array([5.0, 0, 0]))
