"""The long axis of the left ventricle: a line from its apex to the centre of the mitral annulus."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import vtk

from ...core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
from ...core.geometry import FloatArray
from ...core.landmarks import LandmarkSet
from .landmark_list import positions_in
from .transforms import Node, carry_between, to_ras

ENDS = (LV_APEX, MITRAL_ANNULUS_CENTER)

_LENGTH = "length"  # Slicer's name of the measurement
_COLOR = (1.0, 0.95, 0.4)
_DIAMETER = 1.2  # mm
_TEXT = 2.5  # percent of the view


def fill(node: Node, landmarks: LandmarkSet) -> None:
    """Make a line node show the axis; it has no points where one of the landmarks is missing.

    The node may be out of any scene. Its length is measured once :func:`set_look` was called.
    """
    # Out of a scene there is no unit for it, which MRML would complain of.
    node.GetMeasurement(_LENGTH).SetEnabled(False)
    found = {p.name: p.position for p in landmarks if p.position is not None}
    _move(node, [found[name] for name in ENDS if name in found])


def update(node: Node, landmarks: Node) -> None:
    """Bring a line to where the points of a list are now."""
    carry = carry_between(landmarks, node)
    _move(node, [carry(end.reshape(1, 3))[0] for end in _ends_in(landmarks)])


def is_in(landmarks: Node) -> bool:
    """Whether a list has control points for both ends, placed or missing."""
    count = landmarks.GetNumberOfControlPoints()
    return {landmarks.GetNthControlPointLabel(n) for n in range(count)} >= set(ENDS)


def length_mm(landmarks: Node) -> float | None:
    """Distance of the ends, in the list's own frame; None where one of them is missing."""
    ends = _ends_in(landmarks)
    return float(np.linalg.norm(ends[1] - ends[0])) if len(ends) == len(ENDS) else None


def set_look(node: Node) -> None:
    """A line with its length, that cannot be dragged: the landmarks at its ends can."""
    node.SetLocked(True)
    node.GetMeasurement(_LENGTH).SetEnabled(True)
    display = node.GetDisplayNode()
    display.SetSelectedColor(*_COLOR)
    display.SetPointLabelsVisibility(False)
    display.SetGlyphScale(0.1)  # the landmarks have glyphs of their own
    display.SetCurveLineSizeMode(display.UseLineDiameter)
    display.SetLineDiameter(_DIAMETER)
    display.SetTextScale(_TEXT)
    display.SetOccludedVisibility(True)  # it runs inside the ventricle


def _ends_in(landmarks: Node) -> list[FloatArray]:
    """Those ends of the axis that a list has a position for, apex first, LPS mm in its own frame."""
    found: dict[str, FloatArray] = {}
    for index, position in enumerate(positions_in(landmarks, lambda points: points)):
        if position is not None:
            found.setdefault(landmarks.GetNthControlPointLabel(index), position)
    return [found[name] for name in ENDS if name in found]


def _move(node: Node, ends: Sequence[FloatArray]) -> None:
    """Put the ends of a line somewhere, LPS mm in its own frame."""
    modifying = node.StartModify()
    if len(ends) < len(ENDS):
        node.RemoveAllControlPoints()
    elif node.GetNumberOfControlPoints() != len(ENDS):
        node.RemoveAllControlPoints()
        for name, end in zip(ENDS, ends, strict=True):
            node.AddControlPoint(vtk.vtkVector3d(*to_ras(end).tolist()), name)
    else:
        for index, end in enumerate(ends):
            node.SetNthControlPointPosition(index, *to_ras(end).tolist())
    node.EndModify(modifying)
