"""Frames of a sequence under the slices: a slider, and end diastole and end systole side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import qt
from slicer.i18n import tr as _

from ...analysis.function.phases import Phases, find_phases
from ...core.anatomy import LEFT_VENTRICLE
from ...core.geometry import FloatArray
from ...errors import InputError
from ...pictures.mosaic import making_mosaic
from ...pictures.tile_marks import Shown
from ..scene.nodes import DetectionNodes
from ..scene.pictured import frame_detection
from ..scene.segmentations import volume_ml
from ..scene.sequences import Browsed, browsed, frame_image
from ..scene.steps import StepRunner
from ..scene.transforms import Node
from .context import Context
from .mosaic_part import MosaicPart
from .mosaic_view import Desk, MosaicView
from .widgets import set_enabled


class FramesPart:
    """A row under the slices of a sequence.

    Args:
        context: the panel's.
        mosaic: shows the frame that is chosen; the other phase stands beside it.
    """

    def __init__(self, context: Context, mosaic: MosaicPart) -> None:
        self._ui, self._mosaic = context.ui, mosaic
        self._nodes: DetectionNodes | None = None
        self._browsed: Browsed | None = None
        self._observed: tuple[Any, int] | None = None
        self._phases: Phases | None = None
        self._partner_frame: int | None = None
        self._sampling: StepRunner | None = None
        self.partner = MosaicView(
            Desk(
                self._go_over,
                lambda _n: self._go_over(None, None),
                _nothing,
                _nothing,
                _nothing,
                _nothing,
            )
        )
        self._row = qt.QWidget()
        row = qt.QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        self._slider = qt.QSlider(qt.Qt.Horizontal)
        self._slider.objectName = "frameSlider"
        self._slider.connect("valueChanged(int)", self._on_slider)
        self._label = qt.QLabel()
        self._both = qt.QPushButton(_("ED | ES"))
        self._both.objectName = "phasesButton"
        self._both.setCheckable(True)
        self._both.connect("toggled(bool)", self._on_both)
        for widget, stretch in ((self._label, 0), (self._slider, 1), (self._both, 0)):
            row.addWidget(widget, stretch)
        self._ui.slicesLayout.insertWidget(1, self._row)
        self._ui.slicesCollapsible.connect("contentsCollapsed(bool)", lambda: self._set_visible())
        self._set_visible()

    def show(self, nodes: DetectionNodes | None) -> None:
        """Show the frames of another detection; None for none."""
        if nodes is None or self._nodes is None or nodes.landmarks is not self._nodes.landmarks:
            self._both.checked = False
        self.remove()
        self._nodes = nodes
        found = browsed(nodes.volume) if nodes is not None and nodes.volume is not None else None
        self._browsed = found if found is not None and found.count > 1 else None
        self._set_visible()
        if self._browsed is not None:
            browser = self._browsed.browser
            self._observed = browser, browser.AddObserver("ModifiedEvent", lambda *_: self._follow())
            self._slider.setRange(0, self._browsed.count - 1)
            self._follow()

    def _set_visible(self) -> None:
        """Unfolding shows all that is inside, also what is of no use."""
        self._row.visible = self._browsed is not None and not self._ui.slicesCollapsible.collapsed

    def remove(self) -> None:
        """Follow the frames no more."""
        if self._observed is not None:
            self._observed[0].RemoveObserver(self._observed[1])
        self._observed = None

    def update(self) -> None:
        """Show what can be done now."""
        if self._browsed is None:
            return
        reason = "" if self._contours() else _("Detect in all frames first (Frames: All).")
        tip = _("End diastole and end systole side by side, by the volume of the cavity.")
        set_enabled(self._both, reason, tip)

    def _follow(self) -> None:
        """The browser shows another frame."""
        found = self._browsed
        if found is None:
            return
        blocked = self._slider.blockSignals(True)
        self._slider.setValue(found.shown)
        self._slider.blockSignals(blocked)
        text = _("Frame {frame} of 0 to {last}").format(frame=found.shown, last=found.count - 1)
        names = {self._phases.ed: "ED", self._phases.es: "ES"} if self._phases is not None else {}
        if found.shown in names:
            text = f"{text}, {names[found.shown]}"
        self._label.text = text
        self.update()
        self._show_partner()

    def _on_slider(self, frame: int) -> None:
        if self._browsed is not None:
            self._browsed.browser.SetSelectedItemNumber(frame)

    def _on_both(self, wanted: bool) -> None:
        self._phases = self._find_phases() if wanted else None
        if self._phases is not None and self._browsed is not None:
            self._browsed.browser.SetSelectedItemNumber(self._phases.ed)
        self._partner_frame = None
        self._show_partner()

    def _show_partner(self) -> None:
        """The other phase beside the frame that is shown: end diastole on the left."""
        phases, found = self._phases, self._browsed
        if phases is None or found is None or self._nodes is None:
            self._stop()
            self._mosaic.stand_beside(None)
            return
        other = phases.ed if found.shown == phases.es else phases.es
        self._mosaic.stand_beside(self.partner, left=other == phases.ed)
        if other != self._partner_frame:
            self._partner_frame = other
            self._stop()
            self._sampling = StepRunner(self._sample(self._nodes, other), qt.QTimer.singleShot)

    def _sample(self, nodes: DetectionNodes, frame: int) -> Iterator[None]:
        image, detection = frame_image(nodes.volume, frame), frame_detection(nodes, frame)
        ratio = self.partner.devicePixelRatioF()
        mosaic = yield from making_mosaic(image, detection, self._mosaic.width, ratio)
        shown = Shown(image.grid, detection.landmarks, anatomy=detection.anatomy)
        self.partner.show_mosaic(mosaic, shown)
        self.partner.show_marks(shown, None)

    def _stop(self) -> None:
        if self._sampling is not None:
            self._sampling.stop()

    def _go_over(self, k: int | None, _position: FloatArray | None) -> None:
        """A click in the other phase: it is the one that is worked on now."""
        if self._partner_frame is None or self._browsed is None:
            return
        self._browsed.browser.SetSelectedItemNumber(self._partner_frame)
        if k is not None:
            self._mosaic.choose_slice(k)

    def _contours(self) -> list[Node]:
        """The segmentation of each frame; empty where a frame has none."""
        nodes = self._nodes
        found = browsed(nodes.segmentation) if nodes is not None and nodes.segmentation else None
        copies = [found.node(frame) for frame in range(found.count)] if found is not None else []
        return [] if any(copy is None for copy in copies) else copies

    def _find_phases(self) -> Phases | None:
        """End diastole and end systole, by the volume of the left ventricle."""
        volumes = [volume_ml(copy, LEFT_VENTRICLE) for copy in self._contours()]
        try:
            return find_phases(np.array([np.nan if ml is None else ml for ml in volumes]))
        except InputError as error:
            self._label.text = str(error)
            return None


def _nothing(*_anything: Any) -> None:
    """Points of the other phase are not moved."""
