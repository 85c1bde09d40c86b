"""A reviewed case becomes a case of a training dataset."""

from __future__ import annotations

from pathlib import Path

import qt
from slicer.i18n import tr as _

from ...errors import LandmarkAIError
from ..scene.export import export_case
from .context import Context
from .core_sentences import told
from .widgets import set_enabled


class ExportPart:
    """Writes volume, points and segmentation as they are now.

    Args:
        context: the panel's.
    """

    def __init__(self, context: Context) -> None:
        self._context, self._ui = context, context.ui
        self._ui.exportFolder.filters = int(qt.QDir.Dirs)
        self._ui.exportFolder.connect("currentPathChanged(QString)", lambda: self.update())
        self._ui.caseName.connect("textChanged(QString)", lambda: self.update())
        self._ui.exportButton.connect("clicked(bool)", lambda: self.export())

    def update(self) -> None:
        """Show what can be done now."""
        set_enabled(
            self._ui.exportButton,
            self._why_not(),
            _("Write image, points and segmentation as they are now into the dataset."),
        )

    def export(self) -> None:
        """Write the case, and say where."""
        nodes = self._context.results
        if nodes is None or self._why_not():
            return
        folder, name = Path(self._ui.exportFolder.currentPath), self._ui.caseName.text.strip()
        try:
            case = export_case(nodes.volume, nodes, folder, name)
        except LandmarkAIError as error:
            self._ui.exportLabel.text = told(str(error))
            return
        self._ui.exportLabel.text = _("Written: {case}").format(case=case)
        self._ui.caseName.text = ""

    def _why_not(self) -> str:
        if self._context.results is None:
            return _("There are no results to export: detect landmarks first.")
        if not self._ui.exportFolder.currentPath:
            return _("Choose the folder of the dataset.")
        if not self._ui.caseName.text.strip():
            return _("Name the case, without the patient's identity.")
        return ""
