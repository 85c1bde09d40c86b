"""A detection becomes nodes, in one step: all of them, or none."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...analysis.aha.settings import SEGMENT_NAMES, AhaResult
from ...analysis.aha.table import aha_or_reason
from ...analysis.measures import measures as found_measures
from ...core.detection import Detection, Segmentation
from ...core.geometry import Grid
from ...core.image import Image
from ...errors import InputError
from . import landmark_list, long_axis, measures, segmentations, surfaces, tables
from .browsers import versions
from .nodes import (
    CLASSES,
    MODEL_FACTS,
    PROVENANCE,
    DetectionNodes,
    add_nodes,
    all_or_nothing,
    find_results,
    new_node,
    renamed,
)
from .steps import Steps, finish
from .subject_hierarchy import put_in_folder, remove_with_folder
from .transforms import Node, carry_between
from .volumes import image_of, volume_grid


def show_detection(volume: Node, detection: Detection, aha: AhaResult | None = None) -> DetectionNodes:
    """Make the nodes of a detection, in a folder beside the volume and under its parent transform.

    Earlier results of the volume are replaced, except those that somebody has edited, accepted or
    renamed: beside those the new nodes get a number. Where the scene's undo is on, one undo takes all
    of it back.

    Args:
        volume: vtkMRMLScalarVolumeNode, in the state in which it was looked at; for a volume that shows
            frames of a sequence see :func:`.sequences.show_frames`.
        detection: in the volume's own frame, LPS mm, and on its grid.
        aha: its AHA segments; computed if None, where the model is made for them. Where they cannot be
            told, because no insertion was found, their nodes are there and empty.

    Raises:
        InputError: the volume cannot be used, or is no longer what the detection was made of. Nothing
            is left of a detection that could not be shown as a whole.
    """
    return finish(showing(volume, detection, aha))


def showing(volume: Node, detection: Detection, aha: AhaResult | None = None) -> Steps[DetectionNodes]:
    """The same as :func:`show_detection` in short steps, for callers that let Slicer live on in between.

    The scene changes in the last step alone: whoever stops earlier leaves nothing.
    """
    scene, contents = volume.GetScene(), Contents.of(image_of(volume), detection, aha)
    yield
    made = yield from contents.new_nodes(scene)
    contents.check(image_of(volume))
    scene.SaveStateForUndo()
    with all_or_nothing(scene):
        replaced = [nodes for nodes in find_results(volume) if not is_touched(nodes)]
        nodes = put_in_scene(made, volume, contents, replaced)
        replace(nodes, volume, replaced)
    return nodes


@dataclass(frozen=True, eq=False)
class Contents:
    """What the nodes of a detection show.

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
            raise InputError(f"{image.name} has changed since the detection began: detect again.")

    @property
    def kinds(self) -> list[str]:
        """The nodes that are needed, as fields of :class:`DetectionNodes`."""
        unneeded = set() if self.for_aha else {"aha_segmentation", "aha_table"}
        if not set(self.detection.landmarks.names()) >= set(long_axis.ENDS):
            unneeded |= {"long_axis", "measures"}
        if self.detection.segmentation is None:
            unneeded.add("segmentation")
        return [kind for kind in CLASSES if kind not in unneeded]

    @property
    def of_volume(self) -> bool:
        """Whether the model looks at volumes, not at slices."""
        return all(landmark.slice is None for landmark in self.detection.landmarks)

    def new_nodes(self, scene: Any) -> Steps[dict[str, Node]]:
        """Nodes that show this, by kind; they are not in the scene yet. A step a node or surface."""
        made = {}
        for kind in self.kinds:
            made[kind] = new_node(scene, kind)
            self._fill(kind, made[kind])
            yield
        segmentation = self.detection.segmentation
        if segmentation is not None and self.of_volume:
            yield from surfaces.creating(made["segmentation"], segmentation)
        return made

    def _fill(self, kind: str, node: Node) -> None:
        """Make a node show its part of this, and where it comes from."""
        landmarks, segmentation = self.detection.landmarks, self.detection.segmentation
        if kind == "landmarks":
            landmark_list.fill(node, landmarks)
            node.SetAttribute(PROVENANCE, json.dumps(self.detection.provenance))
        elif kind == "table":
            tables.fill_landmarks(node, landmarks)
        elif kind == "aha_table":
            tables.fill_aha(node, self.aha)
        elif kind == "aha_segmentation":
            segmentations.fill(node, aha_labels(self.aha, self.grid), segmentations.aha_looks())
        elif kind == "long_axis":
            long_axis.fill(node, landmarks)
        elif kind == "measures":
            measures.fill(node, found_measures(self.detection))
        elif segmentation is not None:
            segmentations.fill(node, segmentation, segmentations.anatomy_looks(segmentation.names))
        model = self.detection.provenance.get("model", {})
        for fact, attribute in MODEL_FACTS.items():
            node.SetAttribute(attribute, str(model.get(fact, "")))


def aha_labels(aha: AhaResult | None, grid: Grid) -> Segmentation:
    """The AHA segments as labels, all of them empty where they cannot be told."""
    if aha is not None:
        return aha.segmentation
    return Segmentation(np.zeros(grid.shape, np.uint8), grid, SEGMENT_NAMES)


def put_in_scene(
    made: Mapping[str, Node], volume: Node, contents: Contents, replaced: Sequence[DetectionNodes]
) -> DetectionNodes:
    """Add nodes for contents, with their looks; names of nodes to be replaced are free."""
    leaving = {node for nodes in replaced for node in nodes}
    nodes = add_nodes(volume, made, leaving)
    landmark_list.set_look(nodes.landmarks, contents.detection.landmarks)
    if nodes.segmentation:
        segmentations.set_look(nodes.segmentation, volume)
        if contents.of_volume:
            surfaces.set_look(nodes.segmentation)
    if nodes.long_axis:
        long_axis.set_look(nodes.long_axis)
    if nodes.aha_segmentation:
        # It would hide the segments that it is made of.
        segmentations.set_look(nodes.aha_segmentation, volume, visible=False)
    return nodes


def replace(nodes: DetectionNodes, volume: Node, replaced: Sequence[DetectionNodes]) -> None:
    """Put new nodes into the folder of the old ones, or a new one, and remove the old."""
    folder = next((old.folder for old in replaced if old.folder), 0)
    put_in_folder(nodes, volume, folder)
    for old in replaced:
        remove_with_folder(old, keep=folder)


def is_touched(nodes: DetectionNodes, frames: Collection[int] | None = None) -> bool:
    """Whether somebody has edited, accepted or renamed anything.

    Args:
        nodes: the detection.
        frames: of a sequence; all by default.
    """
    if any(renamed(node) for node in nodes):
        return True
    volume = nodes.volume
    carry = carry_between(nodes.landmarks, volume)
    if any(landmark_list.is_touched(node, carry) for node in versions(nodes.landmarks, frames)):
        return True
    if nodes.segmentation is None or volume is None:
        return False
    grid = volume_grid(volume)
    return any(segmentations.is_touched(node, grid) for node in versions(nodes.segmentation, frames))
