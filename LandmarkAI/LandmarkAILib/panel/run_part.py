"""The button, and what is told while it runs."""

from __future__ import annotations

from collections.abc import Callable

from slicer.i18n import tr as _

from ..errors import LandmarkAIError
from ..logic.run import Rough, Run, RunCallbacks
from ..scene.nodes import DetectionNodes
from ..scene.transforms import Node
from ..scene.volumes import why_not
from .context import Context, set_enabled


class RunPart:
    """Starts and cancels runs, several of which may wait for one another.

    Args:
        context: the panel's.
        obstacle: says why nothing can be detected whatever the volume is; empty if something can.
        done: gets the nodes of each run.
        failed: called after a run that failed.
    """

    def __init__(
        self,
        context: Context,
        obstacle: Callable[[], str],
        done: Callable[[DetectionNodes], None],
        failed: Callable[[], None],
    ) -> None:
        self._context, self._ui = context, context.ui
        self._obstacle, self._done, self._failed = obstacle, done, failed
        self._runs: list[Run] = []
        self._progress: dict[str, tuple[float, str]] = {}
        self._notices: list[str] = []
        self._closed = False
        self._ui.detectButton.connect("clicked(bool)", lambda: self.detect())
        self._ui.cancelButton.connect("clicked(bool)", lambda: self.cancel())

    @property
    def is_running(self) -> bool:
        """Whether anything runs or waits."""
        return bool(self._runs)

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
        self._notices = []
        runs: list[Run] = []
        callbacks = RunCallbacks(
            done=lambda nodes: self._on_done(runs, nodes),
            failed=lambda message: self._on_failed(runs, message),
            cancelled=lambda reason: self._on_end(
                runs, _("The run was cancelled. {reason}").format(reason=reason).strip()
            ),
            progress=lambda share, text: self._on_progress(runs, share, text),
            notice=self._on_notice,
        )
        try:
            run = Run(self._context.worker, self._context.volume, self._context.wish(rough), callbacks)
        except LandmarkAIError as error:
            self._say(str(error))
            return
        if not run.ended:
            runs.append(run)
            self._runs.append(run)
            self._say(_("Starting…"))
        self.update()

    def cancel(self, reason: str = "") -> None:
        """Cancel the run of the chosen volume, or the one that is being done."""
        run = self._run_of(self._context.volume) or (self._runs[0] if self._runs else None)
        if run:
            self._say(_("Cancelling the run on {name}…").format(name=run.name))
            run.cancel(reason)

    def cancel_all(self) -> None:
        """Cancel everything; for the panel's end, after which there is nobody to tell."""
        self._closed = True
        for run in list(self._runs):
            run.cancel()

    def tell_of_volume(self) -> None:
        """Say what is wrong with a volume that was just chosen; whatever else was said is of another."""
        if not self._runs:
            volume = self._context.volume
            self._say(why_not(volume) if volume is not None else "")

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
        if not self._runs:
            return
        run = next((run for run in self._runs if run.is_first), self._runs[0])
        share, text = self._progress.get(run.name, (0.0, _("waiting")))
        self._ui.progressBar.value = round(1000 * share)
        waiting = len(self._runs) - 1
        more = _(" ({count} more waiting)").format(count=waiting) if waiting else ""
        self._say(f"{run.name}: {text}{more}")

    def _run_of(self, volume: Node | None) -> Run | None:
        return next((run for run in self._runs if run.volume is volume), None)

    def _on_progress(self, runs: list[Run], share: float, text: str) -> None:
        if runs and not self._closed:
            self._progress[runs[0].name] = (share, text)
            self.update()

    def _on_notice(self, text: str) -> None:
        self._notices.append(text)

    def _on_done(self, runs: list[Run], nodes: DetectionNodes) -> None:
        self._on_end(runs, described(nodes))
        if not self._closed:
            self._done(nodes)

    def _on_failed(self, runs: list[Run], message: str) -> None:
        self._on_end(runs, message)
        if not self._closed:
            self._failed()

    def _on_end(self, runs: list[Run], text: str) -> None:
        for run in runs:
            self._runs.remove(run)
            self._progress.pop(run.name, None)
        if not self._closed:
            self.update()
            self._say(" ".join([text, *self._notices]))

    def _say(self, text: str) -> None:
        self._ui.statusLabel.text = text


def described(nodes: DetectionNodes) -> str:
    """What was found, in a sentence."""
    node = nodes.landmarks
    total, found = node.GetNumberOfControlPoints(), node.GetNumberOfDefinedControlPoints()
    return _("{name}: {found} of {total} points found. Check them before you use them.").format(
        name=nodes.volume.GetName() if nodes.volume else node.GetName(), found=found, total=total
    )
