"""No wait for a process, a thread or a queue without a limit: the dead do not answer."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLACES = ("LandmarkAI/LandmarkAILib", "LandmarkAITraining/LandmarkAITrainingLib", "Testing")
# By whom each may be: another call of the same name is no wait.
WAITS = {"wait", "join", "communicate", "acquire"}
STARTS = {"run", "call", "check_call", "check_output"}
ALLOWED = {
    # The thread whose one task is to see the end.
    ("Testing/subprocess_worker.py", "popen.wait()"),
    # Runs the tests themselves, which have limits of their own.
    ("Testing/run.py", "subprocess.run"),
}


def waits_without_limit(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each such call."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        limited = bool(node.args) or any(word.arg in ("timeout", None) for word in node.keywords)
        called = ast.unparse(node.func)
        if node.func.attr in WAITS and not limited:
            yield node.lineno, ast.unparse(node)
        starts = node.func.attr in STARTS and called.startswith("subprocess.")
        if starts and not any(word.arg in ("timeout", None) for word in node.keywords):
            yield node.lineno, called


@pytest.mark.parametrize("place", PLACES)
def test_every_wait_has_a_limit(place: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in sorted((ROOT / place).rglob("*.py"))
        for line, text in waits_without_limit(path.read_text(encoding="utf-8"))
        if (path.relative_to(ROOT).as_posix(), text) not in ALLOWED
    ]
    assert not found, "give it a timeout:\n" + "\n".join(found)


def test_the_search_finds_them() -> None:
    text = "p.wait()\nq.wait(3)\nsubprocess.run(c)\nsubprocess.run(c, timeout=1)\n','.join(x)\nt.join()"
    assert [line for line, _ in waits_without_limit(text)] == [1, 3, 6]
