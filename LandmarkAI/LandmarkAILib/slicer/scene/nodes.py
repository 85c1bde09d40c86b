"""The nodes of a detection: what they are called, how they know each other and their volume.

The list of landmarks holds the others together by node references, which survive saving, renaming and
import into another scene. Every output refers to its volume.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import slicer
import vtk

from .kinds import KINDS, LIST_CLASS
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


@dataclass(frozen=True, eq=False)
class DetectionNodes:
    """What a detection is in the scene.

    Nodes can be deleted at any time; :meth:`now` gives None for those. Each kind of node in
    :data:`.kinds.KINDS` is an attribute:

    * ``landmarks``: vtkMRMLMarkupsFiducialNode; a control point a landmark and slice;
    * ``segmentation``: vtkMRMLSegmentationNode; None where the model does not segment;
    * ``aha_segmentation``: vtkMRMLSegmentationNode; None where the model is not made for AHA segments;
    * ``table``: vtkMRMLTableNode; a row a control point;
    * ``aha_table``: vtkMRMLTableNode; a row a segment;
    * ``long_axis``: vtkMRMLMarkupsLineNode; None where the model does not find its ends;
    * ``measures``: vtkMRMLTableNode; volume of the left ventricle, length of its long axis.

    Args:
        landmarks: holds the others.
        others: those that there are, by kind.
    """

    landmarks: Node
    others: Mapping[str, Node] = field(default_factory=dict)

    def __getattr__(self, kind: str) -> Node | None:
        if kind not in KINDS:
            raise AttributeError(f"a detection has no '{kind}': there are {', '.join(KINDS)}")
        return self.others.get(kind)

    def __iter__(self) -> Iterator[Node]:
        """The nodes that there are."""
        return iter([self.landmarks, *self.others.values()])

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
    held = {kind: landmarks.GetNodeReference(_role(kind)) for kind in KINDS if kind != "landmarks"}
    return DetectionNodes(landmarks, {kind: node for kind, node in held.items() if node is not None})


def add_nodes(volume: Node, made: Mapping[str, Node], leaving: Set[Node]) -> DetectionNodes:
    """Put the nodes of a detection into the scene, under the volume's parent transform.

    Args:
        volume: what was looked at.
        made: new nodes by kind.
        leaving: nodes that are about to be removed, so that their names are free.
    """
    scene = volume.GetScene()
    present = (scene.GetNthNode(n) for n in range(scene.GetNumberOfNodes()))
    number = _free_number(volume, made, {n.GetName() for n in present if n not in leaving})
    for kind, node in made.items():
        name = _name(volume, KINDS[kind].title, number)
        node.SetName(name)
        node.SetAttribute(GIVEN_NAME, name)
        node.SetUndoEnabled(True)
        scene.AddNode(node)
        node.SetNodeReferenceID(VOLUME, volume.GetID())
        if node.IsA("vtkMRMLDisplayableNode"):
            node.CreateDefaultDisplayNodes()
            node.GetDisplayNode().SetUndoEnabled(True)
            node.SetAndObserveTransformNodeID(volume.GetTransformNodeID())
    others = {kind: node for kind, node in made.items() if kind != "landmarks"}
    for kind, node in others.items():
        made["landmarks"].SetNodeReferenceID(_role(kind), node.GetID())
    return DetectionNodes(made["landmarks"], others)


def _role(kind: str) -> str:
    return f"LandmarkAI.{kind}"


def _name(volume: Node, what: str, number: int) -> str:
    return f"{volume.GetName()} {what}" + (f" {number}" if number > 1 else "")


def _free_number(volume: Node, kinds: Iterable[str], taken: set[str]) -> int:
    """The lowest number with which all names are free; 1 is not written."""
    number = 1
    while any(_name(volume, KINDS[kind].title, number) in taken for kind in kinds):
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
