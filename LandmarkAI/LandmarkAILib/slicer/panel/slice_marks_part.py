"""The points of the detection that is reviewed, in all slice views, each in its own colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import qt
import slicer

from ...analysis.aha.settings import AhaResult
from ...core.anatomy import Anatomy
from ...core.geometry import FloatArray
from ...core.landmarks import Landmark
from ...pictures.marks import abbreviation, landmark_color
from ..scene.edits import landmarks_of
from ..scene.landmark_list import anatomy_in, looks_along, slice_normal, write_names
from ..scene.nodes import DetectionNodes
from ..scene.pictured import segment_places
from ..scene.slice_marks import SliceMark, SliceMarks
from ..scene.transforms import Carry, carry_into, to_ras

_SIGNS = np.diag([-1.0, -1.0, 1.0])  # LPS to RAS


class SliceMarksPart:
    """Draws over the slice views while the module is shown; the list writes its names at other times.

    Args:
        keys: what a key in a slice view does.
    """

    def __init__(self, keys: Mapping[str, Callable[[], None]]) -> None:
        self._keys = keys
        self._shortcuts: list[Any] = []
        self._nodes: DetectionNodes | None = None
        self._chosen: int | None = None
        self._points: list[SliceMark] = []
        self._numbers: list[SliceMark] = []
        self._in_slices = self._pending = False
        self._normal: FloatArray | None = None
        self._observed: list[tuple[Any, int]] = []
        self.views: dict[str, SliceMarks] = {}
        """By the names of the slice views."""

    def show(self, nodes: DetectionNodes | None) -> None:
        """Show the points of another detection; None for none."""
        self._forget()
        self._nodes = nodes if nodes is not None and nodes.volume is not None else None
        manager = slicer.app.layoutManager()
        if self._nodes is None or manager is None:
            return
        for name in manager.sliceViewNames():
            view = manager.sliceWidget(name).sliceView()
            renderer = view.renderWindow().GetRenderers().GetFirstRenderer()
            node = view.mrmlSliceNode()
            self.views[name] = SliceMarks(renderer, node, view.devicePixelRatioF())
            self._observe(node, "ModifiedEvent", lambda _node, _event, name=name: self._draw(name))
            self._listen(manager.sliceWidget(name))
        markups = slicer.vtkMRMLMarkupsNode
        landmarks = self._nodes.landmarks
        for event in (markups.PointModifiedEvent, markups.PointAddedEvent, markups.PointRemovedEvent):
            self._observe(landmarks, event, lambda _node, _event: self._later())
        moved = slicer.vtkMRMLTransformableNode.TransformModifiedEvent
        self._observe(landmarks, moved, lambda _node, _event: self._later())
        self._observe(
            landmarks.GetDisplayNode(), "ModifiedEvent", lambda _node, _event: self._draw_all()
        )
        write_names(landmarks, False)
        self.mark()

    def choose(self, number: int | None) -> None:
        """Put the halo around another point."""
        self._chosen = number
        self.mark()

    def mark(self) -> None:
        """Show the points as they are now."""
        nodes = self._nodes
        if nodes is None or not nodes.in_scene or nodes.volume is None:
            return
        landmarks, anatomy = landmarks_of(nodes), anatomy_in(nodes.landmarks)
        self._in_slices = len(landmarks.names()) < len(landmarks)
        self._normal = slice_normal(nodes.volume) if nodes.volume.GetImageData() else None
        carry = carry_into(nodes.volume, None)
        self._points = [
            _mark(landmark, carry, number == self._chosen, anatomy)
            for number, landmark in enumerate(landmarks)
            if landmark.position is not None
        ]
        self._draw_all()

    def show_numbers(self, aha: AhaResult | None) -> None:
        """Write the numbers of the AHA segments into the slices; None for none."""
        self._numbers = []
        if aha is not None and self._nodes is not None and self._nodes.volume is not None:
            carry = carry_into(self._nodes.volume, None)
            self._numbers = [
                SliceMark(to_ras(carry(place.reshape(1, 3)))[0], str(segment))
                for segment, place in segment_places(aha)
            ]
        self._draw_all()

    def remove(self) -> None:
        """The module is left: the list looks as Slicer draws it."""
        self._forget()

    def _later(self) -> None:
        """Many points are moved at once, or one many times, before views are painted."""
        if not self._pending:
            self._pending = True
            qt.QTimer.singleShot(0, self._mark_now)

    def _mark_now(self) -> None:
        self._pending = False
        self.mark()

    def _draw_all(self) -> None:
        for name in self.views:
            self._draw(name)

    def _draw(self, name: str) -> None:
        nodes, view = self._nodes, self.views[name]
        widget = slicer.app.layoutManager().sliceWidget(name)
        if nodes is None or not nodes.in_scene or widget is None:
            return
        node = widget.mrmlSliceNode()
        along = self._normal is not None and looks_along(node, self._normal)
        display = nodes.landmarks.GetDisplayNode()
        points: Sequence[SliceMark] = self._points if display and display.GetVisibility() else ()
        if self._in_slices and not along:
            # Names of all slices would lie on top of each other.
            points = [replace(mark, text="") for mark in points]
        glyph = display.GetGlyphScale() if display and display.GetUseGlyphScale() else 0.0
        view.show([*(self._numbers if along else ()), *points], glyph)
        widget.sliceView().scheduleRender()

    def _listen(self, widget: Any) -> None:
        """The keys of the list act in a slice view, too."""
        for key, action in self._keys.items():
            shortcut = qt.QShortcut(qt.QKeySequence(key), widget)
            shortcut.setContext(qt.Qt.WidgetWithChildrenShortcut)
            shortcut.connect("activated()", action)
            self._shortcuts.append(shortcut)

    def _observe(self, node: Any, event: Any, callback: Any) -> None:
        if node is not None:
            self._observed.append((node, node.AddObserver(event, callback)))

    def _forget(self) -> None:
        for node, tag in self._observed:
            node.RemoveObserver(tag)
        self._observed.clear()
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts.clear()
        for marks in self.views.values():
            marks.remove()
        self.views.clear()
        if self._nodes is not None and self._nodes.in_scene:
            write_names(self._nodes.landmarks, True)
        self._nodes, self._chosen, self._points, self._numbers = None, None, [], []


def _mark(landmark: Landmark, carry: Carry, chosen: bool, anatomy: Anatomy) -> SliceMark:
    """A point of the volume's frame in the world."""
    assert landmark.position is not None
    ends = carry(landmark.position + np.vstack([np.zeros(3), np.eye(3)]))
    covariance = landmark.covariance
    if covariance is not None:
        derivative = _SIGNS @ (ends[1:] - ends[0]).T
        covariance = derivative @ covariance @ derivative.T
    return SliceMark(
        to_ras(ends[0]),
        abbreviation(landmark.name, anatomy),
        landmark_color(landmark.name, anatomy),
        covariance,
        chosen,
    )
