"""The views of a reader of short-axis stacks, and the way back to the user's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import slicer

from ...errors import InputError
from ..scene.heart_planes import HeartPlanes, heart_planes
from ..scene.nodes import DetectionNodes
from ..scene.pictured import detection_of
from ..scene.transforms import Node
from ..scene.volumes import image_of
from .saved_views import SavedViews, set_layout
from .viewers import look_at_heart_in_3d

_LAYOUT = 5_812  # of its own among Slicer's numbers
_SLICE = (
    '<view class="vtkMRMLSliceNode" singletontag="{name}">'
    '<property name="orientation" action="default">{orientation}</property>'
    '<property name="viewlabel" action="default">{label}</property>'
    '<property name="viewcolor" action="default">{color}</property></view>'
)
RED = _SLICE.format(name="Red", orientation="Axial", label="R", color="#F34A33")
YELLOW = _SLICE.format(name="Yellow", orientation="Sagittal", label="Y", color="#EDD54C")
_GREEN = _SLICE.format(name="Green", orientation="Coronal", label="G", color="#6EB04B")
_THREE_D = (
    '<view class="vtkMRMLViewNode" singletontag="1">'
    '<property name="viewlabel" action="default">1</property></view>'
)
_DESCRIPTION = (
    '<layout type="horizontal" split="true">'
    f'<item splitSize="650">{RED}</item>'
    '<item splitSize="350"><layout type="vertical" split="true">'
    f"<item>{_GREEN}</item><item>{YELLOW}</item><item>{_THREE_D}</item>"
    "</layout></item></layout>"
)
_VIEWS = {"Red": "short_axis", "Green": "anterior", "Yellow": "inferior"}


@dataclass(frozen=True, eq=False)
class _Before:
    """What there was: the views, and the window of the volume's display node."""

    views: SavedViews
    display: Node | None
    window: tuple[int, float, float]
    ours: tuple[float, float]


class ShortAxisLayout:
    """A large in-plane view, two through the long axis, and 3D; :meth:`restore` brings back what was."""

    def __init__(self) -> None:
        self._before: _Before | None = None

    @property
    def is_on(self) -> bool:
        """Whether the views are ours."""
        return self._before is not None

    def show(self, nodes: DetectionNodes) -> bool:
        """Look at the heart of a detection.

        Returns:
            Whether it could be done: something was found in slices, and Slicer has a window.
        """
        manager = slicer.app.layoutManager()
        planes = planes_of(nodes)
        if manager is None or planes is None:
            return False
        before = self._before or _now(manager, nodes, planes)
        self._before = before
        set_layout(manager, _LAYOUT, _DESCRIPTION)
        slicer.util.setSliceViewerLayers(background=nodes.volume, fit=True)
        for name, plane in _VIEWS.items():
            widget = manager.sliceWidget(name)
            if widget is not None:
                look(widget.mrmlSliceNode(), getattr(planes, plane), planes.field)
        display = nodes.volume.GetDisplayNode() if nodes.volume is not None else None
        if display is not None:
            display.SetAutoWindowLevel(False)
            display.SetWindowLevelMinMax(*planes.window)
        look_at_heart_in_3d(planes.short_axis[:3, 3], planes.field / 2)
        return True

    def restore(self) -> None:
        """The user's own layout, views and window; a window that was changed since is left."""
        before, self._before = self._before, None
        manager = slicer.app.layoutManager()
        if before is None or manager is None:
            return
        before.views.put_back(manager, _LAYOUT)
        display = before.display
        if display is None or display.GetScene() is None:
            return
        shown = (display.GetWindowLevelMin(), display.GetWindowLevelMax())
        if max(abs(a - b) for a, b in zip(shown, before.ours, strict=True)) < 1e-3 * abs(
            before.ours[1] - before.ours[0]
        ):
            automatic, low, high = before.window
            display.SetWindowLevelMinMax(low, high)
            display.SetAutoWindowLevel(automatic)


def planes_of(nodes: DetectionNodes) -> HeartPlanes | None:
    """Where to look for the heart of a detection; None where it has no slices, or no image any more."""
    detection = detection_of(nodes)
    if all(landmark.slice is None for landmark in detection.landmarks):
        return None
    try:
        image = image_of(nodes.volume)
    except InputError:
        return None
    return heart_planes(image, detection, nodes.volume.GetParentTransformNode())  # type: ignore[union-attr]


def _now(manager: Any, nodes: DetectionNodes, planes: HeartPlanes) -> _Before:
    display = nodes.volume.GetDisplayNode() if nodes.volume is not None else None
    window = (1, 0.0, 1.0)
    if display is not None:
        low, high = display.GetWindowLevelMin(), display.GetWindowLevelMax()
        window = (display.GetAutoWindowLevel(), low, high)
    return _Before(SavedViews.of(manager, tuple(_VIEWS)), display, window, planes.window)


def look(node: Node, plane: Any, field: float) -> None:
    """Turn a slice view, and let it show at least ``field`` mm in both directions."""
    node.GetSliceToRAS().DeepCopy(slicer.util.vtkMatrixFromArray(plane))
    width, height, _depth = node.GetDimensions()
    per_pixel = field / max(min(width, height), 1)
    node.SetFieldOfView(width * per_pixel, height * per_pixel, node.GetFieldOfView()[2])
    node.UpdateMatrices()
