"""The button that tries everything and writes the file that a user sends with a question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from slicer.i18n import tr as _

from ...errors import LandmarkAIError
from ..logic.self_check import run_self_check
from ..logic.self_check_report import FILE, report, write_report
from .context import Context
from .widgets import set_enabled


class SelfTestPart:
    """Runs the self-test and shows its report on the set-up page; Slicer lives on meanwhile.

    Args:
        context: the panel's.
        folder: gets the report; None takes the user's home.
    """

    def __init__(self, context: Context, folder: Path | None = None) -> None:
        self._context, self._ui = context, context.ui
        self._folder = folder
        self._is_running = self._is_removed = False
        self._ui.selfTestButton.connect("clicked(bool)", lambda: self.run())
        self._update()

    def run(self) -> None:
        """Try everything, write the report and show it."""
        if self._is_running:
            return
        self._is_running = True
        self._update()
        try:
            results, facts = run_self_check(self._context.logic, self._on_step)
        finally:
            self._is_running = False
            self._update()
        text = report(results, facts, self._context.worker.client.log)
        path = (self._folder or Path.home()) / FILE
        try:
            write_report(text, path)
        except LandmarkAIError as error:
            told = str(error)
        else:
            told = _("Written to {path}").format(path=path)
        self._show(f"{text}\n{told}")

    def remove(self) -> None:
        """The panel is closed: its widgets are not to be touched again."""
        self._is_removed = True

    def _on_step(self, step: str) -> None:
        self._show(_("Self-test: {step}…").format(step=step))

    def _show(self, text: Any) -> None:
        if not self._is_removed:
            self._ui.setupReport.setPlainText(text)
            self._ui.copyButton.enabled = True

    def _update(self) -> None:
        if self._is_removed:
            return
        busy = _("The self-test is running.") if self._is_running else ""
        tip = _(
            "Try everything on sample data, ten steps of training included; takes a minute or two. "
            "Writes a text file to send with a question; it names neither you nor your folders."
        )
        set_enabled(self._ui.selfTestButton, busy, tip)
