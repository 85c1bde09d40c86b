"""Contours that are not right: the way to the Segment Editor, and a slice's for its neighbour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
import slicer
import slicer.util
from slicer.i18n import tr as _

from ...core.anatomy import MYOCARDIUM
from ...core.landmarks import Landmark
from ...core.short_axis import slice_axis
from ...errors import InputError
from ..scene.edits import copy_contours, landmarks_of
from ..scene.landmark_list import anatomy_in
from ..scene.nodes import DetectionNodes
from ..scene.volumes import volume_grid
from .context import Context
from .review_part import ReviewPart
from .widgets import set_enabled

_EDITOR = "SegmentEditor"


class ContourPart:
    """A row under the review: *Edit contours*, and *Copy to slice* before and after the chosen one.

    Attributes:
        is_editing: whether the module is being left for the Segment Editor; the views stay as they are.

    Args:
        context: the panel's.
        review: whose chosen point says which slice, and which segment is opened.
    """

    def __init__(self, context: Context, review: ReviewPart) -> None:
        self._context, self._ui, self._review = context, context.ui, review
        self.is_editing = False
        row = qt.QHBoxLayout()
        self._edit = _button(row, "editContoursButton", _("Edit contours"))
        self._edit.connect("clicked(bool)", lambda: self.edit())
        self._copies = []
        for name, step in (("copyBeforeButton", -1), ("copyAfterButton", 1)):
            button = _button(row, name, _("Copy to slice…"))
            button.connect("clicked(bool)", self._copier(step))
            self._copies.append((button, step))
        self._ui.reviewLayout.insertLayout(
            self._ui.reviewLayout.indexOf(self._ui.surfaceCheckBox) + 1, row
        )
        self._ui.pointsTable.connect("currentCellChanged(int,int,int,int)", lambda: self.update())
        self.update()

    def update(self) -> None:
        """Show what can be done now."""
        nodes = self._context.results
        nothing = "" if nodes is not None and nodes.segmentation else _("There are no segments.")
        tip = _(
            "Open the Segment Editor on these segments; AHA segments and numbers follow what you draw."
        )
        set_enabled(self._edit, nothing, tip)
        chosen = self._chosen()
        k = chosen.slice if chosen is not None else None
        for button, step in self._copies:
            target = None if k is None else k + step
            there = nodes is not None and _has_slice(nodes, target)
            button.text = (
                _("Copy to slice {number}").format(number=target) if there else _("Copy to slice…")
            )
            reason = nothing or (_("Choose a point in the list.") if k is None else "")
            none = "" if there else _("There is no such slice.")
            tip = _("Put the contours of slice {number} into slice {target}, in place of those there.")
            set_enabled(button, reason or none, tip.format(number=k, target=target))

    def edit(self) -> None:
        """Open the Segment Editor on the segments, with that of the chosen point chosen."""
        nodes = self._context.results
        if nodes is None or nodes.segmentation is None:
            return
        volume, node, segment = nodes.volume, nodes.segmentation, self._segment(nodes)
        node.GetDisplayNode().SetVisibility(True)
        self.is_editing = True
        try:
            slicer.util.selectModule(_EDITOR)
        finally:
            self.is_editing = False
        editor = slicer.util.getModuleWidget(_EDITOR).editor
        editor.setSegmentationNode(node)
        editor.setSourceVolumeNode(volume)
        editor.setCurrentSegmentID(segment)

    def _segment(self, nodes: DetectionNodes) -> str:
        """ID of the segment that the chosen landmark lies in, else the myocardium's, else the first."""
        chosen, segments = self._chosen(), nodes.segmentation.GetSegmentation()  # type: ignore[union-attr]
        kind = anatomy_in(nodes.landmarks).landmark(chosen.name) if chosen is not None else None
        for name in (kind.inside if kind is not None else "", MYOCARDIUM):
            identifier = segments.GetSegmentIdBySegmentName(name) if name else ""
            if identifier:
                return str(identifier)
        return str(segments.GetNthSegmentID(0))

    def _chosen(self) -> Landmark | None:
        nodes, number = self._context.results, self._review.selected()
        landmarks = list(landmarks_of(nodes)) if nodes is not None else []
        return landmarks[number] if number is not None and number < len(landmarks) else None

    def _copier(self, step: int) -> Callable[[], None]:
        """Without arguments, or it would get what the click says."""
        return lambda: self._copy(step)

    def _copy(self, step: int) -> None:
        nodes, chosen = self._context.results, self._chosen()
        if nodes is None or chosen is None or chosen.slice is None:
            return
        try:
            copy_contours(nodes, chosen.slice, chosen.slice + step)
        except InputError as error:
            self._ui.pointLabel.text = str(error)


def _has_slice(nodes: DetectionNodes, number: int | None) -> bool:
    if number is None or nodes.volume is None or nodes.volume.GetImageData() is None:
        return False
    grid = volume_grid(nodes.volume)
    return 0 <= number < grid.size[slice_axis(grid)]


def _button(row: Any, name: str, text: str) -> Any:
    button = qt.QPushButton(text)
    button.objectName = name
    button.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Fixed)
    row.addWidget(button)
    return button
