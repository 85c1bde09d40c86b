"""Between RAS and LPS, and between the frames of nodes, against Slicer's own world coordinates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")

import slicer
from LandmarkAILib.slicer.scene.transforms import (
    carry_between,
    carry_to_world,
    matrix_of,
    to_lps,
    to_ras,
)

POINTS = np.array([[12.5, -31.0, 7.25], [0.0, 0.0, 0.0], [-40.0, 22.0, -60.0]])


def test_right_and_anterior_change_sign_and_zero_stays_plain() -> None:
    assert to_lps([1.0, 2.0, 3.0]).tolist() == [-1.0, -2.0, 3.0]
    assert to_ras([[0.0, -2.0, 3.0]]).tolist() == [[0.0, 2.0, 3.0]]
    assert not np.signbit(to_ras([0.0, 0.0, 0.0])).any()


def test_matrix_leads_from_index_to_ras(volume: Any, phantom: Any) -> None:
    expected = slicer.util.arrayFromVTKMatrix(matrix_of(phantom.image.grid))
    actual = slicer.util.vtkMatrixFromArray(np.eye(4))
    volume.GetIJKToRASMatrix(actual)
    np.testing.assert_allclose(slicer.util.arrayFromVTKMatrix(actual), expected, atol=1e-12)


def _list_at(scene: Any, transform: Any) -> Any:
    node = scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode")
    node.SetAndObserveTransformNodeID(transform.GetID() if transform else None)
    for point in to_ras(POINTS):
        node.AddControlPoint(point.tolist())
    return node


def _world(node: Any) -> np.ndarray:
    return to_lps(slicer.util.arrayFromMarkupsControlPoints(node, world=True))


@pytest.mark.parametrize("kind", ["linear", "bspline", "grid"])
def test_points_stay_where_they_are_in_the_world(
    scene: Any, add_transform: Callable[[str], Any], kind: str
) -> None:
    transform, inner = add_transform(kind), add_transform("linear")
    inner.SetAndObserveTransformNodeID(transform.GetID())
    source, target = _list_at(scene, inner), _list_at(scene, transform)
    world = _world(source)
    np.testing.assert_allclose(carry_to_world(inner)(POINTS), world, atol=1e-9)
    carried = carry_between(source, target)(POINTS)
    slicer.util.updateMarkupsControlPointsFromArray(target, to_ras(carried))
    np.testing.assert_allclose(_world(target), world, atol=1e-2)
    assert np.abs(carried - POINTS).max() > 5


def test_nothing_is_done_under_one_transform_and_with_no_points(
    scene: Any, add_transform: Callable[[str], Any]
) -> None:
    transform = add_transform("grid")
    source, target = _list_at(scene, transform), _list_at(scene, transform)
    assert carry_between(source, target)(POINTS) is POINTS
    assert carry_between(source, None)(POINTS) is POINTS
    assert carry_between(source, _list_at(scene, None))(np.zeros((0, 3))).shape == (0, 3)
