"""The loop of annotating: which cases wait, a model's points in them, whose turn it is, retraining."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import slicer
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.errors import LandmarkAIError
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.slicer.panel.pixmap import show_drawing
from LandmarkAILib.slicer.panel.viewers import show_volume
from LandmarkAILib.slicer.panel.widgets import TextTable, set_enabled
from LandmarkAILib.slicer.scene import landmark_list
from LandmarkAILib.slicer.scene.kinds import LIST_CLASS
from LandmarkAILib.slicer.scene.transforms import carry_between
from LandmarkAILib.slicer.scene.volumes import image_of
from slicer.i18n import tr as _

from ...data.dataset import read_points
from ...data.states import CaseState, list_states, next_case, reviewed
from ...evaluation.report.learning_curve import learning_curve
from ...evaluation.rounds import Round, read_rounds
from ..logic.job import Job
from ..logic.training_run import Choices, TrainingRun, next_run_folder
from .context import Context

_POINTS = "landmarks.mrk.json"
_JOB = ".landmarkai-annotate"
_CURVE = (400.0, 220.0)  # points


class AnnotatePart:
    """Shows the cases of the dataset by state, and takes them to a reader and on to the next training.

    Args:
        context: the panel's.
        obstacle: says why nothing can be trained whatever is chosen; empty if something can.
        changed: called when what the rest of the panel may do has changed.
    """

    def __init__(
        self, context: Context, obstacle: Callable[[], str], changed: Callable[[], None]
    ) -> None:
        self._context, self._ui = context, context.ui
        self._obstacle, self._changed = obstacle, changed
        self._job: Job | None = None
        self._case: CaseState | None = None
        self._nodes: list[Any] = []
        self._drawn: list[Round] = []
        headers = [_("Case"), _("State"), _("Expected error, mm")]
        self._table = TextTable(self._ui.annotateTable, headers, 0, (2,), narrow=True)
        self._ui.datasetFolder.connect("currentPathChanged(QString)", lambda: self.show())
        for name, act in (
            ("preAnnotateButton", self.pre_annotate),
            ("nextCaseButton", self.next),
            ("reviewedButton", self.accept),
            ("retrainButton", self.retrain),
        ):
            getattr(self._ui, name).connect("clicked(bool)", lambda _on=False, act=act: act())

    @property
    def is_running(self) -> bool:
        """Whether cases are being annotated beforehand."""
        return self._job is not None

    def pre_annotate(self) -> None:
        """Let the model of the run place points in the cases that nobody has reviewed."""
        dataset, run = self._context.dataset, self._context.run
        if dataset is None or run is None or run.model is None:
            return
        self._job = Job(dataset / _JOB, self._context.logic.launcher)
        try:
            self._job.start(["annotate", str(dataset), "--model", str(run.model)])
        except LandmarkAIError as error:
            self._job = None
            self._say(str(error))
        self._changed()

    def next(self) -> None:
        """Show the case with the largest expected error, its points ready to be moved."""
        following = next_case(self._states())
        self.clear()
        if following is None:
            self._say(_("Every case has been reviewed."))
            return
        record = following.record
        try:
            volume = slicer.util.loadVolume(str(record.image), {"name": record.case, "show": False})
            self._nodes.append(volume)
            points = [p for p in read_points(record) if p.position is not None]
        except (LandmarkAIError, RuntimeError) as error:  # RuntimeError: Slicer could not load it
            self._say(str(error))
            return
        node = slicer.mrmlScene.AddNewNodeByClass(LIST_CLASS, f"{record.case} landmarks")
        node.CreateDefaultDisplayNodes()
        landmark_list.fill(node, LandmarkSet(tuple(points)))
        landmark_list.set_look(node, LandmarkSet(tuple(points)))
        self._nodes.append(node)
        show_volume(volume)
        self._case = following
        text = _("{case}: mend the points, add those that are missing, then press Reviewed.")
        self._say(text.format(case=record.case))
        self._changed()

    def accept(self) -> None:
        """Write the points as they are now, and note that the case has been reviewed."""
        dataset = self._context.dataset
        if self._case is None or dataset is None:
            return
        volume, node = self._nodes
        record = self._case.record
        try:
            image = image_of(volume)
            found = landmark_list.landmarks_in(node, carry_between(node, volume), image.grid)
            placed = [point for point in found if point.position is not None]
            names = {point.name for point in placed}
            # What was marked as missing, here or in a slice, stays so unless it has been placed.
            known = [point for point in read_points(record) if point.position is None]
            missing = [point for point in known if point.note or point.name not in names]
            write_landmarks(LandmarkSet((*placed, *missing)), record.folder / _POINTS)
            reviewed(dataset, record.case)
        except LandmarkAIError as error:
            self._say(str(error))
            return
        self.clear()
        self._say(_("{case} is reviewed and will be trained on.").format(case=record.case))
        self.show()

    def retrain(self) -> None:
        """Train on from the last weights in a new run folder, while the reader goes on."""
        run, dataset = self._context.run, self._context.dataset
        if run is None or run.model is None or run.choices is None or dataset is None:
            return
        folder = next_run_folder(run.folder)
        before = run.choices
        choices = Choices(dataset, before.preset, before.steps, before.threads, str(run.model))
        try:
            TrainingRun(folder, self._context.logic.launcher).train(choices)
        except LandmarkAIError as error:
            self._say(str(error))
            return
        self._ui.runFolder.setCurrentPath(str(folder))
        self._changed()

    def poll(self) -> None:
        """See how far annotating beforehand is."""
        if self._job is None:
            return
        state = self._job.state()
        if state.is_running:
            self._say(_("The model is looking: {case}").format(case=(self._job.log() or ["…"])[-1]))
            return
        self._job = None
        self._say(state.message)
        self.show()

    def show(self) -> None:
        """List the cases anew."""
        rows = []
        for item in self._states():
            expected = "" if item.expected is None else f"{item.expected:.1f}"
            rows.append(((item.record.case, _named(item.state), expected), ""))
        self._table.show(rows)
        self._changed()

    def _show_curve(self) -> None:
        """Draw how the error fell from round to round, once there is a round."""
        rounds, label = self._rounds(), self._ui.roundsLabel
        label.visible = bool(rounds)
        if rounds and rounds != self._drawn:
            show_drawing(label, learning_curve(rounds, _CURVE))
            label.toolTip = _round_told(rounds[-1])
        self._drawn = rounds

    def _rounds(self) -> list[Round]:
        dataset = self._context.dataset
        if dataset is None or not dataset.is_dir():
            return []
        try:
            return read_rounds(dataset)
        except LandmarkAIError as error:
            self._say(str(error))
            return []

    def update(self) -> None:
        """Show what can be done now, and the curve of the rounds."""
        self._show_curve()
        run, dataset = self._context.run, self._context.dataset
        nothing = "" if dataset else _("Choose the folder of a dataset.")
        model = "" if run and run.model else _("There is no model yet: train one first.")
        busy = _("The model is looking at the cases.") if self._job else ""
        set_enabled(
            self._ui.preAnnotateButton,
            nothing or model or busy or self._obstacle(),
            _("Let the model place points in the cases that nobody has reviewed."),
        )
        set_enabled(
            self._ui.nextCaseButton,
            nothing or busy,
            _("Show the case in which the model expects the largest error."),
        )
        set_enabled(
            self._ui.reviewedButton,
            "" if self._case else _("Show a case first."),
            _("Write the points as they are now; the case will be trained on."),
        )
        running = run is not None and run.state().is_running
        set_enabled(
            self._ui.retrainButton,
            nothing or model or (_("The training is running.") if running else "") or self._obstacle(),
            _("Train on from the last weights, in a new run folder, while you go on."),
        )

    def clear(self) -> None:
        """Remove the case that is shown from the scene."""
        for node in self._nodes:
            if node.GetScene() is not None:
                slicer.mrmlScene.RemoveNode(node)
        self._nodes, self._case = [], None

    def _states(self) -> list[CaseState]:
        dataset: Path | None = self._context.dataset
        if dataset is None or not dataset.is_dir():
            return []
        try:
            return list_states(dataset)
        except LandmarkAIError as error:
            self._say(str(error))
            return []

    def _say(self, text: str) -> None:
        self._ui.annotateLabel.text = text


def _round_told(held: Round) -> str:
    """The last round, in words."""
    main, facts = held.main, held.facts
    text = _("{count} rounds. The last model was trained on {trained} cases: median {median} on {held}.")
    median = "–" if main.median is None else f"{main.median:.2f} {main.unit}"
    names = {"test": _("{n} held-out cases"), "val": _("{n} validation cases")}
    measured = names[facts.split].format(n=facts.measured)
    return text.format(count=held.number, trained=facts.reviewed, median=median, held=measured)


def _named(state: str) -> str:
    return {
        "unlabelled": _("unlabelled"),
        "pre-annotated": _("pre-annotated"),
        "reviewed": _("reviewed"),
        "held out": _("held out"),
    }[state]
