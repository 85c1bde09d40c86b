"""Volume nodes as images, and when one of them leaves the scene."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import slicer
import slicer.util
import vtk
from slicer.i18n import tr as _

from ...core.geometry import Grid
from ...core.image import Image
from ...errors import InputError
from .transforms import Node, grid_of

# What DICOM modules note at the item of a series, and our names for it.
_FACTS = {"DICOM.Modality": "modality", "DICOM.SeriesDescription": "series_description"}


def image_of(volume: Node) -> Image:
    """The image of a volume, in the volume's own frame: its parent transform is not applied.

    The array is the volume's memory, not a copy: writing to it changes the volume.

    Raises:
        InputError: the volume cannot be used; :func:`why_not` says why.
    """
    if reason := why_not(volume):
        raise InputError(reason)
    return Image(
        slicer.util.arrayFromVolume(volume), volume_grid(volume), volume.GetName(), facts_of(volume)
    )


def volume_grid(volume: Node) -> Grid:
    """Where the voxels lie, LPS mm in the volume's own frame."""
    return grid_of(volume.GetImageData().GetExtent(), _ijk_to_ras(volume))


def why_not(volume: Node | None) -> str:
    """Why landmarks cannot be detected in a volume, in a sentence for the user; empty if they can."""
    if volume is None:
        return str(_("Choose a volume."))
    name = volume.GetName()
    if volume.GetScene() is None:
        return str(_("{name} was removed from the scene: choose another volume.").format(name=name))
    if not volume.IsA("vtkMRMLScalarVolumeNode"):
        return str(_("{name} is not a volume: choose one.").format(name=name))
    if volume.IsA("vtkMRMLLabelMapVolumeNode"):
        return str(_("{name} is a label map: choose the image that it was drawn on.").format(name=name))
    return _why_not_image(volume, volume.GetImageData())


def _why_not_image(volume: Node, data: vtk.vtkImageData | None) -> str:
    name = volume.GetName()
    components = 1 if data is None else data.GetNumberOfScalarComponents()
    if components > 1 or volume.IsA("vtkMRMLTensorVolumeNode"):
        text = _("{name} has several values a voxel (colours or vectors): choose one of grey values.")
        return str(text.format(name=name))
    if data is None or data.GetNumberOfPoints() == 0 or data.GetPointData().GetScalars() is None:
        return str(_("{name} holds no image: load it again.").format(name=name))
    try:
        volume_grid(volume)
    except ValueError:
        text = _("{name} does not say where its voxels lie: correct its spacing in module Volumes.")
        return str(text.format(name=name))
    return ""


def _ijk_to_ras(volume: Node) -> vtk.vtkMatrix4x4:
    matrix = vtk.vtkMatrix4x4()
    volume.GetIJKToRASMatrix(matrix)
    return matrix


def facts_of(volume: Node) -> dict[str, str]:
    """What the subject hierarchy knows of the series: ``modality``, ``series_description``."""
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(slicer.mrmlScene)
    item = hierarchy.GetItemByDataNode(volume) if hierarchy else 0
    if not item:
        return {}
    facts = {ours: hierarchy.GetItemAttribute(item, theirs) for theirs, ours in _FACTS.items()}
    return {name: value for name, value in facts.items() if value}


class VolumeWatch:
    """Calls back when a volume is about to be removed, or its scene to be closed.

    Args:
        volume: vtkMRMLScalarVolumeNode.
        removed: called in the first case.
        closed: called in the second.
    """

    def __init__(
        self, volume: Node, removed: Callable[[], object], closed: Callable[[], object]
    ) -> None:
        self._volume, self._removed, self._closed = volume, removed, closed
        self._scene = scene = slicer.mrmlScene
        self._tags = [
            scene.AddObserver(scene.NodeAboutToBeRemovedEvent, self._on_node_removed),
            scene.AddObserver(scene.StartCloseEvent, lambda *_: self._closed()),
        ]

    def stop(self) -> None:
        """Call back no more."""
        for tag in self._tags:
            self._scene.RemoveObserver(tag)

    @vtk.calldata_type(vtk.VTK_OBJECT)  # type: ignore[untyped-decorator]
    def _on_node_removed(self, _scene: Any, _event: str, node: Node) -> None:
        if node is self._volume:
            self._removed()
