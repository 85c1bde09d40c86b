"""The AHA segments: bullseye and table."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import qt
from slicer.i18n import tr as _

from ...analysis.aha.settings import AhaResult, Level
from ...pictures.bullseye import bullseye_drawing
from ...pictures.drawing import Drawing, save_png
from ..scene.dependants import Dependants
from ..scene.edits import forget_levels, landmarks_of, levels_of, set_level
from ..scene.nodes import DetectionNodes
from .bullseye_view import BullseyeView
from .context import Context
from .core_sentences import told
from .paper import PaperRow
from .pixmap import WIDTH, inks_on, show_drawing
from .review_part import ReviewPart
from .widgets import TextTable, sentence, set_enabled, shown

_LEVELS: tuple[Level | None, ...] = ("basal", "mid", "apical", None)
# Header, column of the table node, format.
_COLUMNS = (
    ("", "Segment", "{:d}"),
    ("Segment", "Name", "{}"),
    ("Mean", "Mean", "{:.1f}"),
    ("SD", "SD", "{:.1f}"),
    ("Area mm²", "Area", "{:.0f}"),
)


class AhaPart:
    """Shows the table node of the AHA segments, and how the slices were divided.

    Args:
        context: the panel's.
        review: whose chosen point says of which slice the level is shown.
        highlight: lets the numbers of a segment stand out in the slices; None for none.
        number: writes the numbers of the segments into the slice views; None for none.
    """

    def __init__(
        self,
        context: Context,
        review: ReviewPart,
        highlight: Callable[[int | None], None],
        number: Callable[[AhaResult | None], None],
    ) -> None:
        self._ui, self._review = context.ui, review
        self._highlight, self._number = highlight, number
        headers = [_(header) if header else "" for header, _name, _text in _COLUMNS]
        numbers = {n for n, (_header, name, _text) in enumerate(_COLUMNS) if name != "Name"}
        self._table = TextTable(self._ui.ahaTable, headers, stretched=1, numbers=numbers, copies=False)
        self._painted: Any = None
        self._drawn: Drawing | None = None
        self._node: Any = None
        self._nodes: DetectionNodes | None = None
        self._dependants: Dependants | None = None
        self._view = BullseyeView(self._ui.bullseyeLabel, WIDTH, self.choose, self._on_hover)
        layout = self._ui.ahaLayout
        self._add_levels(layout)
        self.paper = PaperRow(layout, "Aha", lambda: self._node, self._ui.ahaTable, self.save_picture)
        self._ui.ahaTable.connect("currentCellChanged(int,int,int,int)", self._on_row)
        self._ui.pointsTable.connect("currentCellChanged(int,int,int,int)", lambda: self._show_level())

    def _add_levels(self, layout: Any) -> None:
        """A row under the bullseye: the level of the chosen slice, and the segments in the slices."""
        row = qt.QHBoxLayout()
        self._slice = qt.QLabel()
        self._level = qt.QComboBox()
        self._level.objectName = "levelBox"
        self._level.addItems([_("Basal"), _("Mid"), _("Apical"), _("Beyond")])
        self._level.connect("activated(int)", self._on_level)
        self._automatic = qt.QPushButton(_("Automatic levels"))
        self._automatic.objectName = "automaticLevelsButton"
        self._automatic.connect("clicked(bool)", lambda: self._on_automatic())
        self._segments = qt.QCheckBox(_("Segments in the slice views"))
        self._segments.objectName = "segmentsBox"
        self._segments.toolTip = _("Show the AHA segments and their numbers in the slice views.")
        self._segments.connect("toggled(bool)", lambda: self._show_segments())
        for widget in (self._slice, self._level, self._automatic):
            row.addWidget(widget)
        place = layout.indexOf(self._ui.ahaTable)
        layout.insertWidget(place, self._segments)
        layout.insertLayout(place, row)

    def show(self, nodes: DetectionNodes | None, dependants: Dependants | None = None) -> None:
        """Show what the table node holds now.

        Args:
            nodes: the detection; None for none.
            dependants: what keeps it current; its reason says why there are no values.
        """
        if nodes is None or self._nodes is None or nodes.landmarks is not self._nodes.landmarks:
            self._segments.checked = False
        self._nodes, self._dependants = nodes, dependants
        node = self._node = nodes.aha_table if nodes else None
        self.paper.update()
        self._ui.ahaCollapsible.visible = node is not None
        if node is None or nodes is None or nodes.volume is None:
            return
        reason = dependants.reason if dependants is not None else ""
        rows = [_row(node.GetTable(), row, not reason) for row in range(node.GetNumberOfRows())]
        self._table.show([(_texts(row), "") for row in rows])
        means = {int(row["Segment"]): float(row["Mean"]) for row in rows}
        known = any(map(math.isfinite, means.values()))
        notes = self._aha.notes if self._aha is not None else ()
        said = " ".join(map(sentence, notes))
        unknown = told(reason) or _("Its anterior RV insertion was not found.")
        self._ui.ahaLabel.text = said if known else unknown
        self._ui.ahaLabel.visible = bool(self._ui.ahaLabel.text)
        self._paint(means, _("Mean of {name}").format(name=nodes.volume.GetName()))
        self._show_level()
        if self._segments.checked:
            self._number(self._aha)

    @property
    def _aha(self) -> AhaResult | None:
        return self._dependants.aha if self._dependants is not None else None

    def choose(self, segment: int | None) -> None:
        """Choose a segment in bullseye, table and slices; None for none."""
        row = -1 if segment is None else segment - 1
        if self._ui.ahaTable.currentRow() != row:
            self._ui.ahaTable.setCurrentCell(row, 0)
        if segment is None:
            self._on_hover(None)

    def _on_row(self, row: int, _column: int, _previous: int, _previous_column: int) -> None:
        segment = row + 1 if row >= 0 else None
        self._view.show_segment(segment)
        self._highlight(segment)

    def _on_hover(self, segment: int | None) -> None:
        """Show it in the slices as long as the mouse is on it, then the chosen one again."""
        row = self._ui.ahaTable.currentRow()
        chosen = row + 1 if row >= 0 else None
        self._view.show_segment(segment or chosen)
        self._highlight(segment or chosen)

    def _paint(self, means: dict[int, float], title: str) -> None:
        label = self._ui.bullseyeLabel
        window = label.palette.color(qt.QPalette.Window)
        background = (window.red(), window.green(), window.blue())
        wanted = (title, str(means), background)
        if wanted == self._painted:
            return
        self._painted = wanted
        self._drawn = bullseye_drawing(means, title)  # on white, for a file
        on_screen = bullseye_drawing(means, title, ink=inks_on(window).plain, background=background)
        show_drawing(label, on_screen)

    def _chosen_slice(self) -> int | None:
        number = self._review.selected()
        landmarks = list(landmarks_of(self._nodes)) if self._nodes is not None else []
        return landmarks[number].slice if number is not None and number < len(landmarks) else None

    def _show_level(self) -> None:
        """Show the level of the chosen slice."""
        k, aha = self._chosen_slice(), self._aha
        reason = "" if k is not None else _("Choose a point in the list.")
        reason = reason if aha is not None else _("There are no AHA segments.")
        self._slice.text = _("Level of slice {number}:").format(number=k) if k is not None else ""
        set_enabled(self._level, reason, _("Put the slice into another level; Beyond leaves it out."))
        if aha is not None and k is not None:
            level = aha.levels.get(k)
            self._level.setCurrentIndex(_LEVELS.index(level))
        own = self._nodes is not None and levels_of(self._nodes) is not None
        nothing = "" if own else _("No level was changed.")
        set_enabled(self._automatic, nothing, _("Divide the heart from base to apex in thirds again."))

    def _on_level(self, index: int) -> None:
        k, aha = self._chosen_slice(), self._aha
        if self._nodes is None or self._dependants is None or aha is None or k is None:
            return
        set_level(self._nodes, aha, k, _LEVELS[index])
        self._dependants.changed()

    def _on_automatic(self) -> None:
        if self._nodes is not None and self._dependants is not None:
            forget_levels(self._nodes)
            self._dependants.changed()

    def _show_segments(self) -> None:
        """Show AHA segments in place of the others, with their numbers, or the others again."""
        nodes, wanted = self._nodes, bool(self._segments.checked)
        if nodes is None or nodes.aha_segmentation is None:
            return
        nodes.aha_segmentation.GetDisplayNode().SetVisibility(wanted)
        if nodes.segmentation is not None:
            nodes.segmentation.GetDisplayNode().SetVisibility(not wanted)
        self._number(self._aha if wanted else None)

    def save_picture(self, path: Path) -> None:
        """Write the bullseye as PNG.

        Raises:
            OutputError: the file cannot be written.
        """
        if self._drawn is not None:
            save_png(self._drawn, path)


def _row(table: Any, number: int, known: bool) -> dict[str, Any]:
    """A row of the table node by column; what was measured is not a number if it is not known."""
    values = {name: table.GetColumnByName(name).GetValue(number) for _header, name, _text in _COLUMNS}
    if known:
        return values
    return {name: math.nan if isinstance(value, float) else value for name, value in values.items()}


def _texts(row: dict[str, Any]) -> tuple[str, ...]:
    """What is shown of a row."""
    row = {**row, "Name": shown(row["Name"])}
    return tuple(
        "–" if isinstance(row[name], float) and not math.isfinite(row[name]) else text.format(row[name])
        for _header, name, text in _COLUMNS
    )
