"""What a reader made of an earlier detection is kept when the volume is looked at again."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from . import landmark_list
from .edits import dragging, landmarks_of, move
from .nodes import DetectionNodes

_SAME = 0.01  # mm; a model that says the same again differs by rounding


def carry_over(old: DetectionNodes, new: DetectionNodes, leave_out: Collection[int] = ()) -> int:
    """Give new results the points that a reader accepted, corrected, placed or marked missing.

    Points go by landmark and slice. One that the model now sees elsewhere than where a reader accepted
    it stays where the reader saw it, and counts as corrected.

    Args:
        old, new: of the same volume.
        leave_out: slices in which the reader asked for a new look.

    Returns:
        How many points were kept.
    """
    places = {(p.name, p.slice): (n, p) for n, p in enumerate(landmarks_of(new))}
    kept = 0
    with dragging(new):
        for point in landmarks_of(old):
            if not point.review or point.slice in leave_out or (point.name, point.slice) not in places:
                continue
            kept += 1
            number, now = places[point.name, point.slice]
            if point.position is None:
                new.landmarks.SetNthControlPointPositionMissing(number)
                landmark_list.set_accepted(new.landmarks, number, now.position is None)
            elif now.position is not None and np.allclose(point.position, now.position, atol=_SAME):
                landmark_list.set_accepted(new.landmarks, number, True)
            else:
                move(new, number, point.position)
    return kept


def hide(nodes: DetectionNodes) -> None:
    """Take results out of sight, so that the views show those that are reviewed."""
    for node in nodes.transformable:
        for n in range(node.GetNumberOfDisplayNodes()):
            display = node.GetNthDisplayNode(n)
            if display is not None:
                display.SetVisibility(False)
