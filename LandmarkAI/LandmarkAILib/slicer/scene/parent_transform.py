"""Outputs go where their volume goes."""

from __future__ import annotations

import numpy as np
import slicer
import slicer.util
import vtk

from ...core.geometry import FloatArray
from .landmark_list import move_memory
from .nodes import DetectionNodes
from .transforms import Node, carry_to_world


class FollowTransform:
    """Keeps the outputs of a detection under their volume's parent transform, until it is removed.

    A transform that moves takes the outputs along by itself, since they observe it. This class is for a
    volume that is put under another transform, or whose transform is hardened: so are the outputs, then.
    An output that somebody has put elsewhere is left there.

    Observers are not saved with a scene: make one for each of ``find_results(volume)`` after loading.

    Args:
        volume: vtkMRMLScalarVolumeNode.
        nodes: its outputs.
    """

    def __init__(self, volume: Node, nodes: DetectionNodes) -> None:
        self._volume, self._nodes = volume, nodes
        self._look()
        event = slicer.vtkMRMLTransformableNode.TransformModifiedEvent
        self._tag: int | None = volume.AddObserver(event, self._on_transform)

    def remove(self) -> None:
        """Stop following."""
        if self._tag is not None:
            self._volume.RemoveObserver(self._tag)
            self._tag = None

    def _look(self) -> None:
        self._transform = self._volume.GetTransformNodeID()
        self._image, self._matrix = _image(self._volume), _ijk_to_ras(self._volume)

    def _on_transform(self, _volume: Node, _event: str) -> None:
        now = self._volume.GetTransformNodeID()
        if now != self._transform:
            if self._nodes.in_scene:
                self._bring_along(now)
            self._look()

    def _bring_along(self, now: str | None) -> None:
        nodes, hardened = self._nodes.now(), self._hardened(now)
        followers = [n for n in nodes.transformable if n.GetTransformNodeID() == self._transform]
        if hardened is not None:
            move_memory(nodes.landmarks, carry_to_world(hardened))
        for node in followers:
            if hardened is not None:
                node.HardenTransform()
            else:
                node.SetAndObserveTransformNodeID(now)

    def _hardened(self, now: str | None) -> Node | None:
        """The transform node that became part of the volume; None where it was but taken away."""
        before = self._volume.GetScene().GetNodeByID(self._transform) if self._transform else None
        if now is not None or before is None:
            return None
        if not before.IsTransformToWorldLinear():
            # A bent volume cannot but be sampled anew.
            return before if _image(self._volume) != self._image else None
        to_world = slicer.util.arrayFromTransformMatrix(before, toWorld=True)
        expected = to_world @ self._matrix
        return before if np.allclose(_ijk_to_ras(self._volume), expected, rtol=0, atol=1e-6) else None


def _image(volume: Node) -> str:
    """Which image data a volume has; not the data themselves, which this must not keep alive."""
    data = volume.GetImageData()
    return str(data.GetAddressAsString("")) if data else ""


def _ijk_to_ras(volume: Node) -> FloatArray:
    matrix = vtk.vtkMatrix4x4()
    volume.GetIJKToRASMatrix(matrix)
    return np.asarray(slicer.util.arrayFromVTKMatrix(matrix))
