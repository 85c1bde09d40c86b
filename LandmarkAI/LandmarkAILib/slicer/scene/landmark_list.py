"""A point list that remembers what the model said, so that a reader's edits are told from it.

Control points are the truth: their labels, positions and status are what a reader sees and changes. What
the model found lies beside them, in an attribute of the node, by the control points' identifiers; it is
saved with the scene and goes along when a sequence changes frames. From the two follows what the reader
did, which :func:`landmarks_in` says at the end of each landmark's note:

* ``corrected``: the point was dragged, or placed where the model found nothing;
* ``marked missing``: the model's point was taken away;
* ``placed by hand``: a control point that the model knows nothing of;
* ``accepted``: somebody said that it is right; a later correction takes that back.

The note is part of the control point's description, so a list that is saved alone says so, too.

A landmark that has a point in each slice would write its name over itself in a view along the long axis.
There the points alone are shown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import slicer
import slicer.util
import vtk

from ...core.anatomy import Anatomy
from ...core.geometry import FloatArray, Grid
from ...core.landmarks import ACCEPTED, CORRECTED, MARKED_MISSING, PLACED, Landmark, LandmarkSet
from ...core.records import read_record, write_record
from ...core.short_axis import slice_axis
from ...files.markups import describe
from .transforms import Carry, Node, to_lps, to_ras
from .volumes import volume_grid

_PARALLEL = np.cos(np.radians(20.0))

FOUND = "LandmarkAI.found"
LABELS = "LandmarkAI.labels"
"""Attribute of the display node that has the names; another one shows the points in all views."""

_MOVED = 1e-3  # mm; less is rounding on the way through a transform
_NONE = Anatomy()
ANATOMY = "LandmarkAI.anatomy"
"""Attribute of a list with landmarks that are the model's own: how they look."""
_GLYPH_ALONE = 3.5  # percent of a 3D view with few points
_GLYPH_BENEATH = 1.0  # percent of a slice view, of a glyph within a ring
_SEVERAL = (1.0, 1.0, 1.0)
_GLYPH, _TEXT = 1.8, 2.2  # percent of the view; Slicer's 3 hides the structure that is pointed at


@dataclass(frozen=True)
class Found:
    """What the model said of a control point; positions and covariance are in the volume's frame.

    Args:
        name: the landmark.
        position: (3,) LPS mm; None where it was not found.
        probability, covariance, slice, note: as in :class:`~LandmarkAILib.core.landmarks.Landmark`.
        accepted: whether a reader agreed.
        radius: as in the landmark, mm in the volume's frame.
    """

    name: str
    position: list[float] | None
    probability: float
    covariance: list[list[float]] | None
    slice: int | None
    note: str
    accepted: bool = False
    radius: float | None = None

    @classmethod
    def of(cls, landmark: Landmark) -> Found:
        """What there is to remember of a landmark."""
        position, covariance = landmark.position, landmark.covariance
        return cls(
            landmark.name,
            None if position is None else np.asarray(position, float).tolist(),
            float(landmark.probability),
            None if covariance is None else np.asarray(covariance, float).tolist(),
            None if landmark.slice is None else int(landmark.slice),
            landmark.note,
            radius=None if landmark.radius is None else float(landmark.radius),
        )

    def is_at(self, position: FloatArray | None) -> bool:
        """Whether the control point still is where, or as missing as, the model said."""
        if position is None or self.position is None:
            return position is None and self.position is None
        return bool(np.linalg.norm(position - self.position) < _MOVED)


def fill(node: Node, landmarks: LandmarkSet) -> None:
    """Make a list show these landmarks, and nothing else."""
    modifying = node.StartModify()
    node.RemoveAllControlPoints()
    found = {}
    for landmark in landmarks:
        index = node.AddControlPoint(vtk.vtkVector3d(*_ras(landmark)), landmark.name)
        node.SetNthControlPointDescription(index, describe(landmark))
        if landmark.position is None:
            node.SetNthControlPointPositionMissing(index)
        found[node.GetNthControlPointID(index)] = Found.of(landmark)
    remember(node, found)
    node.EndModify(modifying)


def _ras(landmark: Landmark) -> list[float]:
    position = np.zeros(3) if landmark.position is None else landmark.position
    return to_ras(position).tolist()


def anatomy_in(node: Node) -> Anatomy:
    """The definitions that the model of a list brought; also of a scene that was loaded."""
    text = node.GetAttribute(ANATOMY)
    return read_record(Anatomy, json.loads(text)) if text else _NONE


def set_look(node: Node, landmarks: LandmarkSet, anatomy: Anatomy = _NONE) -> None:
    """Small glyphs: in the colour of the landmark, or white where a list has several.

    Colours and short names of several are drawn over slice views while the panel is open
    (:mod:`.slice_marks`). 3D views show all in the colour of the first.

    3D views have a display node of their own: there the labels of all slices would lie on top of each
    other, so they are left out where a landmark has a point in several slices. Such a list also has a
    display node without labels for slice views, so that :func:`show_names_along_slices` can leave the
    names out in some.
    """
    if anatomy != _NONE:
        node.SetAttribute(ANATOMY, json.dumps(write_record(anatomy)))
    in_slices, names = node.GetDisplayNode(), landmarks.names()
    kinds = [anatomy.landmark(name) for name in names]
    several = len(names) < len(landmarks)
    if color := next((kind.color for kind in kinds if kind is not None), None):
        in_slices.SetSelectedColor(*color)
    in_slices.SetGlyphScale(_GLYPH)
    in_slices.SetTextScale(_TEXT)
    in_3d = _another(node, in_slices)
    if len(names) > 1:
        in_slices.SetSelectedColor(*_SEVERAL)
        in_slices.SetGlyphScale(_GLYPH_BENEATH)
    in_slices.SetVisibility3D(False)
    in_3d.SetVisibility2D(False)
    in_3d.SetPointLabelsVisibility(not several)
    if not several:
        in_3d.SetGlyphScale(_GLYPH_ALONE)
    # A point within a segment shows through it, and dragging it does not stick to the surface.
    in_3d.SetOccludedVisibility(True)
    in_3d.SetSnapMode(in_3d.SnapModeUnconstrained)
    if several:
        _another(node, in_slices).SetPointLabelsVisibility(False)
        in_slices.SetAttribute(LABELS, "1")


def _another(node: Node, display: Node) -> Node:
    """Another display node of a list, which looks like one that it has."""
    other = node.GetScene().AddNewNodeByClass(display.GetClassName())
    other.CopyContent(display)
    other.SetUndoEnabled(True)
    node.AddAndObserveDisplayNodeID(other.GetID())
    return other


def remembered(node: Node) -> dict[str, Found]:
    """What the model said, by control point identifier; empty for a list that no model made."""
    return dict(_read(node.GetAttribute(FOUND) or "{}"))


@lru_cache(maxsize=4)
def _read(text: str) -> Mapping[str, Found]:
    """It is asked for many times while a point is dragged."""
    entries: dict[str, dict[str, Any]] = json.loads(text)
    return {identifier: Found(**entry) for identifier, entry in entries.items()}


def remember(node: Node, found: dict[str, Found]) -> None:
    """Write what :func:`remembered` reads."""
    node.SetAttribute(FOUND, json.dumps({key: asdict(value) for key, value in found.items()}))


def set_accepted(node: Node, index: int, accepted: bool) -> None:
    """Note whether a reader agrees with the model; a point placed by hand is not the model's."""
    found, identifier = remembered(node), node.GetNthControlPointID(index)
    if identifier in found:
        found[identifier] = replace(found[identifier], accepted=accepted)
        remember(node, found)


def landmarks_in(node: Node, carry: Carry, grid: Grid | None) -> LandmarkSet:
    """The landmarks as they are now: one a control point, in their order.

    Args:
        node: the list.
        carry: from the list's frame to the volume's.
        grid: of the volume, for the slice of points that were moved or placed; None leaves it open.
    """
    found = remembered(node)
    in_slices = any(f.slice is not None for f in found.values())
    landmarks = []
    for index, position in enumerate(positions_in(node, carry)):
        label = node.GetNthControlPointLabel(index)
        landmark = _as_it_is(label, position, found.get(node.GetNthControlPointID(index)))
        if in_slices and landmark.slice is None and position is not None and grid is not None:
            landmark = replace(landmark, slice=nearest_slice(position, grid))
        landmarks.append(landmark)
    return LandmarkSet(tuple(landmarks))


def positions_in(node: Node, carry: Carry) -> list[FloatArray | None]:
    """Position of each control point, LPS mm after ``carry``; None where it has none."""
    count = node.GetNumberOfControlPoints()
    positions = carry(to_lps(slicer.util.arrayFromMarkupsControlPoints(node)))
    defined = [node.GetNthControlPointPositionStatus(n) == node.PositionDefined for n in range(count)]
    return [p if there else None for p, there in zip(positions, defined, strict=True)]


def _as_it_is(label: str, position: FloatArray | None, found: Found | None) -> Landmark:
    """What is known of a control point; the slice of one that was moved is left open."""
    if found is None:
        return Landmark(label, position, 0.0 if position is None else 1.0, note=PLACED)
    if not found.is_at(position):
        if position is None:
            return Landmark(label, None, 0.0, slice=found.slice, note=MARKED_MISSING)
        return Landmark(label, position, note=CORRECTED)
    covariance = None if found.covariance is None else np.array(found.covariance)
    note = "; ".join(part for part in (found.note, ACCEPTED if found.accepted else "") if part)
    return Landmark(label, position, found.probability, covariance, found.slice, note, found.radius)


def nearest_slice(position: FloatArray, grid: Grid) -> int:
    """Index of the slice that a point lies nearest to."""
    axis = slice_axis(grid)
    return int(np.clip(np.rint(grid.to_index(position)[axis]), 0, grid.size[axis] - 1))


def describe_points(node: Node, landmarks: LandmarkSet) -> None:
    """Bring the descriptions of the control points up to date."""
    for index, landmark in enumerate(landmarks):
        text = describe(landmark)
        if text != node.GetNthControlPointDescription(index):
            node.SetNthControlPointDescription(index, text)


def is_touched(node: Node, carry: Carry) -> bool:
    """Whether somebody moved, placed, removed, relabelled or accepted a point."""
    found = remembered(node)
    count = node.GetNumberOfControlPoints()
    if {node.GetNthControlPointID(n) for n in range(count)} != set(found):
        return True
    for index, position in enumerate(positions_in(node, carry)):
        said = found[node.GetNthControlPointID(index)]
        same = said.is_at(position) and said.name == node.GetNthControlPointLabel(index)
        if said.accepted or not same:
            return True
    return False


def move_memory(node: Node, carry: Carry) -> None:
    """Carry what the model said to another frame, when the volume's own frame has become that."""
    remember(node, {key: _moved(found, carry) for key, found in remembered(node).items()})


def _moved(found: Found, carry: Carry) -> Found:
    if found.position is None:
        return found
    # The transform's derivative, from steps of 1 mm along each axis.
    ends = carry(np.array(found.position) + np.vstack([np.zeros(3), np.eye(3)]))
    covariance, radius = found.covariance, found.radius
    derivative = (ends[1:] - ends[0]).T
    if covariance is not None:
        covariance = (derivative @ np.array(covariance) @ derivative.T).tolist()
    if radius is not None:
        radius *= float(np.abs(np.linalg.det(derivative)) ** (1 / 3))
    return replace(found, position=ends[0].tolist(), covariance=covariance, radius=radius)


def show_names_along_slices(volume: Node, landmarks: Node, views: Sequence[Node]) -> None:
    """Let those slice views show the names that look along the volume's slice axis.

    Where no view does so, or the volume is bent by its transform, all show them.

    Args:
        volume: vtkMRMLScalarVolumeNode.
        landmarks: the points found in it.
        views: vtkMRMLSliceNode.
    """
    display = _display_with_names(landmarks)
    if display is None or volume.GetImageData() is None:
        return
    normal = slice_normal(volume)
    chosen = [view.GetID() for view in views if normal is not None and looks_along(view, normal)]
    if chosen != list(display.GetViewNodeIDs()):
        modifying = display.StartModify()
        display.RemoveAllViewNodeIDs()
        for identifier in chosen:
            display.AddViewNodeID(identifier)
        display.EndModify(modifying)


def write_names(landmarks: Node, wanted: bool) -> None:
    """Let slice views write the names of the points, or leave that to what is drawn over them."""
    display = _display_with_names(landmarks) or landmarks.GetDisplayNode()
    if display is not None and display.GetPointLabelsVisibility() != wanted:
        display.SetPointLabelsVisibility(wanted)


def _display_with_names(landmarks: Node) -> Node | None:
    """The display node for names in slice views; None for a list whose names are always shown."""
    displays = (landmarks.GetNthDisplayNode(n) for n in range(landmarks.GetNumberOfDisplayNodes()))
    return next((node for node in displays if node and node.GetAttribute(LABELS)), None)


def slice_normal(volume: Node) -> FloatArray | None:
    """(3,) unit vector across a volume's slices in the world, RAS; None under a transform that bends."""
    parent = volume.GetParentTransformNode()
    if parent is not None and not parent.IsTransformToWorldLinear():
        return None
    to_world = np.eye(4) if parent is None else slicer.util.arrayFromTransformMatrix(parent, True)
    axes = to_world[:3, :3] @ np.diag([-1.0, -1.0, 1.0]) @ volume_grid(volume).axes
    across = np.cross(*np.delete(axes, slice_axis(volume_grid(volume)), axis=1).T)
    return np.asarray(across / np.linalg.norm(across))


def looks_along(view: Node, normal: FloatArray) -> bool:
    """Whether a slice view's plane is that of slices of a normal."""
    direction = slicer.util.arrayFromVTKMatrix(view.GetSliceToRAS())[:3, 2]
    return bool(abs(direction @ normal) > _PARALLEL * np.linalg.norm(direction))
