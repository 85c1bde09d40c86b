"""What the panels translate by ``_(value)``: the values that it may have, by the file that does so.

Sentences of the core are known again by their words, see ``panel/core_sentences.py``; those that it does
not list, and notes of results, stay English.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "LandmarkAI"))

from LandmarkAILib.analysis.aha.settings import SEGMENT_NAMES  # noqa: E402
from LandmarkAILib.analysis.measures import AXIS_LENGTH, LV_VOLUME  # noqa: E402
from LandmarkAILib.core.anatomy import landmark_types, segment_types  # noqa: E402

_LIBRARY = "LandmarkAI/LandmarkAILib"
Values = Callable[[], list[str]]


def strings_of(path: str, name: str) -> list[str]:
    """Whole strings with words in a function or a constant of a file; the file is not imported.

    Args:
        path: of the file, relative to the library.
        name: of the function or constant; of several in one assignment, one.
    """
    tree = ast.parse((ROOT / _LIBRARY / path).read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return [text for statement in node.body[1:] for text in _strings(statement)]
        if isinstance(node, ast.Assign) and any(name in _names(target) for target in node.targets):
            return list(_strings(node.value))
    raise LookupError(f"{path} has no {name}")


def _names(target: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}


def _strings(node: ast.AST) -> list[str]:
    """Strings that stand alone: what is inside of an f-string is a piece of a sentence."""
    if isinstance(node, ast.JoinedStr):
        return []
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value] if re.search(r"[^\W\d_]{2}", node.value) else []
    return [text for child in ast.iter_child_nodes(node) for text in _strings(child)]


def _anatomy() -> list[str]:
    """Names of landmarks and segments, what landmarks are, and the walls of the AHA segments."""
    landmarks = landmark_types().values()
    names = [*(kind.name for kind in landmarks), *segment_types(), *SEGMENT_NAMES]
    return [*names, *(kind.description for kind in landmarks)]


def _reviews() -> list[str]:
    states = "core/landmarks.py"
    return [
        *strings_of("slicer/panel/review_part.py", "_COLUMNS"),
        *(text for name in ("ACCEPTED", "PLACED") for text in strings_of(states, name)),
    ]


def _function() -> list[str]:
    """The rows of the table of ventricular function."""
    rows = ("end-diastolic volume", "end-systolic volume", "stroke volume", "ejection fraction")
    names = [f"{chamber} {row}" for chamber in ("LV", "RV") for row in rows]
    return [*names, "LV mass"]


def _core_sentences() -> list[str]:
    """Templates of the core's sentences, and what is put into some of them."""
    groups = ("RUNS", "DEVICES", "FAULTS", "REMEDIES", "IMAGES", "MODELS", "SEGMENTS", "FLAGS")
    path = "slicer/panel/core_sentences.py"
    return [text for group in groups for text in strings_of(path, group)]


VALUES: dict[str, Values] = {
    f"{_LIBRARY}/slicer/panel/core_sentences.py": _core_sentences,
    f"{_LIBRARY}/slicer/panel/widgets.py": _anatomy,
    f"{_LIBRARY}/slicer/panel/aha_part.py": lambda: ["Segment", "Mean", "SD", "Area mm²"],
    f"{_LIBRARY}/slicer/panel/ventricle_part.py": lambda: [LV_VOLUME, AXIS_LENGTH],
    f"{_LIBRARY}/slicer/panel/review_part.py": _reviews,
    f"{_LIBRARY}/slicer/panel/function_part.py": _function,
}
