"""Segments as surfaces in the 3D view, for models that look at volumes."""

from __future__ import annotations

import numpy as np
import slicer

from ...core.anatomy import MYOCARDIUM
from ...core.detection import Segmentation
from ...core.geometry import Grid
from ...core.steps import Steps
from . import segmentations
from .transforms import Node

CLOSED_SURFACE = "Closed surface"

_APART = 1.5  # mm between voxels: models look at volumes no closer
_GLASS = 0.35  # opacity of the wall: cavity, points and axis are seen through it


def create(node: Node) -> None:
    """Make surfaces of a segmentation's labels; Slicer keeps them up to date from then on."""
    node.GetSegmentation().CreateRepresentation(CLOSED_SURFACE)


def creating(node: Node, segmentation: Segmentation) -> Steps[None]:
    """Make surfaces of labels that a segmentation node was just filled with, a segment a step.

    They are made of every second, third … voxel where voxels are small: of the whole labels of a CT,
    Slicer makes them in most of a second, in which nothing else would happen. Of labels that somebody
    edits Slicer makes new ones, of all voxels.

    Args:
        node: filled with ``segmentation``.
        segmentation: the labels.
    """
    coarse = thinned(segmentation)
    for value, name in enumerate(coarse.names, start=1):
        part = slicer.vtkMRMLSegmentationNode()
        alone = Segmentation((coarse.labels == value).astype(np.uint8), coarse.grid, (name,))
        segmentations.fill(part, alone, [segmentations.Look(name)])
        create(part)
        surface = part.GetSegmentation().GetNthSegment(0).GetRepresentation(CLOSED_SURFACE)
        node.GetSegmentation().GetSegment(name).AddRepresentation(CLOSED_SURFACE, surface)
        yield


def thinned(segmentation: Segmentation) -> Segmentation:
    """Every n-th voxel along each axis, so that they lie about as far apart as surfaces need."""
    labels, grid = segmentation.labels, segmentation.grid
    i, j, k = np.maximum(np.rint(_APART / grid.spacing), 1).astype(int)
    kept = labels[::k, ::j, ::i]
    thin = Grid(kept.shape[::-1], grid.affine @ np.diag([i, j, k, 1.0]))
    return Segmentation(kept, thin, segmentation.names)


def set_look(node: Node) -> None:
    """Show the surfaces, the myocardium as glass."""
    display = node.GetDisplayNode()
    display.SetPreferredDisplayRepresentationName3D(CLOSED_SURFACE)
    display.SetVisibility3D(True)
    if identifier := node.GetSegmentation().GetSegmentIdBySegmentName(MYOCARDIUM):
        display.SetSegmentOpacity3D(identifier, _GLASS)
