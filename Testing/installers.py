"""Stand-ins for what installs packages: the user's answer and pip, and the extension PyTorch."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from types import ModuleType

import pytest


class Pip:
    """The user's answer, and pip: it installs the lowest version that will do.

    Attributes:
        questions: what the user was asked.
        calls: pip's arguments.
        asks: how the question begins, Slicer's own or ours.
    """

    def __init__(self, versions: dict[str, str | None]) -> None:
        self.answer, self.error = True, False
        self.questions: list[str] = []
        self.calls: list[list[str]] = []
        self.asks = ""
        self._versions = versions

    def ask(self, text: str, title: str = "", parent: object = None, detailedText: str = "") -> bool:  # noqa: N803
        self.questions.append(f"{title} {text} {detailedText}".strip())
        return self.answer

    def run(self, arguments: list[str]) -> None:
        self.calls.append(arguments)
        if self.error:
            raise subprocess.CalledProcessError(1, "pip install")
        for requirement in arguments[1:]:
            name, _sign, self._versions[name] = requirement.partition(">=")


def provide_pytorch(
    monkeypatch: pytest.MonkeyPatch, install: Callable[[], object], asked: list[bool]
) -> None:
    """The extension PyTorch, as much of it as is called."""

    class PyTorchUtilsLogic:
        def uninstallTorch(self) -> None:  # noqa: N802
            raise AssertionError("nobody asked for that")

        def installTorch(self, askConfirmation: bool = False) -> object:  # noqa: N802, N803
            asked.append(askConfirmation)
            return install()

    module = ModuleType("PyTorchUtils")
    module.PyTorchUtilsLogic = PyTorchUtilsLogic  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "PyTorchUtils", module)
