"""Planes through a left ventricle's long axis as transforms of the scene.

The matrix of each is what a slice view calls ``SliceToRAS``: columns right, up, towards the reader, and
the middle; RAS mm of the world. It can be saved, and reslices a volume where transforms are read.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import slicer
import slicer.util

from ...analysis.chamber_planes import Plane, chamber_planes
from ...core.geometry import FloatArray
from .landmark_list import positions_in
from .transforms import Node, carry_into, to_ras

POINTS, PLANE = "LandmarkAI.chamberPoints", "LandmarkAI.chamberPlane"


def planes_of(landmarks: Node) -> dict[str, Plane]:
    """The planes that a point list tells, where its points are in the world now.

    Raises:
        InputError: it has no apex or no mitral annulus.
    """
    points: dict[str, FloatArray] = {}
    for n, position in enumerate(positions_in(landmarks, carry_into(landmarks, None))):
        if position is not None:
            points.setdefault(landmarks.GetNthControlPointLabel(n), position)
    return chamber_planes(points)


def slice_to_ras(plane: Plane) -> FloatArray:
    """(4, 4) of a slice view that looks at a plane."""
    matrix = np.eye(4)
    matrix[:3, :3] = np.stack([to_ras(v) for v in (plane.right, plane.up, plane.normal)], axis=1)
    matrix[:3, 3] = to_ras(plane.middle)
    return matrix


def write_transforms(landmarks: Node, planes: Mapping[str, Plane]) -> dict[str, Node]:
    """A linear transform for each plane; those of an earlier call are moved, ones left over removed."""
    scene = landmarks.GetScene()
    there = transforms_of(landmarks)
    scene.SaveStateForUndo()
    for name in there.keys() - planes.keys():
        scene.RemoveNode(there.pop(name))
    for name, plane in planes.items():
        node = there.get(name)
        if node is None:
            node = scene.AddNewNodeByClass("vtkMRMLLinearTransformNode", f"{landmarks.GetName()} {name}")
            node.SetUndoEnabled(True)
            node.SetAttribute(PLANE, name)
            node.SetNodeReferenceID(POINTS, landmarks.GetID())
            there[name] = node
        node.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(slice_to_ras(plane)))
    return {name: there[name] for name in planes}


def transforms_of(landmarks: Node) -> dict[str, Node]:
    """The transforms that were written for a list, by plane."""
    every = slicer.util.getNodesByClass("vtkMRMLLinearTransformNode", landmarks.GetScene())
    return {
        node.GetAttribute(PLANE): node
        for node in every
        if node.GetAttribute(PLANE) and node.GetNodeReference(POINTS) is landmarks
    }
