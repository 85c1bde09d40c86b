"""The points, worst first, and what a reader does with them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import qt
from slicer.i18n import tr as _

from ...core.landmarks import Landmark, LandmarkSet
from ..scene.edits import accept, landmarks_of, mark_missing, restore
from ..scene.landmark_list import Found, remembered
from ..scene.nodes import DetectionNodes
from .context import Context
from .paper import PaperRow
from .viewers import jump_to_point, jump_to_slice, look_at_all_in_3d, show_volume, slice_offset
from .widgets import TextTable, sentence, set_enabled, shown

_COLUMNS = ("Landmark", "Slice", "± mm", "Review")
Row = tuple[tuple[str, ...], str]
"""Texts of a row, and its tooltip."""


class ReviewPart:
    """The list of points; the views follow the one that is chosen.

    Args:
        context: the panel's.
        place: starts placing the control point of a number with the mouse.
        show_heart: lets the views show the heart of new results; says whether it could.
    """

    def __init__(
        self,
        context: Context,
        place: Callable[[int], None],
        show_heart: Callable[[DetectionNodes], bool],
    ) -> None:
        self._show_heart = show_heart
        self._context, self._ui, self._place = context, context.ui, place
        self._order: list[int] = []
        self._rows: dict[tuple[Any, ...], Row] = {}
        self.by_slice = False
        headers = [_(name) for name in _COLUMNS]
        self._table = TextTable(self._ui.pointsTable, headers, stretched=0, numbers={1, 2}, copies=False)
        self._ui.pointsTable.connect("currentCellChanged(int,int,int,int)", self._on_row)
        self._ui.pointsTable.connect("cellClicked(int,int)", lambda: self._look_again())
        self._shown: DetectionNodes | None = None
        self.paper = PaperRow(
            self._ui.reviewLayout, "Points", self._table_node, table=self._ui.pointsTable
        )
        actions: list[tuple[str, tuple[str, ...], Callable[[], None]]] = [
            ("acceptButton", ("A",), lambda: self._act(accept)),
            ("missingButton", ("M", "Del"), lambda: self._act(mark_missing)),
            ("placeButton", ("P",), self._on_place),
            ("restoreButton", ("Z",), lambda: self._act(restore, move_on=False)),
        ]
        self.keys = {key: action for _name, keys, action in actions for key in keys}
        """What a key does with the chosen point."""
        self._shortcuts = []
        for name, keys, action in actions:
            # Without arguments, or it would get what the click says.
            getattr(self._ui, name).connect("clicked(bool)", action)
            self._shortcuts += [self._shortcut(key, action) for key in keys]
        self.refresh(None)

    def show(self, nodes: DetectionNodes | None) -> None:
        """List the points of another detection; None for none."""
        self._order = []
        self._rows.clear()
        table = self._ui.pointsTable
        blocked = table.blockSignals(True)
        self.refresh(nodes)
        table.setCurrentCell(0 if self._order else -1, 0)
        table.blockSignals(blocked)
        self._tell(list(landmarks_of(nodes)) if nodes else [])

    def jump_to_first(self, nodes: DetectionNodes) -> None:
        """Let the views show the heart, or else the volume of a detection and its first point."""
        if self._order and not self._show_heart(nodes):
            show_volume(nodes.volume)
            if nodes.long_axis is not None:
                look_at_all_in_3d()
            self._jump(nodes, self._order[0])
        self._tell(list(landmarks_of(nodes)))  # where Slicer shows the slice now

    def refresh(self, nodes: DetectionNodes | None) -> None:
        """Bring the list up to date; rows stay where they are."""
        self._shown = nodes
        self.paper.update()
        landmarks = list(landmarks_of(nodes)) if nodes else []
        if nodes is None or len(self._order) != len(landmarks):
            self._order = self._new_order(nodes)
        self._table.show([self._row_of(landmarks[number]) for number in self._order])
        of_volume = bool(landmarks) and all(landmark.slice is None for landmark in landmarks)
        self._ui.pointsTable.setColumnHidden(1, of_volume)
        self._ui.pointsTable.visible = bool(landmarks)
        self._tell(landmarks)

    def _row_of(self, landmark: Landmark) -> Row:
        """As :func:`_row_of`; most points have not changed since they were last asked for."""
        known = (landmark.name, landmark.slice, landmark.position is None, landmark.probability)
        key = (*known, landmark.note, uncertainty(landmark))
        if key not in self._rows:
            self._rows[key] = _row_of(landmark)
        return self._rows[key]

    def _table_node(self) -> Any:
        return self._shown.table if self._shown is not None else None

    def choose(self, number: int) -> None:
        """Choose a control point by its number: the list and the views follow."""
        if number in self._order:
            self._ui.pointsTable.setCurrentCell(self._order.index(number), 0)

    def act(self, letter: str) -> None:
        """Do with the chosen point what a key of the list does."""
        self.keys[letter]()

    def go_on(self) -> None:
        """Choose the next point that nobody has dealt with, if there is one."""
        nodes = self._context.results
        landmarks = list(landmarks_of(nodes)) if nodes is not None else []
        row = max(self._ui.pointsTable.currentRow(), 0)
        following = [*self._order[row:], *self._order[:row]]
        number = next((n for n in following if not landmarks[n].review), None)
        if number is not None:
            self.choose(number)

    def selected(self) -> int | None:
        """Number of the chosen control point."""
        row = self._ui.pointsTable.currentRow()
        return self._order[row] if 0 <= row < len(self._order) else None

    def _new_order(self, nodes: DetectionNodes | None) -> list[int]:
        if nodes is None:
            return []
        node, found = nodes.landmarks, remembered(nodes.landmarks)
        count = node.GetNumberOfControlPoints()
        said = [found.get(node.GetNthControlPointID(n)) for n in range(count)]
        worst = worst_first(landmarks_of(nodes), said)
        if not self.by_slice:
            return worst
        landmarks, last = list(landmarks_of(nodes)), float("inf")
        slices = [last if p.slice is None else float(p.slice) for p in landmarks]
        return sorted(range(count), key=lambda number: (slices[number], number))

    def reorder(self, by_slice: bool) -> None:
        """List the points by slice, or the most doubtful first; the chosen one stays chosen."""
        number, self.by_slice = self.selected(), by_slice
        self._order = []
        self.refresh(self._shown)
        if number is not None:
            self.choose(number)

    def _shortcut(self, key: str, action: Callable[[], None]) -> Any:
        """A key that acts while the list has the focus."""
        shortcut = qt.QShortcut(qt.QKeySequence(key), self._ui.pointsTable)
        shortcut.setContext(qt.Qt.WidgetShortcut)
        shortcut.connect("activated()", action)
        return shortcut

    def _on_row(self, row: int, _column: int, previous: int, _previous_column: int) -> None:
        nodes = self._context.results
        if nodes is None or row == previous:
            return
        self._tell(list(landmarks_of(nodes)))
        number = self.selected()
        if number is not None and number < nodes.landmarks.GetNumberOfControlPoints():
            self._jump(nodes, number)

    def _look_again(self) -> None:
        """A click on the row that is chosen already: the views may show something else by now."""
        nodes, number = self._context.results, self.selected()
        if nodes is not None and number is not None:
            self._jump(nodes, number)

    def _jump(self, nodes: DetectionNodes, number: int) -> None:
        """Let the views show a point, or the slice that lacks it."""
        landmark = list(landmarks_of(nodes))[number]
        if landmark.position is not None:
            jump_to_point(nodes.landmarks, number)
        elif landmark.slice is not None:
            jump_to_slice(nodes.volume, landmark.slice)

    def _tell(self, landmarks: list[Landmark]) -> None:
        """Say what is known of the chosen point, and what can be done with it."""
        number = self.selected()
        chosen = landmarks[number] if number is not None and number < len(landmarks) else None
        nothing = "" if chosen else _("Choose a point in the list.")
        if not landmarks:
            nothing = _("There are no points yet: detect landmarks first.")
        self._ui.pointLabel.text = self._described(chosen) if chosen else ""
        missing = _("It is missing already.") if chosen and chosen.position is None else ""
        untouched = "" if chosen and chosen.review else _("Nothing was changed on this point.")
        set_enabled(self._ui.acceptButton, nothing, _("It is right as it is (A)."))
        absent = _("It is not in this slice (M or Del).")
        if chosen and chosen.slice is None:
            absent = _("It cannot be seen in this image (M).")
        set_enabled(self._ui.missingButton, nothing or missing, absent)
        set_enabled(self._ui.placeButton, nothing, _("Click where it is, in a slice view (P)."))
        set_enabled(self._ui.restoreButton, nothing or untouched, _("Back to what the model said (Z)."))

    def _described(self, landmark: Landmark) -> str:
        """A sentence on a landmark, and where Slicer shows its slice."""
        nodes, text = self._shown, described(landmark)
        if landmark.slice is None or nodes is None or nodes.volume is None:
            return text
        offset = slice_offset(nodes.volume, landmark.slice)
        return (
            text
            if offset is None
            else _("{text} Slice at {offset:.1f} mm.").format(text=text, offset=offset)
        )

    def _act(self, edit: Callable[[DetectionNodes, int], None], move_on: bool = True) -> None:
        nodes, number = self._context.results, self.selected()
        if nodes is None or number is None:
            return
        edit(nodes, number)
        self.refresh(nodes)
        table = self._ui.pointsTable
        row = table.currentRow()
        if move_on and row + 1 < table.rowCount:
            table.setCurrentCell(row + 1, 0)

    def _on_place(self) -> None:
        number = self.selected()
        if self._context.results is not None and number is not None:
            self._place(number)


def _row_of(landmark: Landmark) -> Row:
    """Texts and tooltip of a landmark's row."""
    error = uncertainty(landmark)
    missing = "" if landmark.position is not None else _("not found")
    texts = (
        shown(landmark.name),
        "" if landmark.slice is None else str(landmark.slice),
        "" if math.isnan(error) else f"{error:.1f}",
        _(landmark.review) or missing,
    )
    return texts, described(landmark)


def uncertainty(landmark: Landmark | Found) -> float:
    """Expected distance from the truth in mm; NaN where it is not known."""
    if landmark.position is None or landmark.covariance is None:
        return math.nan
    return float(np.sqrt(np.trace(np.asarray(landmark.covariance))))


def worst_first(landmarks: LandmarkSet, found: list[Found | None]) -> list[int]:
    """Numbers of the landmarks, the most doubtful first.

    What the model said decides, so that the order stays while a reader works through it: first points
    that it remarked on, by uncertainty, then the others, then points placed by hand and missing ones.

    Args:
        landmarks: as they are now.
        found: what the model said of each.
    """

    def key(number: int) -> tuple[bool, bool, float]:
        said = found[number]
        if said is None or said.position is None:
            return True, False, float(number)
        return False, not said.note, -uncertainty(said)

    return sorted(range(len(landmarks)), key=key)


def described(landmark: Landmark) -> str:
    """A sentence on a landmark."""
    where = shown(landmark.name)
    if landmark.slice is not None:
        where = _("{name}, slice {number}").format(name=where, number=landmark.slice)
    note = f" {sentence(landmark.note)}" if landmark.note else ""
    if landmark.position is None:
        return (
            _("{where}: not found, probability {p:.2f}.").format(where=where, p=landmark.probability)
            + note
        )
    error = uncertainty(landmark)
    if math.isnan(error):
        return f"{where}.{note}"
    text = _("{where}: ± {error:.1f} mm, probability {p:.2f}.")
    return text.format(where=where, error=error, p=landmark.probability) + note
