"""What Slicer's user reads goes through ``tr``, in labels, tooltips and message boxes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(
    path
    for place in (
        "LandmarkAI/LandmarkAI.py",
        "LandmarkAI/LandmarkAILib/slicer",
        "LandmarkAITraining/LandmarkAITraining.py",
        "LandmarkAITraining/LandmarkAITrainingLib/slicer",
    )
    for path in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))
)
# Qt's properties and setters, and Slicer's displays.
PROPERTIES = {"text", "toolTip", "title", "placeholderText", "statusTip", "windowTitle", "helpText"}
CALLS = {
    "setText",
    "setToolTip",
    "setTitle",
    "setPlainText",
    "setPlaceholderText",
    "setWindowTitle",
    "setStatusTip",
    "addItem",
    "setHeaderLabels",
    "setHorizontalHeaderLabels",
    "errorDisplay",
    "warningDisplay",
    "infoDisplay",
    "messageBox",
    "confirmOkCancelDisplay",
    "confirmYesNoDisplay",
    "confirmRetryCloseDisplay",
    "showStatusMessage",
    "delayDisplay",
    "getOpenFileName",
    "getSaveFileName",
    "getExistingDirectory",
    "set_enabled",
}
# Proper names are the same in all languages.
NAMES = {"LandmarkAI", "LandmarkAI Training"}
TRANSLATES = {"_", "translate", "tr"}


def untranslated(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each string that a user would see as it stands in the code."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in CALLS:
                for value in (*node.args, *(word.value for word in node.keywords)):
                    yield from _strings(value)
        elif isinstance(node, (ast.Assign, ast.AugAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(t, ast.Attribute) and t.attr in PROPERTIES for t in targets):
                yield from _strings(node.value)


def _strings(value: ast.expr) -> Iterator[tuple[int, str]]:
    """Strings with words in them, outside of what is translated, looked up or compared."""
    if isinstance(value, ast.Constant):
        text = value.value if isinstance(value.value, str) else ""
        if re.search(r"[^\W\d_]{2}", text) and text not in NAMES:
            yield value.lineno, text
    for part in _parts(value):
        yield from _strings(part)


def _parts(value: ast.expr) -> list[ast.expr]:
    """What of an expression may end up on the screen."""
    match value:
        case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts):
            return parts
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return parts
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            return [one, other]
        case ast.Call(func=ast.Attribute(attr="format" | "join", value=text)) if not _translates(text):
            return [text]
    return []


def _translates(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and getattr(value.func, "id", "") in TRANSLATES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_string_goes_through_tr(path: Path) -> None:
    found = [f"{line}: {text!r}" for line, text in untranslated(path.read_text(encoding="utf-8"))]
    assert not found, f"{path.relative_to(ROOT)} shows as it stands:\n" + "\n".join(found)


def test_strings_are_given_to_tr_whole() -> None:
    """``tr`` of a value that is put together has no entry in any translation."""
    found = []
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            given = node.args if isinstance(node, ast.Call) and _translates(node) else []
            # A name stands for a landmark, segment or column, whose entries have their own source.
            if any(isinstance(arg, (ast.JoinedStr, ast.BinOp)) or _parts(arg) for arg in given):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not found, "\n".join(found)


def test_the_search_finds_them() -> None:
    source = (
        "w.text = 'One'\nw.toolTip = _('Two')\nb.setText(f'{n} three')\n"
        "set_enabled(w, '' if ok else 'Four', _('tip'))\nw.text = 'a {n}b'.format(n=1)\n"
        "w.text = _('Five {n}').format(n=1)\nw.text = '–'\nslicer.util.errorDisplay('Six ' + x)\n"
    )
    assert [line for line, _text in untranslated(source)] == [1, 3, 4, 8]
