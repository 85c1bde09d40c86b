"""All slices at one glance, in which points are chosen, dragged, accepted, marked missing and placed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import qt
from slicer.i18n import tr as _

from ...analysis.aha.settings import AhaResult
from ...core.geometry import FloatArray
from ...errors import LandmarkAIError
from ...pictures.mosaic import Mosaic, making_mosaic
from ...pictures.tile_marks import Shown
from ..scene.dependants import Dependants
from ..scene.edits import correct, dragging, landmarks_of, move
from ..scene.landmark_list import anatomy_in
from ..scene.nodes import DetectionNodes
from ..scene.pictured import detection_of, has_slices, segment_of, version_of
from ..scene.steps import StepRunner
from ..scene.transforms import Node
from ..scene.volumes import image_of, volume_grid
from .context import Context
from .core_sentences import told
from .mosaic_view import Desk, MosaicScroll, MosaicView
from .review_part import ReviewPart
from .short_axis_layout import ShortAxisLayout
from .viewers import jump_to_slice

_HEIGHT = 330  # px of the part
_WINDOW = (960, 760)  # px
_BAR = 22  # px that the scroll bar beside the tiles needs


class MosaicPart:
    """The mosaic of the detection that is reviewed.

    Args:
        context: the panel's.
        review: whose list follows, and does what the keys say.
        segment: gets the AHA segment that was clicked, None beside all.
    """

    def __init__(
        self, context: Context, review: ReviewPart, segment: Callable[[int | None], None]
    ) -> None:
        self._context, self._ui, self._review = context, context.ui, review
        self._tell_segment = segment
        desk = Desk(self._choose_slice, review.choose, self._begin, self._drag, self._end, self._key)
        self.view = MosaicView(desk)
        self._home = MosaicScroll(self._look_again)
        self._home.setMinimumHeight(_HEIGHT)
        self._holder = qt.QWidget()
        self._beside = qt.QHBoxLayout(self._holder)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSizeConstraint(qt.QLayout.SetFixedSize)
        self._beside.addWidget(self.view)
        self._partner: Any = None
        self._home.setWidget(self._holder)
        self._ui.slicesLayout.insertWidget(0, self._home)
        self._scroll = self._home
        self._window: Any = None
        self._nodes: DetectionNodes | None = None
        self._dependants: Dependants | None = None
        self._mosaic: Mosaic | None = None
        self._key_of_tiles: tuple[object, float] | None = None
        self._sampling: StepRunner | None = None
        self._chosen_slice: int | None = None
        self._aha: AhaResult | None = None
        self._segment: int | None = None
        self._drags = ExitStack()
        self._dragged: int | None = None
        self._ui.pointsTable.connect("currentCellChanged(int,int,int,int)", lambda: self.mark(True))
        self._views = ShortAxisLayout()
        self._ui.viewsButton.connect("clicked(bool)", self._on_views)
        self._ui.windowButton.connect("toggled(bool)", self._on_window)
        self._ui.savePictureButton.connect("clicked(bool)", lambda: self._on_save())
        self.show(None, None)

    def show(self, nodes: DetectionNodes | None, dependants: Dependants | None) -> None:
        """Show the slices of another detection, or of one that has changed.

        Args:
            nodes: the detection; None for none.
            dependants: what keeps it current.
        """
        before, self._nodes = self._nodes, nodes if nodes is not None and has_slices(nodes) else None
        self._dependants = dependants
        self._ui.slicesCollapsible.visible = self._nodes is not None
        self._say("")
        if self._nodes is None or before is None or before.landmarks is not self._nodes.landmarks:
            self.stop()
            self._mosaic = self._key_of_tiles = None
            self.view.show_mosaic(None, None)
        self._look_again()

    def stop(self) -> None:
        """Sample no more slices."""
        if self._sampling is not None:
            self._sampling.stop()

    def _look_again(self) -> None:
        """Show what has changed, unless nobody can see it; new tiles if slices or their room have."""
        if self._nodes is None or not self._nodes.in_scene or not self._scroll.visible:
            return
        key = (version_of(self._nodes), self.width)
        if key != self._key_of_tiles:
            self._key_of_tiles = key
            self.stop()
            self._sampling = StepRunner(self._sample(self._nodes, key[1]), qt.QTimer.singleShot)
        else:
            self.mark()

    def mark(self, scroll: bool = False) -> None:
        """Show points, sectors and the choice as they are now; scroll to it if that is wanted."""
        if self._nodes is None or self._mosaic is None or not self._scroll.visible:
            return
        shown = self._shown(self._nodes)
        chosen = shown.chosen
        if chosen is not None:
            self._chosen_slice = shown.slice_of(chosen)
        self.view.show_marks(shown, self._chosen_slice)
        corner = self.view.corner_of(self._chosen_slice) if self._chosen_slice is not None else None
        if scroll and corner is not None and self._dragged is None:
            x, y = corner
            side = round(self._mosaic.tiles[0].size / 2)
            self._scroll.ensureVisible(x + side, y + side, side, side + 40)

    def save(self, path: Path) -> None:
        """Write the picture that ``landmarkai detect --pictures`` writes.

        Raises:
            LandmarkAIError: the volume can no longer be used, or the file cannot be written.
        """
        from ...pictures.figure import detection_figure

        assert self._nodes is not None
        detection = detection_of(self._nodes)
        detection_figure(image_of(self._nodes.volume), detection, self._aha, path)

    def _sample(self, nodes: DetectionNodes, width: float) -> Iterator[None]:
        """Make new tiles in short steps; those that are there stay until then."""
        yield  # whoever shows a detection has more to do in this turn
        ratio = self.view.devicePixelRatioF()
        mosaic = yield from making_mosaic(image_of(nodes.volume), detection_of(nodes), width, ratio)
        self._aha = self._divided()
        yield
        if nodes.in_scene:
            self._mosaic = mosaic
            self.view.show_mosaic(mosaic, self._shown(nodes))
            self.mark()

    def _divided(self) -> AhaResult | None:
        """The AHA segments now."""
        return self._dependants.aha if self._dependants is not None else None

    @property
    def width(self) -> float:
        """Of the mosaic, px."""
        room = float(max(self._scroll.width, _HEIGHT) - _BAR)
        return room if self._partner is None else (room - self._beside.spacing) / 2

    def stand_beside(self, partner: Any, left: bool = False) -> None:
        """Let another mosaic share the room, before this one or after it; None for none."""
        before, self._partner = self._partner, partner
        if before is not None and before is not partner:
            self._beside.removeWidget(before)
            before.hide()
        if partner is not None and self._beside.indexOf(partner) != (0 if left else 1):
            self._beside.removeWidget(partner)
            self._beside.insertWidget(0 if left else 1, partner)
            partner.show()
        if before is not partner:
            self._look_again()

    def _shown(self, nodes: DetectionNodes) -> Shown:
        chosen, self._aha = self._review.selected(), self._divided()
        grid = volume_grid(nodes.volume)
        anatomy = anatomy_in(nodes.landmarks)
        return Shown(grid, landmarks_of(nodes), self._aha, chosen, anatomy, self._segment)

    def choose_segment(self, segment: int | None) -> None:
        """Let the numbers of an AHA segment stand out; None for none."""
        if segment != self._segment:
            self._segment = segment
            self.mark()

    def _choose_slice(self, k: int, position: FloatArray) -> None:
        if self._nodes is not None:
            self._tell_segment(segment_of(self._aha, position) if self._aha is not None else None)
            self.choose_slice(k)

    def choose_slice(self, k: int) -> None:
        """Show a slice in the views, and a point of it in the list."""
        if self._nodes is None:
            return
        shown = self._shown(self._nodes)
        here = shown.numbers_in(k)
        if here and shown.chosen not in here:
            self._review.choose(here[0])
        self._chosen_slice = k
        jump_to_slice(self._nodes.volume, k)
        self.mark()

    def _begin(self, number: int) -> None:
        if self._nodes is not None:
            self._dragged = number
            self._drags.enter_context(dragging(self._nodes))

    def _drag(self, number: int, position: FloatArray) -> None:
        if self._nodes is not None and self._nodes.in_scene:
            move(self._nodes, number, position)
            self.mark()

    def _end(self, _number: int) -> None:
        self._dragged = None
        self._drags.close()
        self.mark()

    def _key(self, letter: str, k: int, number: int | None, position: FloatArray) -> None:
        """Do what a key says with the point under the mouse, or the one that is chosen in this slice."""
        if self._nodes is None:
            return
        shown = self._shown(self._nodes)
        if letter == "P":
            self._place(shown, k, position)
            return
        if number is None and shown.chosen in shown.numbers_in(k):
            number = shown.chosen
        if number is None:
            return
        self._review.choose(number)
        self._review.act(letter)
        self.mark()

    def _place(self, shown: Shown, k: int, position: FloatArray) -> None:
        """Put the first landmark that is missing in a slice under the mouse, else the chosen one."""
        assert self._nodes is not None
        here = shown.numbers_in(k)
        missing = [n for n in here if shown.landmarks.landmarks[n].position is None]
        number = next((n for n in (shown.chosen, *missing) if n in missing), shown.chosen)
        if number is None or number not in here:
            return
        self._review.choose(number)
        correct(self._nodes, number, position)
        self._review.refresh(self._nodes)
        self.mark()

    def show_views(self, nodes: DetectionNodes) -> bool:
        """Let the views show the heart in its short and long axis; False if they cannot."""
        done = self._views.show(nodes)
        self._ui.viewsButton.checked = self._views.is_on
        return done

    def leave_views(self) -> None:
        """Back to the views that the user had."""
        self._views.restore()
        self._ui.viewsButton.checked = False

    def _on_views(self, wanted: bool) -> None:
        if wanted and self._nodes is not None:
            self.show_views(self._nodes)
        else:
            self.leave_views()

    def _on_window(self, wanted: bool) -> None:
        """The slices in a window of their own, and back."""
        self._home.takeWidget() if wanted else self._scroll.takeWidget()
        if wanted:
            self._window = qt.QDialog(self._ui.slicesCollapsible)
            self._window.windowTitle = _("All slices")
            self._scroll = MosaicScroll(self._look_again)
            layout = qt.QVBoxLayout(self._window)
            layout.setContentsMargins(4, 4, 4, 4)
            layout.addWidget(self._scroll)
            self._window.connect("rejected()", self._on_window_closed)
            self._window.resize(*_WINDOW)
            self._window.show()
        elif self._window is not None:
            self._window.hide()
            self._window.deleteLater()
            self._scroll, self._window = self._home, None
        self._home.visible = not wanted
        self._scroll.setWidget(self._holder)
        self._holder.show()
        self._look_again()

    def _on_window_closed(self) -> None:
        self._ui.windowButton.checked = False

    def _on_save(self) -> None:
        if self._nodes is None:
            return
        volume: Node = self._nodes.volume
        name = f"{volume.GetName()}.png"
        path = qt.QFileDialog.getSaveFileName(
            self._ui.slicesCollapsible, _("Save picture"), name, _("Picture (*.png)")
        )
        if not path:
            return
        try:
            self.save(Path(path).with_suffix(".png"))
        except LandmarkAIError as error:
            self._say(told(str(error)))
            return
        self._say(_("Written: {path}").format(path=path))

    def _say(self, text: str) -> None:
        self._ui.slicesLabel.text = text
        self._ui.slicesLabel.visible = bool(text)
