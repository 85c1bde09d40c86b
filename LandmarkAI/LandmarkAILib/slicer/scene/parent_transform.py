"""Outputs go where their volume goes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import slicer.util
import vtk

from ...core.geometry import FloatArray
from .landmark_list import move_memory
from .nodes import DetectionNodes
from .transforms import Node, carry_to_world


@dataclass(frozen=True, eq=False)
class Place:
    """Where a volume is.

    Args:
        transform: ID of its parent transform; None for the world.
        image: which image data it has; not the data themselves, which this must not keep alive.
        ijk_to_ras: (4, 4), of its own frame.
    """

    transform: str | None
    image: str
    ijk_to_ras: FloatArray

    @classmethod
    def of(cls, volume: Node) -> Place:
        """Where it is now."""
        data, matrix = volume.GetImageData(), vtk.vtkMatrix4x4()
        volume.GetIJKToRASMatrix(matrix)
        return cls(
            volume.GetTransformNodeID(),
            str(data.GetAddressAsString("")) if data else "",
            np.asarray(slicer.util.arrayFromVTKMatrix(matrix)),
        )


def bring_along(nodes: DetectionNodes, volume: Node, before: Place) -> None:
    """Put outputs under the transform that their volume was put under, or harden them as it was.

    A transform that moves takes the outputs along by itself, since they observe it. An output that
    somebody has put elsewhere is left there.

    Args:
        nodes: the outputs.
        volume: vtkMRMLScalarVolumeNode, under another transform than before.
        before: where it was.
    """
    nodes, hardened = nodes.now(), _hardened(volume, before)
    followers = [n for n in nodes.transformable if n.GetTransformNodeID() == before.transform]
    if hardened is not None:
        move_memory(nodes.landmarks, carry_to_world(hardened))
    for node in followers:
        if hardened is not None:
            node.HardenTransform()
        else:
            node.SetAndObserveTransformNodeID(volume.GetTransformNodeID())


def _hardened(volume: Node, before: Place) -> Node | None:
    """The transform node that became part of the volume; None where it was but taken away."""
    now = Place.of(volume)
    transform = volume.GetScene().GetNodeByID(before.transform) if before.transform else None
    if now.transform is not None or transform is None:
        return None
    if not transform.IsTransformToWorldLinear():
        # A bent volume cannot but be sampled anew.
        return transform if now.image != before.image else None
    to_world = slicer.util.arrayFromTransformMatrix(transform, toWorld=True)
    expected = to_world @ before.ijk_to_ras
    return transform if np.allclose(now.ijk_to_ras, expected, rtol=0, atol=1e-6) else None
