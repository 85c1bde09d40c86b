"""Detecting again, deleting, undo and redo: what becomes of results that stand in the scene."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from short_axis_phantom import NAMES, Phantom

pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")

import slicer
from LandmarkAILib.core.anatomy import LV_CENTER
from LandmarkAILib.core.detection import Detection, Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.errors import InputError
from LandmarkAILib.slicer.scene import edits, tables
from LandmarkAILib.slicer.scene.nodes import DetectionNodes, find_results
from LandmarkAILib.slicer.scene.results import is_touched, show_detection
from LandmarkAILib.slicer.scene.subject_hierarchy import put_back

AddVolume = Callable[..., Any]
AddTransform = Callable[[str], Any]
Column = Callable[[Any, str], list[Any]]
LabelsShown = Callable[[Any, Any], np.ndarray]


def names_in_scene(scene: Any) -> set[str]:
    return {scene.GetNthNode(n).GetName() for n in range(scene.GetNumberOfNodes())}


def test_detecting_again_replaces(scene: Any, volume: Any, detection: Detection) -> None:
    first = show_detection(volume, detection)
    before, folder = scene.GetNumberOfNodes(), first.folder
    again = show_detection(volume, detection)
    assert scene.GetNumberOfNodes() == before
    assert [node.GetName() for node in again][:2] == ["heart landmarks", "heart segmentation"]
    assert again.folder == folder and not first.in_scene
    assert [list(found) for found in find_results(volume)] == [list(again)]


def _move(nodes: DetectionNodes) -> None:
    nodes.landmarks.SetNthControlPointPosition(0, 1.0, 2.0, 3.0)


def _add(nodes: DetectionNodes) -> None:
    nodes.landmarks.AddControlPoint([1.0, 2.0, 3.0], LV_CENTER)


def _remove(nodes: DetectionNodes) -> None:
    nodes.landmarks.RemoveNthControlPoint(3)


def _relabel(nodes: DetectionNodes) -> None:
    nodes.landmarks.SetNthControlPointLabel(0, "mine")


def _accept(nodes: DetectionNodes) -> None:
    edits.accept(nodes, 0)


def _rename(nodes: DetectionNodes) -> None:
    nodes.segmentation.SetName("final")


def _erase(nodes: DetectionNodes) -> None:
    name = NAMES[1]
    array = slicer.util.arrayFromSegmentBinaryLabelmap(nodes.segmentation, name)
    array[0] = 0
    slicer.util.updateSegmentBinaryLabelmapFromArray(array, nodes.segmentation, name)


@pytest.mark.parametrize("touch", [_move, _add, _remove, _relabel, _accept, _rename, _erase])
def test_detecting_again_keeps_what_was_touched(
    volume: Any, detection: Detection, touch: Callable[[DetectionNodes], None]
) -> None:
    first = show_detection(volume, detection)
    assert not is_touched(first)
    touch(first)
    assert is_touched(first)
    again = show_detection(volume, detection)
    assert first.in_scene and again.landmarks.GetName() == "heart landmarks 2"
    assert again.folder != first.folder
    third = show_detection(volume, detection)
    assert first.in_scene and not again.in_scene
    assert third.landmarks.GetName() == "heart landmarks 2"


def test_deleted_outputs_are_passed_over(scene: Any, volume: Any, detection: Detection) -> None:
    nodes = show_detection(volume, detection)
    scene.RemoveNode(nodes.segmentation)
    scene.RemoveNode(nodes.table)
    (found,) = find_results(volume)
    assert found.segmentation is None and found.table is None and found.aha_table is nodes.aha_table
    again = show_detection(volume, detection)
    assert len(list(again)) == 5 and len(find_results(volume)) == 1


def test_deleted_volume_leaves_results_usable(scene: Any, volume: Any, detection: Detection) -> None:
    nodes = show_detection(volume, detection)
    scene.RemoveNode(volume)
    assert nodes.volume is None and nodes.in_scene
    assert [p.name for p in edits.landmarks_of(nodes)] == [p.name for p in detection.landmarks]
    assert edits.segmentation_of(nodes) is None


def test_a_volume_that_changed_meanwhile_is_refused(
    scene: Any, volume: Any, detection: Detection
) -> None:
    volume.SetSpacing(2, 2, 2)
    before = names_in_scene(scene)
    with pytest.raises(InputError, match="has changed since"):
        show_detection(volume, detection)
    assert names_in_scene(scene) == before


def test_half_a_detection_is_never_left(
    scene: Any, volume: Any, detection: Detection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure at the last step takes back all, and leaves what was there before."""
    first = show_detection(volume, detection)
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    before, items = names_in_scene(scene), hierarchy.GetNumberOfItems()

    def fail(*_arguments: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(tables, "fill_aha", fail)
    with pytest.raises(MemoryError):
        show_detection(volume, detection)
    assert names_in_scene(scene) == before and hierarchy.GetNumberOfItems() == items
    assert first.in_scene and not scene.IsBatchProcessing()


def test_half_a_detection_is_never_in_the_scene(
    scene: Any, volume: Any, detection: Detection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure after the nodes were added takes them out again."""
    from LandmarkAILib.slicer.scene import results

    first = show_detection(volume, detection)
    before = scene.GetNumberOfNodes()

    def fail(*_arguments: Any) -> None:
        assert scene.GetNumberOfNodes() > before + 4
        raise MemoryError

    monkeypatch.setattr(results, "put_in_folder", fail)
    with pytest.raises(MemoryError):
        show_detection(volume, detection)
    assert scene.GetNumberOfNodes() == before
    assert first.in_scene and not scene.IsBatchProcessing()


def test_one_undo_takes_all_back(scene: Any, volume: Any, detection: Detection) -> None:
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    scene.SetUndoOn()
    try:
        before, items = names_in_scene(scene), hierarchy.GetNumberOfItems()
        show_detection(volume, detection)
        after = names_in_scene(scene)
        scene.Undo()
        assert names_in_scene(scene) == before and hierarchy.GetNumberOfItems() == items
        scene.Redo()
        assert names_in_scene(scene) == after
        (found,) = find_results(volume)
        assert len(list(found)) == 5 and len(edits.landmarks_of(found)) == len(detection.landmarks)
        edits.accept(found, 0)
        edits.restore(found, 0)
        scene.Undo()
        assert edits.landmarks_of(found).landmarks[0].note == "accepted"
        scene.Undo()
        assert edits.landmarks_of(found).landmarks[0].note == ""
    finally:
        scene.SetUndoOff()


def test_undo_and_redo_keep_segments_and_their_places(
    scene: Any, volume: Any, detection: Detection, labels_shown: LabelsShown
) -> None:
    """AHA segments and the folder in the subject hierarchy come back with the points."""
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    scene.SetUndoOn()
    try:
        nodes = show_detection(volume, detection)
        aha, name = labels_shown(nodes.aha_segmentation, volume), hierarchy.GetItemName(nodes.folder)
        beside = hierarchy.GetItemParent(hierarchy.GetItemByDataNode(volume))
        assert aha.max() == 16
        scene.Undo()
        assert find_results(volume) == [] and not hierarchy.GetItemChildWithName(beside, name)
        scene.Redo()
        (found,) = find_results(volume)
        assert np.array_equal(labels_shown(found.aha_segmentation, volume), aha)
        put_back(found)
        assert hierarchy.GetItemName(found.folder) == name
        assert hierarchy.GetItemParent(found.folder) == beside
        for node in found:
            assert hierarchy.GetItemParent(hierarchy.GetItemByDataNode(node)) == found.folder
        assert not found.aha_segmentation.GetDisplayVisibility()
    finally:
        scene.SetUndoOff()


def test_undo_brings_replaced_results_back(
    scene: Any, volume: Any, detection: Detection, labels_shown: LabelsShown
) -> None:
    scene.SetUndoOn()
    try:
        show_detection(volume, detection)
        nothing = replace(detection.segmentation, labels=np.zeros_like(detection.segmentation.labels))
        show_detection(volume, replace(detection, segmentation=nothing))
        scene.Undo()
        (found,) = find_results(volume)
        assert len(list(found)) == 5 and not is_touched(found)
        assert np.array_equal(labels_shown(found.segmentation, volume), detection.segmentation.labels)
    finally:
        scene.SetUndoOff()


def test_two_hundred_volumes(scene: Any, add_volume: AddVolume, phantom: Phantom) -> None:
    small = phantom.image.grid.size
    grid = Grid((4, 4, 2), phantom.image.grid.affine)
    image = replace(phantom.image, array=np.zeros(grid.shape, np.float32), grid=grid)
    assert small != grid.size
    volumes = [add_volume(image) for _ in range(200)]
    point = Landmark("LV apex", np.array([1.0, 2.0, 3.0]))
    segmentation = Segmentation(np.ones(grid.shape, np.uint8), grid, ("Left ventricle",))
    detection = Detection(LandmarkSet((point,)), segmentation)
    results = [show_detection(volume, detection) for volume in (volumes[0], volumes[-1])]
    for volume, nodes in zip((volumes[0], volumes[-1]), results, strict=True):
        assert [list(found) for found in find_results(volume)] == [list(nodes)]
    assert find_results(volumes[100]) == []
