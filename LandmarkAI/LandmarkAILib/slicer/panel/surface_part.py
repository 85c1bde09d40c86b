"""The segments as surfaces in the 3D view, made only where a reader wants to see them."""

from __future__ import annotations

from slicer.i18n import tr as _

from ..scene import surfaces
from ..scene.nodes import DetectionNodes
from ..scene.transforms import Node
from .context import Context, set_enabled


class SurfacePart:
    """A check box.

    Args:
        context: the panel's.
    """

    def __init__(self, context: Context) -> None:
        self._context, self._box = context, context.ui.surfaceCheckBox
        self._box.connect("toggled(bool)", self._on_toggled)

    def show(self, nodes: DetectionNodes | None) -> None:
        """Show how it is with a detection; None for none."""
        node = nodes.segmentation if nodes else None
        reason = "" if node else _("There are no segments to show.")
        set_enabled(self._box, reason, _("Show the segments as surfaces in the 3D view."))
        blocked = self._box.blockSignals(True)
        self._box.checked = node is not None and _is_shown(node)
        self._box.blockSignals(blocked)

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
