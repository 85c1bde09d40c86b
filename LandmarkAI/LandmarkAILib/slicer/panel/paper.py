"""Into a paper: a table on the clipboard or in a CSV file, a picture in a PNG file."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from ...errors import LandmarkAIError
from ...files.atomic import atomic_path
from ..scene.transforms import Node
from .core_sentences import told
from .widgets import set_enabled

Rows = list[list[str]]
"""Of a table, its headers first."""


class PaperRow:
    """Buttons that take a table node out of Slicer, and Ctrl+C in the widget that shows it.

    Args:
        layout: gets the row of buttons at its end.
        name: of the table in the names of buttons and files, such as ``aha``.
        node: the table node that is shown; None while there is none.
        table: the widget whose Ctrl+C copies all of it; None for none.
        picture: writes the picture beside the table; None for no such button.
    """

    def __init__(
        self,
        layout: Any,
        name: str,
        node: Callable[[], Node | None],
        table: Any = None,
        picture: Callable[[Path], None] | None = None,
    ) -> None:
        self._node, self._name, self._picture = node, name, picture
        row = qt.QHBoxLayout()
        self._copy = _button(row, f"copy{name}Button", _("Copy table"), lambda: self.copy())
        self._save = _button(row, f"csv{name}Button", _("Save CSV…"), lambda: self._on_csv())
        if picture is not None:
            _button(row, f"picture{name}Button", _("Save picture…"), lambda: self._on_picture())
        self._said = qt.QLabel()
        self._said.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        row.addWidget(self._said, 1)
        layout.addLayout(row)
        self.row = row
        """Its buttons, then what was done."""
        self._shortcut = self._shortcut_of(table) if table is not None else None
        self.update()

    def update(self) -> None:
        """Show what can be done now."""
        self._said.text = ""
        reason = "" if self._node() is not None else _("There is no table yet: detect landmarks first.")
        set_enabled(self._copy, reason, _("Put the whole table on the clipboard (Ctrl+C in it)."))
        set_enabled(self._save, reason, _("Write the whole table into a file."))

    def copy(self) -> None:
        """The table on the clipboard, as a spreadsheet takes it."""
        node = self._node()
        if node is not None:
            rows = rows_of(node)
            slicer.app.clipboard().setText("\n".join("\t".join(row) for row in rows) + "\n")
            self._said.text = _("{count} rows copied").format(count=len(rows) - 1)

    def save(self, path: Path) -> None:
        """The table as CSV.

        Raises:
            OutputError: the file cannot be written.
        """
        node = self._node()
        assert node is not None
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows_of(node))
        with atomic_path(path) as temporary:
            temporary.write_text(text.getvalue(), encoding="utf-8")

    def _on_csv(self) -> None:
        self._ask(_("Save table"), _("Table (*.csv)"), ".csv", self.save)

    def _on_picture(self) -> None:
        assert self._picture is not None
        self._ask(_("Save picture"), _("Picture (*.png)"), ".png", self._picture)

    def _ask(self, title: str, kind: str, suffix: str, write: Callable[[Path], None]) -> None:
        node = self._node()
        name = (node.GetName() if node is not None else self._name) + suffix
        chosen = qt.QFileDialog.getSaveFileName(self._copy.window(), title, name, kind)
        if not chosen:
            return
        path = Path(chosen)
        try:
            write(path if path.suffix else path.with_suffix(suffix))
        except LandmarkAIError as error:
            self._said.text = told(str(error))
            return
        self._said.text = _("Written: {path}").format(path=path.name)

    def _shortcut_of(self, table: Any) -> Any:
        shortcut = qt.QShortcut(qt.QKeySequence("Ctrl+C"), table)
        shortcut.setContext(qt.Qt.WidgetShortcut)
        shortcut.connect("activated()", lambda: self.copy())
        return shortcut


def _button(row: Any, name: str, text: str, action: Callable[[], None]) -> Any:
    button = qt.QPushButton(text)
    button.objectName = name
    button.connect("clicked(bool)", action)
    row.addWidget(button)
    return button


def rows_of(node: Node) -> Rows:
    """Texts of a table node, with units in the headers; what is not known is left empty."""
    table = node.GetTable()
    columns = [table.GetColumn(n) for n in range(table.GetNumberOfColumns())]
    units = {name: node.GetColumnUnitLabel(name) for name in (c.GetName() for c in columns)}
    headers = [f"{name} ({unit})" if unit and unit not in name else name for name, unit in units.items()]
    count = table.GetNumberOfRows()
    return [headers, *([_text(column.GetValue(n)) for column in columns] for n in range(count))]


def _text(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.6g}" if math.isfinite(value) else ""
    return str(value)
