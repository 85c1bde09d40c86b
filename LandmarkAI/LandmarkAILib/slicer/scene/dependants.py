"""What depends on a detection's points, segments and volume stays current: one observer for all of it.

Which nodes depend on what, and how they are brought up to date, says :data:`.kinds.KINDS`. Besides, the
outputs go where their volume goes, and names are shown where they can be read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import slicer
import slicer.util
import vtk

from ...analysis.aha.segments import aha_segments
from ...analysis.aha.settings import AhaResult, AhaSettings
from ...analysis.measures import AXIS_LENGTH, LV_VOLUME, Measure, declared
from ...core.anatomy import LEFT_VENTRICLE
from ...core.geometry import FloatArray
from ...core.image import Image
from ...core.landmarks import LandmarkSet
from ...errors import InputError
from . import long_axis, segmentations
from .edits import landmarks_of, levels_of, segmentation_of
from .kinds import KINDS, units_of
from .landmark_list import anatomy_in, move_memory, show_names_along_slices
from .nodes import DetectionNodes
from .steps import Later
from .transforms import Node, carry_to_world
from .volumes import image_of


class CurrentDetection:
    """A :class:`.kinds.Current`; what is expensive is computed when it is first asked for.

    Args:
        nodes: the detection.
        settings: choices of the AHA model; the levels that a reader has set if None.
        lv_volume: the volume of the left ventricle, if it was counted before; empty without segments.
    """

    def __init__(
        self,
        nodes: DetectionNodes,
        settings: AhaSettings | None = None,
        lv_volume: Sequence[Measure] | None = None,
    ) -> None:
        self.nodes: DetectionNodes = nodes.now()
        self._settings, self.known_lv_volume = settings, lv_volume

    @property
    def list_node(self) -> Node:
        """The list of points."""
        return self.nodes.landmarks

    @cached_property
    def landmarks(self) -> LandmarkSet:
        """In the volume's own frame, LPS mm."""
        return landmarks_of(self.nodes)

    @cached_property
    def image(self) -> Image:
        """What was looked at.

        Raises:
            InputError: the volume can no longer be used.
        """
        return image_of(self.nodes.volume)

    @cached_property
    def aha(self) -> tuple[AhaResult | None, str]:
        """The AHA segments, or None and why they cannot be told.

        Raises:
            InputError: the volume can no longer be used.
            ValueError: levels in the settings that do not fit the volume.
        """
        image = self.image
        try:
            segmentation = segmentation_of(self.nodes)
            if segmentation is None:
                return None, f"{image.name} has no segmentation any more: detect again."
            settings = self._settings or AhaSettings(levels=levels_of(self.nodes))
            return aha_segments(image, self.landmarks, segmentation, settings), ""
        except InputError as error:
            return None, str(error)

    @property
    def measures(self) -> list[Measure]:
        """Of the left ventricle, where the model finds its axis; and what the model declares."""
        kinds = anatomy_in(self.list_node).measures
        between = declared(self.landmarks, kinds, units_of(self.list_node)) if kinds else []
        return [*self._ventricle, *between]

    @property
    def _ventricle(self) -> list[Measure]:
        """Volume of the left ventricle, where there are segments, and length of its long axis."""
        if not long_axis.is_in(self.list_node):
            return []
        node = self.nodes.segmentation
        if self.known_lv_volume is None:
            counted = [segmentations.volume_ml(node, LEFT_VENTRICLE)] if node is not None else []
            self.known_lv_volume = [Measure(LV_VOLUME, volume, "ml") for volume in counted]
        length = long_axis.length_mm(self.list_node)
        return [*self.known_lv_volume, Measure(AXIS_LENGTH, length, "mm")]

    def update(self, at_once: bool | None = None) -> str:
        """Bring nodes up to date, in place; those that were deleted are left out.

        Args:
            at_once: only those that are, or are not, updated at once; None for all.

        Returns:
            Why some of it could not be done or told, in a sentence; empty if all was.
        """
        reason = ""
        for name, kind in KINDS.items():
            node = getattr(self.nodes, name)
            if node is None or kind.update is None or at_once not in (None, kind.at_once):
                continue
            try:
                kind.update(node, self)
            except InputError as error:
                reason = str(error)
        # Only if somebody has asked for them.
        return reason or vars(self).get("aha", (None, ""))[1]


def update_dependants(
    nodes: DetectionNodes, settings: AhaSettings | None = None
) -> tuple[AhaResult | None, str]:
    """Bring all that depends on points and segments up to date now.

    Args:
        nodes: the detection.
        settings: choices of the AHA model; the defaults if None.

    Returns:
        The AHA segments, and why there are none; both empty where the model is not made for them.

    Raises:
        ValueError: levels in ``settings`` that do not fit the volume.
    """
    current = CurrentDetection(nodes, settings)
    reason = current.update()
    return vars(current).get("aha", (None, ""))[0], reason


def aha_of(nodes: DetectionNodes) -> AhaResult | None:
    """The AHA segments; None where the model is not made for them or they cannot be told."""
    if nodes.aha_table is None:
        return None
    try:
        return CurrentDetection(nodes).aha[0]
    except InputError:
        return None


class Dependants:
    """Keeps a detection's dependants current until its landmarks are deleted, or :meth:`remove`.

    What is cheap follows each move of the mouse; the rest follows a moment later, once for edits that
    come close together, and always after the last of them. Changes of its own do not count as edits. ::

        dependants = Dependants(nodes, qt.QTimer.singleShot)

    Args:
        nodes: the detection; its volume is in the scene.
        later: the application's timer.
        interval: least time in ms from the end of one update to the next.

    Attributes:
        listeners: called after an update that was not at once.
        reason: why the last of these could not be done as a whole; empty if it was.
    """

    def __init__(self, nodes: DetectionNodes, later: Later, interval: int = 40) -> None:
        self.listeners: list[Callable[[], None]] = []
        self.reason = ""
        self._aha: AhaResult | None = None
        self._is_divided = False
        self._nodes, self._later, self._interval = nodes, later, interval
        self._scene = nodes.landmarks.GetScene()
        self._pending = self._updating = False
        self._ended = -float("inf")
        self._lv_volume: Sequence[Measure] | None = None
        self._observed: list[tuple[Node, int]] = []
        self._views: list[Node] = []
        self._observe_all()
        self._update_at_once()

    @property
    def is_alive(self) -> bool:
        """Whether it still has something to do."""
        return bool(self._observed) and self._nodes.in_scene

    @property
    def aha(self) -> AhaResult | None:
        """The AHA segments after the last update that was not at once; None where there are none."""
        if not self._is_divided:
            self._aha, self._is_divided = aha_of(self._nodes), True
        return self._aha

    def remove(self) -> None:
        """Do no more, not even for an edit that was made already."""
        for node, tag in self._observed:
            node.RemoveObserver(tag)
        self._observed.clear()
        self._views.clear()

    def look_again(self) -> None:
        """An undo or a redo has changed nodes, or put others in their place."""
        self.remove()
        self._observe_all()
        self._on_segments()

    def changed(self) -> None:
        """Something has changed that nodes do not tell of, such as the level of a slice."""
        self._on_points()

    def _observe_all(self) -> None:
        nodes = self._nodes.now()
        markups, segments = slicer.vtkMRMLMarkupsNode, slicer.vtkSegmentation
        self._observe(
            nodes.landmarks,
            self._on_points,
            markups.PointModifiedEvent,
            markups.PointAddedEvent,
            markups.PointRemovedEvent,
            markups.PointEndInteractionEvent,
        )
        if nodes.segmentation is not None:
            self._observe(
                nodes.segmentation,
                self._on_segments,
                segments.SourceRepresentationModified,
                segments.SegmentAdded,
                segments.SegmentRemoved,
            )
        self._volume = nodes.volume
        if self._volume is not None:
            self._place = Place.of(self._volume)
            moved = slicer.vtkMRMLTransformableNode.TransformModifiedEvent
            self._observe(self._volume, self._on_volume_moved, moved)
        self._observe(self._scene, self._on_node_added, slicer.vtkMRMLScene.NodeAddedEvent)
        self._show_names()

    def _observe(self, node: Node, callback: Callable[..., None], *events: object) -> None:
        def call(_node: Node, _event: str) -> None:
            callback()

        self._observed += [(node, node.AddObserver(event, call)) for event in events]

    def _on_points(self) -> None:
        if self._updating or not self.is_alive:
            return
        self._update_at_once()
        if not self._pending:
            self._pending = True
            since = 1000 * (time.monotonic() - self._ended)
            self._later(round(max(0.0, self._interval - since)), self._update)

    def _on_segments(self) -> None:
        """Voxels are counted only when they have changed, not with every move of a point."""
        if not self._updating:
            self._lv_volume = None
        self._on_points()

    def _on_volume_moved(self) -> None:
        before, self._place = self._place, Place.of(self._volume)
        if before.transform != self._place.transform and self.is_alive:
            bring_along(self._nodes, self._volume, before)
        self._show_names()

    def _on_node_added(self) -> None:
        if self._scene.GetNumberOfNodesByClass("vtkMRMLSliceNode") != len(self._views):
            self._show_names()

    def _show_names(self) -> None:
        """Look at all slice views, new ones included."""
        if not self._nodes.in_scene or self._volume is None:
            return
        views = slicer.util.getNodesByClass("vtkMRMLSliceNode", self._scene)
        for view in views:
            if view not in self._views:
                self._observe(view, self._show_names, "ModifiedEvent")
        self._views = views
        show_names_along_slices(self._volume, self._nodes.landmarks, views)

    def _update_at_once(self) -> None:
        current = CurrentDetection(self._nodes, lv_volume=self._lv_volume)
        self._guarded(lambda: current.update(at_once=True))
        self._lv_volume = current.known_lv_volume

    def _update(self) -> None:
        self._pending = False
        if not self.is_alive or self._nodes.volume is None:
            return
        current = CurrentDetection(self._nodes)
        self.reason = self._guarded(lambda: current.update(at_once=False))
        self._aha, self._is_divided = vars(current).get("aha", (None, ""))[0], True
        self._ended = time.monotonic()
        for listener in list(self.listeners):
            listener()

    def _guarded(self, update: Callable[[], str]) -> str:
        """Update without taking one's own changes for edits."""
        self._updating = True
        try:
            return update()
        finally:
            self._updating = False


@dataclass(frozen=True, eq=False)
class Place:
    """Where a volume is.

    Args:
        transform: ID of its parent transform; None for the world.
        image: which image data it has; not the data themselves, which this must not keep alive.
        ijk_to_ras: (4, 4), of its own frame.
    """

    transform: str | None
    image: str
    ijk_to_ras: FloatArray

    @classmethod
    def of(cls, volume: Node) -> Place:
        """Where it is now."""
        data, matrix = volume.GetImageData(), vtk.vtkMatrix4x4()
        volume.GetIJKToRASMatrix(matrix)
        return cls(
            volume.GetTransformNodeID(),
            str(data.GetAddressAsString("")) if data else "",
            np.asarray(slicer.util.arrayFromVTKMatrix(matrix)),
        )


def bring_along(nodes: DetectionNodes, volume: Node, before: Place) -> None:
    """Put outputs under the transform that their volume was put under, or harden them as it was.

    A transform that moves takes the outputs along by itself, since they observe it. An output that
    somebody has put elsewhere is left there.

    Args:
        nodes: the outputs.
        volume: vtkMRMLScalarVolumeNode, under another transform than before.
        before: where it was.
    """
    nodes, hardened = nodes.now(), _hardened(volume, before)
    followers = [n for n in nodes.transformable if n.GetTransformNodeID() == before.transform]
    if hardened is not None:
        move_memory(nodes.landmarks, carry_to_world(hardened))
    for node in followers:
        if hardened is not None:
            node.HardenTransform()
        else:
            node.SetAndObserveTransformNodeID(volume.GetTransformNodeID())


def _hardened(volume: Node, before: Place) -> Node | None:
    """The transform node that became part of the volume; None where it was but taken away."""
    now = Place.of(volume)
    transform = volume.GetScene().GetNodeByID(before.transform) if before.transform else None
    if now.transform is not None or transform is None:
        return None
    if not transform.IsTransformToWorldLinear():
        # A bent volume cannot but be sampled anew.
        return transform if now.image != before.image else None
    to_world = slicer.util.arrayFromTransformMatrix(transform, toWorld=True)
    expected = to_world @ before.ijk_to_ras
    return transform if np.allclose(now.ijk_to_ras, expected, rtol=0, atol=1e-6) else None
