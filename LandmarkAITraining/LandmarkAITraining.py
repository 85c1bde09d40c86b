"""Slicer's entry to LandmarkAITraining: module, widget, logic and self-test."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import slicer
from slicer.i18n import tr as _
from slicer.i18n import translate
from slicer.ScriptedLoadableModule import (
    ScriptedLoadableModule,
    ScriptedLoadableModuleLogic,
    ScriptedLoadableModuleTest,
    ScriptedLoadableModuleWidget,
)

if TYPE_CHECKING:
    from LandmarkAILib.models.bundle import Bundle
    from LandmarkAILib.slicer.logic.qt_worker import QtWorker
    from LandmarkAITrainingLib.data.check.problems import Report
    from LandmarkAITrainingLib.slicer.logic.launcher import Launcher
    from LandmarkAITrainingLib.slicer.logic.training_run import TrainingRun


class LandmarkAITraining(ScriptedLoadableModule):
    """Announces the module."""

    def __init__(self, parent: Any) -> None:
        ScriptedLoadableModule.__init__(self, parent)
        self.parent.title = "LandmarkAI Training"
        self.parent.categories = [translate("qSlicerAbstractCoreModule", "Cardiac")]
        self.parent.dependencies = ["LandmarkAI", "Plots"]
        self.parent.contributors = ["LandmarkAI contributors"]
        self.parent.helpText = _(
            "Trains and measures landmark models on studies that were annotated in Slicer, and "
            "installs them in LandmarkAI. Research use only: not a medical device, not for diagnosis "
            "or treatment."
        )
        self.parent.acknowledgementText = _(
            "A model is under the terms of the data that it was trained on."
        )


class LandmarkAITrainingWidget(ScriptedLoadableModuleWidget):
    """The module's panel; its parts are in LandmarkAITrainingLib.slicer.panel."""

    def setup(self) -> None:
        from LandmarkAITrainingLib.slicer.panel.panel import LandmarkAITrainingPanel

        ScriptedLoadableModuleWidget.setup(self)
        widget = slicer.util.loadUI(self.resourcePath("UI/LandmarkAITraining.ui"))
        self.layout.addWidget(widget)
        self.ui = slicer.util.childWidgetVariables(widget)
        widget.setMRMLScene(slicer.mrmlScene)
        self.logic = LandmarkAITrainingLogic()
        self.panel = LandmarkAITrainingPanel(self.ui, self.logic)

    def cleanup(self) -> None:
        self.panel.remove()

    def enter(self) -> None:
        self.panel.enter()


class LandmarkAITrainingLogic(ScriptedLoadableModuleLogic):
    """Checking, training and measuring without the panel, for Slicer's console and scripts.

    ::

        from LandmarkAITraining import LandmarkAITrainingLogic
        logic = LandmarkAITrainingLogic()
        print(logic.check("/data/ours").summary())
        run = logic.run("/runs/ours")

    Args:
        launcher: starts processes.
        worker: detects in the cases that are shown.
    """

    def __init__(self, launcher: Launcher | None = None, worker: QtWorker | None = None) -> None:
        from LandmarkAILib.slicer.logic.qt_worker import python_slicer
        from LandmarkAITrainingLib.slicer.logic.launcher import DetachedLauncher

        ScriptedLoadableModuleLogic.__init__(self)
        self.launcher = launcher or DetachedLauncher(python_slicer)
        self._worker = worker

    @cached_property
    def worker(self) -> QtWorker:
        """LandmarkAI's detection process."""
        from LandmarkAILib.slicer.logic.qt_worker import shared_worker

        return self._worker or shared_worker()

    def check(self, dataset: str | Path, preset: str | None = None) -> Report:
        """What is wrong with a dataset, and how to mend it; waits for it.

        Args:
            dataset: its folder.
            preset: what is to be trained; None looks for any that fits.

        Raises:
            InputError: the preset does not exist.
        """
        from LandmarkAITrainingLib.data.check.dataset_check import check_dataset
        from LandmarkAITrainingLib.presets.preset import read_preset

        return check_dataset(Path(dataset), preset=read_preset(preset) if preset else None)

    def run(self, folder: str | Path) -> TrainingRun:
        """The training of a folder: started, watched, cancelled and resumed by its methods."""
        from LandmarkAITrainingLib.slicer.logic.training_run import TrainingRun

        return TrainingRun(Path(folder), self.launcher)

    def install(self, model: str | Path, name: str) -> Bundle:
        """Let LandmarkAI offer a trained model under a name.

        Raises:
            LandmarkAIError: it is damaged, or there is a model of that name.
        """
        from LandmarkAITrainingLib.slicer.logic.training_run import install_as

        return install_as(Path(model), name)


class LandmarkAITrainingTest(ScriptedLoadableModuleTest):
    """The self-test: a dataset of the simulated study is checked and divided."""

    def setUp(self) -> None:
        slicer.mrmlScene.Clear()

    def test_check_of_a_dataset(self) -> None:
        from LandmarkAITrainingLib.slicer.logic.self_test import check_small_dataset

        self.delayDisplay(_("Checking a small dataset"))
        self.delayDisplay(check_small_dataset(LandmarkAITrainingLogic().check))
