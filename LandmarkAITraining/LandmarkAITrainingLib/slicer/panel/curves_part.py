"""The curves of a training in Slicer's plot view."""

from __future__ import annotations

from typing import Any

import numpy as np
import slicer
from LandmarkAILib.slicer.panel.widgets import set_enabled
from slicer.i18n import tr as _

from ..logic.curves import Curves, FloatArray, read_curves
from .context import Context

_ERRORS, _LOSS = 0, 1
_STEP = "step"


class CurvesPart:
    """Keeps a chart up to date while it is shown.

    Args:
        context: the panel's.
    """

    def __init__(self, context: Context) -> None:
        self._context, self._ui = context, context.ui
        self._nodes: dict[str, Any] = {}
        self._shown: tuple[str, tuple[str, ...]] | None = None
        self._values: FloatArray | None = None
        self._is_on = False
        self._ui.curvesComboBox.addItems([_("Error on validation cases (mm)"), _("Loss")])
        self._ui.curvesComboBox.connect("currentIndexChanged(int)", lambda: self.refresh())
        self._ui.curvesButton.connect("clicked(bool)", lambda: self.show())

    def show(self) -> None:
        """Show the chart, as soon as there is anything to draw."""
        self._is_on = True
        self._shown = None
        self.refresh()

    def refresh(self) -> None:
        """Draw what is new."""
        curves = self._read()
        if curves is None or not self._is_on:
            return
        title, names, values = self._chosen(curves)
        if not len(values):
            return
        if self._shown != (title, names) or not self._is_in_scene():
            self._forget()
        elif self._values is not None and np.array_equal(self._values, values, equal_nan=True):
            return
        self._draw(title, names, values)

    def update(self) -> None:
        """Show what can be done now."""
        nothing = "" if self._read() else _("There are no curves yet.")
        set_enabled(self._ui.curvesButton, nothing, _("Show how the error falls, in the plot view."))

    def _read(self) -> Curves | None:
        """Curves of the stage that is, or was last, trained."""
        run = self._context.run
        stages = read_curves(run.folder) if run else []
        return stages[-1] if stages else None

    def _chosen(self, curves: Curves) -> tuple[str, tuple[str, ...], FloatArray]:
        if self._ui.curvesComboBox.currentIndex == _LOSS:
            return _("Stage {n}: loss").format(n=curves.stage), curves.losses, curves.loss
        title = _("Stage {n}: median error (mm)").format(n=curves.stage)
        return title, curves.landmarks, curves.errors

    def _draw(self, title: str, names: tuple[str, ...], values: FloatArray) -> None:
        new = self._shown is None
        chart = slicer.util.plot(values, 0, [_STEP, *names], title, new, self._nodes)
        if new:
            chart.SetXAxisTitle(_("step"))
            chart.SetYAxisTitle(title)
        self._shown, self._values = (title, names), values

    def _is_in_scene(self) -> bool:
        return bool(self._nodes) and self._nodes["chart"].GetScene() is not None

    def _forget(self) -> None:
        """Remove the nodes of another stage or quantity."""
        gone = [self._nodes.get("chart"), *self._nodes.get("series", []), self._nodes.get("table")]
        for node in gone:
            if node is not None and node.GetScene() is not None:
                slicer.mrmlScene.RemoveNode(node)
        self._nodes, self._shown, self._values = {}, None, None
