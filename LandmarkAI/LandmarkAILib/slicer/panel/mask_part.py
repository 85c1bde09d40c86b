"""AHA segments of any mask, scar and ECV, of nodes that the user chooses."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable, Sequence
from typing import Any, cast

import qt
from slicer.i18n import tr as _

from ...analysis.aha.settings import AhaResult, AhaSettings
from ...analysis.tissue.ecv import ExtracellularVolume
from ...analysis.tissue.scar import Method, Scar
from ...commands.detect import parse_levels
from ...errors import InputError, LandmarkAIError
from ...pictures.checkerboard import alignment_drawing
from ..scene import any_mask
from ..scene.contents import ContentWatch
from ..scene.nodes import DetectionNodes, find_results
from ..scene.transforms import Node
from .context import Context
from .core_sentences import told
from .pixmap import show_drawing
from .widgets import TextTable, one_digit, sentence, set_enabled, shown

_METHODS: tuple[Method, ...] = ("nsd", "fwhm")


class MaskPart:
    """Selectors of an image, contours, points and other volumes; a button for each measurement.

    Args:
        context: the panel's.
    """

    def __init__(self, context: Context) -> None:
        self._context, self._ui = context, context.ui
        ui = self._ui
        self._table = TextTable(
            ui.maskTable,
            ["", _("Segment"), _("Value"), _("SD"), _("± by points")],
            stretched=1,
            numbers={0, 2, 3, 4},
        )
        for text in (_("SD above remote myocardium"), _("Half of the maximum")):
            ui.scarMethod.addItem(text)
        for name in ("maskVolume", "maskSegmentation", "maskPoints", "maskMap", "maskPostPoints"):
            selector = getattr(ui, name)
            selector.connect("currentNodeChanged(vtkMRMLNode*)", lambda: self.update())
        ui.scarMethod.connect("currentIndexChanged(int)", lambda: self.update())
        ui.maskButton.connect("clicked(bool)", lambda: self._do(self._segments))
        ui.scarButton.connect("clicked(bool)", lambda: self._do(self._scar))
        ui.ecvButton.connect("clicked(bool)", lambda: self._do(self._ecv))
        ui.ecvPicture.visible = False
        self._watch = ContentWatch(self._on_changed, qt.QTimer.singleShot)
        self.update()

    def remove(self) -> None:
        """Look at the scene no more."""
        self._watch.stop()

    def suggest(self, nodes: DetectionNodes | None) -> None:
        """Choose the volume, contours and points of a detection, unless others are chosen already."""
        if nodes is None or self._ui.maskVolume.currentNode() is not None:
            return
        self._ui.maskVolume.setCurrentNode(nodes.volume)
        self._ui.maskSegmentation.setCurrentNode(nodes.segmentation)
        self._ui.maskPoints.setCurrentNode(nodes.landmarks)

    def update(self) -> None:
        """Show what can be done now."""
        ui, reason = self._ui, any_mask.why_not_heart(*self._heart())
        set_enabled(ui.maskButton, reason, _("Divide the chosen contours and measure image and map."))
        set_enabled(ui.scarButton, reason, _("Myocardium above a threshold; not a diagnosis."))
        ui.scarSd.enabled = _METHODS[ui.scarMethod.currentIndex] == "nsd"
        if not reason and ui.maskMap.currentNode() is None:
            reason = _("Choose the T1 map after contrast as the other volume.")
        elif not reason and self._post_points() is None:
            reason = _("Choose the points of the other volume, or detect landmarks in it first.")
        set_enabled(ui.ecvButton, reason, _("ECV from T1 before and after contrast, both in ms."))

    def _heart(self) -> tuple[Node | None, Node | None, Node | None]:
        ui = self._ui
        nodes = (s.currentNode() for s in (ui.maskVolume, ui.maskSegmentation, ui.maskPoints))
        volume, segmentation, points = nodes
        return volume, segmentation, points

    def _post_points(self) -> Node | None:
        """The chosen points of the other volume, or those of its detection."""
        other = self._ui.maskMap.currentNode()
        found = find_results(other) if other is not None else []
        return self._ui.maskPostPoints.currentNode() or (found[-1].landmarks if found else None)

    def _do(self, measure: Callable[[], str]) -> None:
        self._table.show([])
        self._ui.ecvPicture.visible = False
        self._watch.stop()
        try:
            self._ui.maskLabel.text = measure()
        except LandmarkAIError as error:
            self._ui.maskLabel.text = told(str(error))
            return
        except ValueError as error:  # levels that the stack does not have
            self._ui.maskLabel.text = f"{error}."
            return
        self._watch.watch([*self._heart(), self._ui.maskMap.currentNode(), self._post_points()])

    def _on_changed(self) -> None:
        """Contours, points or images are no longer those that were measured."""
        words = _("Contours, points or images have changed since: measure again.")
        self._ui.maskLabel.text = f"{words} {self._ui.maskLabel.text}"

    def _segments(self) -> str:
        volume, segmentation, points = self._heart()
        other = self._ui.maskMap.currentNode()
        maps = [] if other is None else [other]
        if self._ui.maskAll.checked:
            maps = any_mask.volumes_over(volume)
        septum = self._ui.maskSeptum.text.strip() or None
        found = any_mask.measure_segments(volume, segmentation, points, maps, self._settings(), septum)
        measured = [volume, *maps]
        if not self._ui.maskAll.checked:
            measured, found = measured[-1:], found[-1:]
        self._show(found, [] if len(found) == 1 else [node.GetName() for node in measured])
        result = found[-1].result
        assert isinstance(result, AhaResult)
        names = ", ".join(node.GetName() for node in measured)
        return " ".join([_("Measured in {name}.").format(name=names), *map(sentence, result.notes)])

    def _settings(self) -> AhaSettings:
        """The user's choices of the AHA model.

        Raises:
            InputError: levels that cannot be read.
        """
        text, share = self._ui.maskLevels.text.strip(), self._ui.maskMargin.value / 100
        try:
            levels = cast("Any", parse_levels(text)) if text else None
            return AhaSettings(levels=levels, margins=(share, share), cap=self._ui.maskCap.checked)
        except (ValueError, ArgumentTypeError) as error:
            raise InputError(f"{error}.") from error

    def _scar(self) -> str:
        method = _METHODS[self._ui.scarMethod.currentIndex]
        scar = any_mask.measure_scar(*self._heart(), method, self._ui.scarSd.value).result
        assert isinstance(scar, Scar)
        self._table.show(
            [
                ((str(s.segment), shown(s.name), one_digit(s.percent), "–", "–"), "")
                for s in scar.segments
            ]
        )
        text = _(
            "Scar {mass:.1f} g, {percent:.1f} % of the myocardium; threshold {threshold:.4g}: {rule}. "
            "A threshold, not a diagnosis."
        )
        said = text.format(
            mass=scar.mass, percent=scar.percent, threshold=scar.threshold, rule=scar.rule
        )
        return " ".join([said, *map(sentence, scar.notes)])

    def _ecv(self) -> str:
        volume, segmentation, points = self._heart()
        other, post_points = self._ui.maskMap.currentNode(), self._post_points()
        share = self._ui.hematocrit.value / 100
        found = any_mask.measure_ecv(volume, other, segmentation, points, post_points, share)
        self._show([found])
        ecv = found.result
        assert isinstance(ecv, ExtracellularVolume)
        self._show_alignment(volume, segmentation, points, ecv)
        text = _("T1 of blood: {before:.0f} ms native, {after:.0f} ms after contrast.").format(
            before=ecv.blood_native, after=ecv.blood_post
        )
        return " ".join([text, *map(sentence, ecv.notes)])

    def _show_alignment(
        self, volume: Node, segmentation: Node, points: Node, ecv: ExtracellularVolume
    ) -> None:
        """Both maps in squares, before and after they were aligned."""
        heart = any_mask.heart_of(volume, segmentation, points)
        captions = (str(_("before alignment")), str(_("after alignment")))
        drawing = alignment_drawing(heart.image, ecv, heart.segmentation, captions)
        show_drawing(self._ui.ecvPicture, drawing)
        self._ui.ecvPicture.visible = True

    def _show(self, found: Sequence[any_mask.Measured], names: Sequence[str] = ()) -> None:
        """Rows of the table nodes; of several each under a row with its name."""
        rows: list[tuple[tuple[str, ...], str]] = []
        for n, measured in enumerate(found):
            rows += [(("", names[n], "", "", ""), "")] if names else []
            rows += self._rows(measured)
        self._table.show(rows)

    @staticmethod
    def _rows(found: any_mask.Measured) -> list[tuple[tuple[str, ...], str]]:
        table = found.table.GetTable()
        names = ("Segment", "Name", "Mean", "SD", "± by points")
        columns = [table.GetColumnByName(name) for name in names]
        return [
            (
                (
                    str(columns[0].GetValue(row)),
                    shown(columns[1].GetValue(row)),
                    *(one_digit(column.GetValue(row)) for column in columns[2:]),
                ),
                "",
            )
            for row in range(table.GetNumberOfRows())
        ]
