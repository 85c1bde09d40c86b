"""The page of set-up: the report of the check, and models from files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from LandmarkAILib.models.archive import pack_bundle
from LandmarkAILib.models.bundle import write_bundle
from models import tiny_bundle, tiny_description
from slicer_harness.fixtures import Panel, wait_until


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


def test_check_that_fails_shows_the_log(setup_page: Panel, new_launcher: Any) -> None:
    from LandmarkAILib.worker.protocol import Failure

    launcher = new_launcher(setup_page)
    setup_page.click("checkButton")
    launcher.process.say(Failure(launcher.request.id, "user", "PyTorch cannot be loaded."))
    assert setup_page.ui.setupReport.toPlainText().startswith("PyTorch cannot be loaded.")
    assert setup_page.ui.checkButton.enabled


@pytest.fixture
def choose_file(monkeypatch: pytest.MonkeyPatch, slicer_app: Any) -> Callable[[Path | None], None]:
    """``choose_file(path)``: what the user picks in the dialog; None: Cancel."""
    from PySide6 import QtWidgets

    def choose(path: Path | None) -> None:
        def answer(_parent: object, _title: str, _folder: str, kinds: str) -> tuple[str, str]:
            assert "*.zip" in kinds
            return (str(path), kinds) if path else ("", "")

        monkeypatch.setattr(QtWidgets.QFileDialog, "getOpenFileName", answer)

    return choose


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Path]:
    """A model that is not installed, as it is handed on."""
    from LandmarkAILib.models.installed import list_models, remove_model

    source = tiny_bundle(tmp_path / "source")
    weights = {name: source.weights(n) for n, name in enumerate(source.description.files)}
    description = {**tiny_description(), "name": "other", "title": "Another"}
    yield pack_bundle(write_bundle(tmp_path / "other", description, weights), tmp_path / "other.zip")
    if "other" in (entry.name for entry in list_models()):
        remove_model("other")


def models_of(panel: Panel) -> list[str]:
    return [panel.ui.modelComboBox.itemText(n) for n in range(panel.ui.modelComboBox.count)]


def test_model_is_installed_from_a_file_and_can_be_chosen(
    setup_page: Panel, archive: Path, choose_file: Callable[[Path | None], None]
) -> None:
    choose_file(archive)
    setup_page.click("installModelButton")
    assert "checksums are right" in setup_page.ui.setupReport.toPlainText()
    setup_page.ui.modelComboBox.currentIndex = models_of(setup_page).index("other: Another")
    assert "Another" in setup_page.ui.modelSummary.text


def test_no_model_is_installed_when_no_file_was_chosen(
    setup_page: Panel, archive: Path, choose_file: Callable[[Path | None], None]
) -> None:
    before = models_of(setup_page)
    choose_file(None)
    setup_page.click("installModelButton")
    assert setup_page.ui.setupReport.toPlainText() == "" and models_of(setup_page) == before


def test_model_whose_checksum_is_wrong_is_refused(
    setup_page: Panel, archive: Path, choose_file: Callable[[Path | None], None]
) -> None:
    """One byte of its weights."""
    with zipfile.ZipFile(archive) as whole:
        files = {name: bytearray(whole.read(name)) for name in whole.namelist()}
    damaged = next(name for name in files if name.endswith(".safetensors"))
    files[damaged][-1] ^= 1
    with zipfile.ZipFile(archive, "w") as altered:
        for name, data in files.items():
            altered.writestr(name, bytes(data))
    before = models_of(setup_page)
    choose_file(archive)
    setup_page.click("installModelButton")
    report = setup_page.ui.setupReport.toPlainText()
    assert Path(damaged).name in report and "(checksum): get the model again" in report
    assert models_of(setup_page) == before


def test_file_that_is_no_model_is_refused(
    setup_page: Panel, tmp_path: Path, choose_file: Callable[[Path | None], None]
) -> None:
    file = tmp_path / "model.zip"
    file.write_bytes(b"PK nothing")
    before = models_of(setup_page)
    choose_file(file)
    setup_page.click("installModelButton")
    assert "model.zip" in setup_page.ui.setupReport.toPlainText()
    assert models_of(setup_page) == before
