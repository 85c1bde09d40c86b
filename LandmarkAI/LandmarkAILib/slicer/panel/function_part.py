"""Ventricular function of the chosen sequence, or of the chosen volume and another phase."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import qt
from slicer.i18n import tr as _

from ...analysis.function.result import FunctionChoices, VentricularFunction, quantities
from ...analysis.function.volumes import curve
from ...errors import LandmarkAIError
from ...pictures.volume_curve import volume_curve
from ..logic.measuring import body_surface
from ..scene.contents import ContentWatch
from ..scene.dicom_source import body_of
from ..scene.function import show_function, why_not_function
from ..scene.nodes import find_results
from ..scene.transforms import Node
from .context import Context
from .core_sentences import told
from .phases_layout import PhasesLayout
from .pixmap import show_drawing
from .widgets import TextTable, one_digit, set_enabled, shown

_SEXES: tuple[Literal["female", "male"] | None, ...] = (None, "female", "male")


class FunctionPart:
    """Measures when asked, and shows table, curve and wall thickness.

    Args:
        context: the panel's.
        on_measured: called once a function was measured, or is current no more.
    """

    def __init__(self, context: Context, on_measured: Callable[[], object]) -> None:
        self._context, self._ui, self._on_measured = context, context.ui, on_measured
        self._table = TextTable(
            self._ui.functionTable,
            [_("Quantity"), _("Value"), _("By body surface")],
            stretched=0,
            numbers={1, 2},
        )
        self._walls = TextTable(
            self._ui.functionWalls,
            [_("Segment"), _("ED mm"), _("ES mm"), _("Thickening %")],
            stretched=0,
            numbers={1, 2, 3},
        )
        for text in (_("not given"), _("female"), _("male")):
            self._ui.functionSex.addItem(text)
        self._ui.functionOther.connect("currentNodeChanged(vtkMRMLNode*)", lambda: self.update())
        self._ui.functionButton.connect("clicked(bool)", lambda: self.measure())
        self._shown: Node | None = None
        self._function: VentricularFunction | None = None
        self._phases = PhasesLayout()
        self._measured: tuple[list[Node], int, int] = ([], 0, 0)
        self._ui.functionPhases.connect("toggled(bool)", lambda on: self._show_phases(on))
        self._watch = ContentWatch(self._on_changed, qt.QTimer.singleShot)
        self._clear()
        self.update()

    @property
    def current(self) -> VentricularFunction | None:
        """What was measured in the chosen volume; None once contours or points have changed."""
        return self._function

    def remove(self) -> None:
        """Look at the scene no more, and give the views back."""
        self._watch.stop()
        self._phases.restore()

    def update(self) -> None:
        """Show what can be done now; what was measured in another volume is shown no more."""
        if self._context.volume is not self._shown:
            self._clear()
            self._suggest_body()
        set_enabled(
            self._ui.functionButton,
            why_not_function(self._volumes()),
            _("Find end diastole and end systole, and measure volumes, mass and wall thickness."),
        )

    def _suggest_body(self) -> None:
        """Height, weight and sex of the headers, where there are such; the user may change them."""
        body, ui = body_of(self._context.volume), self._ui
        ui.functionHeight.value = body.height or 0.0
        ui.functionWeight.value = body.weight or 0.0
        ui.functionSex.currentIndex = _SEXES.index(body.sex)

    def measure(self) -> None:
        """Measure, and show it or why it could not be done."""
        ui = self._ui
        ed, es = (box.value if box.value >= 0 else None for box in (ui.functionEd, ui.functionEs))
        self._clear()
        try:
            surface = body_surface(ui.functionHeight.value, ui.functionWeight.value)
            sex = _SEXES[ui.functionSex.currentIndex]
            choices = FunctionChoices(ed, es, surface, sex)
            volumes = self._volumes()
            function = show_function(volumes, choices).function
        except LandmarkAIError as error:
            ui.functionLabel.text = told(str(error))
            return
        self._shown, self._function = self._context.volume, function
        self._measured = volumes, function.phases.ed, function.phases.es
        self._show(function)
        results = [find_results(volume)[-1] for volume in volumes]
        self._watch.watch([node for r in results for node in (r.landmarks, r.segmentation)])
        self._on_measured()

    def _show_phases(self, on: bool) -> None:
        """Both phases side by side, or the views as they were."""
        volumes, ed, es = self._measured
        if not on or not volumes:
            self._phases.restore()
        else:
            self._phases.show(volumes, ed, es)

    def _on_changed(self) -> None:
        """Contours or points are no longer those that were measured."""
        self._function = None
        words = _("Contours or points have changed since: measure again.")
        self._ui.functionLabel.text = f"{words} {self._ui.functionLabel.text}"
        self._on_measured()

    def _volumes(self) -> list[Node]:
        chosen = (self._context.volume, self._ui.functionOther.currentNode())
        return [volume for volume in chosen if volume is not None]

    def _show(self, function: VentricularFunction) -> None:
        ui, phases = self._ui, function.phases
        text = _("End diastole: frame {ed}, end systole: frame {es}.").format(ed=phases.ed, es=phases.es)
        ui.functionLabel.text = " ".join([text, *(f"{note}." for note in function.notes)])
        self._table.show(
            [
                ((_(row.name), _amount(row.value, row.unit), _amount(row.indexed, f"{row.unit}/m²")), "")
                for row in quantities(function)
            ]
        )
        self._walls.show(
            [
                (
                    (
                        f"{w.segment} {shown(w.name)}",
                        *(one_digit(v) for v in (w.ed, w.es, w.thickening)),
                    ),
                    "",
                )
                for w in function.walls
            ]
        )
        curves = {"LV": curve(function.volumes, "lv"), "RV": curve(function.volumes, "rv")}
        drawing = volume_curve(curves, phases.ed, phases.es)
        show_drawing(ui.functionCurve, drawing)
        self._set_visible(bool(function.walls))

    def _clear(self) -> None:
        self._shown, self._function = self._context.volume, None
        self._watch.stop()
        self._measured = [], 0, 0
        self._ui.functionPhases.checked = False
        self._table.show([])
        self._walls.show([])
        self._ui.functionLabel.text = ""
        self._set_visible(False, False)

    def _set_visible(self, walls: bool, rest: bool = True) -> None:
        self._ui.functionTable.visible = self._ui.functionCurve.visible = rest
        self._ui.functionPhases.visible = rest
        self._ui.functionWalls.visible = walls


def _amount(value: float | None, unit: str) -> str:
    return "–" if value is None else f"{value:.1f} {unit}"
