"""The panels' words in other languages: complete, current, and found by Qt under Slicer's contexts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import translated_values
import translations
from compiled_words import translator
from translations import Message, Translation

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = pytest.mark.parametrize("language", translations.LANGUAGES)
PART = Message("panel.part", "Press {button}.")


def test_the_files_are_current() -> None:
    assert not translations.outdated(), "strings have changed: run python tools/translations.py update"


@LANGUAGES
def test_every_message_is_translated_soundly(language: str) -> None:
    catalog = translations.read(language)
    assert catalog
    assert not translations.faults(catalog)


@LANGUAGES
def test_qt_finds_every_message(language: str, tmp_path: Path) -> None:
    """As Slicer does it: compiled by ``lrelease``, then asked for by context and source."""
    loaded = translator(language, tmp_path)
    for message, translation in translations.read(language).items():
        assert loaded.translate(message.context, message.source) == translation.text, message


@LANGUAGES
def test_buttons_that_a_sentence_names_are_called_so(language: str) -> None:
    """In quotation marks sentences have texts of buttons, names of nodes, or a placeholder."""
    words = translations.read(language)
    buttons = {t.text.replace("&", "").rstrip("…") for m, t in words.items()}
    names = set(translated_values.VALUES["LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"]())
    opening, closing = {"de-DE": ("„", "“"), "fr-FR": ("«\u00a0", "\u00a0»")}[language]
    quoted = {
        part.split(closing)[0]: message.source
        for message, translation in words.items()
        for part in translation.text.split(opening)[1:]
    }
    assert quoted
    bare = {button.split(" (")[0] for button in buttons} | buttons  # "Fenster (W)" has its key behind it
    assert not {
        text: source
        for text, source in quoted.items()
        if text not in bare | names and not re.fullmatch(r"\{\w+\}", text)
    }


def test_contexts_are_slicers() -> None:
    """``slicer.i18n.getContext``: package and file, or the file alone where it is in no package."""
    module = ROOT / "LandmarkAI"
    assert translations.context_of(module / "LandmarkAI.py") == "LandmarkAI"
    part = module / "LandmarkAILib" / "slicer" / "panel" / "run_part.py"
    assert translations.context_of(part) == "panel.run_part"
    assert Message("Align", "Take back") in translations.extract()


def test_update_keeps_takes_over_and_marks() -> None:
    known = {
        PART: Translation("Drücken Sie {button}.", True),
        Message("panel.old", "Moved"): Translation("Verschoben", True),
        Message("panel.old", "Gone"): Translation("Fort", True),
    }
    places = {
        PART: ["a.py"],
        Message("panel.new", "Moved"): ["b.py"],
        Message("panel.new", "New"): ["b.py"],
    }
    assert translations.updated(places, known) == {
        PART: Translation("Drücken Sie {button}.", True),
        Message("panel.new", "Moved"): Translation("Verschoben", True),
        Message("panel.new", "New"): Translation("", False),
    }


def test_what_is_written_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    catalog = {
        Message("A", "<b>a</b> & b\nc"): Translation("<b>ä</b> & b\nc", True),
        Message("A", " {n} cm"): Translation(" {n} cm", True),
        Message("B", "new"): Translation(),
    }
    text = translations.text_of("de-DE", {message: ["x.py"] for message in catalog}, catalog)
    translations.file_of("de-DE").write_text(text, encoding="utf-8")
    assert translations.read("de-DE") == catalog


@pytest.mark.parametrize(
    ("source", "text", "fault"),
    [
        ("Press", "", "not translated"),
        ("{n} points", "{m} Punkte", "other placeholders"),
        ("{p:.2f} mm", "{p} mm", "other placeholders"),
        ("%1 of %2", "%1 von", "other placeholders"),
        ("&Check", "Prüfen", "another mnemonic (&)"),
        (" cm", "cm", "other blanks at its ends"),
        ("<b>A</b>", "<b>A", "other tags"),
    ],
)
def test_faults_are_found(source: str, text: str, fault: str) -> None:
    (found,) = translations.faults({Message("panel.part", source): Translation(text, True)})
    assert fault in found


def test_mnemonics_of_one_panel_must_differ() -> None:
    words = {Message("LandmarkAI", "&Accept"): Translation("&Gut", True)}
    assert not translations.faults(words)
    (found,) = translations.faults({**words, Message("Align", "Move (&J)"): Translation("&Gehen", True)})
    assert "clash: g" in found


def test_a_value_that_nobody_names_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "LandmarkAI" / "LandmarkAI.py"
    place.parent.mkdir()
    place.write_text("_(reason)\n", encoding="utf-8")
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "MODULES", ("LandmarkAI",))
    with pytest.raises(translations.UnknownValueError, match=r"LandmarkAI\.py:1"):
        translations.extract()
