"""The ventricle: its segments as surfaces in the 3D view, and what is measured on it."""

from __future__ import annotations

import math

from slicer.i18n import tr as _

from ..scene import surfaces
from ..scene.nodes import DetectionNodes
from ..scene.transforms import Node
from .context import Context
from .paper import PaperRow
from .widgets import set_enabled


class VentriclePart:
    """A check box for the surfaces, which are made only where a reader wants to see them, and measures.

    Args:
        context: the panel's.
    """

    def __init__(self, context: Context) -> None:
        self._context, self._ui = context, context.ui
        self._measures: Node | None = None
        self.paper = PaperRow(self._ui.measuresLayout, "Measures", lambda: self._measures)
        self._ui.surfaceCheckBox.connect("toggled(bool)", self._on_toggled)
        self.show(None)

    def show(self, nodes: DetectionNodes | None) -> None:
        """Show how it is with a detection; None for none."""
        box, node = self._ui.surfaceCheckBox, nodes.segmentation if nodes else None
        reason = "" if node else _("There are no segments to show.")
        set_enabled(box, reason, _("Show the segments as surfaces in the 3D view."))
        blocked = box.blockSignals(True)
        box.checked = node is not None and _is_shown(node)
        box.blockSignals(blocked)
        self.show_measures(nodes)

    def show_measures(self, nodes: DetectionNodes | None) -> None:
        """Show what the table node of the measures holds now; nothing where there is none."""
        node = self._measures = nodes.measures if nodes else None
        self.paper.update()
        self._ui.measuresCollapsible.visible = node is not None
        if node is None:
            return
        names, values, units = (
            node.GetTable().GetColumnByName(name) for name in ("Measure", "Value", "Unit")
        )
        of_heart = nodes is not None and nodes.long_axis is not None
        self._ui.measuresCollapsible.text = _("Left ventricle") if of_heart else _("Measures")
        self._ui.measuresLabel.text = "\n".join(
            _line(names.GetValue(row), values.GetValue(row), units.GetValue(row))
            for row in range(node.GetNumberOfRows())
        )

    def _on_toggled(self, wanted: bool) -> None:
        nodes = self._context.results
        node = nodes.segmentation if nodes else None
        if node is None:
            return
        if wanted:
            surfaces.create(node)
            surfaces.set_look(node)
        else:
            node.GetDisplayNode().SetVisibility3D(False)


def _is_shown(node: Node) -> bool:
    made = node.GetSegmentation().ContainsRepresentation(surfaces.CLOSED_SURFACE)
    return bool(made and node.GetDisplayNode().GetVisibility3D())


def _line(name: str, value: float, unit: str) -> str:
    if not math.isfinite(value):
        return _("{name}: not known").format(name=_(name))
    return f"{_(name)}: {value:.1f} {unit}"
