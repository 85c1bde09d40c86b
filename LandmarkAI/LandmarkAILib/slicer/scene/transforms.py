"""RAS millimetres, Slicer's, and LPS millimetres, ours; and from one node's frame to another's.

Nothing else converts coordinates. A volume's *own frame* is what its ``IJKToRAS`` leads to, before its
parent transform; images, detections and landmarks are in it, and outputs get the same parent transform.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import slicer
import slicer.util
import vtk
from slicer.i18n import tr as _

from ...core.geometry import FloatArray, Grid
from ...errors import InputError

Node = Any
"""A MRML node; Slicer's classes have no types."""

Carry = Callable[[FloatArray], FloatArray]
"""LPS mm (N, 3) of one frame to LPS mm (N, 3) of another."""

_SIGNS = np.array([-1.0, -1.0, 1.0])
_FLIP = np.diag([*_SIGNS, 1.0])


def to_lps(ras: npt.ArrayLike) -> FloatArray:
    """RAS mm (..., 3) → LPS mm (..., 3)."""
    # Adding zero makes −0 a plain 0, which is what a table should show.
    return np.asarray(np.asarray(ras, float) * _SIGNS + 0.0)


def to_ras(lps: npt.ArrayLike) -> FloatArray:
    """LPS mm (..., 3) → RAS mm (..., 3)."""
    return to_lps(lps)


def grid_of(extent: Sequence[int], ijk_to_ras: Any) -> Grid:
    """The grid of image data.

    Args:
        extent: first and last index along i, j, k, as ``vtkImageData.GetExtent()`` gives them.
        ijk_to_ras: vtkMatrix4x4.

    Raises:
        ValueError: the extent is empty or the matrix singular.
    """
    first, last = np.array(extent[::2]), np.array(extent[1::2])
    affine = _FLIP @ slicer.util.arrayFromVTKMatrix(ijk_to_ras)
    affine[:3, 3] += affine[:3, :3] @ first
    ni, nj, nk = last - first + 1
    return Grid((ni, nj, nk), affine)


def matrix_of(grid: Grid) -> Any:
    """vtkMatrix4x4 from index to RAS."""
    return slicer.util.vtkMatrixFromArray(_FLIP @ grid.affine)


def matrix_to_ras(matrix: FloatArray) -> Any:
    """vtkMatrix4x4 RAS → RAS of a transform (4, 4) LPS → LPS."""
    return slicer.util.vtkMatrixFromArray(_FLIP @ matrix @ _FLIP)


def carry_between(source: Node | None, target: Node | None) -> Carry:
    """How points go from one node's frame to another's, through their parent transforms, linear or not.

    Args:
        source, target: transformable nodes; the frames are taken to be the same where one is None.
    """
    if source is None or target is None or source.GetTransformNodeID() == target.GetTransformNodeID():
        return _same
    return carry_into(source, target.GetParentTransformNode())


def carry_into(source: Node, frame: Node | None) -> Carry:
    """How points go from a node's frame to that of whatever is right under a transform node.

    Args:
        source: transformable node.
        frame: vtkMRMLTransformNode; None for the world.
    """
    parent = source.GetParentTransformNode()
    if parent is frame:
        return _same
    transform = vtk.vtkGeneralTransform()
    slicer.vtkMRMLTransformNode.GetTransformBetweenNodes(parent, frame, transform)
    return _carrying(transform)


def matrix_between(source: Node, target: Node) -> FloatArray:
    """(4, 4) LPS → LPS, from one node's frame to another's.

    Raises:
        InputError: the transforms between them are not linear.
    """
    matrix = vtk.vtkMatrix4x4()
    parents = (node.GetParentTransformNode() for node in (source, target))
    if not slicer.vtkMRMLTransformNode.GetMatrixTransformBetweenNodes(*parents, matrix):
        raise InputError(
            _("{source} and {target} are under transforms that bend: harden them.").format(
                source=source.GetName(), target=target.GetName()
            )
        )
    return np.asarray(_FLIP @ slicer.util.arrayFromVTKMatrix(matrix) @ _FLIP)


def carry_to_world(transform_node: Node) -> Carry:
    """How points go from the frame of nodes under a transform node to the world's."""
    transform = vtk.vtkGeneralTransform()
    transform_node.GetTransformToWorld(transform)
    return _carrying(transform)


def _same(points: FloatArray) -> FloatArray:
    return points


def _carrying(transform: Any) -> Carry:
    def carry(points: FloatArray) -> FloatArray:
        carried = [transform.TransformPoint(point) for point in to_ras(points).tolist()]
        return to_lps(np.reshape(carried, (-1, 3)))

    return carry
