"""What is in the scene becomes a case of the dataset."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.errors import InputError, LandmarkAIError
from LandmarkAILib.slicer.panel.widgets import set_enabled
from LandmarkAILib.slicer.scene.export import write_case
from LandmarkAILib.slicer.scene.landmark_list import landmarks_in
from LandmarkAILib.slicer.scene.nodes import VOLUME, DetectionNodes
from LandmarkAILib.slicer.scene.segmentations import labels_in
from LandmarkAILib.slicer.scene.transforms import Node, carry_between
from LandmarkAILib.slicer.scene.volumes import image_of, volume_grid, why_not
from slicer.i18n import tr as _

from ...data.cases_table import add_row
from ...data.dataset import case_name
from ...data.states import list_states, reviewed
from .context import Context


class AddPart:
    """Writes volume, points and segmentation as they are now.

    Args:
        context: the panel's.
        added: called after a case was added.
    """

    def __init__(self, context: Context, added: Callable[[], None]) -> None:
        self._context, self._ui, self._added = context, context.ui, added
        self._segmentation: Node | None = None
        self._ui.volumeSelector.connect("currentNodeChanged(vtkMRMLNode*)", lambda: self.update())
        changed = "currentNodeChanged(vtkMRMLNode*)"
        self._ui.segmentationSelector.connect(changed, lambda: self._on_segmentation())
        self._ui.pointsSelector.connect("currentNodeChanged(vtkMRMLNode*)", lambda: self._on_points())
        self._ui.caseName.connect("textChanged(QString)", lambda: self.update())
        self._ui.addButton.connect("clicked(bool)", lambda: self.add())

    def add(self) -> None:
        """Write the case, list it in ``cases.csv``, and say where it is."""
        dataset = self._context.dataset
        if dataset is None or self._why_not():
            return
        name = str(self._ui.caseName.text).strip()
        try:
            case = self._write(dataset, name)
            subject, contrast = (
                str(e.text).strip() for e in (self._ui.subjectName, self._ui.contrastName)
            )
            add_row(dataset, name, subject, contrast)
            _vouch(dataset, case)
        except LandmarkAIError as error:
            self._ui.addLabel.text = str(error)
            return
        self._ui.addLabel.text = _(
            "Written: {case}. Divide and check the dataset before training."
        ).format(case=case)
        self._ui.caseName.text = ""
        self._added()

    def update(self) -> None:
        """Show what can be done now."""
        set_enabled(
            self._ui.addButton,
            self._why_not(),
            _("Write image, points and segmentation as they are now into the dataset."),
        )

    def _on_points(self) -> None:
        """Results of LandmarkAI know their volume and segmentation."""
        points = self._ui.pointsSelector.currentNode()
        if points is not None and points.GetNodeReference(VOLUME) is not None:
            nodes = DetectionNodes(points).now()
            self._ui.volumeSelector.setCurrentNode(nodes.volume)
            self._ui.segmentationSelector.setCurrentNode(nodes.segmentation)
        self.update()

    def _on_segmentation(self) -> None:
        """A case is written without a segmentation if that was meant, and not unnoticed."""
        before, self._segmentation = self._segmentation, self._ui.segmentationSelector.currentNode()
        if before is not None and self._segmentation is None and before.GetScene() is None:
            text = _("{name} was removed from the scene: the case would have no segmentation.")
            self._ui.addLabel.text = text.format(name=before.GetName())
        self.update()

    def _write(self, dataset: Path, name: str) -> Path:
        volume, points = self._ui.volumeSelector.currentNode(), self._ui.pointsSelector.currentNode()
        image = image_of(volume)
        landmarks = landmarks_in(points, carry_between(points, volume), image.grid)
        segmentation = _labels(self._ui.segmentationSelector.currentNode(), volume)
        return write_case(image, landmarks, segmentation, dataset, name)

    def _why_not(self) -> str:
        points, volume = self._ui.pointsSelector.currentNode(), self._ui.volumeSelector.currentNode()
        if self._context.dataset is None:
            return _("Choose the folder of the dataset above.")
        if points is None:
            return _("Choose the points.")
        if not points.GetNumberOfDefinedControlPoints():
            return _("{name} has no points: place them.").format(name=points.GetName())
        if reason := why_not(volume):
            return reason
        return "" if str(self._ui.caseName.text).strip() else _("Name the case.")


def _vouch(dataset: Path, folder: Path) -> None:
    """Note that a case was seen whose points lie where a model put them: a reader has just added it."""
    case = case_name(folder, dataset)
    if any(item.unsaid for item in list_states(dataset) if item.record.case == case):
        reviewed(dataset, case, "")


def _labels(node: Any, volume: Node) -> Segmentation | None:
    if node is None:
        return None
    if node.GetTransformNodeID() != volume.GetTransformNodeID():
        raise InputError(
            _("{name} and {volume} are under different transforms: use one.").format(
                name=node.GetName(), volume=volume.GetName()
            )
        )
    return labels_in(node, volume_grid(volume))
