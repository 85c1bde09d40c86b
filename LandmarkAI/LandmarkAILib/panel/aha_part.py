"""The AHA segments: bullseye and table."""

from __future__ import annotations

import math
from typing import Any

import qt
from slicer.i18n import tr as _

from ..pictures.bullseye import bullseye_drawing
from ..scene.nodes import DetectionNodes
from ..scene.transforms import Node
from .context import Context
from .picture import pixmap_of

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
        table = self._ui.ahaTable
        table.setColumnCount(len(_COLUMNS))
        table.setHorizontalHeaderLabels([_(header) if header else "" for header, _name, _text in _COLUMNS])
        table.verticalHeader().setVisible(False)
        table.verticalHeader().setDefaultSectionSize(20)
        table.horizontalHeader().setSectionResizeMode(qt.QHeaderView.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(1, qt.QHeaderView.Stretch)

    def show(self, nodes: DetectionNodes | None, reason: str = "") -> None:
        """Show what the table node holds now.

        Args:
            nodes: the detection; None for none.
            reason: why there are no values.
        """
        node = nodes.aha_table if nodes else None
        self._ui.ahaCollapsible.visible = node is not None
        if node is None or nodes is None:
            return
        columns = {name: node.GetTable().GetColumnByName(name) for _header, name, _text in _COLUMNS}
        self._fill_table(node, columns)
        means = {
            int(columns["Segment"].GetValue(row)): float(columns["Mean"].GetValue(row))
            for row in range(node.GetNumberOfRows())
        }
        known = any(map(math.isfinite, means.values()))
        self._ui.ahaLabel.text = "" if known else reason or _("Its anterior RV insertion was not found.")
        self._ui.ahaLabel.visible = not known
        title = _("Mean of {name}").format(name=nodes.volume.GetName()) if nodes.volume else ""
        label = self._ui.bullseyeLabel
        label.setPixmap(pixmap_of(bullseye_drawing(means, title), _WIDTH, label.devicePixelRatioF()))

    def _fill_table(self, node: Node, columns: dict[str, Any]) -> None:
        table = self._ui.ahaTable
        table.setRowCount(node.GetNumberOfRows())
        for row in range(node.GetNumberOfRows()):
            for column, (_header, name, text) in enumerate(_COLUMNS):
                value = columns[name].GetValue(row)
                unknown = isinstance(value, float) and not math.isfinite(value)
                item = qt.QTableWidgetItem("–" if unknown else text.format(value))
                if name != "Name":
                    item.setTextAlignment(int(qt.Qt.AlignRight | qt.Qt.AlignVCenter))
                table.setItem(row, column, item)
