"""Label maps in segmentation nodes, as others leave them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from short_axis_phantom import NAMES, Phantom

pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")

import slicer
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.errors import InputError
from LandmarkAILib.slicer.scene.segmentations import (
    Look,
    anatomy_looks,
    fill,
    is_touched,
    labels_in,
    update,
)


@pytest.fixture
def node(scene: Any) -> Any:
    node = scene.AddNewNodeByClass("vtkMRMLSegmentationNode")
    node.CreateDefaultDisplayNodes()
    return node


def test_names_that_are_not_of_the_anatomy(node: Any, phantom: Phantom) -> None:
    """They come after the known ones and keep their labels."""
    names = ("Scar", NAMES[1], NAMES[0])
    grid = phantom.image.grid
    fill(node, Segmentation(phantom.segmentation.labels, grid, names), anatomy_looks(names))
    found = labels_in(node, grid)
    assert found.names == (NAMES[0], NAMES[1], "Scar")
    assert np.array_equal(found.labels, np.array([0, 3, 2, 1])[phantom.segmentation.labels])


def test_update_of_a_closed_surface_takes_it_away(node: Any, phantom: Phantom) -> None:
    """Slicer makes the surface anew when somebody asks for it."""
    fill(node, phantom.segmentation, anatomy_looks(NAMES))
    node.CreateClosedSurfaceRepresentation()
    empty = Segmentation(np.zeros_like(phantom.segmentation.labels), phantom.image.grid, NAMES)
    update(node, empty)
    assert not node.GetSegmentation().GetNthSegment(0).GetRepresentation("Closed surface")
    assert not labels_in(node, phantom.image.grid).labels.any()


def test_segments_that_are_surfaces(node: Any, volume: Any, phantom: Phantom) -> None:
    """Their voxels are those of Slicer's own conversion, near those that the surfaces were made of."""
    fill(node, phantom.segmentation, anatomy_looks(NAMES))
    node.SetReferenceImageGeometryParameterFromVolumeNode(volume)
    node.CreateClosedSurfaceRepresentation()
    segmentation = node.GetSegmentation()
    segmentation.SetSourceRepresentationName("Closed surface")
    segmentation.RemoveRepresentation("Binary labelmap")
    found = labels_in(node, phantom.image.grid)
    assert found.names == NAMES
    assert (found.labels == phantom.segmentation.labels).mean() > 0.95
    assert 0.5 < (found.labels > 0).sum() / (phantom.segmentation.labels > 0).sum() < 1.5


def test_more_segments_than_a_label_map_holds(node: Any, phantom: Phantom) -> None:
    for n in range(256):
        segment = slicer.vtkSegment()
        segment.SetName(f"{n}")
        labelmap = slicer.vtkOrientedImageData()
        labelmap.SetDimensions(1, 1, 1)
        labelmap.AllocateScalars(3, 1)
        segment.AddRepresentation("Binary labelmap", labelmap)
        node.GetSegmentation().AddSegment(segment)
    with pytest.raises(InputError, match="256 segments"):
        labels_in(node, phantom.image.grid)


def test_a_deleted_segment_stays_deleted_and_counts_as_an_edit(node: Any, phantom: Phantom) -> None:
    grid = phantom.image.grid
    fill(node, phantom.segmentation, [Look(name) for name in NAMES])
    assert not is_touched(node, grid)
    node.GetSegmentation().RemoveSegment(NAMES[1])
    assert is_touched(node, grid)
    update(node, phantom.segmentation)
    assert labels_in(node, grid).names == (NAMES[0], NAMES[2])
