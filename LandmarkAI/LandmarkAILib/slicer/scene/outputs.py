"""Nodes of what is measured in a volume besides a detection: function, own masks, scar, ECV.

A volume has one node a role: measured again, it shows the new values. All refer to their volume.
"""

from __future__ import annotations

import numpy as np
import slicer
import slicer.util

from ...analysis.aha.settings import APEX
from ...core.anatomy import MYOCARDIUM, segment_types
from ...core.detection import Segmentation
from ...core.image import Image
from . import segmentations
from .nodes import VOLUME, hierarchy_of
from .segmentations import Look, aha_looks
from .transforms import Node, matrix_of

ROLE = "LandmarkAI.output"


def table_node(volume: Node, title: str) -> Node:
    """A table beside a volume, named after both."""
    return node_beside(volume, "vtkMRMLTableNode", title)


def show_segments(volume: Node, title: str, segmentation: Segmentation) -> Node:
    """Labels on a volume's grid as a segmentation node under its parent transform."""
    node = node_beside(volume, "vtkMRMLSegmentationNode", title)
    segmentations.fill(node, segmentation, _looks(segmentation))
    segmentations.set_look(node, volume)
    return node


def show_image(volume: Node, title: str, image: Image) -> Node:
    """An image computed from a volume as a volume node under its parent transform.

    Values that are not known are 0 in it: VTK finds no range of values where some are none.
    """
    node = node_beside(volume, "vtkMRMLScalarVolumeNode", title)
    slicer.util.updateVolumeFromArray(node, np.nan_to_num(image.array, nan=0.0).astype(np.float32))
    node.SetIJKToRASMatrix(matrix_of(image.grid))
    return node


def node_beside(volume: Node, node_class: str, title: str) -> Node:
    """The node of a class and title that belongs to a volume, made if there is none yet."""
    scene, hierarchy = volume.GetScene(), hierarchy_of(volume)
    for node in slicer.util.getNodesByClass(node_class, scene):
        if node.GetAttribute(ROLE) == title and node.GetNodeReference(VOLUME) is volume:
            break
    else:
        node = scene.AddNewNodeByClass(node_class, f"{volume.GetName()} {title}")
        node.SetAttribute(ROLE, title)
        node.SetNodeReferenceID(VOLUME, volume.GetID())
        node.SetUndoEnabled(True)
        if item := hierarchy.GetItemByDataNode(volume):
            own = hierarchy.GetItemByDataNode(node) or hierarchy.CreateItem(item, node)
            hierarchy.SetItemParent(own, hierarchy.GetItemParent(item))
    if node.IsA("vtkMRMLDisplayableNode"):
        if node.GetDisplayNode() is None:
            node.CreateDefaultDisplayNodes()
        node.SetAndObserveTransformNodeID(volume.GetTransformNodeID())
    return node


def _looks(segmentation: Segmentation) -> list[Look]:
    """Those of the AHA segments, and of any other names what is known of them."""
    known = {look.name: look for look in aha_looks()}
    known[APEX] = Look(APEX, (0.6, 0.6, 0.6), segment_types()[MYOCARDIUM].terminology)
    return [known.get(name) or Look(name) for name in segmentation.names]
