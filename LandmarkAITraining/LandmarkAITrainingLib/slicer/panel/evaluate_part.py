"""How good the model is: tables, the report, and the worst cases in the views."""

from __future__ import annotations

from collections.abc import Callable

import qt
from LandmarkAILib.errors import LandmarkAIError
from LandmarkAILib.slicer.panel.widgets import TextTable, set_enabled
from slicer.i18n import tr as _

from ..logic.job import JobState
from ..logic.measured import (
    CaseMeasured,
    LandmarkMeasured,
    read_landmarks_measured,
    read_worst_cases,
)
from ..logic.training_run import TrainingRun
from .case_views import CaseViews
from .context import Context

_CASES = 50


class EvaluatePart:
    """Measures the model of a run in a process of its own, and shows what was found.

    Args:
        context: the panel's.
        obstacle: says why nothing can be evaluated whatever is chosen; empty if something can.
        changed: called when what the rest of the panel may do has changed.
    """

    def __init__(
        self, context: Context, obstacle: Callable[[], str], changed: Callable[[], None]
    ) -> None:
        self._context, self._ui = context, context.ui
        self._obstacle, self._changed = obstacle, changed
        self._refusal = ""
        self._shown: tuple[object, ...] = ()
        self._cases: list[CaseMeasured] = []
        self._views = CaseViews(context)
        headers = [_("Landmark"), _("n"), _("Median [IQR] mm"), _("≤ 5 mm"), _("Missed"), _("False")]
        self._metrics = TextTable(self._ui.metricsTable, headers, 0, range(1, 6), narrow=True)
        headers = [_("Case"), _("Worst landmark"), _("Slice"), _("mm"), _("Missed")]
        self._worst = TextTable(self._ui.worstTable, headers, 0, range(2, 5), narrow=True)
        self._ui.evaluateButton.connect("clicked(bool)", lambda: self.evaluate())
        self._ui.stopEvaluationButton.connect("clicked(bool)", lambda: self.stop())
        self._ui.reportButton.connect("clicked(bool)", lambda: self.open_report())
        self._ui.worstTable.connect("itemSelectionChanged()", lambda: self.show_case())

    def evaluate(self) -> None:
        """Start the evaluation."""
        run, dataset = self._context.run, self._context.dataset
        if run is None or dataset is None:
            return
        self._refusal = ""
        try:
            run.evaluate(dataset)
        except LandmarkAIError as error:
            self._refusal = str(error)
        self._changed()

    def stop(self) -> None:
        """Give up the evaluation."""
        run = self._context.run
        if run is not None:
            self._refusal = ""
            try:
                run.evaluation_job.cancel()
            except LandmarkAIError as error:
                self._refusal = str(error)
            self._changed()

    def open_report(self) -> None:
        """Open the report in the browser."""
        run = self._context.run
        if run is not None:
            qt.QDesktopServices.openUrl(qt.QUrl.fromLocalFile(str(run.evaluation / "report.html")))

    def show_case(self) -> None:
        """Show the chosen case: image, reference, and what the model finds."""
        row, run = int(self._ui.worstTable.currentRow()), self._context.run
        dataset = run.evaluation_job.facts.get("dataset") if run else None
        if run is None or run.model is None or not dataset or not 0 <= row < len(self._cases):
            return
        if not self._ui.worstTable.selectedItems():  # the selection was cleared
            return
        self._views.show(dataset, self._cases[row], run.model)

    def remove(self) -> None:
        """The panel is closed: a detection that runs for the views is cancelled."""
        self._views.stop()

    def update(self) -> None:
        """Show what was found, and what can be done now."""
        run = self._context.run
        state = run.evaluation_job.state() if run else JobState("none")
        set_enabled(
            self._ui.evaluateButton,
            self._why_not(run, state),
            _("Measure the model on the dataset's test cases; without any, on the validation cases."),
        )
        idle = "" if state.is_running else _("No evaluation is running.")
        set_enabled(self._ui.stopEvaluationButton, idle, _("Stop the evaluation."))
        has_report = run is not None and (run.evaluation / "report.html").is_file()
        no_report = "" if has_report else _("Evaluate first.")
        set_enabled(self._ui.reportButton, no_report, _("Open the whole report in the browser."))
        self._ui.evaluateLabel.text = self._refusal or self._told(run, state)
        self._show_tables(run, state)

    def _why_not(self, run: TrainingRun | None, state: JobState) -> str:
        if state.is_running:
            return _("The evaluation is running.")
        if run is None or run.model is None:
            return _("There is no model yet: train one first.")
        if self._context.dataset is None:
            return _("Choose the folder of a dataset.")
        return self._obstacle()

    def _told(self, run: TrainingRun | None, state: JobState) -> str:
        if run is None or state.state == "none":
            return ""
        if state.is_running:
            return _("Evaluating: {case}").format(case=(run.evaluation_job.log() or ["…"])[-1])
        if (run.evaluation / "metrics.json").is_file():
            failed = f" {state.message}" if state.state == "failed" else ""
            return _measured_on(str(run.evaluation_job.facts.get("split", ""))) + failed
        if state.state == "cancelled":
            return _("The evaluation was cancelled.")
        return state.message or _("The evaluation ended unexpectedly: evaluate again.")

    def _show_tables(self, run: TrainingRun | None, state: JobState) -> None:
        """Fill the tables if there is something new."""
        path = run.evaluation / "metrics.json" if run else None
        there = path is not None and path.is_file() and not state.is_running
        key = (path, path.stat().st_mtime_ns) if there and path else ()
        if key == self._shown:
            return
        self._shown = key
        landmarks: list[LandmarkMeasured] = []
        self._cases = []
        if run is not None and there:
            try:
                landmarks = read_landmarks_measured(run.evaluation)
                self._cases = read_worst_cases(run.evaluation)[:_CASES]
            except LandmarkAIError as error:
                self._ui.evaluateLabel.text = str(error)
        self._ui.worstTable.clearSelection()
        self._metrics.show([_landmark_row(found) for found in landmarks])
        self._worst.show([_case_row(found) for found in self._cases])


def _measured_on(split: str) -> str:
    """On which cases, and what that means."""
    if split == "test":
        return _("Measured on the test cases, which had no part in the training.")
    if split == "val":
        return _(
            "Measured on the validation cases, as there are no test cases. The model was calibrated on "
            "them: on others its error is larger."
        )
    return _("Measured on all cases. On those that it was not trained on, its error is larger.")


def _landmark_row(found: LandmarkMeasured) -> tuple[tuple[str, ...], str]:
    spread = "–"
    if found.median is not None:
        spread = f"{found.median:.1f} [{found.q1:.1f}–{found.q3:.1f}]"
    within = "–" if found.within is None else f"{100 * found.within:.0f} %"
    texts = (found.name, str(found.slices), spread, within, str(found.missed), str(found.false))
    tip = _(
        "{name}: on {n} slices with a reference point. Errors are of the points that were found; missed "
        "and false points are counted beside them."
    )
    return texts, tip.format(name=found.name, n=found.slices)


def _case_row(found: CaseMeasured) -> tuple[tuple[str, ...], str]:
    error = _("missed") if found.error is None else f"{found.error:.1f}"
    where = "" if found.slice is None else str(found.slice)
    return (found.case, found.landmark, where, error, str(found.missed)), ""
