"""The self-test that users send: it passes here, it says what fails, and it names nobody."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from LandmarkAILib.errors import InputError
from slicer_harness.fixtures import Panel

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "docs" / "examples" / "self_test.py"


@pytest.fixture
def logic(load_module: Callable[[Path], Any]) -> Any:
    load_module(ROOT / "LandmarkAI" / "LandmarkAI.py")
    from LandmarkAI import LandmarkAILogic

    return LandmarkAILogic()


def trains(_folder: Path) -> str:
    return "a model was written"


def checked(logic: Any, folder: Path, train: Callable[[Path], str] = trains) -> tuple[Any, Any]:
    from LandmarkAILib.slicer.logic.self_check import SelfCheck

    check = SelfCheck(logic, folder, train)
    return {result.name: result for result in check.run(lambda _name: None)}, check.facts


def test_the_script_passes_and_writes_one_file(
    logic: Any, slicer_app: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """All of it, training included; in Slicer itself it has not run here."""
    from slicer_harness.pythonqt import wrapper

    pytest.importorskip("lightning")
    monkeypatch.setattr(wrapper.native_of(slicer_app), "_layout_manager", None)
    path = tmp_path / "José" / "report.txt"
    path.parent.mkdir()
    monkeypatch.setattr(sys, "argv", [str(SCRIPT), str(path)])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(SCRIPT), run_name="__main__")
    text = path.read_text(encoding="utf-8")
    assert not ended.value.code, text
    assert text.splitlines()[:2] == ["LandmarkAI self-test", "PASSED"]
    for part in (
        "Slicer 5.",
        "torch 2",
        "CPU (",
        "cmr-sax: ",
        "pass",
        "detect, warm",
        "train ten steps",
    ):
        assert part in text
    assert "FAIL" not in text and text.count("pass  ") == 10
    assert str(ROOT) not in text and str(tmp_path) not in text and str(Path.home()) not in text
    import slicer

    assert slicer.util.getNodesByClass("vtkMRMLScalarVolumeNode") == []


def test_the_button(panel: Panel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scene: Any) -> None:
    from LandmarkAILib.slicer.logic import self_check

    monkeypatch.setattr(self_check, "SelfCheck", partial(self_check.SelfCheck, train=trains))
    monkeypatch.setattr(panel.widget.panel.self_test, "_folder", tmp_path)
    panel.ui.setupCollapsible.collapsed = False
    seen: list[tuple[bool, str]] = []
    breathe = panel.logic.worker.breathe

    def look() -> None:
        seen.append((panel.ui.selfTestButton.enabled, panel.ui.setupReport.toPlainText()))
        breathe()

    monkeypatch.setattr(panel.logic.worker, "breathe", look)
    panel.click("selfTestButton")
    assert seen and not any(enabled for enabled, _ in seen)
    assert any("detect, first time…" in text for _, text in seen)
    shown = panel.ui.setupReport.toPlainText()
    assert panel.ui.selfTestButton.enabled and panel.ui.copyButton.enabled
    text = (tmp_path / "LandmarkAI-self-test.txt").read_text(encoding="utf-8")
    assert text.splitlines()[1] == "PASSED", text
    assert shown.startswith(text) and "Written to" in shown and "Written to" not in text


def test_the_users_scene_is_left_as_it_was(logic: Any, tmp_path: Path, scene: Any) -> None:
    import slicer

    mine = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "mine")
    count = scene.GetNumberOfNodesByClass("vtkMRMLStorableNode")
    results, facts = checked(logic, tmp_path)
    assert {result.outcome for result in results.values()} == {"passed"}
    assert facts["device"]["kind"] in ("cpu", "cuda", "mps")
    assert mine.GetScene() is scene
    assert scene.GetNumberOfNodesByClass("vtkMRMLStorableNode") == count


def test_what_fails_is_told_and_what_needs_it_is_skipped(
    logic: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from LandmarkAILib.slicer.logic import self_check

    def nowhere() -> Path:
        raise InputError("LandmarkAI's sample data are missing: reinstall it.")

    monkeypatch.setattr(self_check, "sample_data", nowhere)
    results, facts = checked(logic, tmp_path)
    assert results["load the sample"].outcome == "failed"
    assert "sample data are missing" in results["load the sample"].text
    assert results["save and reload"].text == "needs 'load the sample'"
    assert results["train ten steps"].outcome == "passed"
    from LandmarkAILib.slicer.logic.self_check_report import report

    text = report(list(results.values()), facts, "line 1\nline 2")
    assert text.splitlines()[1] == "FAILED: load the sample" and "line 2" in text


def test_training_that_cannot_be_tried_is_no_failure(logic: Any, tmp_path: Path) -> None:
    from LandmarkAILib.slicer.logic.ten_steps import SkippedError

    def train(_folder: Path) -> str:
        raise SkippedError("the module LandmarkAITraining is not installed")

    results, _ = checked(logic, tmp_path, train)
    assert results["train ten steps"].outcome == "skipped"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in /data/José García/x/image.nrrd: no", "image.nrrd: no"),
        (r"open D:\Studies\jg\Temp\a.npy failed", "open …/a.npy failed"),
        (r"\\server\share\patients\a.npy", "…/a.npy"),
        ("File '/opt/x/torch/nn.py', line 3", "File '…/nn.py', line 3"),
        ("of jdoe42 on host-of-jdoe", "of <user> on <machine>"),
        ("1/2 of 3 mm, https://example.org", "1/2 of 3 mm, https://example.org"),
    ],
)
def test_no_name_is_left(
    slicer_app: Any, monkeypatch: pytest.MonkeyPatch, text: str, expected: str
) -> None:
    from LandmarkAILib.slicer.logic import self_check_report

    monkeypatch.setattr(self_check_report.getpass, "getuser", lambda: "jdoe42")
    monkeypatch.setattr(self_check_report.platform, "node", lambda: "host-of-jdoe")
    found = self_check_report.without_names(text)
    assert expected in found
    assert not {"jg", "patients"} & set(found.replace("\\", "/").split("/"))


def test_the_home_of_a_name_with_a_space(slicer_app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from LandmarkAILib.slicer.logic import self_check_report

    home = Path("C:/Users/José García") if sys.platform == "win32" else Path("/home/José García")
    monkeypatch.setattr(self_check_report.Path, "home", lambda: home)
    for path in (str(home / "scan" / "a.nrrd"), str(home).replace("/", "\\") + "\\a.nrrd"):
        found = self_check_report.without_names(f"cannot read {path}")
        assert "José" not in found and "García" not in found and "a.nrrd" in found
