"""What depends on points and segments stays current whatever module is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from slicer_harness.fixtures import Panel, wait_until


def shown(found: Any) -> np.ndarray:
    """(k, j, i) label values of the AHA segments' node."""
    from LandmarkAILib.slicer.scene.segmentations import labels_in
    from LandmarkAILib.slicer.scene.volumes import volume_grid

    return np.asarray(labels_in(found.aha_segmentation, volume_grid(found.volume)).labels)


def expected(found: Any) -> Any:
    """The AHA segments of points and segments as they are now, computed anew."""
    from LandmarkAILib.analysis.aha.segments import aha_segments
    from LandmarkAILib.slicer.scene.edits import landmarks_of, segmentation_of
    from LandmarkAILib.slicer.scene.volumes import image_of

    return aha_segments(image_of(found.volume), landmarks_of(found), segmentation_of(found))


def column(node: Any, name: str) -> list[Any]:
    array = node.GetTable().GetColumnByName(name)
    return [array.GetValue(row) for row in range(node.GetTable().GetNumberOfRows())]


def move_a_point(found: Any) -> None:
    """Move the anterior insertion of slice 4 by 14 mm, as Slicer's own module Markups would."""
    from LandmarkAILib.slicer.scene.edits import landmarks_of

    names = [(point.name, point.slice) for point in landmarks_of(found)]
    index = names.index(("Anterior RV insertion", 4))
    r, a, s = found.landmarks.GetNthControlPointPosition(index)
    found.landmarks.SetNthControlPointPosition(index, r + 14.0, a, s)


def check_current(found: Any, before: np.ndarray) -> None:
    """All dependants are those of the points as they are now."""
    wait_until(lambda: not np.array_equal(shown(found), before), "the AHA segments")
    aha = expected(found)
    assert np.array_equal(shown(found), aha.segmentation.labels)
    assert column(found.aha_table, "Mean") == pytest.approx([part.mean for part in aha.segments])
    assert column(found.table, "Note").count("corrected") == 1


def test_with_another_module_shown(panel: Panel, found: Any) -> None:
    panel.parent.exit()
    before = shown(found)
    move_a_point(found)
    check_current(found, before)
    panel.parent.enter()
    means = [f"{part.mean:.1f}" for part in expected(found).segments]
    table = panel.ui.ahaTable
    wait_until(lambda: [table.item(row, 2).text() for row in range(16)] == means, "the table")


def test_results_that_are_not_the_chosen_ones(panel: Panel, found: Any, load: Any) -> None:
    panel.ui.volumeSelector.setCurrentNode(load("native_t1"))
    assert panel.ui.resultsSelector.currentNode() is None
    before = shown(found)
    move_a_point(found)
    check_current(found, before)


def test_a_scene_that_is_loaded_while_another_module_is_shown(
    panel: Panel, found: Any, scene: Any, tmp_path: Path, vtk_errors: list[str]
) -> None:
    import slicer
    from LandmarkAILib.slicer.scene.nodes import find_results

    panel.parent.exit()
    path = str(tmp_path / "scene.mrb")
    assert slicer.util.saveScene(path)
    scene.Clear(0)
    slicer.util.loadScene(path)
    (again,) = find_results(slicer.util.getNode("lge_magnitude"))
    before = shown(again)
    move_a_point(again)
    check_current(again, before)
    # MRML says so of any scene that was saved with a slice view in an oblique plane.
    vtk_errors[:] = [text for text in vtk_errors if "preset name: Reformat" not in text]


def test_undo_of_an_edit_while_another_module_is_shown(panel: Panel, found: Any, scene: Any) -> None:
    scene.SetUndoOn()
    panel.parent.exit()
    before = shown(found)
    scene.SaveStateForUndo(found.landmarks)
    move_a_point(found)
    check_current(found, before)
    scene.Undo()
    wait_until(lambda: np.array_equal(shown(found), before), "the AHA segments of before")
    assert column(found.table, "Note").count("corrected") == 0


def test_a_detection_that_a_redo_brings_back(panel: Panel, found: Any, scene: Any) -> None:
    """Its nodes are others then: those are looked after."""
    from LandmarkAILib.slicer.scene.nodes import find_results

    volume = found.volume
    scene.SetUndoOn()
    scene.ClearUndoStack()
    panel.click("acceptButton")  # so that another detection stands beside it
    scene.Undo()
    scene.Redo()
    panel.parent.exit()
    (again,) = find_results(volume)
    before = shown(again)
    move_a_point(again)
    check_current(again, before)
