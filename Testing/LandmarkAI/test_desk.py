"""The desk of a reader: views of the heart, the list in the order of choice, tables to take away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("name", "rows"), [("Aha", 16), ("Points", 24)])
def test_one_click_puts_a_table_on_the_clipboard(panel: Panel, found: Any, name: str, rows: int) -> None:
    import slicer
    from slicer_harness import mouse

    mouse.click(panel.find(f"copy{name}Button"))
    lines = slicer.app.clipboard().text().splitlines()
    assert len(lines) == rows + 1
    assert len({line.count("\t") for line in lines}) == 1
    headers = lines[0].split("\t")
    assert headers[:2] == {"Aha": ["Segment", "Name"], "Points": ["Landmark", "Slice"]}[name]


def test_ctrl_c_copies_all_of_a_table(panel: Panel, found: Any) -> None:
    import slicer

    slicer.app.clipboard().setText("")
    panel.ui.ahaTable.setFocus()
    panel.press_key("Ctrl+A", "ahaTable")
    panel.press_key("Ctrl+C", "ahaTable")
    assert len(slicer.app.clipboard().text().splitlines()) == 17


def test_table_and_bullseye_as_files(panel: Panel, found: Any, tmp_path: Path) -> None:
    import csv

    from PIL import Image

    part = panel.widget.panel.aha
    wait_until(lambda: part._drawn is not None, "the bullseye")
    part.paper.save(tmp_path / "aha.csv")
    part.save_picture(tmp_path / "aha.png")
    with (tmp_path / "aha.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["Segment"] for row in rows] == [str(n) for n in range(1, 17)]
    assert all(float(row["Mean"]) for row in rows)
    with Image.open(tmp_path / "aha.png") as picture:
        assert picture.width > 500


def planes() -> dict[str, np.ndarray]:
    import slicer

    manager = slicer.app.layoutManager()
    return {
        name: slicer.util.arrayFromVTKMatrix(
            manager.sliceWidget(name).mrmlSliceNode().GetSliceToRAS()
        ).copy()
        for name in ("Red", "Green", "Yellow")
    }


@pytest.mark.parametrize("moved", [False, True])
def test_one_click_detects_and_shows_the_heart(
    panel: Panel, volume: Any, launcher: Any, scene: Any, moved: bool
) -> None:
    """In the plane of the slices, and through the long axis and the insertions; also when moved."""
    import slicer
    from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, LV_CENTER
    from LandmarkAILib.slicer.scene.nodes import find_results

    if moved:
        transform = scene.AddNewNodeByClass("vtkMRMLTransformNode")
        matrix = np.array([[0, -1, 0, 40], [1, 0, 0, -7], [0, 0, 1, 3], [0, 0, 0, 1.0]])
        transform.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(matrix))
        volume.SetAndObserveTransformNodeID(transform.GetID())
    manager, before = slicer.app.layoutManager(), planes()
    layout = manager.layout
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.click("detectButton")
    launcher.finish()
    (nodes,) = find_results(volume)
    node, shown = nodes.landmarks, planes()
    points: dict[str, list[np.ndarray]] = {ANTERIOR_RV_INSERTION: [], LV_CENTER: []}
    for n in range(node.GetNumberOfControlPoints()):
        if node.GetNthControlPointPositionStatus(n) == node.PositionDefined:
            label = node.GetNthControlPointLabel(n)
            points.setdefault(label, []).append(np.array(node.GetNthControlPointPositionWorld(n)))
    centers = points[LV_CENTER]
    axis = centers[-1] - centers[0]
    assert abs(shown["Red"][:3, 2] @ axis) > 0.95 * np.linalg.norm(axis)
    for name in ("Green", "Yellow"):
        off = [(center - shown[name][:3, 3]) @ shown[name][:3, 2] for center in centers]
        assert np.abs(off).max() < 4
    to_insertion = np.mean(points[ANTERIOR_RV_INSERTION], axis=0) - shown["Green"][:3, 3]
    assert abs(to_insertion @ shown["Green"][:3, 2]) < 1
    assert to_insertion @ shown["Green"][:3, 0] < 0  # on the left of the screen
    assert all(np.linalg.det(plane[:3, :3]) == pytest.approx(1) for plane in shown.values())
    assert manager.layout != layout and panel.ui.viewsButton.checked
    panel.click("viewsButton")
    assert manager.layout == layout
    for name, plane in planes().items():
        assert np.allclose(plane, before[name])


def test_leaving_the_module_restores_layout_and_window(panel: Panel, found: Any) -> None:
    import slicer

    display = found.volume.GetDisplayNode()
    assert not display.GetAutoWindowLevel()
    panel.parent.exit()
    assert slicer.app.layoutManager().layout == 3
    assert display.GetAutoWindowLevel()
    panel.parent.enter()


def test_window_that_was_changed_since_stays(panel: Panel, found: Any) -> None:
    display = found.volume.GetDisplayNode()
    display.SetWindowLevelMinMax(3.0, 77.0)
    panel.click("viewsButton")
    assert (display.GetWindowLevelMin(), display.GetWindowLevelMax()) == (3.0, 77.0)


def test_picture_of_the_desk(panel: Panel, found: Any, tmp_path: Path) -> None:
    assert panel.save_picture(tmp_path / "desk.png").stat().st_size > 50_000


def test_order_of_the_list_is_a_choice(panel: Panel, found: Any) -> None:
    table = panel.ui.pointsTable
    panel.ui.pointsTable.setCurrentCell(3, 0)
    chosen = panel.widget.panel.review.selected()
    panel.find("orderBox").setCurrentIndex(1)
    slices = [int(table.item(row, 1).text()) for row in range(table.rowCount)]
    assert slices == sorted(slices)
    assert panel.widget.panel.review.selected() == chosen
    panel.find("orderBox").setCurrentIndex(0)
    errors = [float(t) for row in range(table.rowCount) if (t := table.item(row, 2).text())]
    assert errors == sorted(errors, reverse=True)


def test_a_slice_and_the_rest_are_accepted_at_one_click_each(panel: Panel, found: Any) -> None:
    from LandmarkAILib.slicer.scene.edits import landmarks_of
    from slicer_harness import mouse

    panel.click("missingButton")
    wait_until(lambda: "1 of 24" in panel.ui.reviewCollapsible.text, "the count")
    number = panel.widget.panel.review.selected()
    k = list(landmarks_of(found))[number].slice
    mouse.click(panel.find("acceptSliceButton"))
    here = [p for p in landmarks_of(found) if p.slice == k]
    assert all(p.review for p in here)
    others = [p for p in landmarks_of(found) if p.slice != k]
    assert not all(p.review for p in others)
    mouse.click(panel.find("acceptRestButton"))
    assert "24 of 24" in panel.ui.reviewCollapsible.text
    assert sum(p.review == "marked missing" for p in landmarks_of(found)) == 1
    button = panel.find("acceptRestButton")
    assert not button.enabled and button.toolTip == "All points were reviewed."
