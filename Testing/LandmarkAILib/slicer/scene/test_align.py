"""Points brought onto others by a transform node: what moves, under which transforms, and back again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from ct_phantom import ANNULUS, APEX, CtPhantom, make_ct_phantom
from short_axis_phantom import Phantom

pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")

import slicer
import vtk
from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
from LandmarkAILib.errors import InputError
from LandmarkAILib.slicer.logic.keep_current import keep_current
from LandmarkAILib.slicer.scene.align import align_nodes, fit, is_current, take_back, why_not_align
from LandmarkAILib.slicer.scene.nodes import DetectionNodes
from LandmarkAILib.slicer.scene.results import is_touched, show_detection
from LandmarkAILib.slicer.scene.transforms import to_lps, to_ras

AddList = Callable[[str, dict[str, np.ndarray]], Any]

# A quarter of a turn about S, and a shift.
TURN = np.array([[0.0, -1, 0], [1, 0, 0], [0, 0, 1]])
SHIFT = np.array([50.0, -20.0, 310.0])
BESIDE = APEX + np.array([30.0, 10.0, 40.0])


@pytest.fixture(scope="module")
def ct() -> CtPhantom:
    return make_ct_phantom(spacing=4.0, size=(32, 32, 32))


@pytest.fixture
def nodes(add_volume: Callable[..., Any], ct: CtPhantom) -> DetectionNodes:
    nodes = show_detection(add_volume(ct.image, "CT"), ct.detection)
    keep_current(nodes)
    return nodes


@pytest.fixture
def add_list(scene: Any) -> AddList:
    """``add_list(name, positions)``: a fiducial list, LPS mm by label."""

    def add(name: str, positions: dict[str, np.ndarray]) -> Any:
        node = scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", name)
        for label, position in positions.items():
            node.AddControlPoint(vtk.vtkVector3d(*to_ras(position).tolist()), label)
        return node

    return add


@pytest.fixture
def heart_map(add_list: AddList) -> Any:
    """What an electroanatomic map has of it."""
    return add_list("Map", {LV_APEX: TURN @ APEX + SHIFT, MITRAL_ANNULUS_CENTER: TURN @ ANNULUS + SHIFT})


@pytest.fixture
def undo(scene: Any) -> Iterator[Any]:
    scene.SetUndoOn()
    yield scene
    scene.SetUndoOff()
    scene.ClearUndoStack()


def world(node: Any) -> np.ndarray:
    """(N, 3) LPS mm."""
    return to_lps(slicer.util.arrayFromMarkupsControlPoints(node, world=True))


def voxel(volume: Any) -> np.ndarray:
    """LPS mm in the world of the volume's first voxel."""
    matrix = slicer.util.vtkMatrixFromArray(np.eye(4))
    volume.GetIJKToRASMatrix(matrix)
    position = np.zeros(3)
    volume.TransformPointToWorld(matrix.MultiplyPoint([0, 0, 0, 1])[:3], position)
    return to_lps(position)


def assert_together(nodes: DetectionNodes) -> None:
    """Volume and all results are under one transform, and the axis is where its ends are."""
    assert {node.GetTransformNodeID() for node in nodes.transformable} == {
        nodes.volume.GetTransformNodeID()
    }
    assert np.allclose(world(nodes.landmarks), world(nodes.long_axis), atol=1e-6)


def test_a_scan_is_moved_onto_a_map_with_all_that_belongs_to_it(
    nodes: DetectionNodes, heart_map: Any, column: Callable[[Any, str], list[Any]]
) -> None:
    first = voxel(nodes.volume)
    aligned = align_nodes(nodes.landmarks, heart_map)
    assert np.allclose(world(nodes.landmarks), world(heart_map), atol=1e-6)
    assert_together(nodes)
    to_world = slicer.util.arrayFromTransformMatrix(aligned.transform)
    flip = np.diag([-1, -1, 1])
    assert np.allclose(voxel(nodes.volume), flip @ (to_world[:3, :3] @ (flip @ first) + to_world[:3, 3]))
    assert np.linalg.det(to_world[:3, :3]) == pytest.approx(1)
    assert aligned.transform.GetName() == "CT landmarks to Map"
    assert column(aligned.table, "Landmark") == [LV_APEX, MITRAL_ANNULUS_CENTER, "Root mean square"]
    assert np.allclose(column(aligned.table, "Residual"), 0, atol=1e-6)
    # To the reader's review, nothing was corrected.
    assert not is_touched(nodes)


@pytest.mark.parametrize("above", ["", "linear", "bspline"])
@pytest.mark.parametrize("target_above", ["", "linear"])
def test_lists_under_transforms_meet_in_the_world(
    nodes: DetectionNodes,
    add_list: AddList,
    add_transform: Callable[[str], Any],
    above: str,
    target_above: str,
) -> None:
    if above:
        nodes.volume.SetAndObserveTransformNodeID(add_transform(above).GetID())
    root = nodes.volume.GetParentTransformNode()
    lying = world(nodes.landmarks)
    third = (lying.mean(axis=0) + np.array([25, 15, -10]))[None]
    wanted = np.vstack([lying, third]) @ TURN.T + SHIFT
    nodes.landmarks.AddControlPointWorld(*to_ras(third[0]).tolist())
    nodes.landmarks.SetNthControlPointLabel(2, "Coronary sinus")
    target = add_list("Map", {})
    if target_above:
        target.SetAndObserveTransformNodeID(add_transform(target_above).GetID())
    for label, position in zip([LV_APEX, MITRAL_ANNULUS_CENTER, "Coronary sinus"], wanted, strict=True):
        index = target.AddControlPointWorld(*to_ras(position).tolist())
        target.SetNthControlPointLabel(index, label)
    aligned = align_nodes(nodes.landmarks, target)
    assert np.allclose(world(nodes.landmarks), wanted, atol=1e-4)
    assert np.allclose(world(target), wanted, atol=1e-6)
    # The transform that was there is moved as a whole.
    assert nodes.volume.GetParentTransformNode() is (root or aligned.transform)
    if root is not None:
        assert root.GetParentTransformNode() is aligned.transform


def test_similarity_scales(nodes: DetectionNodes, add_list: AddList) -> None:
    larger = add_list("Map", {LV_APEX: 1.3 * APEX, MITRAL_ANNULUS_CENTER: 1.3 * ANNULUS})
    aligned = align_nodes(nodes.landmarks, larger, "similarity")
    assert np.allclose(world(nodes.landmarks), world(larger), atol=1e-6)
    assert np.allclose(slicer.util.arrayFromTransformMatrix(aligned.transform)[:3, :3], 1.3 * np.eye(3))
    # And back to a rigid one, without the scale of the one before.
    again = align_nodes(nodes.landmarks, larger)
    assert again.transform is aligned.transform
    assert np.allclose(slicer.util.arrayFromTransformMatrix(aligned.transform)[:3, :3], np.eye(3))


def test_aligned_again_after_a_correction_the_same_transform_is_used(
    scene: Any, nodes: DetectionNodes, heart_map: Any
) -> None:
    aligned = align_nodes(nodes.landmarks, heart_map)
    count = scene.GetNumberOfNodes()
    assert is_current(aligned, fit(nodes.landmarks, heart_map))
    heart_map.SetNthControlPointPosition(0, 10, 20, 30)
    assert not is_current(aligned, fit(nodes.landmarks, heart_map))
    scene.RemoveNode(aligned.table)
    again = align_nodes(nodes.landmarks, heart_map)
    assert again.transform is aligned.transform and again.table is not None
    assert scene.GetNumberOfNodes() == count
    ours, theirs = world(nodes.landmarks), world(heart_map)
    assert np.allclose(ours.mean(axis=0), theirs.mean(axis=0), atol=1e-6)
    assert np.linalg.norm(ours[0] - ours[1]) == pytest.approx(np.linalg.norm(APEX - ANNULUS))


def test_a_map_is_moved_onto_a_scan_with_its_model(
    scene: Any, nodes: DetectionNodes, heart_map: Any
) -> None:
    model = scene.AddNewNodeByClass("vtkMRMLModelNode", "Voltage")
    aligned = align_nodes(heart_map, nodes.landmarks, together=[model])
    assert heart_map.GetParentTransformNode() is aligned.transform
    assert model.GetParentTransformNode() is aligned.transform
    assert nodes.volume.GetParentTransformNode() is None
    assert np.allclose(world(heart_map), [APEX, ANNULUS], atol=1e-6)


def test_one_scan_onto_another(
    add_volume: Callable[..., Any], nodes: DetectionNodes, ct: CtPhantom, add_transform: Any
) -> None:
    other = show_detection(add_volume(ct.image, "CT later"), ct.detection)
    other.volume.SetAndObserveTransformNodeID(add_transform("linear").GetID())
    for node in other.transformable:
        node.SetAndObserveTransformNodeID(other.volume.GetTransformNodeID())
    align_nodes(nodes.landmarks, other.landmarks)
    assert np.allclose(world(nodes.landmarks), world(other.landmarks), atol=1e-6)
    assert_together(nodes)


@pytest.mark.parametrize("above", ["", "linear"])
def test_taking_it_back_leaves_all_as_it_was(
    scene: Any, nodes: DetectionNodes, heart_map: Any, add_transform: Callable[[str], Any], above: str
) -> None:
    if above:
        nodes.volume.SetAndObserveTransformNodeID(add_transform(above).GetID())
    before, count = world(nodes.landmarks), scene.GetNumberOfNodes()
    parents = [node.GetTransformNodeID() for node in [nodes.volume, *nodes.transformable]]
    take_back(align_nodes(nodes.landmarks, heart_map))
    assert scene.GetNumberOfNodes() == count
    assert np.allclose(world(nodes.landmarks), before)
    assert [n.GetTransformNodeID() for n in [nodes.volume, *nodes.transformable]] == parents


@pytest.mark.parametrize("above", ["", "linear"])
def test_one_undo_takes_it_back(
    undo: Any, nodes: DetectionNodes, heart_map: Any, add_transform: Callable[[str], Any], above: str
) -> None:
    if above:
        nodes.volume.SetAndObserveTransformNodeID(add_transform("linear").GetID())
    before = world(nodes.landmarks), voxel(nodes.volume), undo.GetNumberOfNodes()
    align_nodes(nodes.landmarks, heart_map)
    assert not np.allclose(world(nodes.landmarks), before[0])
    undo.Undo()
    assert undo.GetNumberOfNodes() == before[2]
    assert np.allclose(world(nodes.landmarks), before[0])
    assert np.allclose(voxel(nodes.volume), before[1])


def test_why_not(
    scene: Any,
    nodes: DetectionNodes,
    heart_map: Any,
    add_list: AddList,
    add_transform: Callable[[str], Any],
) -> None:
    points = nodes.landmarks
    assert why_not_align(points, heart_map) == ""
    assert "to be moved" in why_not_align(None, heart_map)
    assert "onto" in why_not_align(points, None)
    assert "lie on themselves" in why_not_align(points, points)
    other = add_list("Other", {"Coronary sinus": np.zeros(3)})
    assert "No landmark is in both" in why_not_align(points, other)
    assert "Map would move along" in why_not_align(points, heart_map, together=[heart_map])
    common = add_transform("linear")
    for node in (nodes.volume, heart_map):
        node.SetAndObserveTransformNodeID(common.GetID())
    assert "Map would move along, as it goes with turned" in why_not_align(points, heart_map)
    count = scene.GetNumberOfNodes()
    with pytest.raises(InputError, match="part them first"):
        align_nodes(points, heart_map)
    assert scene.GetNumberOfNodes() == count


def test_points_of_many_slices_are_refused(volume: Any, phantom: Phantom, nodes: DetectionNodes) -> None:
    stack = show_detection(volume, phantom.detection)
    assert "points in the source" in why_not_align(stack.landmarks, nodes.landmarks)
