"""A detection in the scene: points, segments, tables, folder; where they lie and what they say."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from short_axis_phantom import NAMES, Phantom

pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")

import slicer
from LandmarkAILib.analysis.aha.segments import SEGMENT_NAMES, aha_segments
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, landmark_types, segment_types
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.files.markups import describe
from LandmarkAILib.slicer.scene import edits
from LandmarkAILib.slicer.scene.nodes import DetectionNodes, find_results
from LandmarkAILib.slicer.scene.results import show_detection

AddVolume = Callable[..., Any]
AddTransform = Callable[[str], Any]
Column = Callable[[Any, str], list[Any]]
LabelsShown = Callable[[Any, Any], np.ndarray]


def world_of_index(volume: Any, index: np.ndarray) -> np.ndarray:
    """(N, 3) LPS mm in the world of voxels (i, j, k), by Slicer's own path through all transforms."""
    ijk_to_ras = slicer.util.vtkMatrixFromArray(np.eye(4))
    volume.GetIJKToRASMatrix(ijk_to_ras)
    local = [ijk_to_ras.MultiplyPoint([*point, 1])[:3] for point in index]
    world = np.zeros((len(index), 3))
    for point, row in zip(local, world, strict=True):
        volume.TransformPointToWorld(point, row)
    return world * [-1, -1, 1]


STORAGES = [((0, 1, 2), ()), ((0, 1, 2), (0,)), ((2, 0, 1), (1, 2)), ((1, 0, 2), (2,))]


@pytest.mark.parametrize("kind", ["", "linear", "bspline", "grid"])
@pytest.mark.parametrize(("order", "flipped"), STORAGES)
def test_points_and_segments_lie_on_the_image_in_the_world(
    add_volume: AddVolume,
    add_transform: AddTransform,
    world_points: Callable[[DetectionNodes], np.ndarray],
    labels_shown: LabelsShown,
    phantom: Phantom,
    order: tuple[int, int, int],
    flipped: tuple[int, ...],
    kind: str,
) -> None:
    """Oblique, stored in any order and mirrored or not, under any parent transform."""
    stored = phantom.stored(order, flipped)
    volume = add_volume(stored.image)
    if kind:
        volume.SetAndObserveTransformNodeID(add_transform(kind).GetID())
    nodes = show_detection(volume, stored.detection)

    grid = stored.image.grid
    index = grid.to_index(np.array([p.position for p in stored.landmarks]))
    np.testing.assert_allclose(world_points(nodes), world_of_index(volume, index), atol=1e-6)
    for node in nodes.transformable:
        assert node.GetTransformNodeID() == volume.GetTransformNodeID()
    assert np.array_equal(labels_shown(nodes.segmentation, volume), stored.segmentation.labels)


def test_control_points_say_what_was_found(volume: Any, detection: Detection) -> None:
    node = show_detection(volume, detection).landmarks
    assert node.GetName() == "heart landmarks"
    assert node.GetNumberOfControlPoints() == len(detection.landmarks)
    assert not node.GetLocked()
    for index, landmark in enumerate(detection.landmarks):
        assert node.GetNthControlPointLabel(index) == landmark.name
        assert node.GetNthControlPointDescription(index) == describe(landmark)
        missing = node.GetNthControlPointPositionStatus(index) == node.PositionMissing
        assert missing == (landmark.position is None)


def test_points_have_labels_in_slice_views_only(volume: Any, detection: Detection) -> None:
    node = show_detection(volume, detection).landmarks
    displays = [node.GetNthDisplayNode(n) for n in range(node.GetNumberOfDisplayNodes())]
    shown = [(d.GetVisibility2D(), d.GetVisibility3D(), d.GetPointLabelsVisibility()) for d in displays]
    # The last one shows points without names where :mod:`.labels` leaves the first one out.
    assert shown == [(1, 0, 1), (0, 1, 0), (1, 0, 0)]
    color = landmark_types()[ANTERIOR_RV_INSERTION].color
    white = (1.0, 1.0, 1.0)  # in slice views, where each landmark's own colour is drawn around it
    assert [d.GetSelectedColor() for d in displays] == [white, color, white]
    node.SetDisplayVisibility(False)
    assert not any(d.GetVisibility() for d in displays)


def test_segments_have_names_colours_and_terminology(volume: Any, detection: Detection) -> None:
    import vtk

    node = show_detection(volume, detection).segmentation
    segments = node.GetSegmentation()
    assert [segments.GetNthSegment(n).GetName() for n in range(segments.GetNumberOfSegments())] == list(
        NAMES
    )
    for index, kind in enumerate(segment_types().values()):
        segment, entry = segments.GetNthSegment(index), vtk.reference("")
        assert segment.GetColor() == pytest.approx(kind.color)
        assert segment.GetTag(segment.GetTerminologyEntryTagName(), entry) and entry == kind.terminology
        assert segment.GetLabelValue() == index + 1
    assert segments.GetNumberOfLayers("Binary labelmap") == 1
    role = slicer.vtkMRMLSegmentationNode.GetReferenceImageGeometryReferenceRole()
    assert node.GetNodeReference(role) is volume


def test_aha_segments_are_named_and_hidden(
    volume: Any, phantom: Phantom, labels_shown: LabelsShown
) -> None:
    nodes = show_detection(volume, phantom.detection)
    segments = nodes.aha_segmentation.GetSegmentation()
    assert [segments.GetNthSegment(n).GetName() for n in range(16)] == list(SEGMENT_NAMES)
    assert len({segments.GetNthSegment(n).GetColor() for n in range(16)}) == 16
    assert not nodes.aha_segmentation.GetDisplayVisibility()
    assert nodes.segmentation.GetDisplayVisibility() and nodes.landmarks.GetDisplayVisibility()
    assert np.array_equal(labels_shown(nodes.aha_segmentation, volume), phantom.segment)


def test_table_has_a_row_a_landmark_and_slice(volume: Any, detection: Detection, column: Column) -> None:
    node = show_detection(volume, detection).table
    points = list(detection.landmarks)
    assert column(node, "Landmark") == [p.name for p in points]
    assert column(node, "Slice") == [p.slice for p in points]
    assert column(node, "Status") == [p.status for p in points]
    assert column(node, "Probability") == pytest.approx([p.probability for p in points])
    assert column(node, "Note") == [p.note for p in points]
    spread = [np.nan if p.position is None else np.sqrt(1.75) for p in points]
    assert column(node, "± mm") == pytest.approx(spread, nan_ok=True)
    for axis, name in enumerate("LPS"):
        expected = [np.nan if p.position is None else p.position[axis] for p in points]
        assert column(node, name) == pytest.approx(expected, nan_ok=True)
        assert node.GetColumnUnitLabel(name) == "mm"
    assert node.GetLocked()


def test_aha_table_has_the_statistics(volume: Any, phantom: Phantom, column: Column) -> None:
    expected = aha_segments(phantom.image, phantom.landmarks, phantom.segmentation).segments
    node = show_detection(volume, phantom.detection).aha_table
    assert column(node, "Segment") == list(range(1, 17))
    assert column(node, "Name") == list(SEGMENT_NAMES)
    assert column(node, "Mean") == [s.mean for s in expected]
    assert column(node, "Volume") == [s.volume for s in expected]
    assert column(node, "Pixels") == [s.pixels for s in expected]


def test_aha_segments_that_cannot_be_told_are_empty(
    volume: Any, phantom: Phantom, column: Column, labels_shown: LabelsShown
) -> None:
    """Their nodes are there, so that they can follow once a reader has placed the insertion."""
    lost = [
        replace(p, position=None) if p.name == ANTERIOR_RV_INSERTION else p for p in phantom.landmarks
    ]
    detection = replace(phantom.detection, landmarks=LandmarkSet(tuple(lost)))
    nodes = show_detection(volume, detection)
    assert np.isnan(column(nodes.aha_table, "Mean")).all()
    assert not labels_shown(nodes.aha_segmentation, volume).any()


def test_a_model_of_volumes_without_segments(volume: Any, column: Column) -> None:
    apex = Landmark("LV apex", np.array([1.0, 2.0, 3.0]), 0.8, np.eye(3))
    nodes = show_detection(volume, Detection(LandmarkSet((apex,)), None))
    assert (nodes.segmentation, nodes.aha_segmentation, nodes.aha_table) == (None, None, None)
    assert column(nodes.table, "Slice") == [-1]
    (found,) = edits.landmarks_of(nodes)
    assert found.slice is None
    assert nodes.landmarks.GetNthDisplayNode(1).GetPointLabelsVisibility()


def test_outputs_lie_in_a_folder_under_the_volumes_study(
    scene: Any, volume: Any, detection: Detection
) -> None:
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    patient = hierarchy.CreateSubjectItem(hierarchy.GetSceneItemID(), "Patient")
    study = hierarchy.CreateStudyItem(patient, "Study")
    hierarchy.SetItemParent(hierarchy.GetItemByDataNode(volume), study)
    nodes = show_detection(volume, detection)
    assert hierarchy.GetItemParent(nodes.folder) == study
    for node in nodes:
        assert hierarchy.GetItemParent(hierarchy.GetItemByDataNode(node)) == nodes.folder
    assert hierarchy.GetItemName(nodes.folder) == "heart detection"


def test_outputs_say_what_they_are_of(volume: Any, detection: Detection) -> None:
    facts = {"model": {"name": "cmr-sax", "version": "1.2", "sha256": "ab12"}, "device": "cpu"}
    nodes = show_detection(volume, replace(detection, provenance=facts))
    for node in nodes:
        assert node.GetNodeReference("LandmarkAI.volume") is volume
        found = [node.GetAttribute(f"LandmarkAI.{fact}") for fact in ("model", "version", "sha256")]
        assert found == ["cmr-sax", "1.2", "ab12"]
    assert json.loads(nodes.landmarks.GetAttribute("LandmarkAI.provenance")) == facts


def test_results_are_found_again(volume: Any, add_volume: AddVolume, phantom: Phantom) -> None:
    other = add_volume(phantom.image)
    nodes, others = show_detection(volume, phantom.detection), show_detection(other, phantom.detection)
    (found,) = find_results(volume)
    assert list(found) == list(nodes) and found.folder == nodes.folder and found.volume is volume
    # The volumes have one name, the outputs have not.
    assert not {n.GetName() for n in nodes} & {n.GetName() for n in others}
