"""From the click on Detect landmarks to nodes in the scene, over a fake worker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from fake_worker import FakeLauncher, truth
from LandmarkAILib.inference.options import DetectionOptions
from LandmarkAILib.worker.protocol import Failure, Notice, Progress, Ready
from slicer_harness.fixtures import Panel, wait_until


def lists_in(scene: Any) -> list[str]:
    import slicer

    return [node.GetName() for node in slicer.util.getNodesByClass("vtkMRMLMarkupsFiducialNode", scene)]


def test_one_click_is_all_it_takes(volume: Any, panel: Panel, new_launcher: Any) -> None:
    """A study is loaded, the module opened: nothing is to be chosen before the click."""
    from LandmarkAILib.slicer.scene.nodes import find_results

    launcher = new_launcher(panel)
    panel.click("detectButton")
    launcher.finish()
    assert len(find_results(volume)) == 1


def test_click_shows_points_named_after_the_volume(
    panel: Panel, volume: Any, launcher: FakeLauncher, scene: Any
) -> None:
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.click("detectButton")
    launcher.finish()
    assert lists_in(scene) == ["lge_magnitude landmarks"]
    assert "15 of 24 points found" in panel.ui.statusLabel.text
    parameters = panel.logic.getParameterNode()
    assert parameters.results.GetName() == "lge_magnitude landmarks"
    assert not panel.ui.progressBar.visible and panel.ui.detectButton.enabled


def test_image_travels_by_file_as_it_is(panel: Panel, volume: Any, launcher: FakeLauncher) -> None:
    import slicer
    from LandmarkAILib.slicer.scene.volumes import volume_grid
    from LandmarkAILib.worker.handover import read_raw

    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.click("detectButton")
    request = launcher.request
    sent = read_raw(Path(request.image))
    assert np.array_equal(sent.array, slicer.util.arrayFromVolume(volume))
    assert sent.grid.is_close(volume_grid(volume))
    assert (request.options, request.name) == (DetectionOptions(), "lge_magnitude")


def test_choices_of_the_user_reach_the_worker(panel: Panel, volume: Any, launcher: FakeLauncher) -> None:
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.ui.modelComboBox.currentIndex = 1
    panel.ui.deviceComboBox.currentIndex = 1
    panel.click("detectButton")
    assert launcher.request.options == DetectionOptions("cmr-sax", "cpu")


def test_progress_and_notices_are_told_in_plain_words(
    panel: Panel, volume: Any, launcher: FakeLauncher
) -> None:
    panel.ui.volumeSelector.setCurrentNode(volume)
    assert not panel.ui.progressBar.visible
    panel.click("detectButton")
    id = launcher.request.id
    launcher.process.say(Progress(id, 0.4, "looking at the image, 2 of 3"))
    assert panel.ui.statusLabel.text == "lge_magnitude: looking at the image, 2 of 3"
    assert panel.ui.progressBar.visible and panel.ui.progressBar.value == 400
    launcher.process.say(Notice(id, "The GPU has too little free memory; the CPU was used instead."))
    launcher.finish()
    assert panel.ui.statusLabel.text.endswith("the CPU was used instead.")


def test_temporary_files_are_gone_afterwards(
    panel: Panel, volume: Any, launcher: FakeLauncher, slicer_app: Any
) -> None:
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.click("detectButton")
    image = Path(launcher.request.image)
    assert image.is_relative_to(slicer_app.temporaryPath) and image.exists()
    launcher.finish()
    assert not image.parent.exists()


def test_cancel_leaves_nothing(panel: Panel, volume: Any, launcher: FakeLauncher, scene: Any) -> None:
    panel.ui.volumeSelector.setCurrentNode(volume)
    assert not panel.ui.cancelButton.enabled and "Nothing is running" in panel.ui.cancelButton.toolTip
    before = scene.GetNumberOfNodes()
    panel.click("detectButton")
    launcher.process.say(Progress(launcher.request.id, 0.4, "looking"))
    panel.click("cancelButton")
    assert not launcher.process.is_alive
    launcher.process.end()
    assert scene.GetNumberOfNodes() == before and panel.ui.detectButton.enabled
    assert panel.ui.statusLabel.text == "The run was cancelled."


def test_two_volumes_queue(
    panel: Panel, load: Callable[[str], Any], launcher: FakeLauncher, scene: Any
) -> None:
    for contrast in ("lge_magnitude", "native_t1"):
        panel.ui.volumeSelector.setCurrentNode(load(contrast))
        panel.click("detectButton")
    assert len(launcher.processes) == 1
    first = launcher.request
    launcher.process.say(Progress(first.id, 0.1, "reading the image"))
    assert panel.ui.statusLabel.text == "lge_magnitude: reading the image (1 more waiting)"
    launcher.finish()
    assert launcher.request.name == "native_t1" and launcher.request is not first
    launcher.finish()
    assert lists_in(scene) == ["lge_magnitude landmarks", "native_t1 landmarks"]
    # The chosen volume is native_t1: its results are shown.
    assert panel.logic.getParameterNode().results.GetName() == "native_t1 landmarks"


def test_each_of_two_runs_keeps_what_it_told(
    panel: Panel, load: Callable[[str], Any], launcher: FakeLauncher, scene: Any
) -> None:
    """The first one's result and notice stay beside the progress, then the result, of the second."""
    panel.ui.volumeSelector.setCurrentNode(load("lge_magnitude"))
    panel.click("detectButton")
    notice = "The GPU has too little free memory; the CPU was used instead."
    launcher.process.say(Ready(1))
    launcher.process.say(Notice(launcher.request.id, notice))
    panel.ui.volumeSelector.setCurrentNode(load("native_t1"))
    panel.click("detectButton")
    launcher.finish()
    launcher.process.say(Progress(launcher.request.id, 0.2, "reading the image"))
    going, first = panel.ui.statusLabel.text.splitlines()
    assert going == "native_t1: reading the image" and panel.ui.progressBar.value == 200
    assert first.startswith("lge_magnitude: 15 of 24 points found.") and first.endswith(notice)
    launcher.finish()
    told, second = panel.ui.statusLabel.text.splitlines()
    assert told == first
    assert second.startswith("native_t1: 15 of 24 points found.") and notice not in second
    panel.click("detectButton")
    assert notice not in panel.ui.statusLabel.text


def test_volumes_of_the_same_name_keep_their_progress(
    panel: Panel, load: Callable[[str], Any], launcher: FakeLauncher, scene: Any
) -> None:
    for contrast in ("lge_magnitude", "native_t1"):
        volume = load(contrast)
        volume.SetName("SAX")
        panel.ui.volumeSelector.setCurrentNode(volume)
        panel.click("detectButton")
    launcher.process.say(Ready(1))
    launcher.process.say(Progress(launcher.request.id, 0.4, "looking at the image"))
    panel.click("cancelButton")  # the second, which is chosen
    going, ended = panel.ui.statusLabel.text.splitlines()
    assert (going, ended) == ("SAX: looking at the image", "The run was cancelled.")
    assert panel.ui.progressBar.value == 400
    launcher.finish()
    assert lists_in(scene) == ["SAX landmarks"]


def test_same_volume_is_not_run_twice_at_once_but_again(
    panel: Panel, volume: Any, launcher: FakeLauncher, scene: Any
) -> None:
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.click("detectButton")
    assert not panel.ui.detectButton.enabled and "being looked at" in panel.ui.detectButton.toolTip
    launcher.finish()
    panel.click("detectButton")
    launcher.finish()
    assert lists_in(scene) == ["lge_magnitude landmarks"]


def test_edited_results_are_kept_beside_new_ones(
    panel: Panel, volume: Any, launcher: FakeLauncher, scene: Any
) -> None:
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.click("detectButton")
    launcher.finish()
    panel.click("acceptButton")
    panel.click("detectButton")
    launcher.finish()
    assert lists_in(scene) == ["lge_magnitude landmarks", "lge_magnitude landmarks 2"]
    assert panel.logic.getParameterNode().results.GetName() == "lge_magnitude landmarks 2"


def test_shortcut_detects(panel: Panel, volume: Any, launcher: FakeLauncher) -> None:
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.press_key("Ctrl+Return", "detectButton")
    assert launcher.request.name == "lge_magnitude"


def test_no_process_before_the_first_click(panel: Panel, volume: Any, launcher: FakeLauncher) -> None:
    panel.ui.volumeSelector.setCurrentNode(volume)
    assert launcher.processes == []


def test_failure_is_told_and_the_panel_usable(
    panel: Panel, volume: Any, launcher: FakeLauncher, scene: Any
) -> None:
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.click("detectButton")
    launcher.process.say(Failure(launcher.request.id, "user", "lge_magnitude is upside down: turn it."))
    assert panel.ui.statusLabel.text == "lge_magnitude is upside down: turn it."
    panel.click("detectButton")
    launcher.finish()
    assert lists_in(scene) == ["lge_magnitude landmarks"]


def test_first_volume_is_chosen_and_views_show_it_in_its_planes(
    volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    import slicer

    assert panel.ui.volumeSelector.currentNode() is volume
    panel.click("detectButton")
    launcher.finish()
    composite = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceCompositeNode()
    assert composite.GetBackgroundVolumeID() == volume.GetID()


def test_parameter_node_is_made_anew_when_the_scene_is_closed(
    volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    panel.click("detectButton")
    launcher.finish()
    scene.Clear(0)
    assert panel.ui.volumeSelector.currentNode() is None and not panel.ui.detectButton.enabled
    assert panel.ui.pointsTable.rowCount == 0 and not panel.ui.ahaCollapsible.visible
    assert panel.logic.getParameterNode().results is None


def test_choices_survive_leaving_the_module(volume: Any, panel: Panel) -> None:
    panel.ui.deviceComboBox.currentIndex = 1
    panel.parent.exit()
    panel.parent.enter()
    assert panel.ui.deviceComboBox.currentIndex == 1
    assert panel.ui.volumeSelector.currentNode() is volume


def test_a_run_goes_on_while_another_module_is_shown(
    volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    panel.click("detectButton")
    panel.parent.exit()
    launcher.finish()
    assert lists_in(scene) == ["lge_magnitude landmarks"]
    panel.parent.enter()
    assert panel.ui.pointsTable.rowCount == len(truth().landmarks)


def test_real_worker_ends_with_points_in_the_scene(
    volume: Any, panel: Panel, tiny_model: str, scene: Any
) -> None:
    """The panel, Slicer's QProcess and the real worker together."""
    panel.logic.getParameterNode().model = tiny_model
    texts = set()

    def ended() -> bool:
        texts.add(panel.ui.statusLabel.text)
        return bool(lists_in(scene))

    panel.click("detectButton")
    wait_until(ended, "the points", 120)
    assert any("looking at the image" in text for text in texts)
