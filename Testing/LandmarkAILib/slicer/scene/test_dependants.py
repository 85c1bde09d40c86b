"""Dependants follow edits: once for many of them, always after the last, never their own changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from LandmarkAILib.core.landmarks import LandmarkSet
from short_axis_phantom import NAMES, Phantom, make_phantom
from slicer_harness.fixtures import wait_until

pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")

import slicer
from LandmarkAILib.analysis.aha.segments import aha_segments
from LandmarkAILib.slicer.scene.dependants import Dependants
from LandmarkAILib.slicer.scene.edits import landmarks_of
from LandmarkAILib.slicer.scene.kinds import KINDS, Kind
from LandmarkAILib.slicer.scene.nodes import DetectionNodes, find_results
from LandmarkAILib.slicer.scene.results import show_detection


class Timer:
    """Time that a test lets pass: what was to run later, runs when it says so."""

    def __init__(self) -> None:
        self.waiting: list[tuple[int, Callable[[], None]]] = []

    def __call__(self, milliseconds: int, function: Callable[[], None]) -> None:
        self.waiting.append((milliseconds, function))

    def run(self) -> None:
        waiting, self.waiting = self.waiting, []
        for _, function in waiting:
            function()


@pytest.fixture
def nodes(volume: Any, phantom: Phantom) -> DetectionNodes:
    return show_detection(volume, phantom.detection)


@pytest.fixture
def calls() -> list[float]:
    """R of the first point at each call."""
    return []


@pytest.fixture
def timer() -> Timer:
    return Timer()


@pytest.fixture
def kept(nodes: DetectionNodes, timer: Timer, calls: list[float]) -> Iterator[Dependants]:
    kept = Dependants(nodes, timer)
    kept.listeners.append(lambda: calls.append(nodes.landmarks.GetNthControlPointPosition(0)[0]))
    yield kept
    kept.remove()


def test_a_drag_gives_one_call_with_its_end(
    kept: Dependants, nodes: DetectionNodes, timer: Timer, calls: list[float]
) -> None:
    for r in range(20):
        nodes.landmarks.SetNthControlPointPosition(0, float(r), 2.0, 3.0)
    timer.run()
    assert calls == [19.0]
    assert landmarks_of(nodes).landmarks[0].note == "corrected"
    assert nodes.landmarks.GetNthControlPointDescription(0).endswith("corrected")
    timer.run()
    assert calls == [19.0], "the update's own changes called it again"


def test_calls_keep_their_distance(
    kept: Dependants, nodes: DetectionNodes, timer: Timer, calls: list[float]
) -> None:
    nodes.landmarks.SetNthControlPointPosition(0, 1.0, 2.0, 3.0)
    assert timer.waiting[0][0] == 0
    timer.run()
    nodes.landmarks.SetNthControlPointPosition(0, 2.0, 2.0, 3.0)
    ((wait, _),) = timer.waiting
    assert 0 < wait <= 40
    timer.run()
    assert calls == [1.0, 2.0]


def _add(nodes: DetectionNodes) -> None:
    nodes.landmarks.AddControlPoint([1.0, 2.0, 3.0], "mine")


def _remove(nodes: DetectionNodes) -> None:
    nodes.landmarks.RemoveNthControlPoint(2)


def _unset(nodes: DetectionNodes) -> None:
    nodes.landmarks.SetNthControlPointPositionMissing(2)


def _paint(nodes: DetectionNodes) -> None:
    array = slicer.util.arrayFromSegmentBinaryLabelmap(nodes.segmentation, NAMES[1])
    slicer.util.updateSegmentBinaryLabelmapFromArray(np.flip(array, 2), nodes.segmentation, NAMES[1])


def _delete_segment(nodes: DetectionNodes) -> None:
    nodes.segmentation.GetSegmentation().RemoveSegment(NAMES[2])


@pytest.mark.parametrize("edit", [_add, _remove, _unset, _paint, _delete_segment])
def test_any_edit_calls_once(
    kept: Dependants,
    nodes: DetectionNodes,
    timer: Timer,
    calls: list[float],
    edit: Callable[[DetectionNodes], None],
) -> None:
    edit(nodes)
    timer.run()
    assert len(calls) == 1


def test_nothing_is_called_without_an_edit(
    kept: Dependants, nodes: DetectionNodes, timer: Timer
) -> None:
    nodes.landmarks.SetName("renamed")
    nodes.landmarks.GetDisplayNode().SetVisibility(False)
    nodes.aha_segmentation.SetDisplayVisibility(True)
    assert timer.waiting == []


def test_an_edit_just_before_the_end(
    kept: Dependants, scene: Any, nodes: DetectionNodes, timer: Timer, calls: list[float]
) -> None:
    """The landmarks were deleted, or the update was removed, before its time came."""
    nodes.landmarks.SetNthControlPointPosition(0, 1.0, 2.0, 3.0)
    scene.RemoveNode(nodes.landmarks)
    timer.run()
    assert calls == []


def test_a_removed_update_calls_no_more(
    kept: Dependants, nodes: DetectionNodes, timer: Timer, calls: list[float]
) -> None:
    nodes.landmarks.SetNthControlPointPosition(0, 1.0, 2.0, 3.0)
    kept.remove()
    timer.run()
    nodes.landmarks.SetNthControlPointPosition(0, 5.0, 2.0, 3.0)
    timer.run()
    assert calls == []


def test_with_slicers_timer(nodes: DetectionNodes) -> None:
    import qt

    done: list[str] = []
    kept = Dependants(nodes, qt.QTimer.singleShot)
    kept.listeners.append(lambda: done.append(kept.reason))
    nodes.landmarks.SetNthControlPointPosition(0, 1.0, 2.0, 3.0)
    assert done == []
    wait_until(lambda: done, "the update")
    assert landmarks_of(nodes).landmarks[0].note == "corrected"
    kept.remove()


@pytest.mark.parametrize("transformed", [False, True])
def test_a_point_dragged_in_a_slice_view(
    add_volume: Callable[..., Any],
    add_transform: Callable[[str], Any],
    labels_shown: Callable[[Any, Any], np.ndarray],
    transformed: bool,
) -> None:
    """With the mouse, through Slicer's own widgets: the AHA segments follow."""
    import qt
    from slicer_harness import mouse

    axial = make_phantom(axes=np.eye(3))
    volume = add_volume(axial.image)
    if transformed:
        transform = add_transform("linear")
        shift = np.eye(4)
        shift[:3, 3] = [5, -6, 7]
        slicer.util.updateTransformMatrixFromArray(transform, shift)
        volume.SetAndObserveTransformNodeID(transform.GetID())
    nodes = show_detection(volume, axial.detection)
    slicer.util.setSliceViewerLayers(background=volume, fit=True)
    start = np.zeros(3)
    nodes.landmarks.GetNthControlPointPositionWorld(0, start)
    mouse.slice_view("Red").logic.SetSliceOffset(start[2])
    done: list[np.ndarray] = []
    kept = Dependants(nodes, qt.QTimer.singleShot)
    kept.listeners.append(lambda: done.append(labels_shown(nodes.aha_segmentation, volume)))
    end = np.add(start, [12, 5, 0])
    mouse.drag(start, end)
    wait_until(lambda: done, "the update")
    kept.remove()
    assert landmarks_of(nodes).landmarks[0].note == "corrected"
    expected = aha_segments(axial.image, landmarks_of(nodes), axial.segmentation)
    assert np.array_equal(done[-1], expected.segmentation.labels)
    reached = np.zeros(3)
    nodes.landmarks.GetNthControlPointPositionWorld(0, reached)
    np.testing.assert_allclose(reached, end, atol=1.5)


def test_a_kind_of_node_is_added_in_one_place(
    scene: Any,
    volume: Any,
    phantom: Phantom,
    timer: Timer,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """An entry of the table: it is made, named, saved, found again, moved along and kept current."""

    def fill(node: Any, landmarks: LandmarkSet) -> None:
        node.SetText(", ".join(sorted({p.name for p in landmarks if p.position is not None})))

    monkeypatch.setitem(
        KINDS,
        "found_names",
        Kind(
            "vtkMRMLTextNode",
            "names",
            lambda node, shows: fill(node, shows.detection.landmarks),
            update=lambda node, now: fill(node, now.landmarks),
        ),
    )
    nodes = show_detection(volume, phantom.detection)
    kept = Dependants(nodes, timer)
    before = nodes.found_names.GetText()
    assert nodes.found_names.GetName() == "heart names" and "LV center" in before
    for index, point in enumerate(phantom.detection.landmarks):
        if point.name == "LV center":
            nodes.landmarks.SetNthControlPointPositionMissing(index)
    timer.run()
    assert "LV center" not in nodes.found_names.GetText()
    kept.remove()
    path = str(tmp_path / "scene.mrb")
    assert slicer.util.saveScene(path)
    scene.Clear(0)
    slicer.util.loadScene(path)
    (again,) = find_results(slicer.util.getNode("heart"))
    assert again.found_names.GetName() == "heart names"


def test_no_other_node_is_asked_for(nodes: DetectionNodes) -> None:
    with pytest.raises(AttributeError, match="has no 'lungs': there are landmarks, segmentation"):
        _ = nodes.lungs
