"""What several parts do with widgets: say why one is off, fill a table of texts."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

_LONG = 8  # letters of a header; longer ones do not fit beside others in a panel of 400 px


def set_enabled(widget: Any, reason: str, tip: str) -> None:
    """Enable a widget unless there is a reason not to, which its tooltip then says.

    Args:
        widget: its proxy.
        reason: a sentence; empty enables.
        tip: the tooltip of the enabled widget.
    """
    widget.enabled = not reason
    widget.toolTip = reason or tip


class TextTable:
    """A QTableWidget of texts, in which only what has changed is written: points are dragged meanwhile.

    Args:
        widget: the table.
        headers: of the columns.
        stretched: the column that takes the space that is left.
        numbers: columns that are aligned to the right.
        copies: whether Ctrl+C copies the cells that are chosen; with the headers where all are.
        narrow: whether long headers stand in two lines, and long texts in as many as they need.
    """

    def __init__(
        self,
        widget: Any,
        headers: Sequence[str],
        stretched: int,
        numbers: Collection[int],
        copies: bool = True,
        narrow: bool = False,
    ) -> None:
        self._narrow = narrow
        self._widget, self._numbers, self._headers = widget, frozenset(numbers), tuple(headers)
        self._rows: list[tuple[tuple[str, ...], str]] = []
        widget.setColumnCount(len(headers))
        widget.setHorizontalHeaderLabels(
            [_in_two_lines(h) for h in headers] if narrow else list(headers)
        )
        widget.verticalHeader().setVisible(False)
        widget.verticalHeader().setDefaultSectionSize(20)
        header = widget.horizontalHeader()
        header.setSectionResizeMode(qt.QHeaderView.ResizeToContents)
        header.setSectionResizeMode(stretched, qt.QHeaderView.Stretch)
        header.setHighlightSections(False)
        if narrow:
            widget.setWordWrap(True)
        if copies:
            self._shortcut = qt.QShortcut(qt.QKeySequence("Ctrl+C"), widget)
            self._shortcut.setContext(qt.Qt.WidgetShortcut)
            self._shortcut.connect("activated()", lambda: self.copy())

    def show(self, rows: Sequence[tuple[tuple[str, ...], str]]) -> None:
        """Show rows: their texts, and their tooltip."""
        blocked = self._widget.blockSignals(True)
        if len(rows) != len(self._rows):
            self._rows = self._rows[: len(rows)]
            self._widget.setRowCount(len(rows))
        for number, row in enumerate(rows):
            if number >= len(self._rows):
                self._rows.append(((), ""))
            if row != self._rows[number]:
                self._write(number, *row)
        self._rows = list(rows)
        self._widget.blockSignals(blocked)
        if self._narrow:
            self._widget.resizeRowsToContents()

    def copy(self) -> None:
        """The chosen cells on the clipboard, as a spreadsheet takes them."""
        chosen = {(index.row(), index.column()) for index in self._widget.selectedIndexes()}
        rows = sorted({row for row, _column in chosen})
        columns = sorted({column for _row, column in chosen})
        lines = [
            [self._rows[row][0][column] if (row, column) in chosen else "" for column in columns]
            for row in rows
        ]
        if len(chosen) == len(self._rows) * len(self._headers):
            lines.insert(0, [self._headers[column] for column in columns])
        if lines:
            slicer.app.clipboard().setText("".join("\t".join(line) + "\n" for line in lines))

    def _write(self, number: int, texts: tuple[str, ...], tip: str) -> None:
        for column, text in enumerate(texts):
            item = qt.QTableWidgetItem(text)
            if column in self._numbers:
                item.setTextAlignment(int(qt.Qt.AlignRight | qt.Qt.AlignVCenter))
            if tip:
                item.setToolTip(tip)
            self._widget.setItem(number, column, item)


def _in_two_lines(header: str) -> str:
    """Broken at the space nearest its middle, where it is long and has one."""
    spaces = [n for n, letter in enumerate(header) if letter == " "]
    if len(header) <= _LONG or not spaces:
        return header
    place = min(spaces, key=lambda n: abs(n - len(header) / 2))
    return f"{header[:place]}\n{header[place + 1 :]}"


def one_digit(value: float) -> str:
    """A number in a table; a dash where it is not known."""
    return f"{value:.1f}" if math.isfinite(value) else "–"


def sentence(remark: str) -> str:
    """A remark as a sentence: a capital first, a full stop last."""
    return f"{remark[:1].upper()}{remark[1:]}{'' if remark.endswith('.') else '.'}"


def shown(name: str) -> str:
    """A landmark's, segment's or wall's name in the user's language; nodes and files keep the English.

    Names of the user's own, or of a model's, stay as they are. Slicer looks a text up under the file
    that asks, so that all names are asked for here.
    """
    return str(_(name))
