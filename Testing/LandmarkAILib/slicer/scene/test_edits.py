"""What a reader does to points and segments, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from short_axis_phantom import Phantom, make_phantom

pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")

import slicer
from LandmarkAILib.analysis.aha.segments import aha_segments
from LandmarkAILib.analysis.aha.settings import AhaSettings
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, LV_CENTER
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.markups import describe
from LandmarkAILib.slicer.scene.dependants import update_dependants
from LandmarkAILib.slicer.scene.edits import (
    accept,
    correct,
    landmarks_of,
    mark_missing,
    restore,
    segmentation_of,
)
from LandmarkAILib.slicer.scene.nodes import DetectionNodes
from LandmarkAILib.slicer.scene.results import is_touched, show_detection

AddTransform = Callable[[str], Any]
Column = Callable[[Any, str], list[Any]]
LabelsShown = Callable[[Any, Any], np.ndarray]


@pytest.fixture
def detection(phantom: Phantom) -> Detection:
    """The first landmark is known well, the second was not found, the third has a note."""
    first, second, third, *others = phantom.landmarks
    changed = (
        replace(first, probability=0.97, covariance=np.diag([1.0, 0.5, 0.25])),
        replace(second, position=None, probability=0.1),
        replace(third, note="far from its neighbours"),
    )
    return replace(phantom.detection, landmarks=LandmarkSet((*changed, *others)))


@pytest.fixture
def nodes(volume: Any, detection: Detection) -> DetectionNodes:
    return show_detection(volume, detection)


def test_untouched_landmarks_come_back_as_they_were(nodes: DetectionNodes, detection: Detection) -> None:
    for found, landmark in zip(landmarks_of(nodes), detection.landmarks, strict=True):
        assert (found.name, found.probability, found.slice, found.note) == (
            *(landmark.name, landmark.probability, landmark.slice, landmark.note),
        )
        for ours, theirs in (
            (found.position, landmark.position),
            (found.covariance, landmark.covariance),
        ):
            assert (ours is None) == (theirs is None)
            if theirs is not None:
                np.testing.assert_allclose(ours, theirs, atol=1e-9)


def test_reading_landmarks_changes_nothing(nodes: DetectionNodes) -> None:
    before = nodes.landmarks.GetMTime()
    landmarks_of(nodes)
    assert nodes.landmarks.GetMTime() == before and not is_touched(nodes)


def test_accepting_a_point(nodes: DetectionNodes) -> None:
    accept(nodes, 0)
    accept(nodes, 1)
    accept(nodes, 2)
    first, second, third, *_ = landmarks_of(nodes)
    assert (first.note, first.probability) == ("accepted", 0.97)
    assert (second.note, second.status) == ("accepted", "missing")
    assert third.note == "far from its neighbours; accepted"
    assert nodes.landmarks.GetNthControlPointDescription(0) == describe(first)
    assert "accepted" in describe(first)


def test_dragging_a_point_corrects_it(nodes: DetectionNodes, phantom: Phantom) -> None:
    """Into another slice; whoever had accepted it, accepted another position."""
    accept(nodes, 0)
    target = phantom.image.grid.to_lps([30.0, 20.0, 2.2])
    nodes.landmarks.SetNthControlPointPosition(0, *(target * [-1, -1, 1]))
    first = landmarks_of(nodes).landmarks[0]
    np.testing.assert_allclose(first.position, target, atol=1e-9)
    assert (first.slice, first.note, first.probability, first.covariance) == (2, "corrected", 1.0, None)


def test_a_move_below_rounding_is_none(nodes: DetectionNodes) -> None:
    x, y, z = nodes.landmarks.GetNthControlPointPosition(0)
    nodes.landmarks.SetNthControlPointPosition(0, x + 1e-5, y, z)
    assert landmarks_of(nodes).landmarks[0].note == "" and not is_touched(nodes)


def test_a_missing_point_that_is_placed(nodes: DetectionNodes, phantom: Phantom) -> None:
    target = phantom.image.grid.to_lps([30.0, 20.0, 0.0])
    correct(nodes, 1, target)
    second = landmarks_of(nodes).landmarks[1]
    assert (second.status, second.slice, second.note) == ("detected", 0, "corrected")
    assert nodes.landmarks.GetNthControlPointDescription(1) == "slice 0; corrected"


def test_marking_missing_and_restoring(nodes: DetectionNodes, detection: Detection) -> None:
    mark_missing(nodes, 0)
    first = landmarks_of(nodes).landmarks[0]
    assert (first.status, first.note, first.probability, first.slice) == (
        "missing",
        "marked missing",
        0.0,
        0,
    )
    accept(nodes, 2)
    correct(nodes, 1, np.array([1.0, 2.0, 3.0]))
    for index in range(3):
        restore(nodes, index)
    assert not is_touched(nodes)
    np.testing.assert_allclose(
        landmarks_of(nodes).landmarks[0].position, detection.landmarks.landmarks[0].position, atol=1e-9
    )


def test_a_point_placed_by_hand(nodes: DetectionNodes, phantom: Phantom) -> None:
    target = phantom.image.grid.to_lps([30.0, 20.0, 4.4])
    nodes.landmarks.AddControlPoint((target * [-1, -1, 1]).tolist(), LV_CENTER)
    index = nodes.landmarks.GetNumberOfControlPoints() - 1
    accept(nodes, index)
    restore(nodes, index)
    last = landmarks_of(nodes).landmarks[index]
    assert (last.name, last.slice, last.note, last.probability) == (LV_CENTER, 4, "placed by hand", 1.0)


def test_a_point_outside_the_stack_belongs_to_its_end(nodes: DetectionNodes, phantom: Phantom) -> None:
    correct(nodes, 0, phantom.image.grid.to_lps([30.0, 20.0, 9.0]))
    assert landmarks_of(nodes).landmarks[0].slice == 5


@pytest.mark.parametrize("kind", ["linear", "bspline", "grid"])
def test_positions_are_the_volumes_under_any_transform(
    volume: Any, detection: Detection, add_transform: AddTransform, kind: str
) -> None:
    """Also of a list that was hardened into the world, or put elsewhere, by itself."""
    transform = add_transform(kind)
    volume.SetAndObserveTransformNodeID(transform.GetID())
    nodes = show_detection(volume, detection)
    nodes.landmarks.HardenTransform()
    assert nodes.landmarks.GetParentTransformNode() is None
    expected = [p.position for p in detection.landmarks if p.position is not None]
    found = [p.position for p in landmarks_of(nodes) if p.position is not None]
    np.testing.assert_allclose(found, expected, atol=0.05)
    target = np.array([12.0, -30.0, 8.0])
    correct(nodes, 0, target)
    np.testing.assert_allclose(landmarks_of(nodes).landmarks[0].position, target, atol=0.05)
    world = np.zeros(3)
    nodes.landmarks.GetNthControlPointPositionWorld(0, world)
    expected_world = np.zeros(3)
    volume.TransformPointToWorld(target * [-1, -1, 1], expected_world)
    np.testing.assert_allclose(world, expected_world, atol=0.05)


def test_segments_are_read_as_edited(nodes: DetectionNodes, volume: Any, phantom: Phantom) -> None:
    """A segment in a layer of its own, cropped, that overlaps others."""
    mask = np.zeros(phantom.image.grid.shape, np.uint8)
    mask[2, 10:40, 10:40] = 1
    scar = nodes.segmentation.GetSegmentation().AddEmptySegment("Scar", "Scar")
    slicer.util.updateSegmentBinaryLabelmapFromArray(mask, nodes.segmentation, scar, volume)
    found = segmentation_of(nodes)
    expected = np.where(mask > 0, 4, phantom.segmentation.labels)
    assert found.names == (*phantom.segmentation.names, "Scar")
    assert np.array_equal(found.labels, expected)


def test_segmentation_under_another_transform_is_refused(
    nodes: DetectionNodes, add_transform: AddTransform
) -> None:
    nodes.segmentation.SetAndObserveTransformNodeID(add_transform("linear").GetID())
    with pytest.raises(InputError, match="different transforms"):
        segmentation_of(nodes)


def test_update_equals_a_fresh_computation(
    nodes: DetectionNodes, volume: Any, phantom: Phantom, column: Column, labels_shown: LabelsShown
) -> None:
    """In place: the same nodes, names, colours and visibility."""
    before = list(nodes)
    nodes.aha_segmentation.GetSegmentation().GetNthSegment(3).SetColor(0.1, 0.2, 0.3)
    nodes.aha_segmentation.SetDisplayVisibility(True)
    for index, point in enumerate(landmarks_of(nodes)):
        if point.name == ANTERIOR_RV_INSERTION:
            correct(nodes, index, make_phantom(anterior=95.0).landmarks.landmarks[index].position)
    result, reason = update_dependants(nodes)

    expected = aha_segments(phantom.image, landmarks_of(nodes), phantom.segmentation)
    assert reason == "" and result is not None
    assert np.array_equal(result.segmentation.labels, expected.segmentation.labels)
    assert not np.array_equal(result.segmentation.labels, phantom.segment)
    assert np.array_equal(labels_shown(nodes.aha_segmentation, volume), expected.segmentation.labels)
    assert column(nodes.aha_table, "Mean") == [s.mean for s in expected.segments]
    notes = [
        n
        for n, p in zip(column(nodes.table, "Note"), landmarks_of(nodes), strict=True)
        if p.name == ANTERIOR_RV_INSERTION
    ]
    assert set(notes) == {"corrected"}
    assert list(nodes.now()) == before
    assert nodes.aha_segmentation.GetSegmentation().GetNthSegment(3).GetColor() == (0.1, 0.2, 0.3)
    assert nodes.aha_segmentation.GetDisplayVisibility()


def test_update_after_edits_of_the_myocardium(
    nodes: DetectionNodes, volume: Any, phantom: Phantom, labels_shown: LabelsShown
) -> None:
    mask = (phantom.segmentation.labels == 2).astype(np.uint8)
    mask[:, :, :25] = 0
    slicer.util.updateSegmentBinaryLabelmapFromArray(mask, nodes.segmentation, "Myocardium", volume)
    result, _ = update_dependants(nodes)
    assert not result.segmentation.labels[:, :, :25].any()
    assert np.array_equal(labels_shown(nodes.aha_segmentation, volume), result.segmentation.labels)


def test_update_when_somebody_split_the_aha_segments(
    nodes: DetectionNodes, volume: Any, phantom: Phantom, labels_shown: LabelsShown
) -> None:
    """An edit can give a segment a label map of its own."""
    segments = nodes.aha_segmentation.GetSegmentation()
    segments.SeparateSegmentLabelmap(segments.GetNthSegmentID(2))
    assert segments.GetNumberOfLayers("Binary labelmap") == 2
    mark_missing(nodes, 0)
    result, _ = update_dependants(nodes)
    assert np.array_equal(labels_shown(nodes.aha_segmentation, volume), result.segmentation.labels)


def test_update_without_any_insertion_says_why(
    nodes: DetectionNodes, volume: Any, column: Column, labels_shown: LabelsShown
) -> None:
    """And fills everything again once one is placed: a failed detection costs one click."""
    anterior = [n for n, p in enumerate(landmarks_of(nodes)) if p.name == ANTERIOR_RV_INSERTION]
    for index in anterior:
        mark_missing(nodes, index)
    result, reason = update_dependants(nodes)
    assert result is None and "place one" in reason
    assert not labels_shown(nodes.aha_segmentation, volume).any()
    assert np.isnan(column(nodes.aha_table, "Mean")).all()
    restore(nodes, anterior[2])
    result, reason = update_dependants(nodes)
    assert result is not None and reason == "" and np.isfinite(column(nodes.aha_table, "Mean")).all()


def test_update_of_what_is_left(scene: Any, nodes: DetectionNodes, volume: Any) -> None:
    scene.RemoveNode(nodes.aha_segmentation)
    result, reason = update_dependants(nodes)
    assert result is not None and reason == ""
    scene.RemoveNode(nodes.segmentation)
    scene.RemoveNode(nodes.table)
    result, reason = update_dependants(nodes)
    assert result is None and "no segmentation any more" in reason
    scene.RemoveNode(nodes.aha_table)
    assert update_dependants(nodes) == (None, "")


def test_update_with_levels_of_ones_own(nodes: DetectionNodes, volume: Any, column: Column) -> None:
    settings = AhaSettings(levels={"basal": [5], "mid": [4], "apical": [3]})
    result, _ = update_dependants(nodes, settings)
    assert set(result.levels) == {3, 4, 5}
    assert column(nodes.aha_table, "Pixels") == [s.pixels for s in result.segments]


def test_update_of_removed_points(nodes: DetectionNodes, volume: Any, column: Column) -> None:
    """The table gets shorter, and longer again."""
    count = nodes.landmarks.GetNumberOfControlPoints()
    nodes.landmarks.RemoveNthControlPoint(4)
    update_dependants(nodes)
    assert len(column(nodes.table, "Landmark")) == count - 1
    nodes.landmarks.AddControlPoint([0.0, 1.0, 2.0], "mine")
    nodes.landmarks.AddControlPoint([0.0, 1.0, 2.0], "mine, too")
    update_dependants(nodes)
    assert column(nodes.table, "Landmark")[-2:] == ["mine", "mine, too"]
