"""The mosaic: by real clicks, drags and keys, which are counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow


class Desk:
    """The mosaic of a panel under the mouse; counts what a reader does.

    Attributes:
        clicks, drags, keys: how many there were.
    """

    def __init__(self, panel: Panel, nodes: Any) -> None:
        from slicer_harness.pythonqt import wrapper

        self.part, self.nodes = panel.widget.panel.mosaic, nodes
        self.native: Any = wrapper.native_of(self.part.view)
        self.clicks = self.drags = self.keys = 0

    def place_of(self, number: int) -> np.ndarray:
        """Where a landmark's point is, in px of the mosaic."""
        mosaic, shown = self.part._mosaic, self.part._shown(self.nodes)
        tile = mosaic.tile_of(shown.slice_of(number))
        return np.add(mosaic.corner(tile), tile.to_points(shown.landmarks.landmarks[number].position))

    def tile_place(self, k: int) -> np.ndarray:
        """A place in a slice's tile without a point: near its corner."""
        mosaic = self.part._mosaic
        return np.add(mosaic.corner(mosaic.tile_of(k)), 6.0)

    def look(self, place: np.ndarray) -> None:
        """Scroll to a place: nobody points at what is out of sight."""
        import slicer

        self.part._scroll.ensureVisible(*map(round, place.tolist()))
        slicer.app.processEvents()

    def click(self, place: np.ndarray) -> None:
        from PySide6 import QtCore, QtTest

        self.look(place)
        self.clicks += 1
        left = QtCore.Qt.MouseButton.LeftButton
        QtTest.QTest.mouseClick(self.native, left, pos=_point(place))

    def drag(self, start: np.ndarray, end: np.ndarray) -> None:
        from PySide6 import QtCore, QtTest

        self.look(start)
        self.drags += 1
        left = QtCore.Qt.MouseButton.LeftButton
        QtTest.QTest.mousePress(self.native, left, pos=_point(start))
        for share in (0.25, 0.5, 0.75, 1.0):
            QtTest.QTest.mouseMove(self.native, _point(start + share * (end - start)))
        QtTest.QTest.mouseRelease(self.native, left, pos=_point(end))

    def key(self, key: str, place: np.ndarray) -> None:
        from PySide6 import QtCore, QtGui, QtTest, QtWidgets

        self.look(place)
        self.keys += 1
        # Not QTest's: Qt without a screen tells of a second move, off by the height of a title bar.
        move = QtGui.QMouseEvent(
            QtCore.QEvent.Type.MouseMove,
            QtCore.QPointF(*place.tolist()),
            QtCore.QPointF(self.native.mapToGlobal(_point(place))),
            QtCore.Qt.MouseButton.NoButton,
            QtCore.Qt.MouseButton.NoButton,
            QtCore.Qt.KeyboardModifier.NoModifier,
        )
        QtWidgets.QApplication.sendEvent(self.native, move)
        self.native.setFocus()  # as a mouse that comes over it does; a test's mouse does not come
        QtTest.QTest.keyClick(self.native, key)


def _point(place: np.ndarray) -> Any:
    from PySide6 import QtCore

    return QtCore.QPoint(*map(round, place.tolist()))


@pytest.fixture
def desk(panel: Panel, found: Any) -> Desk:
    desk = Desk(panel, found)
    wait_until(lambda: desk.part._mosaic is not None and desk.part.view.is_made, "the tiles")
    return desk


def number_of(nodes: Any, name: str, k: int) -> int:
    from LandmarkAILib.slicer.scene.edits import landmarks_of

    return next(n for n, p in enumerate(landmarks_of(nodes)) if (p.name, p.slice) == (name, k))


def said_of(nodes: Any, number: int) -> str:
    return str(nodes.landmarks.GetNthControlPointDescription(number))


def test_click_on_a_tile_shows_its_slice_everywhere(panel: Panel, desk: Desk) -> None:
    import slicer
    from LandmarkAILib.slicer.scene.volumes import volume_grid

    desk.click(desk.tile_place(2))
    row = panel.ui.pointsTable.currentRow()
    assert panel.ui.pointsTable.item(row, 1).text() == "2"
    middle = volume_grid(desk.nodes.volume).slice(2).center * [-1, -1, 1]
    for name in ("Red", "Green", "Yellow"):
        node = slicer.app.layoutManager().sliceWidget(name).mrmlSliceNode()
        matrix = slicer.util.arrayFromVTKMatrix(node.GetSliceToRAS())
        assert abs((middle - matrix[:3, 3]) @ matrix[:3, 2]) < 0.1


def test_click_on_a_point_chooses_it(panel: Panel, desk: Desk) -> None:
    number = number_of(desk.nodes, "LV center", 3)
    desk.click(desk.place_of(number))
    assert panel.widget.panel.review.selected() == number


@pytest.mark.parametrize("moved", [False, True])
def test_one_drag_corrects_a_point(panel: Panel, desk: Desk, scene: Any, moved: bool) -> None:
    """Also under a parent transform that turns and shifts: list, tables and sectors follow."""
    import slicer
    from LandmarkAILib.slicer.scene.edits import landmarks_of

    if moved:
        transform = scene.AddNewNodeByClass("vtkMRMLTransformNode")
        matrix = np.array([[0, -1, 0, 40], [1, 0, 0, -7], [0, 0, 1, 3], [0, 0, 0, 1.0]])
        transform.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(matrix))
        desk.nodes.volume.SetAndObserveTransformNodeID(transform.GetID())
    number = number_of(desk.nodes, "Anterior RV insertion", 4)
    before = landmarks_of(desk.nodes).landmarks[number].position
    numbers = desk.part._aha
    start = desk.place_of(number)
    tile = desk.part._mosaic.tile_of(4)
    desk.drag(start, start + np.array([12, 9]))
    after = landmarks_of(desk.nodes).landmarks[number].position
    assert before is not None and after is not None
    wanted = tile.grid.axes[:, :2] @ np.array([12, 9]) / tile.points_per_mm
    assert np.allclose(after - before, wanted, atol=1.0 / tile.points_per_mm)
    wait_until(lambda: "corrected" in said_of(desk.nodes, number), "the description")
    wait_until(lambda: desk.part._aha is not numbers, "the AHA segments")
    assert (desk.clicks, desk.drags, desk.keys) == (0, 1, 0)


def test_a_drag_is_one_step_to_undo(panel: Panel, desk: Desk, scene: Any) -> None:
    from LandmarkAILib.slicer.scene.edits import landmarks_of

    scene.SetUndoOn()
    number = number_of(desk.nodes, "LV center", 3)
    before = landmarks_of(desk.nodes).landmarks[number].position
    start = desk.place_of(number)
    desk.drag(start, start + np.array([10, 0]))
    scene.Undo()
    assert np.allclose(landmarks_of(desk.nodes).landmarks[number].position, before)


@pytest.mark.parametrize(("key", "word"), [("A", "accepted"), ("M", "marked missing")])
def test_one_key_over_a_point_reviews_it(panel: Panel, desk: Desk, key: str, word: str) -> None:
    number = number_of(desk.nodes, "Inferior RV insertion", 3)
    desk.key(key, desk.place_of(number))
    assert word in said_of(desk.nodes, number)
    assert "1 of 24 points reviewed" in panel.ui.reviewCollapsible.text
    assert (desk.clicks, desk.drags, desk.keys) == (0, 0, 1)


def test_one_key_places_a_missing_point_under_the_mouse(panel: Panel, desk: Desk) -> None:
    from LandmarkAILib.slicer.scene.edits import landmarks_of

    k = next(p.slice for p in landmarks_of(desk.nodes) if p.position is None)
    place = desk.tile_place(k) + 20
    desk.key("P", place)
    number = panel.widget.panel.review.selected()
    assert np.allclose(desk.place_of(number), place, atol=0.6)
    assert "corrected" in said_of(desk.nodes, number)


def test_keys_beside_a_point_do_nothing(panel: Panel, desk: Desk) -> None:
    panel.ui.pointsTable.setCurrentCell(0, 0)
    chosen = panel.widget.panel.review.selected()
    other = next(k for k in (2, 3) if k != desk.part._chosen_slice)
    desk.key("M", desk.tile_place(other))
    assert "missing" not in said_of(desk.nodes, chosen)


def test_tiles_follow_the_segments(panel: Panel, desk: Desk) -> None:
    before = desk.part._mosaic
    desk.nodes.segmentation.GetSegmentation().RemoveSegment("Right ventricle")
    wait_until(lambda: desk.part._mosaic is not before, "new tiles")
    assert all("Right ventricle" not in tile.masks for tile in desk.part._mosaic.tiles)


def test_window_of_its_own_and_back(panel: Panel, desk: Desk) -> None:
    narrow = desk.part._mosaic.columns
    panel.click("windowButton")
    wait_until(lambda: desk.part._mosaic.columns > narrow, "more columns")
    desk.click(desk.tile_place(2))
    panel.click("windowButton")
    wait_until(lambda: desk.part._mosaic.columns == narrow, "as many columns as before")
    assert panel.widget.panel.mosaic.view.visible


def test_picture_is_that_of_the_command_line(panel: Panel, desk: Desk, tmp_path: Path) -> None:
    from PIL import Image

    desk.part.save(tmp_path / "figure.png")
    with Image.open(tmp_path / "figure.png") as picture:
        assert picture.width > 1000


@pytest.mark.parametrize("keep", [True, False])
def test_reviewed_points_are_kept_when_one_detects_again(
    panel: Panel, desk: Desk, launcher: Any, keep: bool
) -> None:
    """The others are the model's; the old result is out of sight; it is said."""
    from LandmarkAILib.slicer.scene.edits import landmarks_of
    from LandmarkAILib.slicer.scene.nodes import find_results

    moved = number_of(desk.nodes, "LV center", 3)
    start = desk.place_of(moved)
    desk.drag(start, start + np.array([8, 5]))
    taken = number_of(desk.nodes, "Inferior RV insertion", 4)
    desk.key("M", desk.place_of(taken))
    agreed = number_of(desk.nodes, "Anterior RV insertion", 5)
    desk.key("A", desk.place_of(agreed))
    before = list(landmarks_of(desk.nodes))
    if not keep:
        panel.find("keepBox").click()
    panel.click("detectButton")
    launcher.finish()
    old, new = find_results(desk.nodes.volume)
    after = list(landmarks_of(new))
    assert not old.landmarks.GetDisplayNode().GetVisibility()
    assert new.landmarks.GetDisplayNode().GetVisibility()
    if not keep:
        assert not any(p.review for p in after)
        return
    assert np.allclose(after[moved].position, before[moved].position, atol=1e-3)
    assert after[moved].review == "corrected" and after[taken].position is None
    assert after[agreed].review == "accepted"
    assert sum(bool(p.review) for p in after) == 3
    assert "3 reviewed points were kept." in panel.ui.statusLabel.text
