"""What can go wrong in a run: it is said, and nothing is left of it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from disk import nearly_full_disk
from fake_worker import FakeLauncher, truth
from LandmarkAILib.worker.handover import hand_over, read_raw
from LandmarkAILib.worker.protocol import Result
from run_checks import results_in, start
from slicer_harness.fixtures import Panel, wait_until
from worker_checks import is_alive

pytestmark = pytest.mark.slow

Points = list[tuple[Any, ...]]
_PATIENCE = 300.0  # s for a worker that starts on a busy machine


def test_worker_that_ends_midway(volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any) -> None:
    start(panel, launcher)
    launcher.process.end(-9)
    assert "lge_magnitude was not finished" in panel.ui.statusLabel.text
    assert results_in(scene) == 0
    panel.click("detectButton")
    assert len(launcher.processes) == 2
    launcher.finish()
    assert results_in(scene) > 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_real_worker_that_is_killed(volume: Any, panel: Panel, tiny_model: str, scene: Any) -> None:
    panel.logic.getParameterNode().model = tiny_model
    client = panel.logic.worker.client
    panel.click("detectButton")
    wait_until(lambda: panel.ui.progressBar.value > 0, "the worker at work", 120)
    killed = client.pid
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: panel.ui.detectButton.enabled, "the panel ready again")
    assert results_in(scene) == 0 and "was not finished" in panel.ui.statusLabel.text
    panel.click("detectButton")
    wait_until(lambda: results_in(scene), "the points, by a fresh worker", 120)
    assert client.pid != killed


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_scene_of_workers_killed_at_random_moments(
    volume: Any, panel: Panel, tiny_model: str, scene: Any
) -> None:
    """Either all of a result is there or nothing, what was there is as it was, the next run is whole."""
    panel.logic.getParameterNode().model = tiny_model
    client, moments = panel.logic.worker.client, random.Random(2026)
    started = time.monotonic()
    expected = _points_of_a_whole_run(panel, scene)
    seconds = time.monotonic() - started
    for _ in range(int(os.environ.get("LANDMARKAI_HARSH_TIMES", "3"))):
        _forget_results(scene)
        before = _contents(scene)
        panel.click("detectButton")
        moment = time.monotonic() + moments.uniform(0.0, 1.1 * seconds)
        wait_until(lambda end=moment: time.monotonic() > end, "the moment", 120)
        if client.pid and is_alive(client.pid):
            os.kill(client.pid, signal.SIGKILL)
        wait_until(lambda: panel.ui.detectButton.enabled, "the panel ready again", _PATIENCE)
        if results_in(scene):
            assert _points(scene) == expected
        else:
            assert "was not finished" in panel.ui.statusLabel.text and _contents(scene) == before
        _forget_results(scene)
        assert _points_of_a_whole_run(panel, scene) == expected


def _points_of_a_whole_run(panel: Panel, scene: Any) -> Points:
    panel.click("detectButton")
    wait_until(lambda: panel.ui.detectButton.enabled, "the panel ready again", _PATIENCE)
    assert results_in(scene), panel.ui.statusLabel.text
    return _points(scene)


def _points(scene: Any) -> Points:
    """Label, place and state of each control point."""
    node = scene.GetFirstNodeByClass("vtkMRMLMarkupsFiducialNode")
    return [
        (
            node.GetNthControlPointLabel(n),
            *node.GetNthControlPointPosition(n),
            node.GetNthControlPointPositionStatus(n),
        )
        for n in range(node.GetNumberOfControlPoints())
    ]


def _contents(scene: Any) -> dict[str, str]:
    """Identity and name of every node that is saved with the scene, but the camera that a view makes."""
    nodes = [scene.GetNthNode(n) for n in range(scene.GetNumberOfNodes())]
    saved = [node for node in nodes if node.GetSaveWithScene() and not node.IsA("vtkMRMLCameraNode")]
    return {node.GetID(): node.GetName() for node in saved}


def _forget_results(scene: Any) -> None:
    for kind in ("vtkMRMLMarkupsFiducialNode", "vtkMRMLSegmentationNode", "vtkMRMLTableNode"):
        while node := scene.GetFirstNodeByClass(kind):
            scene.RemoveNode(node)


def test_worker_that_writes_garbage(
    volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    start(panel, launcher)
    launcher.process.write("Segmentation fault, or a poem")
    assert not launcher.process.is_alive
    launcher.process.end()
    assert "gave a wrong answer" in panel.ui.statusLabel.text
    assert panel.ui.detectButton.enabled and results_in(scene) == 0


def test_worker_that_cannot_be_started(volume: Any, panel: Panel, launcher: FakeLauncher) -> None:
    launcher.refusal = "no such file"
    panel.click("detectButton")
    assert "could not be started (no such file)" in panel.ui.statusLabel.text
    assert panel.ui.detectButton.enabled and not panel.ui.progressBar.visible


def test_result_that_cannot_be_read(
    volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    start(panel, launcher)
    launcher.process.say(Result(launcher.request.id, ("nowhere/detection.json",)))
    assert "detection.json" in panel.ui.statusLabel.text
    assert panel.ui.detectButton.enabled and results_in(scene) == 0


def answer_beyond_memory(launcher: FakeLauncher) -> None:
    """A result with labels of an exabyte."""
    request = launcher.request
    files = hand_over(truth(read_raw(Path(request.image)).grid), Path(request.output))
    (labels,) = [file for file in files if file.suffix == ".npy"]
    with labels.open("wb") as file:
        about = {"descr": "|u1", "fortran_order": False, "shape": (1 << 20,) * 3}
        np.lib.format.write_array_header_1_0(file, about)
    launcher.process.say(Result(request.id, tuple(map(str, files))))


def assert_usable(panel: Panel, launcher: FakeLauncher, scene: Any, told: str) -> None:
    """The last run has failed and is told of, nothing is left of it, and the next click works."""
    import slicer

    assert told in panel.ui.statusLabel.text
    assert panel.ui.detectButton.enabled and not panel.ui.cancelButton.enabled
    assert not panel.ui.progressBar.visible and panel.logic.worker.client.pending == []
    assert list(Path(slicer.app.temporaryPath).glob("LandmarkAI-*")) == [] and results_in(scene) == 0
    panel.click("detectButton")
    launcher.finish()
    assert results_in(scene) == 3 and "points found" in panel.ui.statusLabel.text
    assert told not in panel.ui.statusLabel.text


def test_result_beyond_memory(volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any) -> None:
    """Nobody expects that: it is told, and raised for the Python console."""
    start(panel, launcher)
    with pytest.raises(MemoryError):
        answer_beyond_memory(launcher)
    assert "Unable to allocate" in panel.ui.statusLabel.text
    assert_usable(panel, launcher, scene, "Unexpected error on lge_magnitude (")


def test_unexpected_error_of_one_run_of_two(
    load: Callable[[str], Any], panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    for contrast in ("lge_magnitude", "native_t1"):
        panel.ui.volumeSelector.setCurrentNode(load(contrast))
        panel.click("detectButton")
    with pytest.raises(MemoryError):
        answer_beyond_memory(launcher)
    going, ended = panel.ui.statusLabel.text.splitlines()
    assert going.startswith("native_t1: ") and ended.startswith("Unexpected error on lge_magnitude")
    assert launcher.request.name == "native_t1"
    launcher.finish()
    assert results_in(scene) == 3


def test_mistake_in_a_later_step(
    volume: Any,
    panel: Panel,
    launcher: FakeLauncher,
    scene: Any,
    slot_exceptions: list[BaseException],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of our own, where only the event loop hears of it."""
    start(panel, launcher)
    with monkeypatch.context() as patch:
        patch.setattr("LandmarkAILib.slicer.scene.tables.fill_landmarks", mistake)
        launcher.finish()
    assert [str(error) for error in slot_exceptions] == ["no such column"]
    slot_exceptions.clear()
    told = "Unexpected error on lge_magnitude (RuntimeError: no such column): run it again"
    assert_usable(panel, launcher, scene, told)


def test_mistake_before_the_worker_has_the_image(
    volume: Any,
    panel: Panel,
    launcher: FakeLauncher,
    scene: Any,
    slot_exceptions: list[BaseException],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("LandmarkAILib.slicer.logic.run_folder.write_raw", mistake)
        panel.click("detectButton")
    assert [str(error) for error in slot_exceptions] == ["no such column"]
    slot_exceptions.clear()
    assert launcher.processes == []
    assert_usable(panel, launcher, scene, "Unexpected error on lge_magnitude (RuntimeError:")


def mistake(*_arguments: Any) -> None:
    raise RuntimeError("no such column")


def test_temporary_folder_that_cannot_be_made(
    volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any, slicer_app: Any, tmp_path: Path
) -> None:
    place = Path(slicer_app.temporaryPath)
    place.mkdir(exist_ok=True)
    place.rename(tmp_path / "aside")
    place.write_text("in the way")
    try:
        panel.click("detectButton")
        told = (
            f"{place} cannot be written (File exists): free some space on that disk, or choose another"
        )
        assert panel.ui.statusLabel.text.startswith(told)
        assert "application settings" in panel.ui.statusLabel.text
    finally:
        place.unlink()
        (tmp_path / "aside").rename(place)
    assert_usable(panel, launcher, scene, told)


def test_disk_without_space_for_the_image(
    volume: Any, panel: Panel, launcher: FakeLauncher, scene: Any
) -> None:
    with nearly_full_disk(10_000):
        panel.click("detectButton")
    told = "image.npy cannot be written (File too large): free some space on that disk, or choose"
    assert_usable(panel, launcher, scene, told)


def test_model_that_is_deleted_during_use(volume: Any, panel: Panel, tiny_model: str) -> None:
    from LandmarkAILib.models.installed import find_model, install_model

    panel.logic.getParameterNode().model = tiny_model
    path = find_model(tiny_model).path
    aside = path.with_name(".aside")
    shutil.move(path, aside)
    try:
        panel.click("detectButton")
        wait_until(lambda: not panel.ui.progressBar.visible, "the end of the run", 120)
        assert f"no model '{tiny_model}'" in panel.ui.statusLabel.text
        # The panel has looked again, and says so at the button.
        assert not panel.ui.detectButton.enabled and "is not here" in panel.ui.detectButton.toolTip
    finally:
        install_model(aside, force=True)
        shutil.rmtree(aside)


def start_real(panel: Panel, model: str) -> int:
    """Click, and wait for the worker to be at work; its process id."""
    panel.logic.getParameterNode().model = model
    client = panel.logic.worker.client
    panel.click("detectButton")
    wait_until(lambda: client.state == "busy", "the worker at work", 120)
    assert is_alive(client.pid)
    return int(client.pid)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_real_worker_is_gone_after_cancel(
    volume: Any, panel: Panel, tiny_model: str, scene: Any
) -> None:
    pid = start_real(panel, tiny_model)
    panel.click("cancelButton")
    wait_until(lambda: panel.ui.detectButton.enabled, "the panel ready again")
    assert panel.ui.statusLabel.text == "The run was cancelled."
    wait_until(lambda: not is_alive(pid), "the end of the process")
    assert results_in(scene) == 0


@pytest.fixture
def worker_of_its_own() -> Iterator[None]:
    """The application's worker is for this test alone, which may end it."""
    from LandmarkAILib.slicer.logic.qt_worker import shared_worker

    shared_worker().shutdown()
    shared_worker.cache_clear()
    yield
    shared_worker().shutdown()
    shared_worker.cache_clear()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_no_process_is_left_when_slicer_ends(
    worker_of_its_own: None, volume: Any, panel: Panel, tiny_model: str, slicer_app: Any, scene: Any
) -> None:
    """In mid-run, with the real process: Slicer says that it is about to quit."""
    pid = start_real(panel, tiny_model)
    slicer_app.aboutToQuit()
    wait_until(lambda: not is_alive(pid), "the end of the process")
    assert panel.ui.statusLabel.text == "The run was cancelled." and results_in(scene) == 0
