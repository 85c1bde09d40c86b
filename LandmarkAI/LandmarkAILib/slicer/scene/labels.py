"""Names of points where they can be read: in views of the slices, not across them.

A landmark that has a point in each slice would write its name over itself in a view along the long axis.
There the points alone are shown.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import slicer.util

from ...core.geometry import FloatArray
from ...core.short_axis import slice_axis
from .landmark_list import LABELS
from .transforms import Node
from .volumes import volume_grid

_PARALLEL = np.cos(np.radians(20.0))


def show_names_along_slices(volume: Node, landmarks: Node, views: Sequence[Node]) -> None:
    """Let those slice views show the names that look along the volume's slice axis.

    Where no view does so, or the volume is bent by its transform, all show them.

    Args:
        volume: vtkMRMLScalarVolumeNode.
        landmarks: the points found in it.
        views: vtkMRMLSliceNode.
    """
    display = _display_with_names(landmarks)
    if display is None or volume.GetImageData() is None:
        return
    normal = _slice_normal(volume)
    chosen = [view.GetID() for view in views if normal is not None and _looks_along(view, normal)]
    if chosen != list(display.GetViewNodeIDs()):
        modifying = display.StartModify()
        display.RemoveAllViewNodeIDs()
        for identifier in chosen:
            display.AddViewNodeID(identifier)
        display.EndModify(modifying)


def _display_with_names(landmarks: Node) -> Node | None:
    """The display node for names in slice views; None for a list whose names are always shown."""
    displays = (landmarks.GetNthDisplayNode(n) for n in range(landmarks.GetNumberOfDisplayNodes()))
    return next((node for node in displays if node and node.GetAttribute(LABELS)), None)


def _slice_normal(volume: Node) -> FloatArray | None:
    """(3,) unit vector across a volume's slices in the world, RAS; None under a transform that bends."""
    parent = volume.GetParentTransformNode()
    if parent is not None and not parent.IsTransformToWorldLinear():
        return None
    to_world = np.eye(4) if parent is None else slicer.util.arrayFromTransformMatrix(parent, True)
    axes = to_world[:3, :3] @ np.diag([-1.0, -1.0, 1.0]) @ volume_grid(volume).axes
    across = np.cross(*np.delete(axes, slice_axis(volume_grid(volume)), axis=1).T)
    return np.asarray(across / np.linalg.norm(across))


def _looks_along(view: Node, normal: FloatArray) -> bool:
    """Whether a slice view's plane is that of slices of a normal."""
    direction = slicer.util.arrayFromVTKMatrix(view.GetSliceToRAS())[:3, 2]
    return bool(abs(direction @ normal) > _PARALLEL * np.linalg.norm(direction))
