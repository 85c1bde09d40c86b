"""Surfaces of finely sampled labels: made of fewer voxels, and where Slicer's own would lie."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")

import vtk
from LandmarkAILib.core.anatomy import LEFT_VENTRICLE, MYOCARDIUM
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.steps import finish
from LandmarkAILib.slicer.scene import segmentations, surfaces


@pytest.fixture(scope="module")
def shells() -> Segmentation:
    """A ball of 18 mm in one of 26 mm, in voxels of 0.4 × 0.4 × 0.8 mm of an oblique grid."""
    turn, _ = np.linalg.qr(np.array([[1.0, 0.2, 0.1], [-0.2, 1.0, 0.3], [0.0, -0.3, 1.0]]))
    affine = np.eye(4)
    affine[:3, :3] = turn @ np.diag([0.4, 0.4, 0.8])
    grid = Grid((160, 150, 80), affine)
    k, j, i = np.meshgrid(*[np.arange(n) for n in grid.shape], indexing="ij")
    distance = np.linalg.norm(grid.to_lps(np.stack([i, j, k], -1)) - grid.center, axis=-1)
    labels = np.where(distance < 18, 1, np.where(distance < 26, 2, 0)).astype(np.uint8)
    return Segmentation(labels, grid, (LEFT_VENTRICLE, MYOCARDIUM))


@pytest.fixture
def node(scene: Any, shells: Segmentation) -> Any:
    node = scene.AddNewNodeByClass("vtkMRMLSegmentationNode")
    segmentations.fill(node, shells, segmentations.anatomy_looks(shells.names))
    return node


def surface(node: Any, name: str) -> Any:
    return node.GetSegmentation().GetSegment(name).GetRepresentation(surfaces.CLOSED_SURFACE)


def volume(polygons: Any) -> float:
    triangles = vtk.vtkTriangleFilter()
    triangles.SetInputData(polygons)
    mass = vtk.vtkMassProperties()
    mass.SetInputConnection(triangles.GetOutputPort())
    return float(mass.GetVolume())


def test_fewer_voxels_give_the_same_surfaces(node: Any, scene: Any, shells: Segmentation) -> None:
    whole = scene.AddNewNodeByClass("vtkMRMLSegmentationNode")
    segmentations.fill(whole, shells, segmentations.anatomy_looks(shells.names))
    surfaces.create(whole)
    finish(surfaces.creating(node, shells))
    for name in shells.names:
        thin, fine = surface(node, name), surface(whole, name)
        assert 100 < thin.GetNumberOfPoints() < fine.GetNumberOfPoints() / 4
        assert volume(thin) == pytest.approx(volume(fine), rel=0.02)
        assert np.allclose(thin.GetBounds(), fine.GetBounds(), atol=0.8)


def test_a_surface_is_made_a_step(node: Any, shells: Segmentation) -> None:
    steps = surfaces.creating(node, shells)
    next(steps)
    assert surface(node, LEFT_VENTRICLE) is not None and surface(node, MYOCARDIUM) is None
    finish(steps)
    assert surface(node, MYOCARDIUM) is not None


def test_coarse_voxels_are_all_kept(shells: Segmentation) -> None:
    coarse = Grid((6, 5, 4), np.diag([1.4, 2.0, 8.0, 1.0]))
    labels = np.arange(120, dtype=np.uint8).reshape(coarse.shape) % 3
    thin = surfaces.thinned(Segmentation(labels, coarse, shells.names))
    assert thin.grid.is_close(coarse) and np.array_equal(thin.labels, labels)


def test_thinned_labels_lie_where_they_did(shells: Segmentation) -> None:
    thin = surfaces.thinned(shells)
    assert np.allclose(thin.grid.spacing, [1.6, 1.6, 1.6])
    index = np.array([12, 13, 14])
    i, j, k = np.rint(shells.grid.to_index(thin.grid.to_lps(index))).astype(int)
    assert (i, j, k) == (48, 52, 28)
    assert thin.labels[14, 13, 12] == shells.labels[k, j, i]


def test_an_edit_takes_the_surfaces_away(node: Any, shells: Segmentation) -> None:
    """Slicer makes them anew, of all voxels, when a view wants them."""
    finish(surfaces.creating(node, shells))
    edited = shells.labels.copy()
    edited[:40] = 0
    segmentations.update(node, Segmentation(edited, shells.grid, shells.names))
    assert surface(node, LEFT_VENTRICLE) is None
    surfaces.create(node)
    assert volume(surface(node, LEFT_VENTRICLE)) == pytest.approx(2 / 3 * np.pi * 18**3, rel=0.03)


def test_a_segment_without_voxels_has_no_surface_to_see(scene: Any, shells: Segmentation) -> None:
    labels = np.where(shells.labels == 1, 1, 0).astype(np.uint8)
    alone = Segmentation(labels, shells.grid, shells.names)
    node = scene.AddNewNodeByClass("vtkMRMLSegmentationNode")
    segmentations.fill(node, alone, segmentations.anatomy_looks(alone.names))
    finish(surfaces.creating(node, alone))
    assert surface(node, LEFT_VENTRICLE).GetNumberOfPoints() > 100
    empty = surface(node, MYOCARDIUM)
    assert empty is None or empty.GetNumberOfPoints() == 0
