"""Whether points, contours and images that something was measured from are still what they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import slicer
import slicer.util
import vtk

from .segmentations import LABEL_MAP
from .sequences import versions
from .steps import Later
from .transforms import Node

_PAUSE = 200  # ms: a drag is one change


def contents_of(node: Node) -> tuple[object, ...]:
    """Differs once points or voxels have changed, in any frame; not with looks or the frame shown."""
    return tuple(_content(version) for version in versions(node))


def _content(node: Node) -> tuple[object, ...]:
    if node.IsA("vtkMRMLMarkupsNode"):
        count = range(node.GetNumberOfControlPoints())
        states = tuple(node.GetNthControlPointPositionStatus(n) for n in count)
        positions = slicer.util.arrayFromMarkupsControlPoints(node).tobytes() if count else b""
        return positions, states, tuple(node.GetNthControlPointLabel(n) for n in count)
    if node.IsA("vtkMRMLSegmentationNode"):
        segments = node.GetSegmentation()
        ids = [segments.GetNthSegmentID(n) for n in range(segments.GetNumberOfSegments())]
        return tuple(_labels_time(segments.GetSegment(one)) for one in ids)
    data = node.GetImageData()
    return (data.GetMTime() if data is not None else 0,)


def _labels_time(segment: Any) -> tuple[object, ...]:
    labels = segment.GetRepresentation(LABEL_MAP)
    return segment.GetName(), labels.GetMTime() if labels is not None else 0


class ContentWatch:
    """Calls back once, a moment after the contents of some nodes have changed.

    Args:
        changed: called without arguments.
        later: the application's timer.
    """

    def __init__(self, changed: Callable[[], object], later: Later) -> None:
        self._changed, self._later, self._pending = changed, later, False
        self._observed: list[tuple[Any, int]] = []
        self._nodes: list[Node] = []
        self._before: list[tuple[object, ...]] = []

    def watch(self, nodes: Iterable[Node | None]) -> None:
        """Look at these from now on, and at no others."""
        self.stop()
        self._nodes = [node for node in nodes if node is not None]
        self._before = [contents_of(node) for node in self._nodes]
        for node in self._nodes:
            for observed, event in _events(node):
                tag = observed.AddObserver(event, lambda *_: self._ask())
                self._observed.append((observed, tag))

    def stop(self) -> None:
        """Look at nothing any more."""
        for node, tag in self._observed:
            node.RemoveObserver(tag)
        self._observed, self._nodes = [], []

    def _ask(self) -> None:
        if not self._pending:
            self._pending = True
            self._later(_PAUSE, self.look)

    def look(self) -> None:
        """Compare now."""
        self._pending = False
        if not self._nodes:
            return
        gone = any(node.GetScene() is None for node in self._nodes)
        if gone or [contents_of(node) for node in self._nodes] != self._before:
            self.stop()
            self._changed()


def _events(node: Node) -> Iterator[tuple[Any, int]]:
    """Whom to observe, and for what."""
    yield node, vtk.vtkCommand.ModifiedEvent
    if node.IsA("vtkMRMLMarkupsNode"):
        for event in (node.PointModifiedEvent, node.PointAddedEvent, node.PointRemovedEvent):
            yield node, event
    if node.IsA("vtkMRMLSegmentationNode"):
        segments = node.GetSegmentation()
        for event in (
            segments.SourceRepresentationModified,
            segments.SegmentAdded,
            segments.SegmentRemoved,
        ):
            yield segments, event
    if node.IsA("vtkMRMLVolumeNode"):
        yield node, node.ImageDataModifiedEvent
