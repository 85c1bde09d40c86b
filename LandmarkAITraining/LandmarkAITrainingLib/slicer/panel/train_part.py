"""Training: started, watched, cancelled and resumed; the process goes on without Slicer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from LandmarkAILib.errors import LandmarkAIError
from LandmarkAILib.slicer.panel.widgets import set_enabled
from slicer.i18n import tr as _

from ...presets.preset import preset_names
from ...training.time_left import Pace, rounded
from ..logic.job import JobState
from ..logic.training_run import Choices, TrainingRun, parse_steps
from .context import Context


class TrainPart:
    """The training whose run folder is chosen, whoever started it.

    Args:
        context: the panel's.
        obstacle: says why nothing can be trained whatever is chosen; empty if something can.
        started: called when a training begins.
        changed: called when what the rest of the panel may do has changed.
    """

    def __init__(
        self,
        context: Context,
        obstacle: Callable[[], str],
        started: Callable[[], None],
        changed: Callable[[], None],
    ) -> None:
        self._context, self._ui = context, context.ui
        self._obstacle, self._started, self._changed = obstacle, started, changed
        self._refusal, self._pace = "", Pace()
        self._watched: Path | None = None
        self._ui.presetComboBox.addItems(preset_names())
        self._ui.presetComboBox.connect("currentTextChanged(QString)", lambda: self._on_choice())
        self._ui.runFolder.connect("currentPathChanged(QString)", lambda: self._on_choice())
        self._ui.stepsEdit.connect("textChanged(QString)", lambda: self._on_choice())
        self._ui.trainButton.connect("clicked(bool)", lambda: self.train())
        self._ui.resumeButton.connect("clicked(bool)", lambda: self.resume())
        self._ui.cancelButton.connect("clicked(bool)", lambda: self.cancel())

    def train(self) -> None:
        """Start a training with what is chosen."""
        run, dataset = self._context.run, self._context.dataset
        if run is None or dataset is None:
            return
        steps = parse_steps(str(self._ui.stepsEdit.text))
        choices = Choices(dataset, self._context.preset, steps, int(self._ui.threadsSpinBox.value))
        self._start(lambda: run.train(choices))

    def resume(self) -> None:
        """Go on from the last checkpoints."""
        run = self._context.run
        if run is not None:
            self._start(run.resume)

    def cancel(self) -> None:
        """Kill the process; what its checkpoints hold stays."""
        run = self._context.run
        if run is not None:
            self._refusal = ""
            try:
                run.job.cancel()
            except LandmarkAIError as error:
                self._refusal = str(error)
            self._changed()

    def update(self) -> None:
        """Show how the training stands and what can be done now."""
        run = self._context.run
        state = run.state() if run else JobState("none")
        set_enabled(
            self._ui.trainButton,
            self._why_not_train(run, state),
            _("Train in a process of its own, which goes on when Slicer is closed."),
        )
        set_enabled(
            self._ui.resumeButton,
            self._why_not_resume(run, state),
            _("Go on from the last checkpoints, with the choices of before."),
        )
        set_enabled(
            self._ui.cancelButton,
            "" if state.is_running else _("No training is running in this folder."),
            _("Stop the training; it can be resumed from its last checkpoint."),
        )
        self._ui.trainBar.visible = state.is_running
        self._ui.trainLabel.text = self._refusal or self._told(run, state)
        self._ui.trainLabel.toolTip = run.job.command if run else ""

    def _start(self, start: Callable[[], None]) -> None:
        self._refusal = ""
        try:
            start()
        except LandmarkAIError as error:
            self._refusal = str(error)
        else:
            self._started()
        self._changed()

    def _on_choice(self) -> None:
        self._refusal = ""
        self._changed()

    def _why_not_train(self, run: TrainingRun | None, state: JobState) -> str:
        if self._context.dataset is None:
            return _("Choose the folder of a dataset.")
        if not self._context.preset:
            return _("Choose a preset.")
        if run is None:
            return _("Choose a folder for the training.")
        if state.is_running:
            return _("A training is running in this folder.")
        if run.has_checkpoint:
            return _("The folder holds a training: resume it, or choose another folder.")
        try:
            parse_steps(str(self._ui.stepsEdit.text))
        except ValueError:
            return _("Steps are whole numbers, one a stage, such as 1500 2500.")
        return self._obstacle()

    def _why_not_resume(self, run: TrainingRun | None, state: JobState) -> str:
        if run is None or state.state == "none":
            return _("The folder holds no training to go on with.")
        if state.is_running:
            return _("The training is running.")
        if state.state == "done":
            return _("The training has come to its end.")
        return self._obstacle()

    def _told(self, run: TrainingRun | None, state: JobState) -> str:
        if run is None or state.state == "none":
            return ""
        if state.is_running:
            return self._told_of_progress(run)
        texts = {
            "done": _("Trained. Evaluate the model, then install it."),
            "failed": _(
                "The training stopped: {reason} What was trained is kept: when that is mended, press "
                "Resume."
            ),
            "cancelled": _("The training was cancelled. Resume goes on from its last checkpoint."),
            "killed": _(
                "The training ended unexpectedly: it was killed, or the machine went down. Nothing that "
                "was saved is lost: Resume goes on from the last checkpoint."
            ),
        }
        return texts[state.state].format(reason=state.message.rstrip(".") + ".")

    def _told_of_progress(self, run: TrainingRun) -> str:
        made = run.progress()
        self._ui.trainBar.value = round(1000 * made.share) if made else 0
        if made is None:
            return _("Starting: reading the dataset…")
        text = _(
            "Stage {stage} of {stages}, step {step} of {steps}. Slicer may be closed meanwhile: the "
            "training goes on, and its folder is found again."
        )
        text = text.format(stage=made.stage, stages=made.stages, step=made.step, steps=made.steps)
        if run.folder != self._watched:
            self._watched, self._pace = run.folder, Pace()
        left = self._pace.left(made.share)
        return text if left is None else f"{text} {_told_left(left)}"


def _told_left(seconds: float) -> str:
    count, unit = rounded(seconds)
    if unit == "min":
        return str(_("About {minutes} min left.").format(minutes=count))
    return str(_("About {hours} h left.").format(hours=count))
