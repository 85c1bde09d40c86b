"""Bullseye, table and slices know of each other; a reader changes the level of a slice."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from slicer_harness import mouse
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def divided(panel: Panel, found: Any) -> Any:
    """The detection, once its segments are shown."""
    wait_until(lambda: panel.ui.bullseyeLabel.pixmap.width(), "the bullseye")
    wait_until(lambda: panel.widget.panel.mosaic._mosaic is not None, "the slices")
    return found


def click_segment(panel: Panel, segment: int) -> None:
    from LandmarkAILib.pictures.bullseye import segment_outline
    from PySide6 import QtCore, QtTest
    from slicer_harness.pythonqt import wrapper

    view = panel.widget.panel.aha._view
    x, y = segment_outline(segment).mean(axis=0) * view._scale + np.array(view._corner())
    QtTest.QTest.mouseClick(
        wrapper.native_of(view), QtCore.Qt.MouseButton.LeftButton, pos=QtCore.QPoint(round(x), round(y))
    )


@pytest.mark.parametrize("segment", [1, 9, 14])
def test_a_click_in_the_bullseye_chooses_the_row_and_the_numbers(
    panel: Panel, divided: Any, segment: int
) -> None:
    click_segment(panel, segment)
    assert panel.ui.ahaTable.currentRow() == segment - 1
    assert panel.widget.panel.mosaic._shown(divided).segment == segment


def test_a_row_is_outlined_in_the_bullseye(panel: Panel, divided: Any) -> None:
    panel.ui.ahaTable.setCurrentCell(11, 0)
    assert panel.widget.panel.aha._view._segment == 12
    assert panel.widget.panel.mosaic._shown(divided).segment == 12


def test_a_click_in_the_wall_of_a_tile_chooses_its_segment(panel: Panel, divided: Any) -> None:
    from LandmarkAILib.slicer.scene.pictured import segment_places

    part = panel.widget.panel.mosaic
    segment, position = next((n, p) for n, p in segment_places(part._aha) if n == 5)
    k = part._shown(divided).grid.to_index(position)[2]
    part._choose_slice(round(k), position)
    assert panel.ui.ahaTable.currentRow() == segment - 1
    part._choose_slice(round(k), position + 500.0)
    assert panel.ui.ahaTable.currentRow() == -1


def choose_slice(panel: Panel, nodes: Any, k: int) -> None:
    from LandmarkAILib.slicer.scene.edits import landmarks_of

    numbers = [n for n, p in enumerate(landmarks_of(nodes)) if p.slice == k]
    panel.widget.panel.review.choose(numbers[0])


def test_the_level_of_a_slice_is_changed_and_everything_follows(
    panel: Panel, divided: Any, scene: Any
) -> None:
    import slicer

    part, box = panel.widget.panel.mosaic, panel.find("levelBox")
    choose_slice(panel, divided, 4)
    assert part._aha.levels[4] == "mid" and box.currentText == "Mid"
    means = slicer.util.arrayFromTableColumn(divided.aha_table, "Mean").copy()
    box.setCurrentIndex(0)
    box.activated(0)
    wait_until(lambda: part._aha.levels.get(4) == "basal", "the level")
    wait_until(
        lambda: (
            not np.allclose(
                slicer.util.arrayFromTableColumn(divided.aha_table, "Mean"), means, equal_nan=True
            )
        ),
        "the table",
    )
    box.setCurrentIndex(3)
    box.activated(3)
    wait_until(lambda: 4 not in part._aha.levels, "the slice left out")
    assert box.currentText == "Beyond"
    mouse.click(panel.find("automaticLevelsButton"))
    wait_until(lambda: part._aha.levels.get(4) == "mid", "the level of before")
    after = slicer.util.arrayFromTableColumn(divided.aha_table, "Mean")
    assert np.allclose(after, means, equal_nan=True)
    assert not panel.find("automaticLevelsButton").enabled


def test_levels_are_saved_with_the_scene(
    panel: Panel, divided: Any, scene: Any, tmp_path: Any, vtk_errors: list[str]
) -> None:
    import slicer
    from LandmarkAILib.slicer.scene.edits import levels_of, set_level

    set_level(divided, panel.widget.panel.mosaic._aha, 4, "basal")
    before = levels_of(divided)
    assert 4 in before["basal"]
    slicer.util.saveScene(str(tmp_path / "scene.mrb"))
    scene.Clear(0)
    slicer.util.loadScene(str(tmp_path / "scene.mrb"))
    from LandmarkAILib.slicer.scene.nodes import find_results

    volume = scene.GetFirstNodeByClass("vtkMRMLScalarVolumeNode")
    assert levels_of(find_results(volume)[0]) == before
    # MRML says so of any scene that was saved with a slice view in an oblique plane.
    vtk_errors[:] = [text for text in vtk_errors if "preset name: Reformat" not in text]


def test_assumptions_stand_under_the_bullseye(panel: Panel, divided: Any) -> None:
    from LandmarkAILib.slicer.scene.edits import landmarks_of, mark_missing

    number = next(
        n
        for n, p in enumerate(landmarks_of(divided))
        if (p.name, p.slice) == ("Anterior RV insertion", 4)
    )
    mark_missing(divided, number)
    wait_until(lambda: "also used in slice 4" in panel.ui.ahaLabel.text, "what was assumed")


def test_segments_and_their_numbers_in_the_slice_views(panel: Panel, divided: Any) -> None:
    choose_slice(panel, divided, 4)
    mouse.click(panel.find("segmentsBox"))
    drawn = panel.widget.panel.marks.views["Red"].drawn
    assert {mark.text for mark in drawn if mark.color is None} == {str(n) for n in range(7, 13)}
    assert divided.aha_segmentation.GetDisplayNode().GetVisibility()
    assert not divided.segmentation.GetDisplayNode().GetVisibility()
    mouse.click(panel.find("segmentsBox"))
    drawn = panel.widget.panel.marks.views["Red"].drawn
    assert all(mark.color is not None for mark in drawn)
    assert divided.segmentation.GetDisplayNode().GetVisibility()
