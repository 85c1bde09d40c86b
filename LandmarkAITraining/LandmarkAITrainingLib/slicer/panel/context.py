"""What the parts of the panel share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import slicer

from ..logic.training_run import TrainingRun


@dataclass
class Context:
    """The panel's widgets and the logic.

    Args:
        ui: widgets of ``LandmarkAITraining.ui`` by name.
        logic: LandmarkAITrainingLogic.
    """

    ui: Any
    logic: Any

    @property
    def dataset(self) -> Path | None:
        """The dataset's folder; None while none is chosen."""
        return _path(self.ui.datasetFolder)

    @property
    def preset(self) -> str:
        """Name of a preset, or path of its .json; empty while none is chosen."""
        return str(self.ui.presetComboBox.currentText).strip()

    @property
    def run(self) -> TrainingRun | None:
        """The training whose folder is chosen; None while none is."""
        folder = _path(self.ui.runFolder)
        return self.logic.run(folder) if folder else None


def remember(widget: Any, name: str) -> None:
    """Give a ctkPathLineEdit the path that it had last, also in an earlier Slicer.

    Folders belong to a machine and its user, so they are kept in the settings and not in the scene.

    Args:
        widget: its proxy.
        name: of the setting.
    """
    settings = slicer.app.userSettings()
    key = f"LandmarkAITraining/{name}"
    widget.setCurrentPath(str(settings.value(key, "") or ""))
    widget.connect(
        "currentPathChanged(QString)", lambda: settings.setValue(key, str(widget.currentPath))
    )


def _path(widget: Any) -> Path | None:
    text = str(widget.currentPath).strip()
    return Path(text).expanduser().absolute() if text else None
