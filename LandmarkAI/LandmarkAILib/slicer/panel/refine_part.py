"""Refine from here: rough points that a reader drops take the place of the model's first stage."""

from __future__ import annotations

from collections.abc import Callable

from slicer.i18n import tr as _

from ..logic.detection_run import Rough
from ..scene.edits import correct, landmarks_of
from ..scene.landmark_list import nearest_slice
from ..scene.transforms import Node
from ..scene.volumes import volume_grid, why_not
from .context import Context
from .placing import Placing
from .widgets import set_enabled, shown


class RefinePart:
    """Lets a reader drop points: rough ones for the model to refine, or the right one of a landmark.

    Args:
        context: the panel's.
        landmarks: names of the landmarks that the model finds.
        why_not_run: says why the model cannot be run now; empty if it can.
        run: runs the model on the chosen volume with rough points.
    """

    def __init__(
        self,
        context: Context,
        landmarks: Callable[[], list[str]],
        why_not_run: Callable[[], str],
        run: Callable[[Rough], None],
    ) -> None:
        self._context, self._ui = context, context.ui
        self._landmarks, self._why_not_run, self._run = landmarks, why_not_run, run
        self._rough: Placing | None = None
        self._single: Placing | None = None
        self._ui.roughButton.connect("clicked(bool)", self._on_rough)
        self._ui.refineButton.connect("clicked(bool)", lambda: self.refine())
        # A click into a view is for the landmark that is chosen, not for one that was before.
        self._ui.pointsTable.connect("currentCellChanged(int,int,int,int)", self._on_row)

    def update(self) -> None:
        """Show what can be done now."""
        if self._rough and not self._rough.is_alive:
            self._rough.remove()
            self._rough = None
        placing = self._rough is not None
        no_volume = why_not(self._context.volume)
        no_model = "" if self._landmarks() else _("There is no model to refine with.")
        set_enabled(
            self._ui.roughButton,
            "" if placing else no_volume or no_model,
            _("Go on clicking points into a slice view.")
            if self._is_paused
            else _("Click points into a slice view, roughly; press again to throw them away."),
        )
        self._ui.roughButton.checked = placing
        no_points = "" if self._points() else _("Place a rough point first.")
        set_enabled(
            self._ui.refineButton,
            no_points or self._why_not_run(),
            _("Let the model look again, from the rough points on."),
        )
        self._ui.refineLabel.text = self._text()

    def refine(self) -> None:
        """Run from the rough points, which are then no longer needed."""
        rough, volume = self._points(), self._context.volume
        if not rough or volume is None:
            return
        self.clear()
        self._run(rough)

    def place(self, number: int) -> None:
        """Let the reader click where the control point of a number is."""
        nodes = self._context.results
        if nodes is None:
            return
        self._end_single()
        label = nodes.landmarks.GetNthControlPointLabel(number)

        def changed() -> None:
            points = self._single.points() if self._single else {}
            if label in points or not (self._single and self._single.is_waiting):
                self._end_single()
                self.update()
            if label in points and nodes.in_scene:
                correct(nodes, number, points[label])

        name = _("{label} to place").format(label=label)
        self._single = Placing(nodes.volume, name, [label], changed)
        self.update()

    def clear(self) -> None:
        """Throw unused points away."""
        self._end_single()
        if self._rough:
            self._rough.remove()
        self._rough = None
        self.update()

    def _on_rough(self, wanted: bool) -> None:
        if self._is_paused:
            self._end_single()
            self._rough.go_on()  # type: ignore[union-attr]
            self.update()
            return
        self.clear()
        volume = self._context.volume
        if wanted and volume is not None:
            name = _("{name} rough points").format(name=volume.GetName())
            self._rough = Placing(volume, name, self._landmarks(), self.update)
        self.update()

    def _on_row(self, row: int, _column: int, previous: int, _previous_column: int) -> None:
        if row != previous and self._single:
            self._end_single()
            self.update()

    @property
    def _is_paused(self) -> bool:
        """Whether rough points are missing that nobody is placing now."""
        rough = self._rough
        return bool(rough and rough.is_alive and rough.next_label and not rough.is_waiting)

    def _end_single(self) -> None:
        single, self._single = self._single, None
        if single:
            single.remove()

    def _points(self) -> Rough:
        """The rough points by slice and name."""
        volume: Node | None = self._context.volume
        if self._rough is None or not self._rough.is_alive or volume is None or why_not(volume):
            return {}
        grid = volume_grid(volume)
        rough: dict[int, dict[str, tuple[float, float, float]]] = {}
        for name, position in self._rough.points().items():
            x, y, z = position.tolist()
            rough.setdefault(nearest_slice(position, grid), {})[name] = (x, y, z)
        return rough

    def _text(self) -> str:
        if self._single and self._single.is_alive:
            return _("Click the {label} in a slice view.").format(label=shown(self._single.next_label))
        if self._rough is None:
            nodes = self._context.results
            if nodes is not None and all(p.slice is None for p in landmarks_of(nodes)):
                return _("Where the model went astray, show it roughly where to look.")
            return _("Where the model went astray, show it roughly where to look; one slice is enough.")
        if self._is_paused and not self._points():
            return _("Press Place rough points again to click them.")
        if self._is_paused:
            return _("Press Refine, or Place rough points to click more of them.")
        if label := self._rough.next_label:
            return _("Click the {label} in a slice view, or press Refine.").format(label=shown(label))
        return _("Press Refine.")
