"""Volume nodes as images: where the voxels lie, whatever the storage; what cannot be used, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from short_axis_phantom import Phantom
from strategies import grids

pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")

import slicer
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError
from LandmarkAILib.slicer.scene.volumes import image_of, why_not


@given(grid=grids())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_image_lies_where_slicer_shows_it(add_volume: Callable[..., Any], grid: Grid) -> None:
    """Oblique, mirrored, sheared: an index is the same place by our affine and by Slicer's matrix."""
    array = np.arange(np.prod(grid.shape), dtype=np.float32).reshape(grid.shape)
    volume = add_volume(Image(array, grid))
    image = image_of(volume)
    assert np.array_equal(image.array, array)
    assert image.grid.is_close(grid, 1e-9)
    ijk_to_ras = slicer.util.vtkMatrixFromArray(np.eye(4))
    volume.GetIJKToRASMatrix(ijk_to_ras)
    index = np.array(grid.size) * [0.3, -0.2, 1.1]
    right, anterior, superior, _ = ijk_to_ras.MultiplyPoint([*index, 1])
    np.testing.assert_allclose(image.grid.to_lps(index), [-right, -anterior, superior], atol=1e-9)
    volume.GetScene().RemoveNode(volume)


def test_parent_transform_is_not_applied(
    volume: Any, phantom: Phantom, add_transform: Callable[[str], Any]
) -> None:
    volume.SetAndObserveTransformNodeID(add_transform("linear").GetID())
    assert image_of(volume).grid.is_close(phantom.image.grid)


def test_extent_that_does_not_start_at_zero(volume: Any, phantom: Phantom) -> None:
    """As module Crop Volume can leave it."""
    import vtk

    cut = vtk.vtkExtractVOI()
    cut.SetInputData(volume.GetImageData())
    cut.SetVOI(5, 20, 10, 30, 1, 3)
    cut.Update()
    volume.SetAndObserveImageData(cut.GetOutput())
    image = image_of(volume)
    assert np.array_equal(image.array, phantom.image.array[1:4, 10:31, 5:21])
    np.testing.assert_allclose(image.grid.origin, phantom.image.grid.to_lps([5, 10, 1]), atol=1e-9)


def test_array_is_the_volumes_memory(volume: Any) -> None:
    assert np.shares_memory(image_of(volume).array, slicer.util.arrayFromVolume(volume))


def test_series_facts_come_from_the_subject_hierarchy(volume: Any, scene: Any) -> None:
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    constants = slicer.vtkMRMLSubjectHierarchyConstants
    item = hierarchy.GetItemByDataNode(volume)
    hierarchy.SetItemAttribute(item, constants.GetDICOMSeriesModalityAttributeName(), "MR")
    hierarchy.SetItemAttribute(item, "DICOM.SeriesDescription", "SAX")
    image = image_of(volume)
    assert (image.name, image.metadata) == ("heart", {"modality": "MR", "series_description": "SAX"})


def test_a_volume_that_can_be_used(volume: Any) -> None:
    """Also without a display node, which volumes made by scripts lack."""
    volume.RemoveAllDisplayNodeIDs()
    assert why_not(volume) == ""


def _label_map(scene: Any) -> Any:
    return slicer.util.addVolumeFromArray(np.ones((2, 3, 4)), nodeClassName="vtkMRMLLabelMapVolumeNode")


def _vectors(scene: Any) -> Any:
    return slicer.util.addVolumeFromArray(
        np.ones((2, 3, 4, 3), np.uint8), nodeClassName="vtkMRMLVectorVolumeNode"
    )


def _empty(scene: Any) -> Any:
    return scene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "empty")


def _no_extent(scene: Any) -> Any:
    node = _empty(scene)
    node.SetAndObserveImageData(_image_data(0, 3, 4))
    return node


def _flat(scene: Any) -> Any:
    return slicer.util.addVolumeFromArray(np.ones((2, 3, 4)), np.diag([1.0, 0.0, 1.0, 1.0]))


def _removed(scene: Any) -> Any:
    node = slicer.util.addVolumeFromArray(np.ones((2, 3, 4)), name="gone")
    scene.RemoveNode(node)
    return node


def _model(scene: Any) -> Any:
    return scene.AddNewNodeByClass("vtkMRMLModelNode", "model")


def _image_data(*size: int) -> Any:
    import vtk

    data = vtk.vtkImageData()
    data.SetDimensions(*size)
    data.AllocateScalars(vtk.VTK_FLOAT, 1)
    return data


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda scene: None, "Choose a volume"),
        (_label_map, "is a label map"),
        (_vectors, "several values a voxel"),
        (_empty, "holds no image"),
        (_no_extent, "holds no image"),
        (_flat, "where its voxels lie"),
        (_removed, "gone was removed"),
        (_model, "is not a volume"),
    ],
)
def test_a_volume_that_cannot_be_used(
    scene: Any, vtk_errors: list[str], make: Callable[[Any], Any], reason: str
) -> None:
    node = make(scene)
    vtk_errors.clear()
    assert reason in why_not(node)
    with pytest.raises(InputError, match=reason):
        image_of(node)
