"""What a reader makes of a detection, and all that follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from ...analysis.aha.segments import aha_segments
from ...analysis.aha.settings import AhaResult, AhaSettings
from ...core.detection import Segmentation
from ...core.geometry import FloatArray
from ...core.landmarks import LandmarkSet
from ...errors import InputError
from . import landmark_list, segmentations, tables
from .nodes import DetectionNodes
from .results import aha_labels
from .transforms import Node, carry_between, to_ras
from .volumes import image_of, volume_grid


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
            f"{node.GetName()} and {volume.GetName()} are under different transforms: use one."
        )
    return segmentations.labels_in(node, volume_grid(volume))


def accept(nodes: DetectionNodes, index: int) -> None:
    """Note that a control point is where it should be, or is rightly missing."""
    with _one_edit(nodes):
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


@contextmanager
def _one_edit(nodes: DetectionNodes) -> Iterator[None]:
    """One step to undo, and descriptions that say what was done."""
    nodes.landmarks.GetScene().SaveStateForUndo(nodes.landmarks)
    yield
    landmark_list.describe_points(nodes.landmarks, landmarks_of(nodes))


def _place(nodes: DetectionNodes, index: int, position: FloatArray) -> None:
    (carried,) = carry_between(nodes.volume, nodes.landmarks)(position.reshape(1, 3))
    nodes.landmarks.SetNthControlPointPosition(index, to_ras(carried).tolist())


def recompute_aha(
    volume: Node, nodes: DetectionNodes, settings: AhaSettings | None = None
) -> tuple[AhaResult | None, str]:
    """Bring everything up to date with the points and segments: descriptions, tables, AHA segments.

    Nodes are changed in place; those that were deleted are left out.

    Args:
        volume: what the detection is of.
        nodes: the detection.
        settings: choices of the AHA model; the defaults if None.

    Returns:
        The AHA segments, and why there are none; both empty where the model is not made for them.

    Raises:
        InputError: the volume can no longer be used.
        ValueError: levels in ``settings`` that do not fit the volume.
    """
    nodes, landmarks = nodes.now(), landmarks_of(nodes)
    landmark_list.describe_points(nodes.landmarks, landmarks)
    if nodes.table is not None:
        tables.fill_landmarks(nodes.table, landmarks)
    if nodes.aha_segmentation is None and nodes.aha_table is None:
        return None, ""
    image = image_of(volume)
    aha, reason = None, f"{image.name} has no segmentation any more: detect again."
    try:
        if (segmentation := segmentation_of(nodes)) is not None:
            aha, reason = aha_segments(image, landmarks, segmentation, settings), ""
    except InputError as error:
        reason = str(error)
    if nodes.aha_segmentation is not None:
        segmentations.update(nodes.aha_segmentation, aha_labels(aha, image.grid))
    if nodes.aha_table is not None:
        tables.fill_aha(nodes.aha_table, aha)
    return aha, reason
