"""A folder of studies to a folder of results, at three clicks: from, to, detect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import qt
from slicer.i18n import tr as _

from ...worker.jobs import Callbacks
from ...worker.protocol import CaseEnded, DetectFolder, Failure, Progress
from .context import Context
from .core_sentences import told
from .widgets import set_enabled


class FolderPart:
    """A row at the end of the input; it writes what ``landmarkai detect --pictures`` writes.

    Args:
        context: the panel's.
        obstacle: says why nothing can be detected; empty if something can.
    """

    def __init__(self, context: Context, obstacle: Callable[[], str]) -> None:
        self._context, self._obstacle = context, obstacle
        self._from: Path | None = None
        self._to: Path | None = None
        self._job: str | None = None  # ID of the request
        self._ended: Counter[str] = Counter()
        row = qt.QHBoxLayout()
        self._buttons = [
            _button(row, "folderFromButton", _("From…"), self._on_from),
            _button(row, "folderToButton", _("To…"), self._on_to),
            _button(row, "folderDetectButton", _("Detect in all"), self._on_detect),
        ]
        self._said = qt.QLabel()
        self._said.objectName = "folderLabel"
        self._said.setWordWrap(True)
        context.ui.inputLayout.addRow(_("Folder:"), row)
        context.ui.inputLayout.addRow(self._said)
        self.update()

    def update(self) -> None:
        """Show what can be done now."""
        busy = _("The folder is being looked at.") if self._job is not None else ""
        start, end, detect = self._buttons
        tip = _("The folder of the studies: DICOM, NRRD, NIfTI, in folders of their own or not.")
        set_enabled(start, busy, tip)
        set_enabled(end, busy, _("The folder for points, segments, tables and pictures of each study."))
        missing = ""
        if self._to is None:
            missing = _("Choose where the results go (To…).")
        if self._from is None:
            missing = _("Choose a folder of studies (From…).")
        tip = _("Detect in each study of the folder, and write the results; the scene stays as it is.")
        set_enabled(detect, missing or self._obstacle(), tip)
        detect.text = _("Stop") if self._job is not None else _("Detect in all")

    def remove(self) -> None:
        """The panel is closed: what runs is cancelled."""
        if self._job is not None:
            self._context.worker.cancel(self._job)

    def _chosen(self) -> str:
        known = [str(path.name) for path in (self._from, self._to) if path is not None]
        return " → ".join(known)

    def _on_from(self) -> None:
        self._from = self._ask(_("Folder of studies"), self._from)

    def _on_to(self) -> None:
        self._to = self._ask(_("Folder for results"), self._to)

    def _ask(self, title: str, before: Path | None) -> Path | None:
        window = self._context.ui.inputCollapsible.window()
        chosen = qt.QFileDialog.getExistingDirectory(window, title, str(before or ""))
        qt.QTimer.singleShot(0, self._on_chosen)
        return Path(chosen) if chosen else before

    def _on_chosen(self) -> None:
        self._say(self._chosen())
        self.update()

    def _on_detect(self) -> None:
        if self._job is not None:
            self._context.worker.cancel(self._job)
            return
        if self._from is None or self._to is None:
            return
        self._ended.clear()
        options = replace(self._context.wish().options, pictures=True)
        request = DetectFolder((str(self._from),), str(self._to), options)
        callbacks = Callbacks(
            done=lambda _result: self._on_end(""),
            failed=self._on_failed,
            cancelled=lambda: self._on_end(_("Stopped; what is written stays.")),
            progress=self._on_progress,
            case_ended=self._on_case,
        )
        self._job = request.id
        self._context.worker.submit(request, callbacks)
        self.update()

    def _on_case(self, case: CaseEnded) -> None:
        self._ended[case.status] += 1

    def _on_progress(self, progress: Progress) -> None:
        self._say(told(progress.text))

    def _on_failed(self, failure: Failure) -> None:
        self._on_end(told(failure.message))

    def _on_end(self, text: str) -> None:
        self._job = None
        counted = ", ".join(f"{count} {status}" for status, count in sorted(self._ended.items()))
        summary = _("{count} studies ({counted}); see summary.csv in {folder}.").format(
            count=sum(self._ended.values()), counted=counted or "–", folder=self._to
        )
        self.update()
        self._say(" ".join(part for part in (text, summary) if part))

    def _say(self, text: str) -> None:
        self._said.text = text
        self._said.visible = bool(text) and not self._context.ui.inputCollapsible.collapsed


def _button(row: Any, name: str, text: str, action: Callable[[], None]) -> Any:
    button = qt.QPushButton(text)
    button.objectName = name
    button.connect("clicked(bool)", action)
    row.addWidget(button)
    return button
