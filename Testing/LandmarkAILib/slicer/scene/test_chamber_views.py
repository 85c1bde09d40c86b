"""The planes of a heart as transforms of the scene."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")

import slicer
from LandmarkAILib.core.anatomy import (
    AORTIC_ANNULUS_CENTER,
    LV_APEX,
    MITRAL_ANNULUS_CENTER,
    TRICUSPID_ANNULUS_CENTER,
)
from LandmarkAILib.slicer.scene.chamber_views import planes_of, transforms_of, write_transforms
from LandmarkAILib.slicer.scene.transforms import to_ras

POINTS = {
    LV_APEX: [47.0, -64.7, -35.8],
    MITRAL_ANNULUS_CENTER: [0.0, 0.0, 0.0],
    AORTIC_ANNULUS_CENTER: [-11.1, -15.3, 14.7],
    TRICUSPID_ANNULUS_CENTER: [-29.7, -32.0, -16.3],
}


@pytest.fixture
def landmarks(scene: Any) -> Any:
    node = scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "Heart")
    for name, position in POINTS.items():
        node.AddControlPoint(*to_ras(position).tolist(), name)
    return node


def distance(node: Any, name: str) -> float:
    """Mm from a landmark, RAS, to the plane that a transform describes."""
    matrix = slicer.util.arrayFromTransformMatrix(node)
    return abs(float((to_ras(POINTS[name]) - matrix[:3, 3]) @ matrix[:3, 2]))


def test_a_transform_for_each_plane(landmarks: Any) -> None:
    nodes = write_transforms(landmarks, planes_of(landmarks))
    assert list(nodes) == ["four-chamber", "two-chamber", "three-chamber", "short axis"]
    assert nodes["four-chamber"].GetName() == "Heart four-chamber"
    for name in (LV_APEX, MITRAL_ANNULUS_CENTER, TRICUSPID_ANNULUS_CENTER):
        assert distance(nodes["four-chamber"], name) < 1e-6
    assert distance(nodes["three-chamber"], AORTIC_ANNULUS_CENTER) < 1e-6
    matrix = slicer.util.arrayFromTransformMatrix(nodes["two-chamber"])
    assert np.linalg.det(matrix[:3, :3]) == pytest.approx(1.0)


def test_a_second_time_the_same_nodes_move(landmarks: Any) -> None:
    first = write_transforms(landmarks, planes_of(landmarks))
    landmarks.SetNthControlPointPosition(0, *to_ras([60.0, -60.0, -30.0]).tolist())
    second = write_transforms(landmarks, planes_of(landmarks))
    assert {n: node.GetID() for n, node in first.items()} == {
        n: node.GetID() for n, node in second.items()
    }
    assert distance(second["four-chamber"], LV_APEX) > 1


def test_planes_that_are_no_more_go(landmarks: Any) -> None:
    write_transforms(landmarks, planes_of(landmarks))
    for name in (TRICUSPID_ANNULUS_CENTER, AORTIC_ANNULUS_CENTER):
        landmarks.RemoveNthControlPoint(landmarks.GetControlPointIndexByLabel(name))
    write_transforms(landmarks, planes_of(landmarks))
    assert set(transforms_of(landmarks)) == {"long axis", "long axis, turned", "short axis"}


def test_points_are_taken_where_they_are_in_the_world(landmarks: Any, scene: Any) -> None:
    above = scene.AddNewNodeByClass("vtkMRMLLinearTransformNode", "moved")
    shift = np.eye(4)
    shift[:3, 3] = [0, 0, 100]
    above.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(shift))
    before = planes_of(landmarks)["short axis"].middle
    landmarks.SetAndObserveTransformNodeID(above.GetID())
    after = planes_of(landmarks)["short axis"].middle
    np.testing.assert_allclose(after - before, [0, 0, 100], atol=1e-9)
