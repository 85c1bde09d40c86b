"""The dataset: what is wrong with it, dividing it, and a preset for its landmarks."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from itertools import chain, count
from pathlib import Path

import qt
from LandmarkAILib.errors import LandmarkAIError
from LandmarkAILib.slicer.panel.widgets import TextTable, set_enabled
from slicer.i18n import tr as _

from ...data.check.problems import Problem, Report
from ...data.folds import divide_dataset
from ...presets.preset import read_preset
from ..logic.job import Job, JobState
from ..logic.training_run import preset_name
from .context import Context

_REPORT = "report.json"


class DatasetPart:
    """Checks a dataset in a process of its own, and lists what it finds.

    Args:
        context: the panel's.
        changed: called when what the rest of the panel may do has changed.
    """

    def __init__(self, context: Context, changed: Callable[[], None]) -> None:
        self._context, self._ui, self._changed = context, context.ui, changed
        self._job: Job | None = None
        self._preset: Path | None = None
        headers = [_("Case"), _("Problem"), _("Remedy")]
        self._table = TextTable(self._ui.problemsTable, headers, 1, ())
        header = self._ui.problemsTable.horizontalHeader()
        header.setSectionResizeMode(len(headers) - 1, qt.QHeaderView.Stretch)
        self._ui.datasetFolder.connect("currentPathChanged(QString)", lambda: self._forget())
        self._ui.checkButton.connect("clicked(bool)", lambda: self.check())
        self._ui.divideButton.connect("clicked(bool)", lambda: self.divide())
        self._ui.presetButton.connect("clicked(bool)", lambda: self.propose())

    def check(self) -> None:
        """Start the check; one that runs is given up."""
        self.stop()
        dataset = self._context.dataset
        folder = Path(tempfile.mkdtemp(prefix="LandmarkAI-check-"))
        self._job = Job(folder, self._context.logic.launcher)
        arguments = ["check", str(dataset), "--json", str(folder / _REPORT)]
        arguments += ["--preset", self._context.preset] if self._context.preset else []
        try:
            self._job.start(arguments)
        except LandmarkAIError as error:
            self._end(str(error))
            return
        self._say(_("Checking…"))
        self._changed()

    def propose(self) -> None:
        """Make a preset for the landmarks of the dataset, in its folder, and choose it."""
        dataset = self._context.dataset
        if dataset is None:
            return
        self.stop()
        folder = Path(tempfile.mkdtemp(prefix="LandmarkAI-preset-"))
        self._job = Job(folder, self._context.logic.launcher)
        self._preset = _free_path(dataset, preset_name(dataset.name))
        try:
            self._job.start(["preset", str(dataset), "-o", str(self._preset)])
        except LandmarkAIError as error:
            self._end(str(error))
            return
        self._say(_("Looking at the cases, and measuring this computer…"))
        self._changed()

    def divide(self) -> None:
        """Write the splits into ``cases.csv``; those that stand there stay."""
        dataset = self._context.dataset
        if dataset is None:
            return
        try:
            counts = divide_dataset(dataset)
        except LandmarkAIError as error:
            self._say(str(error))
            return
        text = _("cases.csv: {train} cases to train, {val} to validate, {test} to test on. Check again.")
        self._say(text.format(**{name: counts.get(name, 0) for name in ("train", "val", "test")}))

    @property
    def is_running(self) -> bool:
        """Whether a check is under way."""
        return self._job is not None

    def poll(self) -> None:
        """See how far the check is."""
        if self._job is None:
            return
        state = self._job.state()
        if self._preset is not None:
            self._poll_preset(state)
        elif state.is_running:
            self._say(_("Checking: {case}").format(case=(self._job.log() or ["…"])[-1]))
        else:
            self._show_report(self._job.folder / _REPORT, state)

    def _show_report(self, path: Path, state: JobState) -> None:
        if path.is_file():  # a check that finds errors ends as failed
            report = Report.read(path)
            self._end(report.summary())
            self._table.show([_row(problem) for problem in report.problems])
            self._ui.problemsTable.resizeRowsToContents()
        else:
            self._end(state.message or _("The check ended unexpectedly: check again."))

    def _poll_preset(self, state: JobState) -> None:
        """Choose the preset once it is there."""
        made = self._preset
        if state.is_running or made is None:
            return
        if state.state != "done":
            self._end(state.message or _("The preset could not be made: check the dataset."))
            return
        preset = read_preset(str(made))
        self._end(
            _("{path} is chosen as the preset. Its notes say why it is as it is:").format(path=made)
        )
        rows = [((what, why, ""), why) for what, why in preset.notes.items()]
        self._table.show(rows)
        self._ui.problemsTable.resizeRowsToContents()
        self._ui.presetComboBox.setEditText(str(made))

    def stop(self) -> None:
        """Give up a check that runs."""
        if self._job is not None:
            self._job.cancel()
            self._end("")

    def update(self) -> None:
        """Show what can be done now."""
        nothing = "" if self._context.dataset else _("Choose the folder of a dataset.")
        set_enabled(
            self._ui.checkButton, nothing, _("List what is wrong with the dataset, and how to mend it.")
        )
        set_enabled(
            self._ui.divideButton,
            nothing,
            _("Write into cases.csv which subjects to train, validate and test on: 80, 10 and 10 %."),
        )

        set_enabled(
            self._ui.presetButton,
            nothing,
            _("Make a preset for what the dataset holds, for half an hour of training."),
        )

    def _forget(self) -> None:
        self.stop()
        self._table.show([])
        self._say("")
        self._changed()

    def _end(self, text: str) -> None:
        assert self._job
        shutil.rmtree(self._job.folder, ignore_errors=True)
        self._job, self._preset = None, None
        self._table.show([])
        self._say(text)
        self._changed()

    def _say(self, text: str) -> None:
        self._ui.datasetLabel.text = text


def _row(problem: Problem) -> tuple[tuple[str, ...], str]:
    mark = "✗" if problem.severity == "error" else "!"
    texts = (problem.case or _("all"), f"{mark} {problem.what}", problem.remedy)
    return texts, f"{problem.case or _('The dataset')}: {problem.what}.\n→ {problem.remedy}."


def _free_path(folder: Path, name: str) -> Path:
    """Of a preset that is not there yet: one that is there may have been edited."""
    numbered = (folder / f"{name}-{number}.json" for number in count(2))
    return next(path for path in chain([folder / f"{name}.json"], numbered) if not path.exists())
