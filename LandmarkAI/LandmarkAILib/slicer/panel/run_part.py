"""The button, and what is told while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import qt
from slicer.i18n import tr as _

from ...errors import LandmarkAIError
from ..logic.detection_run import Rough, Run, RunCallbacks
from ..scene.nodes import DetectionNodes
from ..scene.transforms import Node
from ..scene.volumes import why_not
from .context import Context
from .core_sentences import told as in_words
from .widgets import sentence, set_enabled

_LOG = "the log has the details"  # in a message of the worker


@dataclass
class _Told:
    """What a run has told so far."""

    share: float = 0.0
    text: str = field(default_factory=lambda: str(_("waiting")))
    notices: list[str] = field(default_factory=list)

    def note(self, text: str) -> None:
        """Keep a notice, once: the frames of a sequence say the same."""
        if (notice := _notice(text)) not in self.notices:
            self.notices.append(notice)


class RunPart:
    """Starts and cancels runs, several of which may wait for one another.

    The status tells how far the run is that is being done, and how those before it ended.

    Args:
        context: the panel's.
        obstacle: says why nothing can be detected whatever the volume is; empty if something can.
        done: gets the nodes of each run.
        failed: called after a run that failed.
        show_log: shows what the detection process wrote.
    """

    def __init__(
        self,
        context: Context,
        obstacle: Callable[[], str],
        done: Callable[[DetectionNodes], None],
        failed: Callable[[], None],
        show_log: Callable[[], None],
    ) -> None:
        self._context, self._ui = context, context.ui
        self._log = qt.QLabel(f'<a href="log">{_("Show the log")}</a>')
        self._log.objectName = "logLabel"
        self._log.connect("linkActivated(QString)", lambda: show_log())
        layout = self._ui.statusLabel.parentWidget().layout()
        layout.insertWidget(layout.indexOf(self._ui.statusLabel) + 1, self._log)
        self._log.visible = False
        self._obstacle, self._done, self._failed = obstacle, done, failed
        self._runs: dict[Run, _Told] = {}
        self._ends: list[str] = []
        self._closed = False
        self._ui.detectButton.connect("clicked(bool)", lambda: self.detect())
        self._ui.cancelButton.connect("clicked(bool)", lambda: self.cancel())

    def why_not(self) -> str:
        """Why the chosen volume cannot be run on now; empty if it can."""
        volume = self._context.volume
        if reason := why_not(volume):
            return reason
        if self._run_of(volume):
            return _("{name} is being looked at.").format(name=volume.GetName())  # type: ignore[union-attr]
        return self._obstacle()

    def detect(self, rough: Rough | None = None) -> None:
        """Run on the chosen volume.

        Args:
            rough: points to refine.
        """
        if not self._runs:
            self._ends = []
        self._log.visible = False
        told = _Told()
        callbacks = RunCallbacks(
            done=partial(self._on_done, told),
            failed=partial(self._on_failed, told),
            cancelled=partial(self._on_cancelled, told),
            progress=partial(self._on_progress, told),
            notice=told.note,
        )
        try:
            run = Run(self._context.worker, self._context.volume, self._context.wish(rough), callbacks)
        except LandmarkAIError as error:
            self._on_end(told, in_words(str(error)))
            return
        if not run.ended:
            self._runs[run] = told
        self.update()

    def cancel(self, reason: str = "") -> None:
        """Cancel the run of the chosen volume, or the one that is being done."""
        run = self._run_of(self._context.volume) or next(iter(self._runs), None)
        if run:
            self._runs[run].text = _("cancelling…")
            self._tell()
            run.cancel(reason)

    def cancel_all(self) -> None:
        """Cancel everything; for the panel's end, after which there is nobody to tell."""
        self._closed = True
        for run in list(self._runs):
            run.cancel()

    def say(self, text: str) -> None:
        """Add a sentence to what was said of the last run; empty for none."""
        if text:
            self._ends.append(text)
            self._tell()

    def tell_of_volume(self) -> None:
        """Say what is wrong with a volume that was just chosen; whatever else was said is of another."""
        if not self._runs:
            volume = self._context.volume
            self._ends = [why_not(volume)] if volume is not None else []
            self._tell()

    def update(self) -> None:
        """Show what can be done now."""
        set_enabled(
            self._ui.detectButton,
            self.why_not(),
            _("Find the landmarks of the chosen volume (Ctrl+Enter)."),
        )
        nothing = "" if self._runs else _("Nothing is running.")
        set_enabled(self._ui.cancelButton, nothing, _("Stop the run; nothing is left of it."))
        self._ui.progressBar.visible = bool(self._runs)
        self._tell()

    def _run_of(self, volume: Node | None) -> Run | None:
        return next((run for run in self._runs if run.volume is volume), None)

    def _on_progress(self, told: _Told, share: float, text: str) -> None:
        told.share, told.text = share, in_words(text)
        if not self._closed:
            self._tell()

    def _on_done(self, told: _Told, nodes: DetectionNodes) -> None:
        self._on_end(told, described(nodes))
        if not self._closed:
            self._done(nodes)

    def _on_failed(self, told: _Told, message: str) -> None:
        self._on_end(told, in_words(message))
        if not self._closed:
            self._log.visible = _LOG in message
            self._failed()

    def _on_cancelled(self, told: _Told, reason: str) -> None:
        self._on_end(told, _("The run was cancelled. {reason}").format(reason=reason).strip())

    def _on_end(self, told: _Told, text: str) -> None:
        self._runs = {run: other for run, other in self._runs.items() if other is not told}
        self._ends.append(" ".join([text, *map(sentence, told.notices)]))
        if not self._closed:
            self.update()

    def _tell(self) -> None:
        """Show how far it is, and how runs ended."""
        going = [self._going()] if self._runs else []
        self._ui.statusLabel.text = "\n".join([*going, *self._ends])

    def _going(self) -> str:
        """How far the run is that is being done; the bar shows it, too."""
        run = next((run for run in self._runs if run.is_first), next(iter(self._runs)))
        told, waiting = self._runs[run], len(self._runs) - 1
        self._ui.progressBar.value = round(1000 * told.share)
        more = _(" ({count} more waiting)").format(count=waiting) if waiting else ""
        return f"{run.name}: {told.text}{more}"


def _notice(text: str) -> str:
    """Several may have come as one."""
    return "; ".join(map(in_words, text.split("; ")))


def described(nodes: DetectionNodes) -> str:
    """What was found, in a sentence."""
    node = nodes.landmarks
    total, found = node.GetNumberOfControlPoints(), node.GetNumberOfDefinedControlPoints()
    return _("{name}: {found} of {total} points found. Check them before you use them.").format(
        name=nodes.volume.GetName() if nodes.volume else node.GetName(), found=found, total=total
    )
