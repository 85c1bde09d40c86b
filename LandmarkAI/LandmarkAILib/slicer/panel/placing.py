"""Points that a reader drops with the mouse, in a list of their own until they are used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
import slicer

from ...core.geometry import FloatArray
from ..scene.transforms import Node, carry_between, to_lps

_GLYPH = 2.5  # percent of the view


class Placing:
    """Slicer's place mode on a temporary list.

    Args:
        volume: whose parent transform the list gets.
        name: of the list.
        labels: of the points, in the order in which they are to be placed; place mode ends after them.
        changed: called after each point, and when place mode has ended, by whomever.
    """

    def __init__(self, volume: Node, name: str, labels: list[str], changed: Callable[[], None]) -> None:
        self._volume, self._labels, self._changed = volume, labels, changed
        self._removed = False
        scene = volume.GetScene()
        self.node = scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", name)
        self.node.SetSaveWithScene(False)
        self.node.CreateDefaultDisplayNodes()
        display = self.node.GetDisplayNode()
        display.SetSelectedColor(1.0, 1.0, 1.0)
        display.SetGlyphScale(_GLYPH)
        display.SetPointLabelsVisibility(False)  # they would lie over those of the results
        self.node.SetAndObserveTransformNodeID(volume.GetTransformNodeID())
        self.node.SetMaximumNumberOfControlPoints(len(labels))
        event = slicer.vtkMRMLMarkupsNode.PointPositionDefinedEvent
        self._tag = self.node.AddObserver(event, self._later)
        self._interaction = slicer.app.applicationLogic().GetInteractionNode()
        self._persistence = self._interaction.GetPlaceModePersistence()
        self.go_on()
        event = slicer.vtkMRMLInteractionNode.InteractionModeChangedEvent
        self._mode_tag = self._interaction.AddObserver(event, self._later)

    @property
    def next_label(self) -> str:
        """Label of the point that is to be placed next; empty when all are."""
        count = self.node.GetNumberOfDefinedControlPoints()
        return self._labels[count] if count < len(self._labels) else ""

    @property
    def is_waiting(self) -> bool:
        """Whether the next click in a slice view places a point."""
        return bool(self._interaction.GetCurrentInteractionMode() == self._interaction.Place)

    @property
    def is_alive(self) -> bool:
        """Whether nobody has deleted the list."""
        return self.node.GetScene() is not None

    def points(self) -> dict[str, FloatArray]:
        """(3,) LPS mm by label, in the volume's own frame."""
        node = self.node
        defined = [
            n
            for n in range(node.GetNumberOfControlPoints())
            if node.GetNthControlPointPositionStatus(n) == node.PositionDefined
        ]
        carry = carry_between(node, self._volume)
        return {
            node.GetNthControlPointLabel(n): carry(
                to_lps(node.GetNthControlPointPosition(n)).reshape(1, 3)
            )[0]
            for n in defined
        }

    def remove(self) -> None:
        """End it and remove the list."""
        self._removed = True
        self.node.RemoveObserver(self._tag)
        self._interaction.RemoveObserver(self._mode_tag)
        self.end_mode()
        if self.is_alive:
            self.node.GetScene().RemoveNode(self.node)

    def go_on(self) -> None:
        """Place mode, on this list."""
        slicer.modules.markups.logic().SetActiveList(self.node)
        self._interaction.SetPlaceModePersistence(1)
        self._interaction.SetCurrentInteractionMode(self._interaction.Place)

    def end_mode(self) -> None:
        """Back to looking around, and to what placing points was like before."""
        if self.is_waiting:
            self._interaction.SwitchToViewTransformMode()
        self._interaction.SetPlaceModePersistence(self._persistence)

    def _later(self, _node: Any, _event: str) -> None:
        # The view is still at work with the list, which must not be removed or changed from here.
        qt.QTimer.singleShot(0, self._take)

    def _take(self) -> None:
        """Name the points that were placed, and end place mode after the last."""
        node = self.node
        if self._removed or not self.is_alive:
            return
        count = node.GetNumberOfDefinedControlPoints()
        for number, label in enumerate(self._labels[:count]):
            node.SetNthControlPointLabel(number, label)
        if count >= len(self._labels):
            self.end_mode()
        self._changed()
