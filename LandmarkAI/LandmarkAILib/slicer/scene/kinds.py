"""The kinds of nodes that a detection has in the scene: what each is, shows, looks like and depends on.

A new kind of node is an entry of :data:`KINDS`, and nothing else: it is then made with each detection
that it is needed for, named, put beside the others, saved with them, shown for each frame of a sequence,
and kept current when points or segments change (:mod:`.dependants`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from slicer.i18n import tr as _

from ...analysis.aha.segments import aha_or_reason
from ...analysis.aha.settings import SEGMENT_NAMES, AhaResult
from ...analysis.measures import Measure, measures
from ...core.detection import Detection, Segmentation
from ...core.geometry import Grid
from ...core.image import Image, unit_of_length
from ...core.landmarks import LandmarkSet
from ...errors import InputError
from . import landmark_list, long_axis, segmentations, surfaces, tables
from .transforms import Node

LIST_CLASS = "vtkMRMLMarkupsFiducialNode"
PROVENANCE = "LandmarkAI.provenance"


@dataclass(frozen=True, eq=False)
class Contents:
    """What the nodes of a detection show at first.

    Args:
        detection: on the volume's grid.
        aha: None where the model is not made for AHA segments or they cannot be told.
        for_aha: whether the model is made for them.
        grid: the volume's.
    """

    detection: Detection
    aha: AhaResult | None
    for_aha: bool
    grid: Grid

    @classmethod
    def of(cls, image: Image, detection: Detection, aha: AhaResult | None = None) -> Contents:
        """Compute the AHA segments if they are not given.

        Raises:
            InputError: the detection is not of this image.
        """
        segmentation = detection.segmentation
        contents = cls(detection, aha, True, segmentation.grid if segmentation else image.grid)
        contents.check(image)
        if aha is not None:
            return contents
        aha, reason = aha_or_reason(image, detection)
        return cls(detection, aha, aha is not None or bool(reason), image.grid)

    def check(self, image: Image) -> None:
        """See that an image still lies where the detection was made.

        Raises:
            InputError: it does not.
        """
        if not self.grid.is_close(image.grid):
            text = _("{name} has changed since the detection began: detect again.")
            raise InputError(text.format(name=image.name))

    @property
    def kinds(self) -> list[str]:
        """The nodes that are needed, as keys of :data:`KINDS`."""
        return [name for name, kind in KINDS.items() if kind.is_needed(self)]

    @property
    def of_volume(self) -> bool:
        """Whether the model looks at volumes, not at slices."""
        return all(landmark.slice is None for landmark in self.detection.landmarks)

    @property
    def has_long_axis(self) -> bool:
        """Whether the model looks for both ends of the long axis."""
        return set(self.detection.landmarks.names()) >= set(long_axis.ENDS)


def units_of(landmarks: Node) -> str:
    """What the distances of a list are in: mm, or px of a picture whose pixels have no known size."""
    return unit_of_length(json.loads(landmarks.GetAttribute(PROVENANCE) or "{}"))


class Current(Protocol):
    """A detection as it is now, after a reader's edits: what nodes are brought up to date with."""

    @property
    def list_node(self) -> Node:
        """The list of points."""

    @property
    def landmarks(self) -> LandmarkSet:
        """In the volume's own frame, LPS mm."""

    @property
    def image(self) -> Image:
        """What was looked at."""

    @property
    def aha(self) -> tuple[AhaResult | None, str]:
        """The AHA segments, or None and why they cannot be told."""

    @property
    def measures(self) -> list[Measure]:
        """Of the left ventricle, and what the model declares."""


def _always(_contents: Contents) -> bool:
    return True


def _as_it_is(_node: Node, _volume: Node, _contents: Contents) -> None:
    """Slicer's own look will do."""


@dataclass(frozen=True)
class Kind:
    """A kind of node.

    Args:
        node_class: its class in MRML.
        title: what the name of the volume is followed by in its name.
        fill: makes a new node, which is in no scene yet, show its part of a detection.
        is_needed: whether a detection has such a node.
        set_look: called with node, volume and contents once the node is in the scene.
        update: brings the node up to date with the detection as it is now; None for what a reader edits.
            Raises InputError with the reason where that cannot be done.
        at_once: whether it is updated with each move of the mouse, and not a moment later.
    """

    node_class: str
    title: str
    fill: Callable[[Node, Contents], None]
    is_needed: Callable[[Contents], bool] = _always
    set_look: Callable[[Node, Node, Contents], None] = _as_it_is
    update: Callable[[Node, Current], None] | None = None
    at_once: bool = False


def _fill_landmarks(node: Node, contents: Contents) -> None:
    landmark_list.fill(node, contents.detection.landmarks)
    node.SetAttribute(PROVENANCE, json.dumps(contents.detection.provenance))


def _fill_segments(node: Node, contents: Contents) -> None:
    segmentation = contents.detection.segmentation
    assert segmentation is not None
    looks = segmentations.anatomy_looks(segmentation.names, contents.detection.anatomy)
    segmentations.fill(node, segmentation, looks)


def _set_look_of_segments(node: Node, volume: Node, contents: Contents) -> None:
    segmentations.set_look(node, volume)
    if contents.of_volume:
        surfaces.set_look(node)


def _aha_labels(aha: AhaResult | None, grid: Grid) -> Segmentation:
    """The AHA segments as labels, all of them empty where they cannot be told."""
    if aha is not None:
        return aha.segmentation
    return Segmentation(np.zeros(grid.shape, np.uint8), grid, SEGMENT_NAMES)


def _fill_aha_segments(node: Node, contents: Contents) -> None:
    segmentations.fill(node, _aha_labels(contents.aha, contents.grid), segmentations.aha_looks())


def _update_aha_segments(node: Node, now: Current) -> None:
    segmentations.update(node, _aha_labels(now.aha[0], now.image.grid))


# In the order in which they are made and listed; the name is that of the attribute of DetectionNodes.
KINDS: dict[str, Kind] = {
    "landmarks": Kind(
        LIST_CLASS,
        "landmarks",
        _fill_landmarks,
        set_look=lambda node, _volume, shows: landmark_list.set_look(
            node, shows.detection.landmarks, shows.detection.anatomy
        ),
        update=lambda node, now: landmark_list.describe_points(node, now.landmarks),
    ),
    "segmentation": Kind(
        "vtkMRMLSegmentationNode",
        "segmentation",
        _fill_segments,
        is_needed=lambda shows: shows.detection.segmentation is not None,
        set_look=_set_look_of_segments,
    ),
    "aha_segmentation": Kind(
        "vtkMRMLSegmentationNode",
        "AHA segments",
        _fill_aha_segments,
        is_needed=lambda shows: shows.for_aha,
        # It would hide the segments that it is made of.
        set_look=lambda node, volume, _shows: segmentations.set_look(node, volume, visible=False),
        update=_update_aha_segments,
    ),
    "table": Kind(
        "vtkMRMLTableNode",
        "landmark table",
        lambda node, shows: tables.fill_landmarks(node, shows.detection.landmarks),
        update=lambda node, now: tables.fill_landmarks(node, now.landmarks),
    ),
    "aha_table": Kind(
        "vtkMRMLTableNode",
        "AHA table",
        lambda node, shows: tables.fill_aha(node, shows.aha),
        is_needed=lambda shows: shows.for_aha,
        update=lambda node, now: tables.fill_aha(node, now.aha[0]),
    ),
    "long_axis": Kind(
        "vtkMRMLMarkupsLineNode",
        "long axis",
        lambda node, shows: long_axis.fill(node, shows.detection.landmarks),
        is_needed=lambda shows: shows.has_long_axis,
        set_look=lambda node, _volume, _shows: long_axis.set_look(node),
        update=lambda node, now: long_axis.update(node, now.list_node),
        at_once=True,
    ),
    "measures": Kind(
        "vtkMRMLTableNode",
        "measures",
        lambda node, shows: tables.fill_measures(node, measures(shows.detection)),
        is_needed=lambda shows: shows.has_long_axis or bool(shows.detection.anatomy.measures),
        update=lambda node, now: tables.fill_measures(node, now.measures),
        at_once=True,
    ),
}


def new_node(scene: Any, kind: str) -> Node:
    """A node that is not in the scene yet: nobody sees it before :func:`.nodes.add_nodes`.

    Args:
        scene: which it will be added to; its defaults for such nodes are kept.
        kind: key of :data:`KINDS`.
    """
    node = scene.CreateNodeByClass(KINDS[kind].node_class)
    node.UnRegister(None)  # Python holds it now
    return node
