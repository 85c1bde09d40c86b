"""What is measured on the left ventricle."""

from __future__ import annotations

import math

from slicer.i18n import tr as _

from ..scene.nodes import DetectionNodes
from .context import Context


class MeasuresPart:
    """Shows the table node of the measures, for models that give some.

    Args:
        context: the panel's.
    """

    def __init__(self, context: Context) -> None:
        self._ui = context.ui
        self.show(None)

    def show(self, nodes: DetectionNodes | None) -> None:
        """Show what the table node holds now; nothing where there is none."""
        node = nodes.measures if nodes else None
        self._ui.measuresCollapsible.visible = node is not None
        if node is None:
            return
        names, values, units = (
            node.GetTable().GetColumnByName(name) for name in ("Measure", "Value", "Unit")
        )
        self._ui.measuresLabel.text = "\n".join(
            _line(names.GetValue(row), values.GetValue(row), units.GetValue(row))
            for row in range(node.GetNumberOfRows())
        )


def _line(name: str, value: float, unit: str) -> str:
    if not math.isfinite(value):
        return _("{name}: not known").format(name=_(name))
    return f"{_(name)}: {value:.1f} {unit}"
