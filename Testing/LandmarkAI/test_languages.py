"""The panel in other languages, in Qt: nothing that has a translation is shown in English."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import translations
from compiled_words import translator
from fake_worker import FakeLauncher
from PySide6 import QtWidgets
from slicer_harness.fixtures import Panel
from slicer_harness.pythonqt.conversion import unwrap

ROOT = Path(__file__).resolve().parents[2]
MODULES = ("LandmarkAI", "LandmarkAITraining")


@pytest.fixture(params=translations.LANGUAGES)
def language(request: pytest.FixtureRequest, slicer_app: Any, tmp_path: Path) -> Iterator[str]:
    """The application's language, for a time."""
    loaded = translator(request.param, tmp_path)
    QtWidgets.QApplication.installTranslator(loaded)
    yield request.param
    QtWidgets.QApplication.removeTranslator(loaded)


def shown_texts(panel: Panel) -> set[str]:
    """All that a panel shows or would show: texts, titles, tooltips, items and cells."""
    texts: set[str] = set()
    for widget in map(unwrap, panel.parent.findChildren(QtWidgets.QWidget)):
        for name in ("text", "title", "toolTip", "placeholderText", "noneDisplay", "specialValueText"):
            texts.add(str(widget.property(name) or ""))
        if isinstance(widget, QtWidgets.QComboBox):
            texts |= {widget.itemText(row) for row in range(widget.count())}
        if isinstance(widget, QtWidgets.QTableWidget):
            columns = range(widget.columnCount())
            headers = [widget.horizontalHeaderItem(column) for column in columns]
            cells = [widget.item(row, column) for row in range(widget.rowCount()) for column in columns]
            texts |= {item.text() for item in (*headers, *cells) if item is not None}
    return texts - {""}


def english(texts: set[str], language: str) -> set[str]:
    """What of it is the source of a translation in other words."""
    words = translations.read(language)
    others = {t.text for t in words.values()}
    return {m.source for m, t in words.items() if t.text != m.source} & texts - others


@pytest.mark.parametrize("module", MODULES)
def test_an_open_panel_has_no_english(
    module: str, language: str, module_widget: Callable[[Path], Panel]
) -> None:
    texts = shown_texts(module_widget(ROOT / module / f"{module}.py"))
    assert len(texts) > 30
    assert not english(texts, language)


def test_results_have_no_english(
    language: str, panel: Panel, launcher: FakeLauncher, found: Any
) -> None:
    texts = shown_texts(panel)
    assert not english(texts, language)
    walls = {"de-DE": "Mittventr. inferoseptal", "fr-FR": "Inféroseptal médian"}
    insertions = {"de-DE": "Anteriore RV-Insertion", "fr-FR": "Insertion antérieure du VD"}
    assert {walls[language], insertions[language]} <= texts
    # Labels are names in files, which others read.
    labels = {found.landmarks.GetNthControlPointLabel(n) for n in range(3)}
    assert not labels & set(insertions.values())
