"""Names of points where they can be read: in views of the slices, not across them.

A landmark that has a point in each slice would write its name over itself in a view along the long axis.
There the points alone are shown.
"""

from __future__ import annotations

import numpy as np
import slicer
import slicer.util

from ...core.geometry import FloatArray
from ...core.short_axis import slice_axis
from .nodes import DetectionNodes
from .transforms import Node
from .volumes import volume_grid

LABELS = "LandmarkAI.labels"
"""Attribute of the display node that has the names; another one shows the points in all views."""

_PARALLEL = np.cos(np.radians(20.0))


class LabelsInSlices:
    """Keeps the names in those slice views that look along the volume's slice axis, until it is removed.

    Where no view does so, or the volume is bent by its transform, all show them.

    Args:
        volume: vtkMRMLScalarVolumeNode.
        nodes: the detection in it.
    """

    def __init__(self, volume: Node, nodes: DetectionNodes) -> None:
        self._volume, self._nodes, self._scene = volume, nodes, volume.GetScene()
        self._observed: dict[Node, int] = {}
        event = slicer.vtkMRMLTransformableNode.TransformModifiedEvent
        self._observed[volume] = volume.AddObserver(event, self._on_moved)
        self._observed[self._scene] = self._scene.AddObserver(
            slicer.vtkMRMLScene.NodeAddedEvent, self._on_added
        )
        self.update()

    def remove(self) -> None:
        """Leave the names where they are."""
        for observed, tag in self._observed.items():
            observed.RemoveObserver(tag)
        self._observed.clear()

    def update(self) -> None:
        """Look at all slice views, new ones included."""
        display = _display_with_names(self._nodes.landmarks) if self._nodes.in_scene else None
        if display is None or self._volume.GetImageData() is None:
            return
        views = slicer.util.getNodesByClass("vtkMRMLSliceNode", self._scene)
        for view in views:
            if view not in self._observed:
                self._observed[view] = view.AddObserver("ModifiedEvent", self._on_moved)
        normal = _slice_normal(self._volume)
        chosen = [view.GetID() for view in views if normal is not None and _looks_along(view, normal)]
        if chosen != list(display.GetViewNodeIDs()):
            modifying = display.StartModify()
            display.RemoveAllViewNodeIDs()
            for identifier in chosen:
                display.AddViewNodeID(identifier)
            display.EndModify(modifying)

    def _on_moved(self, _node: Node, _event: str) -> None:
        self.update()

    def _on_added(self, scene: Node, _event: str) -> None:
        known = sum(node.IsA("vtkMRMLSliceNode") for node in self._observed)
        if scene.GetNumberOfNodesByClass("vtkMRMLSliceNode") != known:
            self.update()


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
