"""Cells of the mosaic are painted once, again where something differs, and not out of sight."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from slicer_harness.fixtures import Panel, wait_until
from slicer_harness.pixels import pixels_of

pytestmark = pytest.mark.slow


def wait_for_tiles(panel: Panel) -> Any:
    """The part that shows them."""
    part = panel.widget.panel.mosaic
    wait_until(lambda: part._mosaic is not None and part.view.is_made, "the tiles")
    return part


def seen(part: Any) -> np.ndarray:
    """What the whole view looks like."""
    from slicer_harness.pythonqt import wrapper

    return pixels_of(wrapper.native_of(part.view).grab())


def cells_of(part: Any) -> dict[int, Any]:
    return dict(part.view._cells._cells)


def test_cells_look_as_the_drawing_of_the_command_line(panel: Panel, found: Any) -> None:
    """Where the tiles are: outside, the widget is grey and the drawing white."""
    from LandmarkAILib.slicer.panel.pixmap import pixmap_of

    part = wait_for_tiles(panel)
    mosaic, shown = part._mosaic, part._shown(found)
    part.view.show_marks(shown, None)  # the frame around the chosen slice is the view's
    drawing = mosaic.drawing(shown)
    expected, look = pixels_of(pixmap_of(drawing, drawing.width)), seen(part)
    different = []
    for tile in mosaic.tiles:
        x, y = np.ceil(mosaic.corner(tile)).astype(int) + 1
        side = int(tile.size) - 3
        a, b = expected[y : y + side, x : x + side], look[y : y + side, x : x + side]
        assert a.shape == b.shape == (side, side, 3)
        different.append(np.abs(a - b).mean())
    # The drawing places a tile at fractions of a pixel, the view paints it at whole ones.
    assert max(different) < 4, different


def test_a_moved_point_makes_its_cell_anew_and_no_other(panel: Panel, found: Any) -> None:
    from LandmarkAILib.slicer.scene.edits import landmarks_of, move

    part = wait_for_tiles(panel)
    landmarks = list(landmarks_of(found))
    number = next(n for n, p in enumerate(landmarks) if (p.name, p.slice) == ("LV center", 3))
    before, look = cells_of(part), seen(part)
    position = landmarks[number].position
    assert position is not None
    move(found, number, position + part._mosaic.tiles[0].grid.axes[:, 0] * 6)
    part.mark()
    after = cells_of(part)
    assert {k for k in after if after[k] is not before[k]} == {3}
    changed = np.argwhere(np.abs(seen(part) - look).max(axis=2) > 0)
    assert len(changed)
    for y, x in changed[:: max(1, len(changed) // 50)]:
        tile = part._mosaic.tile_at(float(x), float(y))
        assert tile is not None and tile.slice == 3


def test_nothing_is_made_anew_where_nothing_differs(panel: Panel, found: Any) -> None:
    part = wait_for_tiles(panel)
    before, mosaic = cells_of(part), part._mosaic
    part.show(found, panel.widget.panel._dependants)
    assert part._mosaic is mosaic
    after = cells_of(part)
    assert all(after[k] is before[k] for k in before)


def test_slices_out_of_sight_are_made_when_they_come_in_sight(panel: Panel, found: Any) -> None:
    """While the section is closed, segments change: nothing is sampled until it is opened."""
    import slicer

    part = wait_for_tiles(panel)
    panel.ui.slicesCollapsible.collapsed = True
    slicer.app.processEvents()
    assert not part.view.visible
    before = part._mosaic
    found.segmentation.GetSegmentation().RemoveSegment("Right ventricle")
    wait_until(lambda: not panel.widget.panel._dependants._pending, "the update")
    for _ in range(20):
        slicer.app.processEvents()
    assert part._mosaic is before
    panel.ui.slicesCollapsible.collapsed = False
    wait_until(lambda: part._mosaic is not before and part.view.is_made, "new tiles")
    assert all("Right ventricle" not in tile.masks for tile in part._mosaic.tiles)


def test_those_in_sight_come_first(panel: Panel, found: Any) -> None:
    """One a turn, so that a first look does not hold up Slicer."""
    import slicer

    part = wait_for_tiles(panel)
    panel.parent.resize(420, 600)
    part._home.setFixedHeight(170)
    slicer.app.processEvents()
    wait_for_tiles(panel)
    part.view.show_mosaic(part._mosaic, part._shown(found))
    part._scroll.ensureVisible(0, 10_000)
    bottom = part._mosaic.size[1] - part._scroll.height
    first, *_, last = part._mosaic.tiles
    assert part._mosaic.corner(first)[1] + first.size < bottom < part._mosaic.corner(last)[1]
    order = []
    while not part.view.is_made:
        known = cells_of(part)
        part.view._make_next()
        order += [k for k in cells_of(part) if k not in known]
        assert len(order) == len(known) + 1
    assert order.index(last.slice) < order.index(first.slice)
