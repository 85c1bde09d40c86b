"""What of Slicer is real in the harness, and set up as in the application."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest


def test_util_is_not_in_slicer(scene: Any) -> None:
    import slicer

    assert not [name for name in slicer.util.__all__ if hasattr(slicer, name)]
    assert slicer.util.getNode is not None


def test_modules_give_their_logics(scene: Any) -> None:
    import slicer

    assert slicer.modules.volumes.logic().IsA("vtkSlicerVolumesLogic")
    assert slicer.util.getModuleLogic("Markups").IsA("vtkSlicerMarkupsLogic")
    assert slicer.app.applicationLogic().GetModuleLogic("Units") is slicer.modules.units.logic()
    with pytest.raises(AttributeError):
        slicer.modules.nosuchmodule  # noqa: B018


def test_scene_is_empty_and_has_what_the_application_makes(scene: Any) -> None:
    import slicer

    assert slicer.app.mrmlScene() is slicer.mrmlScene is scene
    shown = [
        n for n in slicer.util.getNodesByClass("vtkMRMLDisplayableNode") if not n.GetHideFromEditors()
    ]
    assert shown == []
    assert scene.GetNodeByID("vtkMRMLColorTableNodeGrey") is not None
    assert scene.GetFirstNodeByClass("vtkMRMLUnitNode") is not None
    assert scene.GetFirstNodeByClass("vtkMRMLCrosshairNode").GetCrosshairName() == "default"
    assert slicer.app.layoutManager().sliceWidget("Red").sliceOrientation == "Axial"


def test_nodes_get_items_in_the_subject_hierarchy(volume: Any, scene: Any) -> None:
    hierarchy = scene.GetSubjectHierarchyNode()
    item = hierarchy.GetItemByDataNode(volume)
    assert hierarchy.GetItemName(item) == "Box" and hierarchy.GetItemOwnerPluginName(item) == "Volumes"
    scene.RemoveNode(volume)
    assert hierarchy.GetItemByDataNode(volume) == 0


def test_volume_is_shown_in_slice_views(volume: Any) -> None:
    import slicer

    for name in slicer.app.layoutManager().sliceViewNames():
        composite = slicer.app.layoutManager().sliceWidget(name).mrmlSliceCompositeNode()
        assert composite.GetBackgroundVolumeID() == volume.GetID()


def test_segments_and_closed_surface(volume: Any, scene: Any) -> None:
    import slicer

    node = scene.AddNewNodeByClass("vtkMRMLSegmentationNode", "Segmentation")
    node.CreateDefaultDisplayNodes()
    node.SetReferenceImageGeometryParameterFromVolumeNode(volume)
    segment = node.GetSegmentation().AddEmptySegment("box", "Box")
    mask = (slicer.util.arrayFromVolume(volume) > 0).astype(np.uint8)
    slicer.util.updateSegmentBinaryLabelmapFromArray(mask, node, segment, volume)
    assert np.array_equal(slicer.util.arrayFromSegmentBinaryLabelmap(node, segment, volume), mask)
    assert node.CreateClosedSurfaceRepresentation()


def test_points_follow_their_parent_transform(scene: Any) -> None:
    import slicer

    transform = scene.AddNewNodeByClass("vtkMRMLLinearTransformNode")
    slicer.util.updateTransformMatrixFromArray(
        transform, np.array([[0, -1, 0, 5], [1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
    )
    points = scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode")
    points.SetAndObserveTransformNodeID(transform.GetID())
    points.AddControlPointWorld([1.0, 2.0, 3.0])
    local = points.GetNthControlPointPosition(0)
    assert np.allclose(local, [2, 4, 3])
    points.UnsetNthControlPointPosition(0)
    assert points.GetNumberOfDefinedControlPoints() == 0


@pytest.mark.parametrize("suffix", [".mrb", ".mrml"])
def test_scene_is_saved_and_opened_again(volume: Any, scene: Any, tmp_path: Path, suffix: str) -> None:
    import slicer

    points = scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "Points")
    points.AddControlPointWorld([1.0, 2.0, 3.0], "a")
    if suffix == ".mrml":
        assert slicer.util.saveNode(points, str(tmp_path / "Points.mrk.json"))
        assert slicer.util.saveNode(volume, str(tmp_path / "Box.nrrd"))
    path = tmp_path / f"scene{suffix}"
    assert slicer.util.saveScene(str(path))
    scene.Clear(0)
    slicer.util.loadScene(str(path))
    assert np.allclose(slicer.util.getNode("Points").GetNthControlPointPositionWorld(0), [1, 2, 3])
    assert slicer.util.arrayFromVolume(slicer.util.getNode("Box")).max() == 100


def test_files_are_loaded_by_their_kind(volume: Any, scene: Any, tmp_path: Path) -> None:
    import slicer

    path = tmp_path / "Heart.nrrd"
    assert slicer.util.saveNode(volume, str(path))
    loaded = slicer.util.loadVolume(path)
    assert loaded.GetName() == "Heart" and loaded.GetSpacing() == (2, 2, 4)
    with pytest.raises(RuntimeError, match="Failed to load"):
        slicer.util.loadVolume(tmp_path / "none.nrrd")


def test_undo(scene: Any) -> None:
    import slicer

    scene.SetUndoOn()
    points = slicer.vtkMRMLMarkupsFiducialNode()
    points.SetUndoEnabled(True)
    scene.SaveStateForUndo()
    scene.AddNode(points)
    scene.Undo()
    scene.SetUndoOff()
    assert scene.GetFirstNodeByClass("vtkMRMLMarkupsFiducialNode") is None


def test_a_sequence_is_browsed(scene: Any) -> None:
    import slicer

    sequence = scene.AddNewNodeByClass("vtkMRMLSequenceNode", "Cine")
    for frame in range(3):
        volume = slicer.vtkMRMLScalarVolumeNode()
        volume.SetOrigin(frame, 0, 0)
        sequence.SetDataNodeAtValue(volume, str(frame))
    browser = scene.AddNewNodeByClass("vtkMRMLSequenceBrowserNode", "Browser")
    browser.SetAndObserveMasterSequenceNodeID(sequence.GetID())
    browser.SetSelectedItemNumber(2)
    slicer.modules.sequences.logic().UpdateProxyNodesFromSequences(browser)
    assert browser.GetProxyNode(sequence).GetOrigin()[0] == 2


def test_place_mode_of_one_test_is_not_seen_by_the_next(scene: Any) -> None:
    import slicer

    assert slicer.app.applicationLogic().GetInteractionNode().GetCurrentInteractionMode() == 2
