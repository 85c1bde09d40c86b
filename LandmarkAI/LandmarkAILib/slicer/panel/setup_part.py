"""First use: is all there, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from ...errors import LandmarkAIError
from ...models.installed import install_model
from ...worker.jobs import Callbacks
from ...worker.protocol import Failure, Probe, Progress, Result
from ..logic.packages import installer, missing_packages, names_of
from .context import Context
from .core_sentences import told
from .widgets import set_enabled

_LOG_LINES = 30


class SetupPart:
    """The set-up page, and the line at the top of the panel while something is missing.

    Args:
        context: the panel's.
        changed: called when packages or models were installed.
    """

    def __init__(self, context: Context, changed: Callable[[], None]) -> None:
        self._context, self._ui, self._changed = context, context.ui, changed
        self._checking = False
        self._missing: list[str] = []
        self._ui.problemButton.connect("clicked(bool)", lambda: self.open())
        self._install_now = qt.QPushButton(_("Install…"))
        self._install_now.objectName = "installNowButton"
        self._install_now.connect("clicked(bool)", lambda: self._on_install_now())
        self._ui.problemLayout.addWidget(self._install_now)
        self._ui.checkButton.connect("clicked(bool)", lambda: self.check())
        self._ui.copyButton.connect("clicked(bool)", lambda: self.copy())
        self._ui.installButton.connect("clicked(bool)", lambda: self.install())
        self._ui.installModelButton.connect("clicked(bool)", lambda: self._ask_for_model())
        self.look()

    def look(self) -> None:
        """See which packages are missing; quick, nothing is loaded."""
        self._missing = missing_packages()
        self.update()

    def obstacle(self) -> str:
        """Why nothing can be detected; empty if nothing is missing."""
        if not self._missing:
            return ""
        return _("Packages are missing ({names}): install them on the set-up page below.").format(
            names=names_of(self._missing)
        )

    def update(self) -> None:
        """Show what can be done now."""
        obstacle = self.obstacle()
        self._ui.problemFrame.visible = bool(obstacle)
        self._ui.problemLabel.text = obstacle
        installing = _("Packages are being installed.") if installer.is_at_work else ""
        busy = installing or (_("The check is running.") if self._checking else "")
        set_enabled(self._ui.checkButton, busy, _("Try PyTorch, the device and the models."))
        nothing = "" if self._missing else _("Nothing is missing.")
        tip = _("Install what is missing, after asking.")
        set_enabled(self._ui.installButton, installing or nothing, tip)
        set_enabled(self._install_now, installing or nothing, tip)
        tip = _("Install a model from a file.")
        set_enabled(self._ui.installModelButton, installing, tip)
        no_report = "" if self._ui.setupReport.toPlainText() else _("Press Check first.")
        set_enabled(self._ui.copyButton, no_report, _("Put the report on the clipboard."))

    def open(self) -> None:
        """Unfold the page."""
        self._ui.setupCollapsible.collapsed = False
        self._ui.checkButton.setFocus()

    def show_log(self) -> None:
        """Unfold the page, with what the detection process wrote."""
        self.open()
        self._show(self._context.worker.client.log.strip() or _("The log is empty."))

    def _on_install_now(self) -> None:
        self.open()
        self.install()

    def check(self) -> None:
        """Let the worker try everything, and show its report."""
        self.look()
        self._checking = True
        self._show(_("Checking…"))
        device = self._context.wish().options.device
        callbacks = Callbacks(
            done=self._on_checked,
            failed=self._on_failed,
            cancelled=lambda: self._end(_("The check was cancelled.")),
            progress=self._on_progress,
        )
        self._context.worker.submit(Probe(device), callbacks)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        slicer.app.clipboard().setText(self._ui.setupReport.toPlainText())

    def install(self) -> None:
        """Install what is missing, on the main thread; the user is asked first."""
        message = installer.install(self._missing, self._on_pip)
        self.look()
        self._changed()
        said = "\n".join(installer.lines[-_LOG_LINES:]) if message else ""
        self._show(f"{message or _('The packages were installed. Press Check.')}\n\n{said}".strip())

    def install_model(self, path: Path) -> None:
        """Install a model from a file or folder, its checksums verified."""
        try:
            bundle = install_model(path)
        except LandmarkAIError as error:
            self._show(told(str(error)))
            return
        text = _("The model {name} {version} was installed; its checksums are right.")
        self._show(text.format(name=bundle.name, version=bundle.version))
        self._changed()

    def _ask_for_model(self) -> None:
        title, kinds = _("Install a model"), _("Models (*.zip)")
        path = qt.QFileDialog.getOpenFileName(slicer.util.mainWindow(), title, "", kinds)
        if path:
            self.install_model(Path(path))

    def _on_pip(self, line: str) -> None:
        """Slicer lets the panel be used meanwhile, and cannot stop pip."""
        head = _("Installing… This takes some minutes, and cannot be cancelled.")
        self._show("\n".join([head, "", *(installer.lines[-_LOG_LINES:] or [line])]))

    def _on_progress(self, progress: Progress) -> None:
        self._show(_("Checking: {text}").format(text=told(progress.text)))

    def _on_checked(self, result: Result) -> None:
        self._end(report_text(result.facts, self._context.worker.client.log))

    def _on_failed(self, failure: Failure) -> None:
        self._end(f"{told(failure.message)}\n\n{self._context.worker.client.log}".strip())

    def _end(self, text: str) -> None:
        self._checking = False
        self._show(text)

    def _show(self, text: Any) -> None:
        self._ui.setupReport.setPlainText(text)
        self.update()


def report_text(facts: Mapping[str, Any], log: str = "") -> str:
    """Plain text of what the worker's ``Probe`` found.

    Args:
        facts: of the worker's result.
        log: what its processes wrote to standard error.
    """
    problems = facts.get("problems", [])
    lines = [f"✗ {problem}" for problem in problems] or [_("✓ All is there.")]
    lines += [f"! {note}" for note in facts.get("notes", [])]
    device = facts.get("device")
    lines += [
        "",
        f"Slicer {slicer.app.majorVersion}.{slicer.app.minorVersion} ({slicer.app.arch})",
        f"LandmarkAI {facts['LandmarkAI']}, Python {facts['python']}, {facts['platform']}",
        ", ".join(f"{name} {version or _('missing')}" for name, version in facts["packages"].items()),
    ]
    if device:
        lines.append(f"{device['name']}, {device['precision']}, {device['threads']} threads")
    for model in facts["models"]:
        state = model["problem"] or f"{model['version']}, sha256 {model['sha256'][:12]}"
        lines.append(f"{model['name']}: {state}")
    if problems and log:
        lines += ["", _("Log:"), *log.splitlines()[-_LOG_LINES:]]
    return "\n".join(lines)
