"""The AHA segments: bullseye and table."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from slicer.i18n import tr as _

from ...pictures.bullseye import bullseye_drawing
from ...pictures.drawing import Drawing, save_png
from ..scene.nodes import DetectionNodes
from .context import Context
from .core_sentences import told
from .paper import PaperRow
from .pixmap import pixmap_of
from .widgets import TextTable, shown

_WIDTH = 360
# Header, column of the table node, format.
_COLUMNS = (
    ("", "Segment", "{:d}"),
    ("Segment", "Name", "{}"),
    ("Mean", "Mean", "{:.1f}"),
    ("SD", "SD", "{:.1f}"),
    ("Area mm²", "Area", "{:.0f}"),
)


class AhaPart:
    """Shows the table node of the AHA segments.

    Args:
        context: the panel's.
    """

    def __init__(self, context: Context) -> None:
        self._ui = context.ui
        headers = [_(header) if header else "" for header, _name, _text in _COLUMNS]
        numbers = {n for n, (_header, name, _text) in enumerate(_COLUMNS) if name != "Name"}
        self._table = TextTable(self._ui.ahaTable, headers, stretched=1, numbers=numbers)
        self._painted: Any = None
        self._drawn: Drawing | None = None
        self._node: Any = None
        layout = self._ui.ahaLayout
        self.paper = PaperRow(layout, "Aha", lambda: self._node, self._ui.ahaTable, self.save_picture)

    def show(self, nodes: DetectionNodes | None, reason: str = "") -> None:
        """Show what the table node holds now.

        Args:
            nodes: the detection; None for none.
            reason: why there are no values; those in the table node are of before, and not shown.
        """
        node = self._node = nodes.aha_table if nodes else None
        self.paper.update()
        self._ui.ahaCollapsible.visible = node is not None
        if node is None or nodes is None or nodes.volume is None:
            return
        rows = [_row(node.GetTable(), row, not reason) for row in range(node.GetNumberOfRows())]
        self._table.show([(_texts(row), "") for row in rows])
        means = {int(row["Segment"]): float(row["Mean"]) for row in rows}
        known = any(map(math.isfinite, means.values()))
        self._ui.ahaLabel.text = (
            "" if known else told(reason) or _("Its anterior RV insertion was not found.")
        )
        self._ui.ahaLabel.visible = not known
        self._paint(
            means, _("Mean of {name}").format(name=nodes.volume.GetName()) if nodes.volume else ""
        )

    def _paint(self, means: dict[int, float], title: str) -> None:
        wanted = (title, str(means))
        if wanted == self._painted:
            return
        self._painted = wanted
        label = self._ui.bullseyeLabel
        self._drawn = bullseye_drawing(means, title)
        label.setPixmap(pixmap_of(self._drawn, _WIDTH, label.devicePixelRatioF()))

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
