"""What a reader makes of a detection."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import numpy as np
import slicer
import slicer.util
from slicer.i18n import tr as _

from ...analysis.aha.settings import AhaResult, Level
from ...core.detection import Segmentation
from ...core.geometry import FloatArray
from ...core.landmarks import LandmarkSet
from ...core.short_axis import slice_axis
from ...errors import InputError
from . import landmark_list, segmentations
from .nodes import DetectionNodes
from .transforms import carry_between, to_ras
from .volumes import volume_grid

LEVELS = "LandmarkAI.levels"


def landmarks_of(nodes: DetectionNodes) -> LandmarkSet:
    """The landmarks as they are now, in the volume's own frame: landmark n is control point n.

    The end of a note says what a reader has done, see :mod:`.landmark_list`. A point that was corrected
    or placed by hand has probability 1 and no covariance, and belongs to the slice that it lies nearest
    to.
    """
    volume = nodes.volume
    grid = volume_grid(volume) if volume is not None and volume.GetImageData() else None
    return landmark_list.landmarks_in(nodes.landmarks, carry_between(nodes.landmarks, volume), grid)


def segmentation_of(nodes: DetectionNodes) -> Segmentation | None:
    """The segmentation as it is now, on the volume's grid; None once it or the volume was deleted.

    Raises:
        InputError: it was put under another parent transform than the volume.
    """
    node, volume = nodes.now().segmentation, nodes.volume
    if node is None or volume is None:
        return None
    if node.GetTransformNodeID() != volume.GetTransformNodeID():
        raise InputError(
            _("{name} and {volume} are under different transforms: use one.").format(
                name=node.GetName(), volume=volume.GetName()
            )
        )
    return segmentations.labels_in(node, volume_grid(volume))


def accept(nodes: DetectionNodes, index: int) -> None:
    """Note that a control point is where it should be, or is rightly missing."""
    with _one_edit(nodes):
        landmark_list.set_accepted(nodes.landmarks, index, True)


def accept_all(nodes: DetectionNodes, indices: Iterable[int]) -> None:
    """:func:`accept` several control points, in one step to undo."""
    with _one_edit(nodes):
        for index in indices:
            landmark_list.set_accepted(nodes.landmarks, index, True)


def mark_missing(nodes: DetectionNodes, index: int) -> None:
    """Take a control point's position away: the landmark is not in its slice."""
    with _one_edit(nodes):
        nodes.landmarks.SetNthControlPointPositionMissing(index)


def correct(nodes: DetectionNodes, index: int, position: FloatArray) -> None:
    """Move a control point, or give one that is missing a position.

    Args:
        nodes: the detection.
        index: of the control point.
        position: (3,) LPS mm in the volume's own frame.
    """
    with _one_edit(nodes):
        _place(nodes, index, position)


@contextmanager
def dragging(nodes: DetectionNodes) -> Iterator[None]:
    """One step to undo for a drag of many moves by :func:`move`."""
    with _one_edit(nodes):
        yield


def move(nodes: DetectionNodes, index: int, position: FloatArray) -> None:
    """Move a control point within a drag; position (3,) LPS mm in the volume's own frame."""
    _place(nodes, index, position)


def restore(nodes: DetectionNodes, index: int) -> None:
    """Bring back what the model said of a control point; one placed by hand stays as it is."""
    node = nodes.landmarks
    found = landmark_list.remembered(node).get(node.GetNthControlPointID(index))
    if found is None:
        return
    with _one_edit(nodes):
        if found.position is None:
            node.SetNthControlPointPositionMissing(index)
        else:
            _place(nodes, index, np.array(found.position))
        landmark_list.set_accepted(node, index, False)


def levels_of(nodes: DetectionNodes) -> dict[Level, list[int]] | None:
    """The slices of each AHA level as a reader has set them; None where nobody has."""
    text = nodes.landmarks.GetAttribute(LEVELS)
    return json.loads(text) if text else None


def set_level(nodes: DetectionNodes, aha: AhaResult, k: int, level: Level | None) -> None:
    """Put a slice into another AHA level; the others keep theirs from then on.

    Args:
        nodes: the detection.
        aha: its segments as they are now.
        k: the slice.
        level: None leaves the slice out.
    """
    levels: dict[int, Level] = {**aha.levels}
    levels.pop(k, None)
    if level is not None:
        levels[k] = level
    slices: dict[Level, list[int]] = {"basal": [], "mid": [], "apical": []}
    for number, name in sorted(levels.items()):
        slices[name].append(number)
    with _one_edit(nodes):
        nodes.landmarks.SetAttribute(LEVELS, json.dumps(slices))


def forget_levels(nodes: DetectionNodes) -> None:
    """Let the AHA model tell the levels again."""
    with _one_edit(nodes):
        nodes.landmarks.RemoveAttribute(LEVELS)


def copy_contours(nodes: DetectionNodes, source: int, target: int) -> None:
    """Put the contours of one slice into another, in place of those there; one step to undo.

    Args:
        nodes: the detection.
        source, target: slices, from 0, along the volume's slice axis.

    Raises:
        InputError: segments and volume are under different transforms.
    """
    node, volume = nodes.segmentation, nodes.volume
    if node is None or volume is None or segmentation_of(nodes) is None:
        return
    axis = 2 - slice_axis(volume_grid(volume))
    identifiers = list(node.GetSegmentation().GetSegmentIDs())
    arrays = [slicer.util.arrayFromSegmentBinaryLabelmap(node, id, volume) for id in identifiers]
    nodes.landmarks.GetScene().SaveStateForUndo(node)
    modifying = node.StartModify()
    # First none is left there: Slicer would make layers of segments that overlap for a moment.
    for take in (False, True):
        for identifier, array in zip(identifiers, arrays, strict=True):
            slices = np.moveaxis(array, axis, 0)
            slices[target] = slices[source] if take else 0
            slicer.util.updateSegmentBinaryLabelmapFromArray(array, node, identifier, volume)
    node.EndModify(modifying)


@contextmanager
def _one_edit(nodes: DetectionNodes) -> Iterator[None]:
    """One step to undo, and descriptions that say what was done."""
    nodes.landmarks.GetScene().SaveStateForUndo(nodes.landmarks)
    yield
    landmark_list.describe_points(nodes.landmarks, landmarks_of(nodes))


def _place(nodes: DetectionNodes, index: int, position: FloatArray) -> None:
    (carried,) = carry_between(nodes.volume, nodes.landmarks)(position.reshape(1, 3))
    nodes.landmarks.SetNthControlPointPosition(index, to_ras(carried).tolist())
