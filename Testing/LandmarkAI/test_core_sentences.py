"""Sentences of the core in the user's language: the core says them so, and each is found again."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from compiled_words import translator
from fake_worker import FakeLauncher
from LandmarkAILib.worker.failures import _in_slicer
from LandmarkAILib.worker.protocol import CaseEnded, Detect, DetectFolder, Failure, Progress
from PySide6 import QtWidgets
from slicer_harness.fixtures import Panel, wait_until

CORE = Path(__file__).resolve().parents[2] / "LandmarkAI" / "LandmarkAILib"


def template(node: ast.expr) -> str:
    """A text of the source with ``{}`` for each value that is put into it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else "{}"


def core_texts() -> Iterator[str]:
    """All texts of the core, also halves of a conditional sentence."""
    for path in sorted(CORE.rglob("*.py")):
        if "slicer" not in path.relative_to(CORE).parts:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, (ast.JoinedStr, ast.Constant)):
                    yield template(node)


def blank(source: str) -> str:
    return re.sub(r"\{\w*\}", "{}", source)


def test_the_core_says_every_sentence_so() -> None:
    """One that is reworded there would be shown in English from then on."""
    from LandmarkAILib.slicer.panel.core_sentences import SENTENCES

    said = {_in_slicer(text) for text in core_texts()}
    unknown = [source for source in SENTENCES if blank(source) not in said]
    assert unknown == []


def test_every_sentence_is_known_again_with_what_is_put_into_it() -> None:
    from LandmarkAILib.slicer.panel import core_sentences as core

    for source in core.SENTENCES:
        names = re.findall(r"\{(\w+)\}", source)
        sentence = source.format(**{name: f"<{name}>" for name in names})
        first = next(text for text, pattern in core._patterns() if pattern.fullmatch(sentence))
        assert first == source


@pytest.fixture
def german(slicer_app: Any, tmp_path: Path) -> Iterator[None]:
    loaded = translator("de-DE", tmp_path)
    QtWidgets.QApplication.installTranslator(loaded)
    yield
    QtWidgets.QApplication.removeTranslator(loaded)


def test_what_is_put_into_a_sentence_is_told_too(german: None) -> None:
    from LandmarkAILib.slicer.panel.core_sentences import told

    sentence = "Herz was not finished, as the detection process ended unexpectedly (killed): "
    remedy = "memory may have run out, so close other programs, then run it again"
    assert told(f"{sentence}{remedy}; the log has the details.") == (
        "Herz wurde nicht beendet, denn der Erkennungsprozess endete unerwartet (abgebrochen): "
        "Vielleicht reichte der Speicher nicht: andere Programme schließen und erneut starten; "
        "Einzelheiten stehen im Protokoll."
    )
    assert told("Of this the core says nothing.") == "Of this the core says nothing."


def test_a_failed_run_is_told_in_german(
    german: None, panel: Panel, launcher: FakeLauncher, volume: Any
) -> None:
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.click("detectButton")
    request = launcher.request
    assert isinstance(request, Detect)
    english = "lge_magnitude needs more memory than there is: close other programs or crop the image."
    launcher.process.say(Failure(request.id, "user", english, "memory"))
    wait_until(lambda: panel.ui.detectButton.enabled, "the failure")
    assert panel.ui.statusLabel.text == (
        "lge_magnitude braucht mehr Arbeitsspeicher, als da ist: andere Programme schließen oder das "
        "Bild zuschneiden."
    )


@pytest.mark.parametrize(
    ("button", "label"), [("savePictureButton", "slicesLabel"), ("pdfButton", "pointLabel")]
)
def test_an_unwritable_file_is_told_in_german(
    german: None,
    panel: Panel,
    found: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    button: str,
    label: str,
) -> None:
    (tmp_path / "file").touch()
    path = str(tmp_path / "file" / "picture.png")
    monkeypatch.setattr(QtWidgets.QFileDialog, "getSaveFileName", lambda *_asked: (path, ""))
    panel.find(button).click()
    text = getattr(panel.ui, label).text
    assert "lässt sich nicht schreiben" in text and "cannot" not in text


def test_a_folder_run_is_told_in_german(
    german: None, panel: Panel, launcher: FakeLauncher, tmp_path: Path
) -> None:
    panel.ui.folderCollapsible.collapsed = False
    panel.ui.folderInput.setCurrentPath(str(tmp_path))
    panel.click("folderButton")
    request = launcher.request
    assert isinstance(request, DetectFolder)
    launcher.process.say(Progress(request.id, 0.5, "reading the image"))
    assert panel.ui.folderLabel.text == "das Bild wird gelesen"
    english = "one needs more memory than there is: close other programs or crop the image."
    launcher.process.say(CaseEnded(request.id, "one", "failed", 0.0, english, "memory"))
    launcher.process.say(Failure(request.id, "user", english, "memory"))
    assert panel.ui.folderLabel.text.startswith("one braucht mehr Arbeitsspeicher")
