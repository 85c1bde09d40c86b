"""A case in the views: its image, the reference points in yellow and the model's in blue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import slicer
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.errors import InputError, LandmarkAIError
from LandmarkAILib.inference.options import DetectionOptions
from LandmarkAILib.slicer.logic.detection_run import Run, RunCallbacks, Wish
from LandmarkAILib.slicer.panel.viewers import jump_to_slice, show_volume
from LandmarkAILib.slicer.scene import landmark_list
from LandmarkAILib.slicer.scene.kinds import LIST_CLASS
from LandmarkAILib.slicer.scene.nodes import DetectionNodes, find_results
from LandmarkAILib.slicer.scene.subject_hierarchy import remove_with_folder
from slicer.i18n import tr as _

from ...data.dataset import CaseRecord, read_dataset, read_points
from ..logic.measured import CaseMeasured
from .context import Context

_REFERENCE, _FOUND = (1.0, 0.95, 0.3), (0.25, 0.35, 1.0)


class CaseViews:
    """Shows one case at a time; the one before is removed from the scene.

    Args:
        context: the panel's.
    """

    def __init__(self, context: Context) -> None:
        self._context, self._ui = context, context.ui
        self._nodes: list[Any] = []
        self._run: Run | None = None
        self._shown = object()  # stands for what is shown now

    def show(self, dataset: str, measured: CaseMeasured, model: Path) -> None:
        """Load a case and let the model look at it.

        Args:
            dataset: its folder.
            measured: which case, and where it is worst.
            model: folder of the model.
        """
        self.clear()
        try:
            record = _record(Path(dataset), measured.case)
            volume = slicer.util.loadVolume(str(record.image), {"name": record.case, "show": False})
            self._nodes.append(volume)
            self._show_reference(record)
            show_volume(volume)
            if measured.slice is not None:
                jump_to_slice(volume, measured.slice)
            found, say = self._while_shown(self._on_found), self._while_shown(self._say)
            callbacks = RunCallbacks(done=found, failed=say, cancelled=say)
            self._say(_("Reference in yellow; the model is looking at the image…"))
            self._run = Run(
                self._context.logic.worker, volume, Wish(DetectionOptions(str(model))), callbacks
            )
        except (LandmarkAIError, RuntimeError) as error:  # RuntimeError: Slicer could not load it
            self._say(str(error))

    def clear(self) -> None:
        """Remove what was shown before."""
        self.stop()
        for node in self._nodes:
            if node.GetScene() is None:
                continue
            for nodes in find_results(node) if node.IsA("vtkMRMLVolumeNode") else []:
                remove_with_folder(nodes)
            slicer.mrmlScene.RemoveNode(node)
        self._nodes = []

    def stop(self) -> None:
        """Cancel a detection that runs; what it still answers is not shown."""
        self._shown = object()
        if self._run is not None and not self._run.ended:
            self._run.cancel()
        self._run = None

    def _show_reference(self, record: CaseRecord) -> None:
        placed = [point for point in read_points(record) if point.position is not None]
        name = _("{case} reference").format(case=record.case)
        node = slicer.mrmlScene.AddNewNodeByClass(LIST_CLASS, name)
        node.CreateDefaultDisplayNodes()
        self._nodes.append(node)
        points = LandmarkSet(tuple(placed))
        landmark_list.fill(node, points)
        landmark_list.set_look(node, points)
        node.SetLocked(True)
        _paint(node, _REFERENCE)

    def _while_shown(self, tell: Callable[[Any], None]) -> Callable[[Any], None]:
        """A callback that is silent once another case is shown, or the panel is gone."""
        shown = self._shown

        def answer(value: Any) -> None:
            if self._shown is shown:
                tell(value)

        return answer

    def _on_found(self, nodes: DetectionNodes) -> None:
        _paint(nodes.landmarks, _FOUND)
        self._say(_("Reference in yellow, the model's points in blue."))

    def _say(self, text: str) -> None:
        self._ui.caseLabel.text = text


def _record(dataset: Path, case: str) -> CaseRecord:
    """A case of the dataset, as its table describes it."""
    for record in read_dataset(dataset):
        if record.case == case:
            return record
    text = _("{dataset} holds no case {case} any more: evaluate again.")
    raise InputError(text.format(dataset=dataset, case=case))


def _paint(node: Any, color: tuple[float, float, float]) -> None:
    for n in range(node.GetNumberOfDisplayNodes()):
        node.GetNthDisplayNode(n).SetSelectedColor(*color)
        node.GetNthDisplayNode(n).SetColor(*color)
