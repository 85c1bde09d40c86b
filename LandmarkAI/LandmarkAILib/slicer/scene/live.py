"""A callback after edits, soon but not for every move of the mouse."""

from __future__ import annotations

import time
from collections.abc import Callable

import slicer

from .nodes import DetectionNodes
from .transforms import Node

Later = Callable[[int, Callable[[], None]], object]
"""Runs a function after some milliseconds: ``qt.QTimer.singleShot``."""


class LiveUpdate:
    """Calls back when points or segments of a detection were edited.

    Edits that come close together, such as the moves of a drag, give one call; the last of them is
    always followed by one. What the callback itself changes does not call it again. ::

        live = LiveUpdate(nodes, lambda: recompute_aha(volume, nodes), qt.QTimer.singleShot)
        ...
        live.remove()

    Args:
        nodes: the detection.
        callback: what to do; not called once the landmarks were deleted.
        later: the application's timer.
        interval: least time in ms from the end of one call to the next.
    """

    def __init__(
        self, nodes: DetectionNodes, callback: Callable[[], object], later: Later, interval: int = 40
    ) -> None:
        self._nodes, self._callback, self._later, self._interval = nodes, callback, later, interval
        self._pending = self._calling = False
        self._ended = -float("inf")
        markups = slicer.vtkMRMLMarkupsNode
        self._observed: list[tuple[Node, int]] = []
        for event in (
            markups.PointModifiedEvent,
            markups.PointAddedEvent,
            markups.PointRemovedEvent,
            markups.PointEndInteractionEvent,
        ):
            self._observe(nodes.landmarks, event)
        if nodes.segmentation is not None:
            for event in (
                slicer.vtkSegmentation.SourceRepresentationModified,
                slicer.vtkSegmentation.SegmentAdded,
                slicer.vtkSegmentation.SegmentRemoved,
            ):
                self._observe(nodes.segmentation, event)

    def remove(self) -> None:
        """Call back no more, not even for an edit that was made already."""
        for node, tag in self._observed:
            node.RemoveObserver(tag)
        self._observed.clear()

    def _observe(self, node: Node, event: int) -> None:
        self._observed.append((node, node.AddObserver(event, self._on_edit)))

    def _on_edit(self, _node: Node, _event: str) -> None:
        if self._pending or self._calling:
            return
        self._pending = True
        since = 1000 * (time.monotonic() - self._ended)
        self._later(round(max(0.0, self._interval - since)), self._call)

    def _call(self) -> None:
        self._pending = False
        if not self._observed or not self._nodes.in_scene:
            return
        self._calling = True
        try:
            self._callback()
        finally:
            self._calling = False
            self._ended = time.monotonic()
