"""Real MRML without the application: a scene, and nodes through Slicer's own storage classes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import slicer
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonMath import vtkMatrix4x4


def new_scene() -> Any:
    """A scene in which nodes find what they need of the application: selection, conversion rules."""
    _register_conversion_rules()
    scene = slicer.vtkMRMLScene()
    scene.AddNewNodeByClass("vtkMRMLSelectionNode")
    return scene


@cache
def _register_conversion_rules() -> None:
    """Once: the factory is a singleton and keeps every copy."""
    converters = slicer.vtkSegmentationConverterFactory.GetInstance()
    converters.RegisterConverterRule(slicer.vtkBinaryLabelmapToClosedSurfaceConversionRule())
    converters.RegisterConverterRule(slicer.vtkClosedSurfaceToBinaryLabelmapConversionRule())


def save(node: Any, storage_class: str, path: Path, ras: bool | None = None) -> None:
    """Write a node as Slicer does; ``ras`` chooses the coordinate system of a markups file."""
    storage = _storage(node.GetScene(), storage_class, path)
    if ras is not None:
        storage.SetCoordinateSystem(storage.CoordinateSystemRAS if ras else storage.CoordinateSystemLPS)
    assert storage.WriteData(node) == 1, _messages(storage)


def load(scene: Any, node_class: str, storage_class: str, path: Path) -> Any:
    """Read a file as Slicer does; anything it has to remark is a failure."""
    node = scene.AddNewNodeByClass(node_class)
    storage = _storage(scene, storage_class, path)
    assert storage.ReadData(node) == 1, _messages(storage)
    assert not _messages(storage)
    return node


def add_segment(node: Any, name: str, mask: np.ndarray, image_to_world: np.ndarray) -> None:
    """Add a segment with a label map of its own.

    Args:
        node: vtkMRMLSegmentationNode.
        name: the segment's name and identifier.
        mask: (k, j, i) uint8, 1 within.
        image_to_world: (4, 4) index to RAS mm.
    """
    labelmap = slicer.vtkOrientedImageData()
    labelmap.SetDimensions(*mask.shape[::-1])
    labelmap.GetPointData().SetScalars(numpy_to_vtk(mask.ravel(), deep=True))
    matrix = vtkMatrix4x4()
    matrix.DeepCopy(image_to_world.ravel().tolist())
    labelmap.SetImageToWorldMatrix(matrix)
    segment = slicer.vtkSegment()
    segment.SetName(name)
    segment.AddRepresentation("Binary labelmap", labelmap)
    assert node.GetSegmentation().AddSegment(segment, name)


def _storage(scene: Any, storage_class: str, path: Path) -> Any:
    """Made by hand: the scene knows the markups' storage classes only in the application."""
    storage = scene.AddNode(getattr(slicer, storage_class)())
    storage.SetFileName(str(path))
    return storage


def _messages(storage: Any) -> list[str]:
    messages = storage.GetUserMessages()
    return [messages.GetNthMessageText(n) for n in range(messages.GetNumberOfMessages())]
