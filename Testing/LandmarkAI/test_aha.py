"""The AHA segments in the panel, and that they follow the points."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow


def rows(panel: Panel) -> list[tuple[str, ...]]:
    table = panel.ui.ahaTable
    return [
        tuple(table.item(row, column).text() for column in range(5)) for row in range(table.rowCount)
    ]


def bullseye(panel: Panel) -> np.ndarray:
    """(height, width, 3) uint8."""
    image = panel.ui.bullseyeLabel.pixmap.toImage()
    size = image.width(), image.height()
    return np.array(
        [
            [
                [color.red(), color.green(), color.blue()]
                for color in (image.pixelColor(x, y) for x in range(0, size[0], 4))
            ]
            for y in range(0, size[1], 4)
        ],
        np.uint8,
    )


def test_table_shows_the_sixteen_segments(panel: Panel, found: Any) -> None:
    import slicer

    assert [row[0] for row in rows(panel)] == [str(n) for n in range(1, 17)]
    assert rows(panel)[0][1].lower().startswith("basal anterior")
    means = slicer.util.arrayFromTableColumn(found.aha_table, "Mean")
    assert [row[2] for row in rows(panel)] == [f"{mean:.1f}" for mean in means]


def test_bullseye_is_painted_in_colours_of_the_means(panel: Panel, found: Any) -> None:
    import slicer
    from LandmarkAILib.pictures.bullseye import ColorScale

    pixels = bullseye(panel).reshape(-1, 3).astype(int)
    means = slicer.util.arrayFromTableColumn(found.aha_table, "Mean")
    scale = ColorScale.around(dict(enumerate(means.tolist(), 1)))
    for mean in means:
        assert (abs(pixels - scale.color(float(mean))).max(axis=1) <= 2).any()


def voxels(found: Any) -> np.ndarray:
    """(k, j, i) numbers of the AHA segments, as they are in the scene."""
    from LandmarkAILib.analysis.aha.settings import SEGMENT_NAMES
    from LandmarkAILib.slicer.scene.segmentations import labels_in
    from LandmarkAILib.slicer.scene.volumes import volume_grid

    shown = labels_in(found.aha_segmentation, volume_grid(found.volume))
    number = [0, *(SEGMENT_NAMES.index(name) + 1 for name in shown.names)]
    return np.array(number)[shown.labels]


def drag(panel: Panel, found: Any, name: str, number: int, distance: float) -> None:
    """Choose a point in the list, and drag it by mm in the green view, which shows its slice."""
    import slicer
    from LandmarkAILib.slicer.scene.edits import landmarks_of
    from slicer_harness import mouse

    table = panel.ui.pointsTable
    listed = [tuple(table.item(row, n).text() for n in (0, 1)) for row in range(table.rowCount)]
    table.setCurrentCell(listed.index((name, str(number))), 0)
    points = [(point.name, point.slice) for point in landmarks_of(found)]
    start = np.array(found.landmarks.GetNthControlPointPositionWorld(points.index((name, number))))
    view = slicer.app.layoutManager().sliceWidget("Green").mrmlSliceNode()
    along = slicer.util.arrayFromVTKMatrix(view.GetSliceToRAS())[:3, 0]
    mouse.drag(start, start + distance * along, "Green")


@pytest.mark.parametrize("name", ["Anterior RV insertion", "LV center"])
def test_everything_follows_a_dragged_point(panel: Panel, found: Any, name: str) -> None:
    from LandmarkAILib.analysis.aha.segments import aha_segments
    from LandmarkAILib.slicer.scene.edits import landmarks_of, segmentation_of
    from LandmarkAILib.slicer.scene.volumes import image_of

    wait_until(lambda: panel.ui.bullseyeLabel.pixmap.width(), "the bullseye")
    before_rows, before_picture, before_voxels = rows(panel), bullseye(panel), voxels(found)
    drag(panel, found, name, 4, 14)
    wait_until(lambda: rows(panel) != before_rows, "the table")
    expected = aha_segments(image_of(found.volume), landmarks_of(found), segmentation_of(found))
    # There may have been an update in the midst of the drag: another follows it.
    means = [f"{part.mean:.1f}" for part in expected.segments]
    wait_until(lambda: [row[2] for row in rows(panel)] == means, "the table")
    now = voxels(found)
    assert (now != before_voxels).any(axis=(1, 2)).tolist() == [k == 4 for k in range(len(now))]
    assert np.array_equal(now, expected.segmentation.labels)
    assert (bullseye(panel) != before_picture).any()
    wait_until(lambda: panel.widget.panel.is_settled, "the other parts")
    table = panel.ui.pointsTable
    reviews = [tuple(table.item(row, n).text() for n in (0, 1, 3)) for row in range(table.rowCount)]
    assert [row for row in reviews if row[2] == "corrected"] == [(name, "4", "corrected")]


def test_segmentation_under_another_transform(panel: Panel, found: Any, scene: Any) -> None:
    """The list follows the points; there are no AHA values, and the panel says why."""
    before = rows(panel)
    transform = scene.AddNewNodeByClass("vtkMRMLLinearTransformNode", "Moved")
    found.segmentation.SetAndObserveTransformNodeID(transform.GetID())
    drag(panel, found, "LV center", 4, 14)
    wait_until(lambda: panel.ui.ahaLabel.visible, "the reason")
    assert panel.ui.ahaLabel.text == (
        "lge_magnitude segmentation and lge_magnitude are under different transforms: use one."
    )
    assert {row[2:] for row in rows(panel)} == {("–", "–", "–")}
    wait_until(lambda: panel.widget.panel.is_settled, "the other parts")
    points = panel.ui.pointsTable
    assert "corrected" in {points.item(row, 3).text() for row in range(points.rowCount)}
    found.segmentation.SetAndObserveTransformNodeID(None)
    panel.ui.pointsTable.setFocus()
    panel.press_key("Z", "pointsTable")
    wait_until(lambda: not panel.ui.ahaLabel.visible, "the values")
    assert rows(panel) == before


def test_reason_is_told_where_there_are_no_segments(panel: Panel, found: Any) -> None:
    from LandmarkAILib.slicer.scene.edits import landmarks_of, mark_missing

    for index, landmark in enumerate(landmarks_of(found)):
        if landmark.name == "Anterior RV insertion" and landmark.position is not None:
            mark_missing(found, index)
    wait_until(lambda: panel.ui.ahaLabel.visible, "the reason")
    assert "anterior" in panel.ui.ahaLabel.text.lower()
    assert {row[2] for row in rows(panel)} == {"–"}
