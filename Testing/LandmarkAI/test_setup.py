"""First use: what is missing is said, installed after asking, and reported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from harness.fixtures import Panel, wait_until
from LandmarkAILib.models.archive import pack_bundle
from models import tiny_bundle


@pytest.fixture
def setup_page(panel: Panel) -> Panel:
    """The panel with the set-up page open."""
    panel.ui.setupCollapsible.collapsed = False
    return panel


def test_report_names_versions_device_and_models(setup_page: Panel) -> None:
    setup_page.click("checkButton")
    assert not setup_page.ui.checkButton.enabled
    wait_until(lambda: setup_page.ui.checkButton.enabled, "the report", 120)
    report = setup_page.ui.setupReport.toPlainText()
    assert report.startswith("✓ All is there.")
    for part in ("Slicer 5.13", "LandmarkAI 0", "torch 2", "SimpleITK", "CPU", "cmr-sax: ", "sha256"):
        assert part in report
    setup_page.click("copyButton")
    import slicer

    assert slicer.app.clipboard().text() == report


def test_report_cannot_be_copied_before_there_is_one(setup_page: Panel) -> None:
    assert not setup_page.ui.copyButton.enabled and "Press Check" in setup_page.ui.copyButton.toolTip


def test_nothing_is_installed_where_nothing_is_missing(setup_page: Panel) -> None:
    assert not setup_page.ui.installButton.enabled and not setup_page.ui.problemFrame.visible


def test_missing_packages_are_told_before_use_and_installed_by_the_extension_pytorch(
    panel: Panel, volume: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from LandmarkAILib.logic import packages

    there: dict[str, str | None] = {"torch": None, "numpy": "2"}
    monkeypatch.setattr(packages, "versions", lambda: there)
    panel.parent.exit()
    panel.parent.enter()
    panel.ui.volumeSelector.setCurrentNode(volume)
    assert panel.ui.problemFrame.visible and "torch" in panel.ui.problemLabel.text
    assert not panel.ui.detectButton.enabled and "torch" in panel.ui.detectButton.toolTip
    panel.click("problemButton")
    panel.click("installButton")
    assert "extension PyTorch" in panel.ui.setupReport.toPlainText()

    asked = []

    class PyTorchUtilsLogic:
        def installTorch(self, askConfirmation: bool) -> object:  # noqa: N802, N803
            asked.append(askConfirmation)
            there["torch"] = "2.9"
            return object()

    module = type(packages)("PyTorchUtils")
    module.PyTorchUtilsLogic = PyTorchUtilsLogic
    monkeypatch.setitem(__import__("sys").modules, "PyTorchUtils", module)
    panel.click("installButton")
    assert asked == [True]
    assert not panel.ui.problemFrame.visible and panel.ui.detectButton.enabled


def test_other_packages_are_only_installed_with_consent(
    setup_page: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slicer's testing mode answers no."""
    from LandmarkAILib.logic import packages

    monkeypatch.setattr(packages, "versions", lambda: {"safetensors": None})
    assert packages.install_missing(["safetensors"]) == "Not installed: safetensors."


def test_model_is_installed_from_a_file_and_can_be_chosen(setup_page: Panel, tmp_path: Path) -> None:
    from LandmarkAILib.models.bundle import write_bundle
    from LandmarkAILib.models.installed import remove_model
    from models import tiny_description

    source = tiny_bundle(tmp_path / "source")
    weights = {name: source.weights(n) for n, name in enumerate(source.description["files"])}
    description = {**tiny_description(), "name": "other", "title": "Another"}
    archive = pack_bundle(write_bundle(tmp_path / "other", description, weights), tmp_path / "other.zip")
    before = setup_page.ui.modelComboBox.count
    setup_page.widget.panel.setup.install_model(archive)
    try:
        assert "checksums are right" in setup_page.ui.setupReport.toPlainText()
        texts = [setup_page.ui.modelComboBox.itemText(n) for n in range(before + 1)]
        assert "other: Another" in texts
    finally:
        remove_model("other")


def test_damaged_model_is_refused(setup_page: Panel, tmp_path: Path) -> None:
    file = tmp_path / "model.zip"
    file.write_bytes(b"PK nothing")
    before = setup_page.ui.modelComboBox.count
    setup_page.widget.panel.setup.install_model(file)
    assert "model.zip" in setup_page.ui.setupReport.toPlainText()
    assert setup_page.ui.modelComboBox.count == before


def test_check_that_fails_shows_the_log(setup_page: Panel, new_launcher: Any) -> None:
    from LandmarkAILib.worker.protocol import Failure

    launcher = new_launcher(setup_page)
    setup_page.click("checkButton")
    launcher.process.say(Failure(launcher.request.id, "user", "PyTorch cannot be loaded."))
    assert setup_page.ui.setupReport.toPlainText().startswith("PyTorch cannot be loaded.")
    assert setup_page.ui.checkButton.enabled
