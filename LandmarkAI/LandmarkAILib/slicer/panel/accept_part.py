"""Many points at once: the order in which they are listed, a slice or all the rest accepted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
from slicer.i18n import tr as _

from ...core.landmarks import Landmark
from ..scene.edits import accept_all, landmarks_of
from .context import Context
from .review_part import ReviewPart
from .widgets import set_enabled


class AcceptPart:
    """A row under the list: its order, how many are reviewed, *accept slice* and *accept the rest*.

    Args:
        context: the panel's.
        review: the list.
    """

    def __init__(self, context: Context, review: ReviewPart) -> None:
        self._context, self._ui, self._review = context, context.ui, review
        row = qt.QHBoxLayout()
        self._order = qt.QComboBox()
        self._order.objectName = "orderBox"
        self._order.addItems([_("Most doubtful first"), _("Slice by slice")])
        self._order.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Fixed)
        self._order.toolTip = _("The order of the list.")
        self._order.connect("currentIndexChanged(int)", self._on_order)
        row.addWidget(self._order, 1)
        self._slice = self._button(row, "acceptSliceButton", _("Accept slice"), self._accept_slice)
        self._rest = self._button(row, "acceptRestButton", _("Accept the rest"), self._accept_rest)
        self._ui.reviewLayout.insertLayout(self._ui.reviewLayout.indexOf(self._ui.pointsTable), row)
        self._keep = qt.QCheckBox(_("Keep reviewed points when detecting again"))
        self._keep.objectName = "keepBox"
        self._keep.checked = True
        self._ui.reviewLayout.insertWidget(
            self._ui.reviewLayout.indexOf(self._ui.surfaceCheckBox), self._keep
        )
        self._ui.pointsTable.connect("currentCellChanged(int,int,int,int)", lambda: self.update())
        self.update()

    @property
    def keeps_reviewed(self) -> bool:
        """Whether the next detection keeps what the reader did on this one."""
        return bool(self._keep.checked)

    def update(self) -> None:
        """Show what can be done now."""
        landmarks = self._landmarks()
        open_now = _open(landmarks)
        none = "" if landmarks else _("There are no points yet: detect landmarks first.")
        done = "" if open_now else _("All points were reviewed.")
        number = self._review.selected()
        unchosen = "" if number is not None else _("Choose a point in the list.")
        in_slice = "" if self._open_in_slice() else _("All points of this slice were reviewed.")
        tip = _("The points of this slice that nobody has dealt with are right, or rightly missing.")
        set_enabled(self._slice, none or done or unchosen or in_slice, tip)
        tip = _("All points that nobody has dealt with are right, or rightly missing.")
        set_enabled(self._rest, none or done, tip)
        self._ui.reviewCollapsible.text = _("Review")
        if landmarks:
            self._ui.reviewCollapsible.text = _("Review: {reviewed} of {count} points reviewed").format(
                reviewed=len(landmarks) - len(open_now), count=len(landmarks)
            )

    def _button(self, row: Any, name: str, text: str, action: Callable[[], None]) -> Any:
        button = qt.QPushButton(text)
        button.objectName = name
        button.connect("clicked(bool)", action)
        row.addWidget(button)
        return button

    def _landmarks(self) -> list[Landmark]:
        nodes = self._context.results
        return list(landmarks_of(nodes)) if nodes is not None else []

    def _open_in_slice(self) -> list[int]:
        landmarks, number = self._landmarks(), self._review.selected()
        if number is None or number >= len(landmarks):
            return []
        return [n for n in _open(landmarks) if landmarks[n].slice == landmarks[number].slice]

    def _accept_slice(self) -> None:
        self._accept(self._open_in_slice())

    def _accept_rest(self) -> None:
        self._accept(_open(self._landmarks()))

    def _accept(self, numbers: list[int]) -> None:
        nodes = self._context.results
        if nodes is None or not numbers:
            return
        accept_all(nodes, numbers)
        self._review.refresh(nodes)
        self._review.go_on()
        self.update()

    def _on_order(self, index: int) -> None:
        self._review.reorder(by_slice=index == 1)
        self.update()


def _open(landmarks: list[Landmark]) -> list[int]:
    """Numbers of the points that nobody has dealt with."""
    return [n for n, landmark in enumerate(landmarks) if not landmark.review]
