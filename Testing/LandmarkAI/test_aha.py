"""The AHA segments in the panel, and that they follow the points."""

from __future__ import annotations

from typing import Any

import numpy as np
from harness.fixtures import Panel, wait_until


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


def test_everything_follows_a_dragged_insertion_point(panel: Panel, found: Any) -> None:
    from LandmarkAILib.scene.edits import landmarks_of

    before_rows, before_picture = rows(panel), bullseye(panel)
    for index, landmark in enumerate(landmarks_of(found)):
        if landmark.name == "Anterior RV insertion" and landmark.position is not None:
            x, y, z = found.landmarks.GetNthControlPointPosition(index)
            found.landmarks.SetNthControlPointPosition(index, x, y, z - 25)
    wait_until(lambda: rows(panel) != before_rows, "the table")
    assert (bullseye(panel) != before_picture).any()
    assert "corrected" in {
        panel.ui.pointsTable.item(row, 3).text() for row in range(panel.ui.pointsTable.rowCount)
    }


def test_reason_is_told_where_there_are_no_segments(panel: Panel, found: Any) -> None:
    from LandmarkAILib.scene.edits import landmarks_of, mark_missing

    for index, landmark in enumerate(landmarks_of(found)):
        if landmark.name == "Anterior RV insertion" and landmark.position is not None:
            mark_missing(found, index)
    wait_until(lambda: panel.ui.ahaLabel.visible, "the reason")
    assert "anterior" in panel.ui.ahaLabel.text.lower()
    assert {row[2] for row in rows(panel)} == {"–"}
