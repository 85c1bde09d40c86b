"""Cine: frames as images; detections that appear with their frames, and stay with them when edited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from short_axis_phantom import Phantom, make_phantom

pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")

import slicer
from LandmarkAILib.errors import InputError
from LandmarkAILib.slicer.scene import tables
from LandmarkAILib.slicer.scene.dependants import update_dependants
from LandmarkAILib.slicer.scene.edits import (
    accept,
    landmarks_of,
    mark_missing,
    segmentation_of,
)
from LandmarkAILib.slicer.scene.nodes import DetectionNodes, find_results
from LandmarkAILib.slicer.scene.results import is_touched, show_detection, show_frames
from LandmarkAILib.slicer.scene.sequences import (
    browsed,
    current_frame,
    frame_count,
    frame_image,
    is_sequence,
)

ANGLES = (131.0, 120.0, 110.0, 100.0)
TIMES = ("0", "31.5", "63", "94.5")
LabelsShown = Callable[[Any, Any], np.ndarray]


@pytest.fixture
def frames() -> list[Phantom]:
    """The heart turns from frame to frame."""
    return [make_phantom(anterior=angle, slices=3) for angle in ANGLES]


@pytest.fixture
def cine(scene: Any, add_volume: Callable[..., Any], frames: list[Phantom]) -> Any:
    """The volume that shows the frame which the browser has chosen."""
    sequence = scene.AddNewNodeByClass("vtkMRMLSequenceNode", "cine sequence")
    sequence.SetIndexName("trigger time")
    sequence.SetIndexUnit("ms")
    for time, frame in zip(TIMES, frames, strict=True):
        node = add_volume(frame.image, "frame")
        sequence.SetDataNodeAtValue(node, time)
        scene.RemoveNode(node)
    browser = scene.AddNewNodeByClass("vtkMRMLSequenceBrowserNode", "browser")
    browser.SetAndObserveMasterSequenceNodeID(sequence.GetID())
    slicer.modules.sequences.logic().UpdateProxyNodesFromSequences(browser)
    volume = browser.GetProxyNode(sequence)
    volume.SetName("cine")
    return volume


def go_to(volume: Any, frame: int) -> None:
    browsed(volume).browser.SetSelectedItemNumber(frame)


def shown(nodes: DetectionNodes) -> np.ndarray:
    return np.array([p.position for p in landmarks_of(nodes) if p.position is not None])


def positions(phantom: Phantom) -> np.ndarray:
    return np.array([p.position for p in phantom.landmarks])


def test_a_volume_of_frames(cine: Any, volume: Any, frames: list[Phantom]) -> None:
    assert (is_sequence(cine), frame_count(cine), current_frame(cine)) == (True, 4, 0)
    assert (is_sequence(volume), frame_count(volume), current_frame(volume)) == (False, 1, 0)
    go_to(cine, 1)
    for n, frame in enumerate(frames):
        image = frame_image(cine, n)
        assert np.array_equal(image.array, frame.image.array) and image.grid.is_close(frame.image.grid)
        assert image.name == f"cine frame {n}"
    assert current_frame(cine) == 1
    assert frame_image(volume, 0).name == "heart"
    for node, missing in ((cine, 4), (cine, -1), (volume, 1)):
        with pytest.raises(IndexError):
            frame_image(node, missing)


def test_frames_know_the_series(cine: Any, scene: Any) -> None:
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    hierarchy.SetItemAttribute(hierarchy.GetItemByDataNode(cine), "DICOM.Modality", "MR")
    assert frame_image(cine, 2).metadata == {"modality": "MR"}


def test_each_frame_shows_its_own(
    cine: Any, frames: list[Phantom], labels_shown: LabelsShown, column: Callable[..., list[Any]]
) -> None:
    go_to(cine, 2)
    nodes = show_frames(cine, {n: frame.detection for n, frame in enumerate(frames)})
    assert nodes.landmarks.GetName() == "cine landmarks" and current_frame(cine) == 2
    for n in (2, 0, 1, 3):
        go_to(cine, n)
        np.testing.assert_allclose(shown(nodes), positions(frames[n]), atol=1e-9)
        assert np.array_equal(labels_shown(nodes.segmentation, cine), frames[n].segmentation.labels)
        assert np.array_equal(labels_shown(nodes.aha_segmentation, cine), frames[n].segment)
        assert column(nodes.table, "L") == [p.position[0] for p in frames[n].landmarks]
        assert not nodes.aha_segmentation.GetDisplayVisibility()
        assert not is_touched(nodes)
    for node in nodes:
        assert browsed(node).browser is browsed(cine).browser
        assert browsed(node).sequence.GetIndexUnit() == "ms"


def test_other_frames_show_nothing(cine: Any, frames: list[Phantom]) -> None:
    """Points of another frame would be taken for this one's."""
    nodes = show_frames(cine, {1: frames[1].detection})
    assert nodes.landmarks.GetNumberOfControlPoints() == 0
    assert nodes.segmentation.GetSegmentation().GetNumberOfSegments() == 0
    result, reason = update_dependants(nodes)
    assert result is None and reason
    go_to(cine, 1)
    assert len(shown(nodes)) == len(frames[1].landmarks)
    go_to(cine, 3)
    assert nodes.landmarks.GetNumberOfControlPoints() == 0
    assert not is_touched(nodes)


def test_edits_stay_with_their_frame(
    cine: Any, frames: list[Phantom], labels_shown: LabelsShown, column: Callable[..., list[Any]]
) -> None:
    nodes = show_frames(cine, {n: frame.detection for n, frame in enumerate(frames)})
    go_to(cine, 1)
    nodes.landmarks.SetNthControlPointPosition(0, 1.0, 2.0, 3.0)
    mark_missing(nodes, 2)
    accept(nodes, 1)
    result, _ = update_dependants(nodes)
    go_to(cine, 0)
    np.testing.assert_allclose(shown(nodes), positions(frames[0]), atol=1e-9)
    assert np.array_equal(labels_shown(nodes.aha_segmentation, cine), frames[0].segment)
    assert set(column(nodes.table, "Note")) == {""}
    go_to(cine, 1)
    assert [p.note for p in landmarks_of(nodes)][:3] == ["corrected", "accepted", "marked missing"]
    assert np.array_equal(labels_shown(nodes.aha_segmentation, cine), result.segmentation.labels)
    assert column(nodes.table, "Note")[:3] == ["corrected", "accepted", "marked missing"]
    assert np.array_equal(segmentation_of(nodes).labels, frames[1].segmentation.labels)
    assert is_touched(nodes) and is_touched(nodes, [1]) and not is_touched(nodes, [0, 2, 3])


def test_detecting_one_frame_more_keeps_the_others(scene: Any, cine: Any, frames: list[Phantom]) -> None:
    """End-diastole, then end-systole; the first may have been corrected meanwhile."""
    first = show_frames(cine, {0: frames[0].detection})
    accept(first, 0)
    before = scene.GetNumberOfNodes()
    again = show_frames(cine, {3: frames[3].detection})
    assert list(again) == list(first) and scene.GetNumberOfNodes() == before
    assert landmarks_of(again).landmarks[0].note == "accepted"
    go_to(cine, 3)
    np.testing.assert_allclose(shown(again), positions(frames[3]), atol=1e-9)


def test_detecting_an_untouched_frame_again_replaces_it(
    scene: Any, cine: Any, frames: list[Phantom]
) -> None:
    first = show_frames(cine, {0: frames[0].detection, 1: frames[1].detection})
    before = scene.GetNumberOfNodes()
    again = show_frames(cine, {0: frames[2].detection})
    assert list(again) == list(first) and scene.GetNumberOfNodes() == before
    np.testing.assert_allclose(shown(again), positions(frames[2]), atol=1e-9)


def test_detecting_an_edited_frame_again_keeps_it(cine: Any, frames: list[Phantom]) -> None:
    first = show_frames(cine, {n: frame.detection for n, frame in enumerate(frames)})
    accept(first, 0)
    again = show_frames(cine, {0: frames[0].detection})
    assert first.in_scene and again.landmarks.GetName() == "cine landmarks 2"
    assert [list(found) for found in find_results(cine)] == [list(first), list(again)]


def test_plain_results_are_replaced_with_their_sequences(
    scene: Any, cine: Any, frames: list[Phantom]
) -> None:
    plain = show_detection(cine, frames[0].detection)
    nodes = show_frames(cine, {0: frames[0].detection})
    assert not plain.in_scene
    sequences = scene.GetNumberOfNodesByClass("vtkMRMLSequenceNode")
    show_detection(cine, frames[0].detection)
    assert not nodes.in_scene
    assert scene.GetNumberOfNodesByClass("vtkMRMLSequenceNode") == sequences - 5 == 1


def test_half_a_sequence_is_never_left(
    scene: Any, cine: Any, frames: list[Phantom], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = scene.GetNumberOfNodes()
    fill, calls = tables.fill_aha, iter(range(9))

    def fail_in_the_second_frame(*arguments: Any) -> None:
        if next(calls) == 1:
            raise MemoryError
        fill(*arguments)

    monkeypatch.setattr(tables, "fill_aha", fail_in_the_second_frame)
    with pytest.raises(MemoryError):
        show_frames(cine, {n: frame.detection for n, frame in enumerate(frames)})
    assert scene.GetNumberOfNodes() == before
    go_to(cine, 1)
    assert scene.GetNumberOfNodes() == before


def test_one_undo_takes_all_frames_back(scene: Any, cine: Any, frames: list[Phantom]) -> None:
    scene.SetUndoOn()
    try:
        before = scene.GetNumberOfNodes()
        show_frames(cine, {n: frame.detection for n, frame in enumerate(frames)})
        scene.Undo()
        assert scene.GetNumberOfNodes() == before and find_results(cine) == []
        go_to(cine, 2)
        assert scene.GetNumberOfNodes() == before
    finally:
        scene.SetUndoOff()


def test_frames_under_a_transform(
    cine: Any,
    frames: list[Phantom],
    add_transform: Callable[[str], Any],
    world_points: Callable[[DetectionNodes], np.ndarray],
) -> None:
    cine.SetAndObserveTransformNodeID(add_transform("grid").GetID())
    nodes = show_frames(cine, {n: frame.detection for n, frame in enumerate(frames)})
    for n in (3, 1):
        go_to(cine, n)
        expected = np.zeros((len(frames[n].landmarks), 3))
        for point, row in zip(positions(frames[n]) * [-1, -1, 1], expected, strict=True):
            cine.TransformPointToWorld(point, row)
        np.testing.assert_allclose(world_points(nodes), expected * [-1, -1, 1], atol=1e-9)


def test_a_bundle_shows_the_same_frames_again(
    scene: Any,
    cine: Any,
    frames: list[Phantom],
    labels_shown: LabelsShown,
    vtk_errors: list[str],
    tmp_path: Path,
) -> None:
    nodes = show_frames(cine, {n: frame.detection for n, frame in enumerate(frames[:2])})
    go_to(cine, 1)
    accept(nodes, 0)
    path = str(tmp_path / "study.mrb")
    assert slicer.app.coreIOManager().saveNodes("SceneFile", {"fileName": path})
    scene.Clear(0)
    slicer.util.loadScene(path)
    # Slicer says so of every sequence of points that it loads.
    assert all("GetUnitNode failed" in text for text in vtk_errors)
    vtk_errors.clear()
    cine = slicer.util.getNode("cine")
    (again,) = find_results(cine)
    for n in (1, 0):
        go_to(cine, n)
        np.testing.assert_allclose(shown(again), positions(frames[n]), atol=1e-6)
        assert np.array_equal(labels_shown(again.segmentation, cine), frames[n].segmentation.labels)
    go_to(cine, 1)
    assert landmarks_of(again).landmarks[0].note == "accepted"
    go_to(cine, 2)
    assert again.landmarks.GetNumberOfControlPoints() == 0


def test_what_cannot_be_shown(cine: Any, volume: Any, frames: list[Phantom]) -> None:
    with pytest.raises(ValueError, match="sequence"):
        show_frames(volume, {0: frames[0].detection})
    with pytest.raises(ValueError, match="sequence"):
        show_frames(cine, {})
    with pytest.raises(IndexError):
        show_frames(cine, {9: frames[0].detection})
    with pytest.raises(InputError, match="cine frame 0 has changed"):
        show_frames(cine, {0: make_phantom(slices=6).detection})
