"""The panel as a whole: its parts, and the clock that looks after what runs."""

from __future__ import annotations

from typing import Any

import qt

from .add_part import AddPart
from .annotate_part import AnnotatePart
from .context import Context, remember
from .curves_part import CurvesPart
from .dataset_part import DatasetPart
from .evaluate_part import EvaluatePart
from .install_part import InstallPart
from .packages_part import PackagesPart
from .train_part import TrainPart

_POLL = 1000  # ms
# Alt and the underlined letter of a label lead to its widget.
_BUDDIES = {
    "datasetFolderLabel": "datasetFolder",
    "presetLabel": "presetComboBox",
    "pointsLabel": "pointsSelector",
    "volumeLabel": "volumeSelector",
    "segmentationLabel": "segmentationSelector",
    "caseNameLabel": "caseName",
    "subjectLabel": "subjectName",
    "contrastLabel": "contrastName",
    "runFolderLabel": "runFolder",
    "stepsLabel": "stepsEdit",
    "threadsLabel": "threadsSpinBox",
    "worstLabel": "worstTable",
    "modelNameLabel": "modelName",
}


class LandmarkAITrainingPanel:
    """Fills the widgets of ``LandmarkAITraining.ui`` with life.

    Args:
        ui: the widgets by name.
        logic: LandmarkAITrainingLogic.
    """

    def __init__(self, ui: Any, logic: Any) -> None:
        self.context = Context(ui, logic)
        self._is_ready = False
        for label, buddy in _BUDDIES.items():
            getattr(ui, label).setBuddy(getattr(ui, buddy))
        for name in ("datasetFolder", "runFolder"):
            getattr(ui, name).filters = int(qt.QDir.Dirs)
        self.packages = PackagesPart(self.context, self.update)
        self.curves = CurvesPart(self.context)
        self.dataset = DatasetPart(self.context, self.update)
        self.add = AddPart(self.context, self.update)
        self.train = TrainPart(self.context, self.packages.obstacle, self.curves.show, self.update)
        self.annotate = AnnotatePart(self.context, self.packages.obstacle, self.update)
        self.evaluate = EvaluatePart(self.context, self.packages.obstacle, self.update)
        self.install = InstallPart(self.context, self.update)
        remember(ui.datasetFolder, "Dataset")
        remember(ui.runFolder, "RunFolder")
        self._timer = qt.QTimer()
        self._timer.setInterval(_POLL)
        self._timer.connect("timeout()", self.poll)
        self._is_ready = True
        self.packages.look()
        self.annotate.show()
        self.update()

    def enter(self) -> None:
        """The module is shown."""
        self.packages.look()
        self.update()

    def remove(self) -> None:
        """The panel is closed; a training and an evaluation go on."""
        self._timer.stop()
        self.dataset.stop()
        self.evaluate.remove()

    def poll(self) -> None:
        """See how far everything is."""
        self.dataset.poll()
        self.annotate.poll()
        self.curves.refresh()
        self.update()

    def update(self) -> None:
        """Show what can be done now, and look after what runs."""
        if not self._is_ready:
            return
        # Asked before the parts look: what ends while they do is shown at the next look, and not never.
        runs = self._is_anything_running()
        for part in (self.dataset, self.add, self.train, self.curves, self.annotate):
            part.update()
        self.evaluate.update()
        self.install.update()
        if runs:
            if not self._timer.isActive():
                self._timer.start()
        else:
            self._timer.stop()

    def _is_anything_running(self) -> bool:
        run = self.context.run
        jobs = [run.job, run.evaluation_job] if run else []
        works = self.dataset.is_running or self.annotate.is_running
        return works or any(job.state().is_running for job in jobs)
