"""A detection, or any list of named points, brought onto another by a transform node.

The transform goes on top: whatever hangs together with the points, such as the volume that they were
detected in, its other results and the transforms that they are all under, moves as a whole. Points are
compared in the world.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import slicer
import slicer.util
from slicer.i18n import tr as _

from ...analysis.alignment import Alignment, AlignmentError, Kind, align
from ...core.landmarks import Landmark, LandmarkSet
from ...errors import InputError
from . import tables
from .landmark_list import positions_in
from .nodes import VOLUME, all_or_nothing, find_results
from .transforms import Carry, Node, carry_into, matrix_to_ras

SOURCE, TARGET = "LandmarkAI.alignSource", "LandmarkAI.alignTarget"
RESIDUALS = "LandmarkAI.residuals"
_SAME = 1e-3  # of a matrix in mm; less is rounding on the way through a file


@dataclass(frozen=True, eq=False)
class AlignedNodes:
    """What an alignment is in the scene.

    Args:
        transform: vtkMRMLLinearTransformNode; it moves the source.
        table: vtkMRMLTableNode with the residuals; None once it was deleted.
    """

    transform: Node
    table: Node | None


def align_nodes(
    source: Node, target: Node, kind: Kind = "rigid", together: Sequence[Node] = ()
) -> AlignedNodes:
    """Move points onto those of the same names, with all that belongs to them.

    The points of a detection take its volume and its other results along. An alignment of the same two
    lists is replaced. Where the scene's undo is on, one undo takes all of it back.

    Args:
        source: vtkMRMLMarkupsFiducialNode that is moved.
        target: vtkMRMLMarkupsFiducialNode that stays.
        kind: ``rigid``, or ``similarity``: with one scale.
        together: other nodes that move with the source; of a volume, its results too.

    Raises:
        InputError: the points do not determine a transform, or the target would move along.
    """
    if reason := why_not_align(source, target, kind, together):
        raise InputError(reason)
    scene = source.GetScene()
    found, alignment = find_alignment(source, target), fit(source, target, kind)
    tops = _tops(source, together)
    scene.SaveStateForUndo()
    with all_or_nothing(scene):
        nodes = _complete(found, source, target)
        nodes.transform.SetMatrixTransformToParent(matrix_to_ras(alignment.matrix))
        tables.fill_residuals(nodes.table, alignment)
        for top in tops:
            if top is not nodes.transform:
                top.SetAndObserveTransformNodeID(nodes.transform.GetID())
    return nodes


def why_not_align(
    source: Node | None, target: Node | None, kind: Kind = "rigid", together: Sequence[Node] = ()
) -> str:
    """Why points cannot be aligned, in a sentence for the user; empty if they can."""
    if source is None:
        return str(_("Choose the points that are to be moved."))
    if target is None:
        return str(_("Choose the points to move them onto."))
    if source is target:
        return str(_("Choose another list to move the points onto: they lie on themselves."))
    stays = [target, *_ancestors(target)]
    if tied := next((top for top in _tops(source, together) if top in stays), None):
        text = _("{target} would move along, as it goes with {other}: part them first.")
        return str(text.format(target=target.GetName(), other=tied.GetName()))
    try:
        fit(source, target, kind)
    except AlignmentError as error:
        return str(error)
    return ""


def fit(source: Node, target: Node, kind: Kind = "rigid") -> Alignment:
    """What :func:`align_nodes` does with the points as they are now; nothing moves.

    Raises:
        AlignmentError: they do not determine a transform.
    """
    found = find_alignment(source, target)
    # Under an alignment of the same lists the source is looked at as it was before that.
    moving = carry_into(source, found.transform if found else None)
    return align(_points(source, moving), _points(target, carry_into(target, None)), kind)


def is_current(nodes: AlignedNodes, alignment: Alignment) -> bool:
    """Whether the transform is still that of the points."""
    there = slicer.util.arrayFromTransformMatrix(nodes.transform)
    wanted = slicer.util.arrayFromVTKMatrix(matrix_to_ras(alignment.matrix))
    return bool(np.allclose(there, wanted, rtol=0, atol=_SAME))


def find_alignment(source: Node, target: Node) -> AlignedNodes | None:
    """The alignment by which a source lies on a target; None if there is none."""
    for top in _ancestors(source)[-1:]:
        if (top.GetNodeReference(SOURCE), top.GetNodeReference(TARGET)) == (source, target):
            return AlignedNodes(top, top.GetNodeReference(RESIDUALS))
    return None


def take_back(nodes: AlignedNodes) -> None:
    """Let everything lie where it was before the alignment, whose nodes are removed."""
    transform, scene = nodes.transform, nodes.transform.GetScene()
    above = transform.GetTransformNodeID()
    scene.SaveStateForUndo()
    scene.StartState(slicer.vtkMRMLScene.BatchProcessState)
    try:
        for node in slicer.util.getNodesByClass("vtkMRMLTransformableNode", scene):
            if node.GetTransformNodeID() == transform.GetID():
                node.SetAndObserveTransformNodeID(above)
        for node in (nodes.table, transform):
            if node is not None:
                scene.RemoveNode(node)
    finally:
        scene.EndState(slicer.vtkMRMLScene.BatchProcessState)


def _points(node: Node, carry: Carry) -> LandmarkSet:
    positions = positions_in(node, carry)
    names = (node.GetNthControlPointLabel(n) for n in range(len(positions)))
    return LandmarkSet(tuple(map(Landmark, names, positions)))


def _ancestors(node: Node) -> list[Node]:
    """The transforms that a node is under, the nearest first."""
    found, parent = [], node.GetParentTransformNode()
    while parent is not None:
        found.append(parent)
        parent = parent.GetParentTransformNode()
    return found


def _belongings(source: Node, together: Sequence[Node]) -> Iterator[Node]:
    """The points and all that goes with them."""
    for node in (source, *together):
        yield node
        volume = node.GetNodeReference(VOLUME) or node
        if volume.IsA("vtkMRMLVolumeNode"):
            yield volume
            for results in find_results(volume):
                yield from results.transformable


def _tops(source: Node, together: Sequence[Node]) -> list[Node]:
    """The outermost transforms of all that moves, or the nodes themselves where they are under none."""
    return list(dict.fromkeys([node, *_ancestors(node)][-1] for node in _belongings(source, together)))


def _complete(found: AlignedNodes | None, source: Node, target: Node) -> AlignedNodes:
    """The nodes of an alignment, new where there are none."""
    scene, name = source.GetScene(), f"{source.GetName()} to {target.GetName()}"
    transform, table = (found.transform, found.table) if found else (None, None)
    if transform is None:
        transform = scene.AddNewNodeByClass("vtkMRMLLinearTransformNode", name)
        transform.SetUndoEnabled(True)
        transform.SetNodeReferenceID(SOURCE, source.GetID())
        transform.SetNodeReferenceID(TARGET, target.GetID())
    if table is None:
        table = scene.AddNewNodeByClass("vtkMRMLTableNode", f"{name} residuals")
        table.SetUndoEnabled(True)
        transform.SetNodeReferenceID(RESIDUALS, table.GetID())
    return AlignedNodes(transform, table)
