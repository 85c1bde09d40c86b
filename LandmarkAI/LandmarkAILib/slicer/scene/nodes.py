"""The nodes of a detection: what they are called, how they know each other and their volume.

The list of landmarks holds the others together by node references, which survive saving, renaming and
import into another scene. Every output refers to its volume.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any

import slicer
import vtk

from .transforms import Node

VOLUME = "LandmarkAI.volume"
FOLDER = "LandmarkAI.folder"
# The name that an output was given; another one now means that somebody keeps it.
GIVEN_NAME = "LandmarkAI.name"
# Facts of the model in a detection's provenance, and the attributes that every output has of them.
MODEL_FACTS = {
    "name": "LandmarkAI.model",
    "version": "LandmarkAI.version",
    "sha256": "LandmarkAI.sha256",
}
PROVENANCE = "LandmarkAI.provenance"

LIST_CLASS = "vtkMRMLMarkupsFiducialNode"
# Field of DetectionNodes: class, and what the name of its volume is followed by.
CLASSES = {
    "landmarks": (LIST_CLASS, "landmarks"),
    "segmentation": ("vtkMRMLSegmentationNode", "segmentation"),
    "aha_segmentation": ("vtkMRMLSegmentationNode", "AHA segments"),
    "table": ("vtkMRMLTableNode", "landmark table"),
    "aha_table": ("vtkMRMLTableNode", "AHA table"),
    "long_axis": ("vtkMRMLMarkupsLineNode", "long axis"),
    "measures": ("vtkMRMLTableNode", "measures"),
}


@dataclass(frozen=True, eq=False)
class DetectionNodes:
    """What a detection is in the scene.

    Args:
        landmarks: vtkMRMLMarkupsFiducialNode; a control point a landmark and slice.
        segmentation: vtkMRMLSegmentationNode; None where the model does not segment.
        aha_segmentation: vtkMRMLSegmentationNode; None where the model is not made for AHA segments.
        table: vtkMRMLTableNode; a row a control point.
        aha_table: vtkMRMLTableNode; a row a segment.
        long_axis: vtkMRMLMarkupsLineNode; None where the model does not find its ends.
        measures: vtkMRMLTableNode; volume of the left ventricle, length of its long axis.

    Nodes can be deleted at any time; :meth:`now` gives None for those.
    """

    landmarks: Node
    segmentation: Node | None = None
    aha_segmentation: Node | None = None
    table: Node | None = None
    aha_table: Node | None = None
    long_axis: Node | None = None
    measures: Node | None = None

    def __iter__(self) -> Iterator[Node]:
        """The nodes that there are."""
        nodes = (getattr(self, field.name) for field in fields(self))
        return (node for node in nodes if node is not None)

    @property
    def transformable(self) -> list[Node]:
        """Those that have a place in space."""
        return [node for node in self if node.IsA("vtkMRMLTransformableNode")]

    @property
    def volume(self) -> Node | None:
        """The volume that they were detected in; None once it was deleted."""
        return self.landmarks.GetNodeReference(VOLUME)

    @property
    def folder(self) -> int:
        """Their folder's item in the subject hierarchy; 0 if there is none."""
        display = self.landmarks.GetNodeReference(FOLDER)
        return int(hierarchy_of(self.landmarks).GetItemByDataNode(display)) if display else 0

    @property
    def in_scene(self) -> bool:
        """Whether the landmarks were not deleted."""
        return self.landmarks.GetScene() is not None

    def now(self) -> DetectionNodes:
        """The same, with None for what was deleted since; only for landmarks that are in the scene."""
        return _held_by(self.landmarks)


def find_results(volume: Node) -> list[DetectionNodes]:
    """The detections of a volume that the scene holds, oldest first; also of a scene that was loaded."""
    lists = slicer.util.getNodesByClass(LIST_CLASS, volume.GetScene())
    return [_held_by(node) for node in lists if node.GetNodeReference(VOLUME) is volume]


def _held_by(landmarks: Node) -> DetectionNodes:
    others = [name for name in CLASSES if name != "landmarks"]
    return DetectionNodes(
        landmarks, **{name: landmarks.GetNodeReference(_role(name)) for name in others}
    )


def new_node(scene: Any, kind: str) -> Node:
    """A node that is not in the scene yet: nobody sees it before :func:`add_nodes`.

    Args:
        scene: which it will be added to; its defaults for such nodes are kept.
        kind: field of :class:`DetectionNodes`.
    """
    node = scene.CreateNodeByClass(CLASSES[kind][0])
    node.UnRegister(None)  # Python holds it now
    return node


def add_nodes(volume: Node, made: Mapping[str, Node], leaving: Set[Node]) -> DetectionNodes:
    """Put the nodes of a detection into the scene, under the volume's parent transform.

    Args:
        volume: what was looked at.
        made: new nodes by field of :class:`DetectionNodes`.
        leaving: nodes that are about to be removed, so that their names are free.
    """
    scene = volume.GetScene()
    present = (scene.GetNthNode(n) for n in range(scene.GetNumberOfNodes()))
    number = _free_number(volume, made, {n.GetName() for n in present if n not in leaving})
    for kind, node in made.items():
        name = _name(volume, CLASSES[kind][1], number)
        node.SetName(name)
        node.SetAttribute(GIVEN_NAME, name)
        node.SetUndoEnabled(True)
        scene.AddNode(node)
        node.SetNodeReferenceID(VOLUME, volume.GetID())
        if node.IsA("vtkMRMLDisplayableNode"):
            node.CreateDefaultDisplayNodes()
            node.GetDisplayNode().SetUndoEnabled(True)
            node.SetAndObserveTransformNodeID(volume.GetTransformNodeID())
    for kind, node in made.items():
        if kind != "landmarks":
            made["landmarks"].SetNodeReferenceID(_role(kind), node.GetID())
    return DetectionNodes(**made)


def _role(kind: str) -> str:
    return f"LandmarkAI.{kind}"


def _name(volume: Node, what: str, number: int) -> str:
    return f"{volume.GetName()} {what}" + (f" {number}" if number > 1 else "")


def _free_number(volume: Node, kinds: Iterable[str], taken: set[str]) -> int:
    """The lowest number with which all names are free; 1 is not written."""
    number = 1
    while any(_name(volume, CLASSES[kind][1], number) in taken for kind in kinds):
        number += 1
    return number


def renamed(node: Node) -> bool:
    """Whether somebody gave an output a name of their own."""
    given = node.GetAttribute(GIVEN_NAME)
    return given is not None and given != node.GetName()


def hierarchy_of(node: Node) -> Any:
    """The subject hierarchy of the node's scene."""
    return slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(node.GetScene())


@contextmanager
def all_or_nothing(scene: Any) -> Iterator[None]:
    """Views and widgets wait for the end; nodes that were added in a block that raises are removed."""
    added: list[Node] = []

    def note(_scene: Any, _event: str, node: Node) -> None:
        added.append(node)

    note.CallDataType = vtk.VTK_OBJECT  # type: ignore[attr-defined]
    tag = scene.AddObserver(slicer.vtkMRMLScene.NodeAddedEvent, note)
    scene.StartState(slicer.vtkMRMLScene.BatchProcessState)
    try:
        yield
    except BaseException:
        # Sequences were made before the nodes that show them, and must go before them.
        for node in added:
            if scene.IsNodePresent(node):
                scene.RemoveNode(node)
        raise
    finally:
        scene.RemoveObserver(tag)
        scene.EndState(slicer.vtkMRMLScene.BatchProcessState)
