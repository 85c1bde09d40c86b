"""The folder in the subject hierarchy, beside the volume, that holds the outputs."""

from __future__ import annotations

import slicer

from .nodes import FOLDER, DetectionNodes, hierarchy_of
from .sequences import browsed
from .transforms import Node


def put_in_folder(nodes: DetectionNodes, volume: Node, folder: int = 0) -> None:
    """Put the outputs into a folder under the volume's study, or wherever else the volume lies.

    The folder gets a display node, as it does when a user first clicks its eye: so all outputs can be
    hidden at once, and the folder is saved, loaded and undone with them.

    Args:
        nodes: the outputs.
        volume: whose neighbour the folder becomes.
        folder: an item to use instead of a new one; 0 for none.
    """
    hierarchy = hierarchy_of(volume)
    if not folder:
        item = hierarchy.GetItemByDataNode(volume)
        parent = hierarchy.GetItemParent(item) if item else hierarchy.GetSceneItemID()
        folder = hierarchy.CreateFolderItem(parent, f"{volume.GetName()} detection")
    display = slicer.vtkMRMLFolderDisplayNode.AddDisplayNodeForItem(hierarchy, folder)
    display.SetUndoEnabled(True)
    nodes.landmarks.SetNodeReferenceID(FOLDER, display.GetID())
    for node in nodes:
        if item := hierarchy.GetItemByDataNode(node):
            hierarchy.SetItemParent(item, folder)
        else:
            hierarchy.CreateItem(folder, node)


def put_back(nodes: DetectionNodes) -> None:
    """Make the folder again, where an undo or a redo brought the outputs back without it."""
    volume, left_over = nodes.volume, nodes.landmarks.GetNodeReference(FOLDER)
    if volume is not None and left_over is not None and not nodes.folder:
        put_in_folder(nodes, volume)
        left_over.GetScene().RemoveNode(left_over)


def remove_with_folder(nodes: DetectionNodes, keep: int = 0) -> None:
    """Remove the outputs with their sequences, and their folder if nothing else is in it.

    Args:
        nodes: the outputs; deleted ones are passed over.
        keep: a folder that stays even if it is empty; 0 for none.
    """
    hierarchy, folder = hierarchy_of(nodes.landmarks), nodes.folder
    for node in nodes.now():
        if found := browsed(node):
            node.GetScene().RemoveNode(found.sequence)
        node.GetScene().RemoveNode(node)
    if folder and folder != keep and not hierarchy.GetNumberOfItemChildren(folder):
        hierarchy.RemoveItem(folder)
