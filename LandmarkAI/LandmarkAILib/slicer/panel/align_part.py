"""Points brought onto others of the same names, with all that belongs to them."""

from __future__ import annotations

from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from ...analysis.alignment import Alignment, Kind
from ...errors import LandmarkAIError
from ..scene.align import (
    AlignedNodes,
    align_nodes,
    find_alignment,
    fit,
    is_current,
    take_back,
    why_not_align,
)
from ..scene.nodes import DetectionNodes
from ..scene.transforms import Node
from .context import Context
from .core_sentences import told
from .viewers import jump_to_point, look_at_all_in_3d
from .widgets import TextTable, set_enabled

_INTERVAL = 40  # ms
_SKIPPED_NAMES = 4


class AlignPart:
    """Aligns the chosen lists, and tells how far their points stay apart.

    Args:
        context: the panel's.
    """

    def __init__(self, context: Context) -> None:
        self._context, self._ui = context, context.ui
        self._observed: list[tuple[Node, int]] = []
        self._pending = False
        headers = [_("Landmark"), _("Residual mm")]
        self._table = TextTable(self._ui.alignTable, headers, stretched=0, numbers={1})
        for selector in (self._ui.alignSource, self._ui.alignTarget, self._ui.alignTogether):
            selector.connect("currentNodeChanged(vtkMRMLNode*)", lambda: self._on_chosen())
        self._ui.alignScale.connect("toggled(bool)", lambda: self.update())
        self._ui.alignButton.connect("clicked(bool)", lambda: self.align())
        self._ui.takeBackButton.connect("clicked(bool)", lambda: self.take_back())
        self.update()

    def suggest(self, nodes: DetectionNodes | None) -> None:
        """Choose the points of a detection, unless others are chosen already."""
        if nodes is not None and self._ui.alignSource.currentNode() is None:
            self._ui.alignSource.setCurrentNode(nodes.landmarks)

    def remove(self) -> None:
        """Look at the lists no more."""
        for node, tag in self._observed:
            node.RemoveObserver(tag)
        self._observed.clear()

    def update(self) -> None:
        """Show what can be done now, and how the points lie."""
        source, target = self._lists()
        reason = why_not_align(source, target, self._kind(), self._together())
        set_enabled(
            self._ui.alignButton,
            reason,
            _("Move the points onto those of the same names, with all that belongs to them."),
        )
        both = source is not None and target is not None and source is not target
        found = find_alignment(source, target) if both else None
        nothing = "" if found else _("These points were not aligned.")
        set_enabled(self._ui.takeBackButton, nothing, _("Let everything lie where it was before."))
        self._table.show(_rows(found))
        self._ui.alignLabel.text = self._text(source, target, found, reason)

    def align(self) -> None:
        """Align the chosen lists."""
        source, target = self._lists()
        try:
            align_nodes(source, target, self._kind(), self._together())
        except LandmarkAIError as error:
            self._ui.alignLabel.text = told(str(error))
            return
        self._look_at(source)
        self.update()

    def take_back(self) -> None:
        """Undo the alignment of the chosen lists."""
        source, target = self._lists()
        found = find_alignment(source, target)
        if found:
            take_back(found)
            self._look_at(source)
        self.update()

    def _look_at(self, source: Node) -> None:
        """Let the views go where the points are now; they were elsewhere."""
        defined = (
            n
            for n in range(source.GetNumberOfControlPoints())
            if source.GetNthControlPointPositionStatus(n) == source.PositionDefined
        )
        jump_to_point(source, next(defined))
        look_at_all_in_3d()

    def _lists(self) -> tuple[Any, Any]:
        return self._ui.alignSource.currentNode(), self._ui.alignTarget.currentNode()

    def _together(self) -> list[Node]:
        node = self._ui.alignTogether.currentNode()
        return [] if node is None else [node]

    def _kind(self) -> Kind:
        return "similarity" if self._ui.alignScale.checked else "rigid"

    def _text(self, source: Node, target: Node, found: AlignedNodes | None, reason: str) -> str:
        if reason:
            return reason
        alignment = fit(source, target, self._kind())
        if found is None:
            text = _("{count} points are in both lists.").format(count=len(alignment.residuals))
        elif not is_current(found, alignment):
            text = _("Something has changed since: press Align again.")
        else:
            text = _("Aligned.")
        return " ".join([text, *_remarks(alignment)])

    def _on_chosen(self) -> None:
        self.remove()
        markups, transformed = slicer.vtkMRMLMarkupsNode, slicer.vtkMRMLTransformableNode
        for node in self._lists():
            if node is not None:
                for event in (
                    markups.PointModifiedEvent,
                    markups.PointAddedEvent,
                    markups.PointRemovedEvent,
                    transformed.TransformModifiedEvent,
                ):
                    self._observed.append((node, node.AddObserver(event, self._on_edit)))
        self.update()

    def _on_edit(self, _node: Node, _event: str) -> None:
        """Soon, but not for every move of the mouse."""
        if not self._pending:
            self._pending = True
            qt.QTimer.singleShot(_INTERVAL, self._refresh)

    def _refresh(self) -> None:
        self._pending = False
        if self._observed:
            self.update()


def _rows(found: AlignedNodes | None) -> list[tuple[tuple[str, ...], str]]:
    """What the table node of the residuals says."""
    if found is None or found.table is None:
        return []
    table = found.table.GetTable()
    names, residuals = (table.GetColumnByName(name) for name in ("Landmark", "Residual"))
    return [
        ((names.GetValue(row), f"{residuals.GetValue(row):.1f}"), "")
        for row in range(table.GetNumberOfRows())
    ]


def _remarks(alignment: Alignment) -> list[str]:
    """What a reader should know of an alignment, in sentences."""
    remarks = []
    if alignment.kind == "similarity":
        remarks.append(_("Scale {scale:.3f}.").format(scale=alignment.scale))
    if alignment.note:
        remarks.append(alignment.note)
    if alignment.skipped:
        names = list(alignment.skipped)
        shown = [f"{name} ({alignment.skipped[name]})" for name in names[:_SKIPPED_NAMES]]
        more = len(names) - len(shown)
        rest = _(" and {count} more").format(count=more) if more else ""
        remarks.append(_("Not used: {names}{rest}.").format(names=", ".join(shown), rest=rest))
    return remarks
