"""Sequences: the frame that is shown, or all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fake_worker import FakeLauncher
from function_scene import FRAMES
from LandmarkAILib.worker.protocol import Failure, Progress
from slicer_harness.fixtures import Panel


def browser_of(cine: Any) -> Any:
    import slicer

    return slicer.modules.sequences.logic().GetFirstBrowserNodeForProxyNode(cine)


def test_current_frame(cine: Any, panel: Panel, launcher: FakeLauncher) -> None:
    import slicer
    from LandmarkAILib.slicer.scene.nodes import find_results
    from LandmarkAILib.worker.handover import read_raw

    browser_of(cine).SetSelectedItemNumber(1)
    panel.ui.volumeSelector.setCurrentNode(cine)
    panel.click("detectButton")
    sent = read_raw(Path(launcher.request.image))
    assert np.array_equal(sent.array, slicer.util.arrayFromVolume(cine))
    launcher.finish()
    (nodes,) = find_results(cine)
    assert nodes.landmarks.GetNumberOfDefinedControlPoints() == 15
    assert panel.ui.pointsTable.rowCount == 24
    browser_of(cine).SetSelectedItemNumber(0)
    assert nodes.landmarks.GetNumberOfDefinedControlPoints() == 0


def test_frames_of_a_script_are_the_current_one_all_or_one_by_number(cine: Any) -> None:
    from LandmarkAILib.errors import InputError
    from LandmarkAILib.slicer.logic.detection_run import frames_to_detect
    from LandmarkAILib.slicer.scene.sequences import current_frame, frame_count

    count = frame_count(cine)
    assert frames_to_detect(cine, None) == [current_frame(cine)]
    assert frames_to_detect(cine, "all") == list(range(count))
    assert frames_to_detect(cine, count - 1) == [count - 1]
    with pytest.raises(InputError, match=f"there is no frame {count}"):
        frames_to_detect(cine, count)


def test_all_frames(cine: Any, panel: Panel, launcher: FakeLauncher) -> None:
    from LandmarkAILib.slicer.scene.nodes import find_results
    from LandmarkAILib.worker.handover import read_raw

    panel.ui.volumeSelector.setCurrentNode(cine)
    panel.ui.framesComboBox.currentIndex = 1
    panel.click("detectButton")
    means = []
    for frame in range(FRAMES):
        id = launcher.request.id
        launcher.process.say(Progress(id, 0.5, "looking"))
        assert f"frame {frame + 1} of {FRAMES}: looking" in panel.ui.statusLabel.text
        assert panel.ui.progressBar.value == round(1000 * (frame + 0.5) / FRAMES)
        means.append(read_raw(Path(launcher.request.image)).array.mean())
        launcher.finish()
    assert np.allclose(np.diff(means), 1)
    (nodes,) = find_results(cine)
    for frame in range(FRAMES):
        browser_of(cine).SetSelectedItemNumber(frame)
        assert nodes.landmarks.GetNumberOfDefinedControlPoints() == 15


def test_frame_that_fails_is_told_and_the_others_shown(
    cine: Any, panel: Panel, launcher: FakeLauncher
) -> None:
    from LandmarkAILib.slicer.scene.nodes import find_results

    panel.ui.volumeSelector.setCurrentNode(cine)
    panel.ui.framesComboBox.currentIndex = 1
    panel.click("detectButton")
    launcher.process.say(Failure(launcher.request.id, "user", "Frame 0 is empty: leave it out."))
    launcher.finish()
    launcher.finish()
    assert "Frame 0 is empty" in panel.ui.statusLabel.text
    (nodes,) = find_results(cine)
    assert nodes.landmarks.GetNumberOfDefinedControlPoints() == 0  # of the frame that is shown
    browser_of(cine).SetSelectedItemNumber(2)
    assert nodes.landmarks.GetNumberOfDefinedControlPoints() == 15


def test_cancelled_frames_leave_nothing(
    cine: Any, panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    panel.ui.volumeSelector.setCurrentNode(cine)
    panel.ui.framesComboBox.currentIndex = 1
    before = scene.GetNumberOfNodes()
    panel.click("detectButton")
    launcher.finish()
    panel.click("cancelButton")
    launcher.process.end()
    assert scene.GetNumberOfNodes() == before
