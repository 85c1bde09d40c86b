"""Outputs go where their volume goes: put under transforms, taken out, hardened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from short_axis_phantom import Phantom

pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")

import slicer
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.slicer.scene.dependants import Dependants, update_dependants
from LandmarkAILib.slicer.scene.edits import landmarks_of, segmentation_of
from LandmarkAILib.slicer.scene.nodes import DetectionNodes
from LandmarkAILib.slicer.scene.results import is_touched, show_detection

AddTransform = Callable[[str], Any]
WorldPoints = Callable[[DetectionNodes], np.ndarray]
KINDS = ["linear", "bspline", "grid"]


@pytest.fixture
def nodes(volume: Any, phantom: Phantom) -> DetectionNodes:
    points = [replace(p, covariance=np.diag([4.0, 1.0, 0.0])) for p in phantom.landmarks]
    return show_detection(volume, replace(phantom.detection, landmarks=LandmarkSet(tuple(points))))


@pytest.fixture
def kept(volume: Any, nodes: DetectionNodes) -> Iterator[Dependants]:
    kept = Dependants(nodes, lambda _milliseconds, _function: None)
    yield kept
    kept.remove()


def in_world(volume: Any, points: np.ndarray) -> np.ndarray:
    """LPS mm of the volume's own frame → LPS mm in the world."""
    world = np.zeros_like(points)
    for point, row in zip(points * [-1, -1, 1], world, strict=True):
        volume.TransformPointToWorld(point, row)
    return world * [-1, -1, 1]


@pytest.mark.parametrize("kind", KINDS)
def test_under_another_transform_and_out_again(
    volume: Any,
    nodes: DetectionNodes,
    kept: Dependants,
    phantom: Phantom,
    add_transform: AddTransform,
    world_points: WorldPoints,
    kind: str,
) -> None:
    own = np.array([p.position for p in phantom.landmarks])
    for transform in (add_transform(kind), add_transform("linear"), None):
        volume.SetAndObserveTransformNodeID(transform.GetID() if transform else None)
        for node in nodes.transformable:
            assert node.GetParentTransformNode() is transform
        np.testing.assert_allclose(world_points(nodes), in_world(volume, own), atol=1e-9)
        assert not is_touched(nodes)
    np.testing.assert_allclose(world_points(nodes), own, atol=1e-9)


def test_a_transform_that_moves_takes_them_along(
    volume: Any,
    kept: Dependants,
    nodes: DetectionNodes,
    add_transform: AddTransform,
    world_points: WorldPoints,
) -> None:
    transform = add_transform("linear")
    volume.SetAndObserveTransformNodeID(transform.GetID())
    before = world_points(nodes)
    matrix = slicer.util.arrayFromTransformMatrix(transform)
    matrix[2, 3] += 11
    slicer.util.updateTransformMatrixFromArray(transform, matrix)
    np.testing.assert_allclose(
        world_points(nodes) - before, np.tile([0, 0, 11], (len(before), 1)), atol=1e-9
    )


def test_hardening_the_volume_hardens_them(
    volume: Any,
    kept: Dependants,
    nodes: DetectionNodes,
    phantom: Phantom,
    add_transform: AddTransform,
    world_points: WorldPoints,
) -> None:
    """Nothing moves in the world, nothing counts as edited, and all that follows is as before."""
    transform = add_transform("linear")
    volume.SetAndObserveTransformNodeID(transform.GetID())
    points, uncertain = world_points(nodes), landmarks_of(nodes).landmarks[0].covariance
    volume.HardenTransform()
    assert all(node.GetParentTransformNode() is None for node in nodes.transformable)
    np.testing.assert_allclose(world_points(nodes), points, atol=1e-9)
    assert not is_touched(nodes)
    assert np.array_equal(segmentation_of(nodes).labels, phantom.segmentation.labels)
    turned = landmarks_of(nodes).landmarks[0].covariance
    turn = (
        np.diag([-1, -1, 1, 1])
        @ slicer.util.arrayFromTransformMatrix(transform)
        @ np.diag([-1, -1, 1, 1])
    )[:3, :3]
    np.testing.assert_allclose(turned, turn @ uncertain @ turn.T, atol=1e-9)
    result, _ = update_dependants(nodes)
    # The header may now be that of no heart, and the base be told by its size: the same one here.
    assert np.array_equal(result.segmentation.labels, phantom.segment)


@pytest.mark.parametrize("kind", ["bspline", "grid"])
def test_hardening_a_bent_volume(
    volume: Any,
    kept: Dependants,
    nodes: DetectionNodes,
    add_transform: AddTransform,
    world_points: WorldPoints,
    kind: str,
) -> None:
    volume.SetAndObserveTransformNodeID(add_transform(kind).GetID())
    points = world_points(nodes)
    volume.HardenTransform()
    assert all(node.GetParentTransformNode() is None for node in nodes.transformable)
    np.testing.assert_allclose(world_points(nodes), points, atol=1e-9)
    assert {p.note for p in landmarks_of(nodes)} == {""}


def test_deleting_the_transform(
    scene: Any,
    volume: Any,
    kept: Dependants,
    nodes: DetectionNodes,
    phantom: Phantom,
    add_transform: AddTransform,
    world_points: WorldPoints,
) -> None:
    transform = add_transform("linear")
    volume.SetAndObserveTransformNodeID(transform.GetID())
    scene.RemoveNode(transform)
    np.testing.assert_allclose(world_points(nodes), [p.position for p in phantom.landmarks], atol=1e-9)


def test_an_output_that_was_put_elsewhere_stays_there(
    volume: Any,
    kept: Dependants,
    nodes: DetectionNodes,
    add_transform: AddTransform,
    world_points: WorldPoints,
) -> None:
    first, second = add_transform("linear"), add_transform("grid")
    volume.SetAndObserveTransformNodeID(first.GetID())
    nodes.landmarks.HardenTransform()
    points = world_points(nodes)
    volume.SetAndObserveTransformNodeID(second.GetID())
    np.testing.assert_allclose(world_points(nodes), points, atol=1e-9)
    assert nodes.segmentation.GetParentTransformNode() is second


def test_deleted_outputs_and_removed_dependants(
    scene: Any, volume: Any, kept: Dependants, nodes: DetectionNodes, add_transform: AddTransform
) -> None:
    transform = add_transform("linear")
    scene.RemoveNode(nodes.segmentation)
    volume.SetAndObserveTransformNodeID(transform.GetID())
    assert nodes.landmarks.GetParentTransformNode() is transform
    kept.remove()
    kept.remove()
    volume.SetAndObserveTransformNodeID(None)
    assert nodes.landmarks.GetParentTransformNode() is transform


def test_deleted_landmarks_end_it_quietly(
    scene: Any, volume: Any, kept: Dependants, nodes: DetectionNodes, add_transform: AddTransform
) -> None:
    scene.RemoveNode(nodes.landmarks)
    volume.SetAndObserveTransformNodeID(add_transform("linear").GetID())
    scene.RemoveNode(volume)
