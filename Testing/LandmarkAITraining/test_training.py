"""Training runs apart from Slicer, is watched, cancelled, resumed and found again."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scripted_launcher import ScriptedLauncher, write_curves
from slicer_harness.fixtures import Panel, wait_until


def poll(panel: Panel) -> None:
    panel.widget.panel.poll()


def test_training_is_started_with_what_was_chosen(
    panel: Panel, launcher: ScriptedLauncher, dataset: Path, preset: Path, tmp_path: Path
) -> None:
    panel.ui.stepsEdit.text = "8, 12"
    panel.ui.threadsSpinBox.value = 1
    panel.click("trainButton")
    run = str(tmp_path / "run")
    assert launcher.arguments == [
        *["train", str(dataset), "--preset", str(preset), "-o", run],
        *["--steps", "8", "12", "--threads", "1"],
    ]
    assert "landmarkai train" in panel.ui.trainLabel.toolTip
    assert not panel.ui.trainButton.enabled and panel.ui.cancelButton.enabled
    assert panel.ui.trainLabel.text.startswith("Starting")


def test_progress_is_told_in_steps(panel: Panel, launcher: ScriptedLauncher, tmp_path: Path) -> None:
    panel.click("trainButton")
    (tmp_path / "run" / "stage1").mkdir()
    launcher.say("Epoch 0:  50%|█████     | 2/4\rEpoch 1:  50%|█████     | 2/4")
    poll(panel)
    assert panel.ui.trainLabel.text.startswith("Stage 1 of 2, step 6 of 8. Slicer may be closed")
    assert panel.ui.trainBar.visible and panel.ui.trainBar.value == round(1000 * 6 / 16)
    (tmp_path / "run" / "stage1" / "done").touch()
    (tmp_path / "run" / "stage2").mkdir()
    launcher.say("\nEpoch 0:   0%|          | 0/4")
    poll(panel)
    assert panel.ui.trainLabel.text.startswith("Stage 2 of 2, step 0 of 8")
    assert panel.ui.trainBar.value == 500


def test_time_that_is_left_is_told(
    panel: Panel, launcher: ScriptedLauncher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what was seen of it: the first quarter, watched for ten minutes, foretells the rest."""
    from LandmarkAITrainingLib.training import time_left

    clock = [1000.0]
    monkeypatch.setattr(time_left, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    panel.click("trainButton")
    (tmp_path / "run" / "stage1").mkdir()
    poll(panel)
    assert "left" not in panel.ui.trainLabel.text
    clock[0] += 600
    launcher.say("Epoch 0: 100%|██████████| 4/4")
    poll(panel)
    assert panel.ui.trainLabel.text.endswith(" About 30 min left.")
    clock[0] += 36_000
    poll(panel)
    assert panel.ui.trainLabel.text.endswith(" About 30 h left.")


def test_curves_are_drawn_as_they_come(
    panel: Panel, launcher: ScriptedLauncher, tmp_path: Path, scene: Any
) -> None:
    import slicer

    assert not panel.ui.curvesButton.enabled and "no curves" in panel.ui.curvesButton.toolTip
    panel.click("trainButton")
    write_curves(tmp_path / "run", 1, [9.0, 6.0])
    poll(panel)
    selected = slicer.app.applicationLogic().GetSelectionNode().GetActivePlotChartID()
    chart = scene.GetNodeByID(selected)
    assert chart.GetTitle() == "Stage 1: median error (mm)"
    series = chart.GetNthPlotSeriesNode(0)
    values = slicer.util.arrayFromTableColumn(series.GetTableNode(), "LV center")
    assert series.GetXColumnName() == "step" and list(values) == [9.0, 6.0]
    write_curves(tmp_path / "run", 1, [9.0, 6.0, 4.0])
    poll(panel)
    assert len(slicer.util.arrayFromTableColumn(series.GetTableNode(), "LV center")) == 3
    panel.ui.curvesComboBox.currentIndex = 1
    (chart,) = slicer.util.getNodesByClass("vtkMRMLPlotChartNode")
    assert chart.GetTitle() == "Stage 1: loss" and chart.GetNumberOfPlotSeriesNodes() == 2


def test_curves_survive_a_closed_scene(
    panel: Panel, launcher: ScriptedLauncher, tmp_path: Path, scene: Any
) -> None:
    panel.click("trainButton")
    write_curves(tmp_path / "run", 1, [9.0])
    poll(panel)
    scene.Clear(0)
    poll(panel)
    assert scene.GetNumberOfNodesByClass("vtkMRMLPlotChartNode") == 1


def test_cancel_and_resume(panel: Panel, launcher: ScriptedLauncher, tmp_path: Path) -> None:
    panel.click("trainButton")
    write_curves(tmp_path / "run", 1, [9.0])
    poll(panel)
    panel.click("cancelButton")
    assert launcher.killed == [1] and "was cancelled" in panel.ui.trainLabel.text
    assert not panel.ui.trainButton.enabled and "resume it" in panel.ui.trainButton.toolTip
    launcher.killed.clear()
    panel.click("resumeButton")
    assert launcher.arguments[-1] == "--resume" and len(launcher.folders) == 2
    launcher.end(0)
    poll(panel)
    assert panel.ui.trainLabel.text.startswith("Trained.")
    assert not panel.ui.resumeButton.enabled


def test_killed_trainer(panel: Panel, launcher: ScriptedLauncher, tmp_path: Path) -> None:
    panel.click("trainButton")
    write_curves(tmp_path / "run", 1, [9.0])
    launcher.die()
    poll(panel)
    assert "ended unexpectedly" in panel.ui.trainLabel.text and panel.ui.resumeButton.enabled


def test_training_that_fails_says_why(panel: Panel, launcher: ScriptedLauncher) -> None:
    panel.click("trainButton")
    launcher.say("Seed set\nlandmarkai: the dataset has no case with split 'val': divide it.\n")
    launcher.end(2)
    poll(panel)
    assert "no case with split 'val': divide it." in panel.ui.trainLabel.text
    assert "press Resume" in panel.ui.trainLabel.text


def test_real_training_on_a_dataset_that_was_deleted(panel: Panel, dataset: Path) -> None:
    shutil.rmtree(dataset)
    panel.click("trainButton")
    wait_until(lambda: not panel.ui.cancelButton.enabled, "the end", 600)
    assert "hearts is not a folder" in panel.ui.trainLabel.text


def test_run_folder_that_cannot_be_written(panel: Panel, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    panel.ui.runFolder.setCurrentPath(str(tmp_path / "file" / "run"))
    panel.click("trainButton")
    assert "cannot be written" in panel.ui.trainLabel.text
    assert not panel.ui.cancelButton.enabled and panel.ui.trainButton.enabled


def test_process_that_cannot_be_started(panel: Panel, launcher: ScriptedLauncher) -> None:
    launcher.refusal = "PythonSlicer is not there"
    panel.click("trainButton")
    assert "PythonSlicer is not there" in panel.ui.trainLabel.text
    assert not panel.ui.cancelButton.enabled


@pytest.mark.parametrize(
    ("widget", "text", "reason"),
    [
        ("datasetFolder", "", "folder of a dataset"),
        ("runFolder", "", "folder for the training"),
        ("presetComboBox", "", "Choose a preset"),
        ("stepsEdit", "many", "whole numbers"),
        ("stepsEdit", "0 5", "whole numbers"),
    ],
)
def test_what_is_missing_is_told(panel: Panel, widget: str, text: str, reason: str) -> None:
    setters = {"stepsEdit": "setText", "presetComboBox": "setEditText"}
    getattr(getattr(panel.ui, widget), setters.get(widget, "setCurrentPath"))(text)
    assert not panel.ui.trainButton.enabled and reason in panel.ui.trainButton.toolTip


def test_steps_that_do_not_fit_the_preset(panel: Panel) -> None:
    panel.ui.stepsEdit.text = "5"
    panel.click("trainButton")
    assert "2 stages" in panel.ui.trainLabel.text


def test_packages_are_missing(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slicer's testing mode installs nothing."""
    there = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "2.3" if name == "lightning" else there(name))
    panel.parent.enter()
    assert panel.ui.problemFrame.visible and "(lightning)" in panel.ui.problemLabel.text
    assert not panel.ui.trainButton.enabled and "lightning" in panel.ui.trainButton.toolTip
    panel.click("installPackagesButton")
    assert "Not installed: lightning." in panel.ui.problemLabel.text
    monkeypatch.setattr(metadata, "version", there)
    panel.parent.enter()
    assert not panel.ui.problemFrame.visible and panel.ui.trainButton.enabled


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_training_survives_the_panel_and_is_found_again(
    panel: Panel, reopen: Callable[[], Panel], tmp_path: Path
) -> None:
    """A real process; the panel is closed, opened, and the process killed as by the system."""
    from LandmarkAITrainingLib.slicer.logic.job_files import LOCK, JobFile, is_held

    panel.ui.stepsEdit.text = "4000 4000"
    panel.click("trainButton")
    job = tmp_path / "run" / "job"
    wait_until(lambda: is_held(job / LOCK), "the trainer at work", 600)
    again = reopen()
    assert is_held(job / LOCK)
    assert again.ui.runFolder.currentPath == str(tmp_path / "run")
    assert again.ui.cancelButton.enabled and not again.ui.trainButton.enabled
    found = JobFile.read(job)
    assert found is not None
    os.killpg(found.process, signal.SIGKILL)
    wait_until(lambda: not is_held(job / LOCK), "its end", 120)
    poll(again)
    # It may have been started a moment ago by a Slicer that is gone: that is taken for running.
    wait_until(lambda: again.ui.resumeButton.enabled, "the state", 120)
    assert "ended unexpectedly" in again.ui.trainLabel.text
    again.click("resumeButton")
    wait_until(lambda: is_held(job / LOCK), "the trainer at work again", 600)
    again.click("cancelButton")
    assert not is_held(job / LOCK) and "was cancelled" in again.ui.trainLabel.text
