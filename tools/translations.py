"""The words of the panels in other languages, as Qt Linguist reads them.

    python tools/translations.py update    # write what the sources say now; translations are kept
    python tools/translations.py check     # exit status 1 if a file is not current, finished and sound

One file a language, ``Resources/Translations/LandmarkAI_<language>.ts``, and ``…_en-US.ts`` as template.
Contexts are those under which Slicer asks: ``slicer.i18n.tr`` takes package and file name of the caller,
the loader of ``.ui`` files the class that the file names.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from translated_values import VALUES

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "Resources" / "Translations"
TEMPLATE = "en-US"
LANGUAGES = ("de-DE", "fr-FR")
MODULES = ("LandmarkAI", "LandmarkAITraining")
SLICERS_OWN = {"qSlicerAbstractCoreModule"}  # categories of modules: Slicer's own files translate them
UI_PROPERTIES = {
    *("text", "toolTip", "title", "windowTitle", "placeholderText", "statusTip", "whatsThis"),
    *("noneDisplay", "specialValueText", "prefix", "suffix"),
}


@dataclass(frozen=True, order=True)
class Message:
    """What Slicer asks a translation for."""

    context: str
    source: str


@dataclass
class Translation:
    """A message in a language; an unfinished one is shown in English."""

    text: str = ""
    is_finished: bool = False


Catalog = dict[Message, Translation]
Places = dict[Message, list[str]]


class UnknownValueError(Exception):
    """``_(value)`` whose values ``translated_values.py`` does not name."""


@dataclass
class _Found:
    """What was found so far: the files, relative to ROOT, of each message."""

    places: Places = field(default_factory=dict)

    def add(self, context: str, source: str, path: Path) -> None:
        place = path.relative_to(ROOT).as_posix()
        if source and place not in (places := self.places.setdefault(Message(context, source), [])):
            places.append(place)


def extract() -> Places:
    """All messages, with the files that hold them.

    Raises:
        UnknownValueError: a value is translated, and nothing says what it may be.
    """
    found = _Found()
    for path in _python_files():
        for context, source in _of_python(path):
            found.add(context, source, path)
    for module in MODULES:
        for path in sorted((ROOT / module / "Resources" / "UI").glob("*.ui")):
            for context, source in _of_ui(path):
                found.add(context, source, path)
    return dict(sorted(found.places.items()))


def _python_files() -> Iterator[Path]:
    for module in MODULES:
        yield ROOT / module / f"{module}.py"
        yield from sorted((ROOT / module / f"{module}Lib" / "slicer").rglob("*.py"))


def context_of(path: Path) -> str:
    """As ``slicer.i18n.getContext``: package and file name, or the file's name outside of a package."""
    return f"{path.parent.name}.{path.stem}" if (path.parent / "__init__.py").is_file() else path.stem


def _of_python(path: Path) -> Iterator[tuple[str, str]]:
    """Context and source of each ``_(…)`` and ``translate(…)``."""
    values = VALUES.get(path.relative_to(ROOT).as_posix())
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(source))]):
                yield context_of(path), source
            case ast.Call(func=ast.Name(id="_"), args=[_]):
                if values is None:
                    raise UnknownValueError(
                        f"{path.relative_to(ROOT)}:{node.lineno} translates a value: name what it "
                        "may be in tools/translated_values.py"
                    )
                for source in values():
                    yield context_of(path), source
            case ast.Call(
                func=ast.Name(id="translate"),
                args=[ast.Constant(value=str(context)), ast.Constant(value=str(source))],
            ) if context not in SLICERS_OWN:
                yield context, source


def _of_ui(path: Path) -> Iterator[tuple[str, str]]:
    """Context and source of each text that a ``.ui`` file lets translate."""
    root = ElementTree.parse(path).getroot()
    context = root.findtext("class", "")
    for element in root.iter():
        if element.tag in ("property", "attribute") and element.get("name") in UI_PROPERTIES:
            for text in element.findall("string"):
                if text.get("notr") != "true":
                    yield context, text.text or ""


def file_of(language: str) -> Path:
    """The file of a language."""
    return FOLDER / f"LandmarkAI_{language}.ts"


def read(language: str) -> Catalog:
    """The translations that a file holds; none if there is no file."""
    path = file_of(language)
    catalog: Catalog = {}
    if not path.is_file():
        return catalog
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None, f"{path.name}: a message without translation"
            catalog[Message(context.findtext("name", ""), message.findtext("source", ""))] = Translation(
                translation.text or "", translation.get("type") is None
            )
    return catalog


def updated(places: Places, known: Catalog) -> Catalog:
    """The catalog of what is in the sources now.

    A message that is new takes the translation of the same words elsewhere, where there is just one:
    so a file can be moved. Everything else that is new is unfinished; what is gone is left out.
    """
    elsewhere: dict[str, set[str]] = {}
    for message, translation in known.items():
        if translation.is_finished:
            elsewhere.setdefault(message.source, set()).add(translation.text)
    catalog = {}
    for message in places:
        same = elsewhere.get(message.source, set())
        taken = Translation(next(iter(same)), True) if len(same) == 1 else Translation()
        catalog[message] = known.get(message, taken)
    return catalog


def text_of(language: str, places: Places, catalog: Catalog) -> str:
    """A ``.ts`` file. Without line numbers, so that it changes only where words do."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{language}" sourcelanguage="{TEMPLATE}">')
    for context in dict.fromkeys(message.context for message in catalog):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for message, translation in catalog.items():
            if message.context == context:
                lines += _message_lines(message, translation, places[message])
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def _message_lines(message: Message, translation: Translation, places: list[str]) -> list[str]:
    state = "" if translation.is_finished else ' type="unfinished"'
    return [
        "    <message>",
        *(f'        <location filename="../../{place}"/>' for place in places),
        f"        <source>{escape(message.source)}</source>",
        f"        <translation{state}>{escape(translation.text)}</translation>",
        "    </message>",
    ]


def wanted(places: Places) -> Mapping[str, str]:
    """The text of each language's file as it should be, by language."""
    texts = {
        language: text_of(language, places, updated(places, read(language))) for language in LANGUAGES
    }
    return {TEMPLATE: text_of(TEMPLATE, places, {message: Translation() for message in places}), **texts}


def outdated() -> list[str]:
    """The languages whose file is not what the sources say."""
    return [
        language
        for language, text in wanted(extract()).items()
        if not file_of(language).is_file() or file_of(language).read_text(encoding="utf-8") != text
    ]


def faults(catalog: Catalog) -> list[str]:
    """What is wrong with a language's translations, a line each."""
    found = [
        f"{message.context}: {fault}: {message.source!r}"
        for message, translation in catalog.items()
        if (fault := _fault(message.source, translation))
    ]
    for module, contexts in _panels().items():
        panel = {m: t.text for m, t in catalog.items() if m.context in contexts}
        new, old = clashes(panel.values()), clashes(message.source for message in panel)
        if len(new) > len(old):
            found.append(f"{module}: mnemonics that clash: {', '.join(sorted(new))}")
    return found


def _panels() -> dict[str, set[str]]:
    """Contexts of a module's ``.ui`` files: they are in one panel, where mnemonics must differ."""
    return {
        module: {
            ElementTree.parse(path).getroot().findtext("class", "")
            for path in (ROOT / module / "Resources" / "UI").glob("*.ui")
        }
        for module in MODULES
    }


def _fault(source: str, translation: Translation) -> str:
    text = translation.text
    if not translation.is_finished or not text.strip():
        return "not translated"
    if placeholders(source) != placeholders(text):
        return "other placeholders"
    if len(mnemonics(source)) != len(mnemonics(text)):
        return "another mnemonic (&)"
    if _edges(source) != _edges(text):
        return "other blanks at its ends"
    if re.findall(r"</?\w+", source) != re.findall(r"</?\w+", text):
        return "other tags"
    return ""


def placeholders(text: str) -> Counter[str]:
    """``{name}``, with its format, and ``%1``."""
    return Counter(re.findall(r"\{[^{}]*\}|%\d", text))


def mnemonics(text: str) -> list[str]:
    """Letters after ``&``, which Alt and that key choose."""
    return [letter.lower() for letter in re.findall(r"&(\w)", text.replace("&&", ""))]


def clashes(texts: Iterable[str]) -> set[str]:
    """Letters that are the mnemonic of more than one text."""
    return {
        letter
        for letter, n in Counter(key for text in texts for key in mnemonics(text)).items()
        if n > 1
    }


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def update() -> None:
    """Write all files, and say what is left to translate."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    places = extract()
    for language, text in wanted(places).items():
        file_of(language).write_text(text, encoding="utf-8", newline="\n")
        left = sum(not t.is_finished for t in read(language).values())
        note = "template" if language == TEMPLATE else f"{left} unfinished"
        print(f"{file_of(language).relative_to(ROOT)}: {len(places)} messages, {note}")


def check() -> int:
    """Print what is wrong; returns the exit status."""
    problems = [
        f"{file_of(language).name}: run python tools/translations.py update" for language in outdated()
    ]
    problems += [f"{language}: {fault}" for language in LANGUAGES for fault in faults(read(language))]
    print("\n".join(problems) or "All current, finished and sound.")
    return 1 if problems else 0


def main() -> int:
    """Returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("update", "check"))
    if parser.parse_args().what == "check":
        return check()
    update()
    return 0


if __name__ == "__main__":
    sys.exit(main())
