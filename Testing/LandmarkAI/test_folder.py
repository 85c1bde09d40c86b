"""A folder of studies in the panel: clicked, told, cancelled, gathered by the real worker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fake_worker import FakeLauncher
from LandmarkAILib.files.images import write_image
from LandmarkAILib.worker.protocol import CaseEnded, DetectFolder, Failure, Progress, Result
from slicer_harness.fixtures import Panel, wait_until
from threshold_model import phantom


@pytest.fixture
def studies(tmp_path: Path) -> Path:
    """Two studies, and a file that is none."""
    folder = tmp_path / "studies"
    (folder / "site").mkdir(parents=True)
    for name in ("one.nrrd", "site/two.nrrd"):
        write_image(phantom(), folder / name)
    (folder / "broken.nrrd").write_bytes(b"NRRD0004\n")
    return folder


def choose(panel: Panel, studies: Path, output: Path) -> None:
    panel.ui.folderCollapsible.collapsed = False
    panel.ui.folderInput.setCurrentPath(str(studies))
    panel.ui.folderOutput.setCurrentPath(str(output))


def test_what_is_missing_is_said(panel: Panel, studies: Path, tmp_path: Path) -> None:
    panel.ui.folderCollapsible.collapsed = False
    assert "folder of the studies" in panel.ui.folderButton.toolTip
    panel.ui.folderInput.setCurrentPath(str(studies))
    panel.ui.folderOutput.setCurrentPath("")
    assert "folder for the results" in panel.ui.folderButton.toolTip
    panel.ui.folderOutput.setCurrentPath(str(studies))
    assert not panel.ui.folderButton.enabled and "another folder" in panel.ui.folderButton.toolTip
    assert not panel.ui.folderPage.enabled and "no quality page" in panel.ui.folderPage.toolTip
    panel.ui.folderOutput.setCurrentPath(str(tmp_path / "out"))
    assert panel.ui.folderButton.enabled and not panel.ui.folderCancel.enabled


def test_a_folder_takes_three_clicks(
    panel: Panel, launcher: FakeLauncher, studies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unfold, browse (the dialog's own clicks not counted), detect; results go beside the studies."""
    from PySide6 import QtCore, QtTest, QtWidgets
    from slicer_harness.pythonqt import wrapper
    from slicer_harness.stand_ins.ctk_inputs import ctkPathLineEdit

    def answer(edit: Any) -> None:
        edit.setCurrentPath(str(studies))

    monkeypatch.setattr(ctkPathLineEdit, "browse", answer)
    assert panel.ui.folderCollapsible.collapsed
    clicked = []
    for name in ("folderCollapsible", "folderInput", "folderButton"):
        native = wrapper.native_of(getattr(panel.ui, name))
        if name == "folderInput":
            native = native.findChild(QtWidgets.QToolButton)
        assert native.isVisible() and native.isEnabled(), native.toolTip()
        QtTest.QTest.mouseClick(native, QtCore.Qt.MouseButton.LeftButton)
        clicked.append(name)
    request = launcher.request
    assert isinstance(request, DetectFolder) and len(clicked) == 3
    beside = studies.with_name("studies_landmarks")
    assert (request.inputs, request.output) == ((str(studies),), str(beside))


def test_a_folder_for_the_results_that_was_chosen_stays(
    panel: Panel, studies: Path, tmp_path: Path
) -> None:
    panel.ui.folderInput.setCurrentPath(str(studies))
    assert panel.ui.folderOutput.currentPath == f"{studies}_landmarks"
    panel.ui.folderInput.setCurrentPath(str(studies / "site"))
    assert panel.ui.folderOutput.currentPath == str(studies / "site_landmarks")
    panel.ui.folderInput.setCurrentPath(str(studies / "nowhere"))
    assert panel.ui.folderOutput.currentPath == ""
    choose(panel, studies, tmp_path / "mine")
    panel.ui.folderInput.setCurrentPath(str(studies / "site"))
    assert panel.ui.folderOutput.currentPath == str(tmp_path / "mine")


def test_a_click_asks_for_the_folder_and_tells_how_far_it_is(
    panel: Panel, launcher: FakeLauncher, studies: Path, tmp_path: Path
) -> None:
    choose(panel, studies, tmp_path / "out")
    panel.click("folderPictures")
    panel.click("folderButton")
    request = launcher.request
    assert isinstance(request, DetectFolder)
    assert (request.inputs, request.output) == ((str(studies),), str(tmp_path / "out"))
    assert request.gather and not request.options.pictures
    assert not panel.ui.folderButton.enabled and panel.ui.folderCancel.enabled
    launcher.process.say(Progress(request.id, 0.5, "case 2 of 3, site/two: looking"))
    assert panel.ui.folderProgress.value == 500 and "site/two" in panel.ui.folderLabel.text
    launcher.process.say(CaseEnded(request.id, "one", "done", 1.0, "found"))
    launcher.process.say(CaseEnded(request.id, "site/two", "skipped", 0.0, "complete"))
    launcher.process.say(CaseEnded(request.id, "broken", "failed", 0.0, "it is damaged", "input"))
    launcher.process.say(Result(request.id))
    said = panel.ui.folderLabel.text
    assert "1 studies done, 1 done before, 1 failed" in said and "broken: it is damaged" in said
    assert panel.ui.folderButton.enabled and not panel.ui.folderCancel.enabled


def test_cancelled_and_failed_runs_are_told(
    panel: Panel, launcher: FakeLauncher, studies: Path, tmp_path: Path
) -> None:
    choose(panel, studies, tmp_path / "out")
    panel.click("folderButton")
    assert launcher.request
    panel.click("folderCancel")
    launcher.process.end()
    wait_until(lambda: panel.ui.folderButton.enabled, "the end of the run")
    assert "cancelled" in panel.ui.folderLabel.text
    panel.click("folderButton")
    request = launcher.request
    launcher.process.say(Failure(request.id, "user", "The disk is full: free some space."))
    assert panel.ui.folderLabel.text == "The disk is full: free some space."
    assert panel.ui.folderButton.enabled


@pytest.mark.slow
def test_the_real_worker_detects_and_the_page_opens(
    panel: Panel, studies: Path, tmp_path: Path, tiny_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import qt

    opened: list[Any] = []
    monkeypatch.setattr(qt.QDesktopServices, "openUrl", opened.append)
    output = tmp_path / "out"
    choose(panel, studies, output)
    panel.logic.getParameterNode().model = tiny_model
    panel.click("folderButton")
    wait_until(lambda: panel.ui.folderButton.enabled, "the end of the run")
    assert "2 studies done, 0 done before, 1 failed" in panel.ui.folderLabel.text
    assert (output / "cohort_table.csv").is_file()
    panel.click("folderPage")
    assert [Path(url.toLocalFile()) for url in opened] == [output / "cohort.html"]
