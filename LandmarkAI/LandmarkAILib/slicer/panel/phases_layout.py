"""End diastole and end systole side by side, scrolled together; and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import slicer

from ..scene.nodes import find_results
from ..scene.phases import Phase, forget_second_phase, show_phases
from ..scene.transforms import Node
from .saved_views import SavedViews, set_layout
from .short_axis_layout import RED, YELLOW, look, planes_of

_LAYOUT = 5_813  # of its own among Slicer's numbers
_DESCRIPTION = f'<layout type="horizontal" split="true"><item>{RED}</item><item>{YELLOW}</item></layout>'
_VIEWS = ("Red", "Yellow")


class PhasesLayout:
    """Two slice views; :meth:`restore` brings back what was."""

    def __init__(self) -> None:
        self._before: SavedViews | None = None
        self._volume: Node | None = None
        self._displays: list[Node] = []

    @property
    def is_on(self) -> bool:
        """Whether the views are ours."""
        return self._before is not None

    def show(self, volumes: Sequence[Node], ed: int, es: int) -> bool:
        """Show both phases of what a function was measured in.

        Args:
            volumes: whose frames are counted one after the other.
            ed, es: frames, from 0.

        Returns:
            Whether Slicer has views.
        """
        manager = slicer.app.layoutManager()
        if manager is None:
            return False
        self.restore()
        self._before = SavedViews.of(manager, _VIEWS)
        self._volume = volumes[0]
        set_layout(manager, _LAYOUT, _DESCRIPTION)
        for name, phase in zip(_VIEWS, show_phases(volumes, ed, es), strict=True):
            self._show(manager.sliceWidget(name), phase)
        return True

    def restore(self) -> None:
        """The user's own layout and views; the second browser goes."""
        before, self._before = self._before, None
        manager = slicer.app.layoutManager()
        if before is None or manager is None:
            return
        for display in self._displays:
            if display.GetScene() is not None:
                display.RemoveAllViewNodeIDs()
        self._displays = []
        before.put_back(manager, _LAYOUT)
        if self._volume is not None and self._volume.GetScene() is not None:
            forget_second_phase(self._volume)
        self._volume = None

    def _show(self, widget: Any, phase: Phase) -> None:
        """A phase in a view, with its contours in no other slice view."""
        node, composite = widget.mrmlSliceNode(), widget.mrmlSliceCompositeNode()
        composite.SetLinkedControl(0)
        composite.SetBackgroundVolumeID(phase.volume.GetID())
        composite.SetForegroundVolumeID(None)
        results = find_results(self._volume) if self._volume is not None else []
        planes = planes_of(results[-1]) if results else None
        if planes is not None:
            look(node, planes.short_axis, planes.field)
        display = phase.segmentation.GetDisplayNode() if phase.segmentation is not None else None
        if display is not None:
            display.SetViewNodeIDs([node.GetID()])
            self._displays.append(display)
        composite.SetLinkedControl(1)
