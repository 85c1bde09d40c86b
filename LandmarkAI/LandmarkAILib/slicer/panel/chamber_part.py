"""One click, and the slice views look at four, two and three chambers."""

from __future__ import annotations

import slicer
from slicer.i18n import tr as _

from ...analysis.chamber_planes import Plane
from ...errors import InputError
from ..scene.chamber_views import planes_of, slice_to_ras, write_transforms
from ..scene.nodes import DetectionNodes
from ..scene.transforms import Node
from .context import Context
from .short_axis_layout import look
from .viewers import look_at_all_in_3d
from .widgets import set_enabled

_FIELD = 1.9  # times the long axis: both atria are in view
_ORDER = {
    "Red": ("four-chamber", "long axis"),
    "Green": ("two-chamber", "long axis, turned"),
    "Yellow": ("three-chamber", "short axis"),
}


class ChamberPart:
    """A button below the measures.

    Args:
        context: the panel's.
    """

    def __init__(self, context: Context) -> None:
        self._context, self._ui = context, context.ui
        self._ui.chamberButton.connect("clicked(bool)", lambda: self.look())
        self.show(None)

    def show(self, nodes: DetectionNodes | None) -> None:
        """Say what can be done with a detection; None for none."""
        reason, planes = _("Detect first, or open a detection."), {}
        if nodes is not None:
            try:
                planes, reason = planes_of(nodes.landmarks), ""
            except InputError as error:
                reason = str(error)
        set_enabled(
            self._ui.chamberButton,
            reason,
            _("Turn the slice views along the long axis, and write the planes as transforms."),
        )
        self._ui.chamberLabel.text = _hint(planes) if not reason else ""

    def look(self) -> None:
        """Turn the views, and write the transforms."""
        nodes = self._context.results
        if nodes is None:
            return
        try:
            planes = planes_of(nodes.landmarks)
        except InputError as error:
            self._ui.chamberLabel.text = str(error)
            return
        write_transforms(nodes.landmarks, planes)
        _turn_views(nodes.volume, planes)
        look_at_all_in_3d()
        self._ui.chamberLabel.text = _hint(planes)


def _turn_views(volume: Node | None, planes: dict[str, Plane]) -> None:
    manager = slicer.app.layoutManager()
    if manager is None:  # Slicer without a window
        return
    if volume is not None:
        slicer.util.setSliceViewerLayers(background=volume, fit=False)
    for view, names in _ORDER.items():
        widget = manager.sliceWidget(view)
        plane = next((planes[name] for name in names if name in planes), None)
        if widget is not None and plane is not None:
            look(widget.mrmlSliceNode(), slice_to_ras(plane), _field(planes))


def _field(planes: dict[str, Plane]) -> float:
    """Mm that a view shows at least."""
    long = next(iter(planes.values()))
    return _FIELD * 2 * long.half


def _hint(planes: dict[str, Plane]) -> str:
    if "four-chamber" in planes:
        return str(_("Red: four chambers, green: two, yellow: three."))
    return str(
        _(
            "Red and green: along the long axis, yellow: across it. Place a point named Aortic annulus "
            "center to see two, three and four chambers."
        )
    )
