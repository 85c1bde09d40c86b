"""Names of points are shown where they can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from short_axis_phantom import Phantom

pytest.importorskip("slicer", reason="slicer-core is not installed, or has no wheel for this platform")

import slicer
from LandmarkAILib.slicer.scene.dependants import Dependants
from LandmarkAILib.slicer.scene.results import show_detection


@pytest.fixture
def views(scene: Any, slicer_app: Any) -> dict[str, Any]:
    """Slice nodes by name."""
    manager = slicer_app.layoutManager()
    return {name: manager.sliceWidget(name).mrmlSliceNode() for name in ("Red", "Green")}


def keep(nodes: Any) -> Dependants:
    return Dependants(nodes, lambda _milliseconds, _function: None)


def look_along(view: Any, volume: Any, axis: int) -> None:
    """Turn a slice view so that it looks along an axis of the volume's array, in the world."""
    axes = slicer.util.arrayFromVTKMatrix(slice_matrix(volume))[:3, :3]
    axes = axes / np.linalg.norm(axes, axis=0)
    right, normal = axes[:, (axis + 1) % 3], axes[:, axis]
    view.SetSliceToRASByNTP(*normal, *right, 0, 0, 0, 0)


def slice_matrix(volume: Any) -> Any:
    import vtk

    matrix, to_world = vtk.vtkMatrix4x4(), vtk.vtkMatrix4x4()
    volume.GetIJKToRASMatrix(matrix)
    if (parent := volume.GetParentTransformNode()) is not None:
        parent.GetMatrixTransformToWorld(to_world)
        vtk.vtkMatrix4x4.Multiply4x4(to_world, matrix, matrix)
    return matrix


def named_in(nodes: Any) -> set[str]:
    """IDs of the views that show names; empty for all."""
    return set(nodes.landmarks.GetNthDisplayNode(0).GetViewNodeIDs())


def test_names_follow_the_view_that_looks_along_the_slices(
    volume: Any, phantom: Phantom, views: dict[str, Any]
) -> None:
    nodes = show_detection(volume, phantom.detection)
    look_along(views["Red"], volume, 2)
    look_along(views["Green"], volume, 0)
    kept = keep(nodes)
    assert named_in(nodes) == {views["Red"].GetID()}
    look_along(views["Red"], volume, 1)
    look_along(views["Green"], volume, 2)
    assert named_in(nodes) == {views["Green"].GetID()}
    kept.remove()
    look_along(views["Red"], volume, 2)
    assert named_in(nodes) == {views["Green"].GetID()}


def test_points_are_shown_in_all_views(volume: Any, phantom: Phantom, views: dict[str, Any]) -> None:
    nodes = show_detection(volume, phantom.detection)
    look_along(views["Red"], volume, 2)
    kept = keep(nodes)
    displays = [nodes.landmarks.GetNthDisplayNode(n) for n in range(3)]
    everywhere = [d for d in displays if d.GetVisibility2D() and not d.GetViewNodeIDs()]
    assert len(everywhere) == 1 and not everywhere[0].GetPointLabelsVisibility()
    kept.remove()


def test_all_views_show_names_where_none_looks_along_the_slices(
    volume: Any,
    phantom: Phantom,
    views: dict[str, Any],
    add_transform: Callable[[str], Any],
) -> None:
    nodes = show_detection(volume, phantom.detection)
    for view in slicer.util.getNodesByClass("vtkMRMLSliceNode"):
        look_along(view, volume, 0)
    kept = keep(nodes)
    assert named_in(nodes) == set()
    look_along(views["Red"], volume, 2)
    assert named_in(nodes) == {views["Red"].GetID()}
    volume.SetAndObserveTransformNodeID(add_transform("bspline").GetID())
    assert named_in(nodes) == set()
    kept.remove()


def test_the_volume_is_turned_by_its_transform(
    volume: Any,
    phantom: Phantom,
    views: dict[str, Any],
    add_transform: Callable[[str], Any],
) -> None:
    nodes = show_detection(volume, phantom.detection)
    look_along(views["Red"], volume, 2)
    kept = keep(nodes)
    volume.SetAndObserveTransformNodeID(add_transform("linear").GetID())
    assert views["Red"].GetID() not in named_in(nodes)
    look_along(views["Red"], volume, 2)
    assert views["Red"].GetID() in named_in(nodes)
    kept.remove()


def test_a_landmark_that_is_there_once_is_named_in_all_views(volume: Any, views: dict[str, Any]) -> None:
    apex = Landmark("LV apex", np.zeros(3))
    nodes = show_detection(volume, Detection(LandmarkSet((apex,)), None))
    look_along(views["Red"], volume, 2)
    kept = keep(nodes)
    assert named_in(nodes) == set() and nodes.landmarks.GetNumberOfDisplayNodes() == 2
    kept.remove()
