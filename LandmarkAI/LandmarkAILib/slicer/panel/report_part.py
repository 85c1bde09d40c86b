"""What was measured leaves Slicer: a report of the function, and contours and points as DICOM."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import qt
import slicer
from slicer.i18n import tr as _

from ...analysis.function.result import VentricularFunction, quantities
from ...commands.export import SUFFIXES, write_dicom
from ...commands.function_files import function_files, write_function
from ...commands.study_function import StudyFunction
from ...core.detection import Detection
from ...errors import LandmarkAIError, OutputError
from ...files.dicom.derived import HIGHDICOM, Maker
from ..logic.packages import installer, unmet
from ..scene.dicom_source import facts_of, frame_of_volume, why_not_dicom
from ..scene.nodes import DetectionNodes
from ..scene.pictured import detection_of
from ..scene.segmentations import is_touched
from ..scene.volumes import volume_grid
from .context import Context
from .core_sentences import told
from .widgets import set_enabled


class ReportPart:
    """A folder, and a button for each kind of file.

    Args:
        context: the panel's.
        function: the function that was measured in the chosen volume and is current; None without.
    """

    def __init__(self, context: Context, function: Callable[[], VentricularFunction | None]) -> None:
        self._context, self._ui, self._function = context, context.ui, function
        self._ui.reportFolder.filters = int(qt.QDir.Dirs)
        self._ui.reportFolder.connect("currentPathChanged(QString)", lambda: self.update())
        self._ui.reportButton.connect("clicked(bool)", lambda: self._do(self._report))
        self._ui.dicomButton.connect("clicked(bool)", lambda: self._do(self._dicom))
        self.update()

    def update(self) -> None:
        """Show what can be done now."""
        folder = "" if self._ui.reportFolder.currentPath else _("Choose a folder.")
        measured = "" if self._function() else _("Measure the function of the chosen volume first.")
        set_enabled(
            self._ui.reportButton,
            measured or folder,
            _("Write a page with volumes, curve and walls, and the same as tables."),
        )
        nodes = self._context.results
        lacking = _("There are no results: detect landmarks first.") if nodes is None else ""
        set_enabled(
            self._ui.dicomButton,
            lacking or why_not_dicom(nodes.volume if nodes else None) or folder,
            _("Write contours as DICOM Segmentation, points and measurements as structured report."),
        )

    def _do(self, write: Callable[[Path], list[Path]]) -> None:
        folder = Path(self._ui.reportFolder.currentPath)
        try:
            files = write(folder)
        except LandmarkAIError as error:
            self._ui.reportLabel.text = told(str(error))
            return
        if files:
            names = ", ".join(file.name for file in files)
            self._ui.reportLabel.text = _("Written: {files} in {folder}").format(
                files=names, folder=files[0].parent
            )

    def _report(self, folder: Path) -> list[Path]:
        function, volume = self._function(), self._context.volume
        assert function is not None and volume is not None
        name = _file_name(volume.GetName())
        nodes = self._context.results
        study = StudyFunction(
            function,
            (None,) * len(function.volumes),
            (volume.GetName(),),
            facts=facts_of(volume),
            maker=None if nodes is None else detection_of(nodes).provenance.get("model"),
        )
        _refuse(function_files(folder / name))
        return write_function(study, folder / name)

    def _dicom(self, folder: Path) -> list[Path]:
        nodes = self._context.results
        assert nodes is not None and nodes.volume is not None
        if lacking := unmet([HIGHDICOM]):
            reason = installer.install(lacking, self._tell)
            if reason:
                self._ui.reportLabel.text = reason
                return []
        detection = detection_of(nodes)
        stem = folder / _file_name(nodes.volume.GetName())
        _refuse([stem.with_name(stem.name + suffix) for suffix in SUFFIXES])
        function = self._function()
        rows, walls = (quantities(function), function.walls) if function else ([], ())
        frame = frame_of_volume(nodes.volume)
        return write_dicom(
            detection, frame, stem, _maker(nodes, detection), rows, walls, _placed(detection)
        )

    def _tell(self, line: str) -> None:
        self._ui.reportLabel.text = line
        slicer.app.processEvents()


def _maker(nodes: DetectionNodes, detection: Detection) -> Maker:
    """The model, and a reader where one has redrawn contours."""
    contours, volume = nodes.segmentation, nodes.volume
    redrawn = contours is not None and is_touched(contours, volume_grid(volume))
    model = detection.provenance.get("model") or {}
    name, version = (str(model.get(key, "")) for key in ("name", "version"))
    return Maker("SEMIAUTOMATIC" if redrawn else "AUTOMATIC", name, version)


def _placed(detection: Detection) -> list[int]:
    """The points that a reader placed or moved, which the scene keeps as sure and without covariance."""
    return [
        n
        for n, mark in enumerate(detection.landmarks)
        if mark.position is not None and mark.covariance is None and mark.probability == 1
    ]


def _file_name(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in name)


def _refuse(files: list[Path]) -> None:
    for file in files:
        if file.exists():
            text = _("{path} is there already: choose another folder.")
            raise OutputError(text.format(path=file), "output-exists")
