"""Volumes in a real scene: an exact phantom of a heart, stored and placed in any way."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import LandmarkSet
from short_axis_phantom import Phantom, make_phantom

AddVolume = Callable[..., Any]

with contextlib.suppress(ImportError):  # where Slicer's wheels are missing the tests are skipped
    from slicer_harness.python_side.small_modules import provide_i18n

    provide_i18n()


@pytest.fixture
def phantom() -> Phantom:
    return make_phantom()


@pytest.fixture
def detection(phantom: Phantom) -> Detection:
    """The phantom's, with probabilities, covariances, a note, and a landmark that was not found."""
    points = [
        replace(p, probability=0.9 - 0.01 * n, covariance=np.diag([1.0, 0.5, 0.25]))
        for n, p in enumerate(phantom.detection.landmarks)
    ]
    points[1] = replace(points[1], position=None, probability=0.1, covariance=None)
    points[2] = replace(points[2], note="far from its neighbours in the stack")
    return replace(phantom.detection, landmarks=LandmarkSet(tuple(points)))


@pytest.fixture
def add_volume(scene: Any) -> AddVolume:
    """``add_volume(image, name="heart")``: the image as a volume node."""

    def add(image: Image, name: str = "heart") -> Any:
        import slicer

        to_ras = np.diag([-1.0, -1.0, 1.0, 1.0]) @ image.grid.affine
        return slicer.util.addVolumeFromArray(image.array.copy(), to_ras, name)

    return add


@pytest.fixture
def volume(add_volume: AddVolume, phantom: Phantom) -> Any:
    return add_volume(phantom.image)


@pytest.fixture
def add_transform(scene: Any) -> Callable[[str], Any]:
    """``add_transform(kind)``: a transform node, ``linear``, ``bspline`` or ``grid``."""

    def add(kind: str) -> Any:
        import slicer

        if kind == "linear":
            node = scene.AddNewNodeByClass("vtkMRMLLinearTransformNode", "turned")
            node.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(TURNED))
        elif kind == "bspline":
            node = scene.AddNewNodeByClass("vtkMRMLBSplineTransformNode", "bent")
            node.SetAndObserveTransformToParent(_bspline())
        else:
            node = scene.AddNewNodeByClass("vtkMRMLGridTransformNode", "warped")
            node.SetAndObserveTransformToParent(_grid())
        return node

    return add


def _rigid() -> np.ndarray:
    turn, tilt = 0.5, -0.3
    about_s = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    about_r = np.array([[1, 0, 0], [0, np.cos(tilt), -np.sin(tilt)], [0, np.sin(tilt), np.cos(tilt)]])
    matrix = np.eye(4)
    matrix[:3, :3] = about_s @ about_r
    matrix[:3, 3] = [20, -7, 33]
    return matrix


TURNED = _rigid()


def _bspline() -> Any:
    import slicer

    return _displaced(slicer.vtkOrientedBSplineTransform(), "SetCoefficientData")


def _grid() -> Any:
    import slicer

    return _displaced(slicer.vtkOrientedGridTransform(), "SetDisplacementGridData")


def _displaced(transform: Any, setter: str) -> Any:
    """A smooth bend of some millimetres over 400 mm about the origin."""
    import vtk
    from vtk.util.numpy_support import numpy_to_vtk

    size, spacing = 9, 50.0
    z, y, x = (np.indices((size, size, size)) - (size - 1) / 2) / 4
    bend = np.stack([6 * np.sin(2 * y), 4 * np.cos(3 * x), 5 * x * z], axis=-1).reshape(-1, 3)
    image = vtk.vtkImageData()
    image.SetDimensions(size, size, size)
    image.SetSpacing(spacing, spacing, spacing)
    image.SetOrigin(*[-spacing * (size - 1) / 2] * 3)
    image.GetPointData().SetScalars(numpy_to_vtk(bend, deep=True))
    getattr(transform, setter)(image)
    return transform


@pytest.fixture
def column() -> Callable[[Any, str], list[Any]]:
    """``column(table_node, name)``: the values of a column."""

    def values(node: Any, name: str) -> list[Any]:
        array = node.GetTable().GetColumnByName(name)
        return [array.GetValue(row) for row in range(node.GetTable().GetNumberOfRows())]

    return values


@pytest.fixture
def world_points() -> Callable[[Any], np.ndarray]:
    """``world_points(nodes)``: (N, 3) LPS mm in the world, of a detection's control points."""

    def points(nodes: Any) -> np.ndarray:
        import slicer

        ras = slicer.util.arrayFromMarkupsControlPoints(nodes.landmarks, world=True)
        return ras * [-1, -1, 1]

    return points


@pytest.fixture
def labels_shown() -> Callable[[Any, Any], np.ndarray]:
    """``labels_shown(segmentation_node, volume)``: (k, j, i), n + 1 where Slicer has segment n."""

    def labels(node: Any, volume: Any) -> np.ndarray:
        import slicer

        segments, shown = node.GetSegmentation(), None
        for n in range(segments.GetNumberOfSegments()):
            mask = slicer.util.arrayFromSegmentBinaryLabelmap(node, segments.GetNthSegmentID(n), volume)
            shown = np.zeros(mask.shape, np.uint8) if shown is None else shown
            shown[mask > 0] = n + 1
        return shown

    return labels
