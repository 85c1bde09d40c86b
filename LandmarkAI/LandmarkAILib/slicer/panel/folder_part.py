"""A folder of studies: detected by the worker while Slicer lives on, reviewed in the browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import qt
from slicer.i18n import tr as _

from ...pictures.cohort.page import PAGE
from ...worker.jobs import Callbacks
from ...worker.protocol import CaseEnded, DetectFolder, Failure, Progress, Result
from .context import Context
from .core_sentences import told
from .widgets import set_enabled


class FolderPart:
    """Starts and cancels the run over a folder, and opens its quality page.

    Args:
        context: the panel's.
        obstacle: says what the installation lacks; empty if nothing.
    """

    def __init__(self, context: Context, obstacle: Callable[[], str]) -> None:
        self._context, self._ui, self._obstacle = context, context.ui, obstacle
        self._proposed = ""  # folder for the results; one that the user chose is left alone
        self._id = ""  # of the run; empty where none goes on
        self._closed = False
        self._counts: Counter[str] = Counter()
        self._last_failure = ""
        for chooser in (self._ui.folderInput, self._ui.folderOutput):
            chooser.filters = int(qt.QDir.Dirs)
            chooser.connect("currentPathChanged(QString)", lambda: self.update())
        self._ui.folderInput.connect("currentPathChanged(QString)", lambda: self._propose())
        self._ui.folderButton.connect("clicked(bool)", lambda: self.detect())
        self._ui.folderCancel.connect("clicked(bool)", lambda: self.cancel())
        self._ui.folderPage.connect("clicked(bool)", lambda: self.open_page())

    def update(self) -> None:
        """Show what can be done now."""
        tip = _("Detect in every study of the folder. What is complete already is skipped.")
        set_enabled(self._ui.folderButton, self._why_not(), tip)
        nothing = "" if self._id else _("Nothing is running.")
        set_enabled(self._ui.folderCancel, nothing, _("Stop the run; studies that are done stay."))
        no_page = "" if self._page().is_file() else _("There is no quality page in that folder yet.")
        set_enabled(self._ui.folderPage, no_page, _("Review all studies in the browser."))
        self._ui.folderProgress.visible = bool(self._id)

    def detect(self) -> None:
        """Run over the folder with the panel's choice of model and device."""
        if self._why_not():
            return
        pictures = bool(self._ui.folderPictures.checked)
        options = replace(self._context.wish().options, pictures=pictures)
        chosen = self._ui.folderInput.currentPath, self._ui.folderOutput.currentPath
        source, output = (str(Path(path).absolute()) for path in chosen)
        request = DetectFolder((source,), output, options, gather=True)
        self._id, self._last_failure = request.id, ""
        self._counts.clear()
        self._say(_("waiting"), 0.0)
        callbacks = Callbacks(
            done=self._on_done,
            failed=self._on_failed,
            cancelled=self._on_cancelled,
            progress=self._on_progress,
            case_ended=self._on_case,
        )
        self._context.worker.submit(request, callbacks)
        self.update()

    def cancel(self) -> None:
        """Stop the run; what is complete stays."""
        if self._id:
            self._say(_("cancelling…"))
            self._context.worker.cancel(self._id)

    def close(self) -> None:
        """Cancel, for the panel's end, after which there is nobody to tell."""
        self._closed = True
        if self._id:
            self._context.worker.cancel(self._id)

    def open_page(self) -> None:
        """Show the quality page of the chosen folder in the browser."""
        if self._page().is_file():
            qt.QDesktopServices.openUrl(qt.QUrl.fromLocalFile(str(self._page())))

    def _propose(self) -> None:
        """Results go beside the studies, unless the user wants them elsewhere."""
        source, output = self._ui.folderInput.currentPath, self._ui.folderOutput.currentPath
        if output not in ("", self._proposed):
            return
        folder = Path(source).absolute()
        # The root of a disk has no name, and nothing lies beside it.
        is_study_folder = bool(source) and folder.is_dir() and bool(folder.name)
        self._proposed = str(folder.with_name(f"{folder.name}_landmarks")) if is_study_folder else ""
        self._ui.folderOutput.setCurrentPath(self._proposed)

    def _page(self) -> Path:
        return Path(self._ui.folderOutput.currentPath or ".").absolute() / PAGE

    def _why_not(self) -> str:
        source, output = self._ui.folderInput.currentPath, self._ui.folderOutput.currentPath
        if self._id:
            return str(_("A folder is being looked at."))
        if not source or not Path(source).is_dir():
            return str(_("Choose the folder of the studies."))
        if not output:
            return str(_("Choose the folder for the results."))
        if Path(output).absolute() == Path(source).absolute():
            return str(_("Choose another folder for the results: this one holds the studies."))
        return self._obstacle()

    def _on_progress(self, progress: Progress) -> None:
        self._say(told(progress.text), progress.share)

    def _on_case(self, case: CaseEnded) -> None:
        self._counts[case.status] += 1
        if case.status == "failed":
            self._last_failure = f"{case.case}: {told(case.message)}"

    def _on_done(self, _result: Result) -> None:
        counts = self._counts
        said = _("{done} studies done, {skipped} done before, {failed} failed.").format(
            done=counts["done"], skipped=counts["skipped"], failed=counts["failed"]
        )
        last = _("The last: {text}").format(text=self._last_failure) if self._last_failure else ""
        self._end(" ".join(filter(None, (said, last))))

    def _on_failed(self, failure: Failure) -> None:
        self._end(told(failure.message))

    def _on_cancelled(self) -> None:
        self._end(_("The run was cancelled; start it again to go on."))

    def _end(self, text: str) -> None:
        self._id = ""
        if not self._closed:
            self._say(text)
            self.update()

    def _say(self, text: str, share: float | None = None) -> None:
        if self._closed:
            return
        self._ui.folderLabel.text = text
        if share is not None:
            self._ui.folderProgress.value = round(1000 * share)
