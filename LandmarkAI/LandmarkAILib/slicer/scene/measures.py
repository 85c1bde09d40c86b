"""Volume of the left ventricle and length of its long axis in a table, kept as they are now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import slicer

from ...analysis.measures import AXIS_LENGTH, LV_VOLUME, Measure
from ...core.anatomy import LEFT_VENTRICLE
from . import long_axis, segmentations, tables
from .nodes import DetectionNodes
from .transforms import Node


def fill(node: Node, found: Sequence[Measure]) -> None:
    """Show measures in a table node."""
    unknown = float("nan")
    rows = [(m.name, unknown if m.value is None else m.value, m.unit) for m in found]
    tables.fill_measures(node, rows)


class FollowEdits:
    """Keeps long axis and measures where a detection's points and segments are, until it is removed.

    They follow at once, also while another module is shown.

    Args:
        nodes: a detection with a long axis or measures.
    """

    def __init__(self, nodes: DetectionNodes) -> None:
        self._nodes = nodes
        self._observed: list[tuple[Node, int]] = []
        self._volume: list[Measure] = []
        markups, segments = slicer.vtkMRMLMarkupsNode, slicer.vtkSegmentation
        for event in (
            markups.PointModifiedEvent,
            markups.PointAddedEvent,
            markups.PointRemovedEvent,
        ):
            self._observe(nodes.landmarks, event, self._on_points)
        if nodes.segmentation is not None:
            for event in (
                segments.SourceRepresentationModified,
                segments.SegmentAdded,
                segments.SegmentRemoved,
            ):
                self._observe(nodes.segmentation, event, self._on_segments)
        self._on_segments()

    def remove(self) -> None:
        """Stop following."""
        for node, tag in self._observed:
            node.RemoveObserver(tag)
        self._observed.clear()

    def _observe(self, node: Node, event: int, callback: Callable[[Node, str], None]) -> None:
        self._observed.append((node, node.AddObserver(event, callback)))

    def _on_segments(self, _node: Node = None, _event: str = "") -> None:
        """Voxels are counted only when they have changed, not with every move of a point."""
        if not self._nodes.in_scene:
            return
        segmentation = self._nodes.now().segmentation
        self._volume = []
        if segmentation is not None:
            volume = segmentations.volume_ml(segmentation, LEFT_VENTRICLE)
            self._volume = [Measure(LV_VOLUME, volume, "ml")]
        self._on_points()

    def _on_points(self, _node: Node = None, _event: str = "") -> None:
        if not self._nodes.in_scene:
            return
        nodes = self._nodes.now()
        if nodes.long_axis is not None:
            long_axis.follow(nodes.long_axis, nodes.landmarks)
        if nodes.measures is not None:
            length = long_axis.length_mm(nodes.landmarks)
            fill(nodes.measures, [*self._volume, Measure(AXIS_LENGTH, length, "mm")])
