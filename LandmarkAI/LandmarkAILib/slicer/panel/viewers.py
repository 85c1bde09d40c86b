"""The slice views: shown volume, and where they look."""

from __future__ import annotations

import numpy as np
import qt
import slicer

from ...core.short_axis import slice_axis
from ..scene.transforms import Node, carry_to_world, to_ras
from ..scene.volumes import volume_grid


def show_volume(volume: Node) -> None:
    """Show a volume in all slice views, in the planes of its slices, unless it is shown already."""
    manager = slicer.app.layoutManager()
    if manager is None:  # Slicer without a window
        return
    composites = [
        manager.sliceWidget(name).mrmlSliceCompositeNode() for name in manager.sliceViewNames()
    ]
    if all(node.GetBackgroundVolumeID() == volume.GetID() for node in composites):
        return
    slicer.util.setSliceViewerLayers(background=volume, fit=True, rotateToVolumePlane=True)


def jump_to_point(landmarks: Node, index: int) -> None:
    """Let all slice views show a control point, in their middle."""
    slicer.modules.markups.logic().JumpSlicesToNthPointInMarkup(landmarks.GetID(), index, True)


def jump_to_slice(volume: Node, number: int) -> None:
    """Let all slice views show the middle of a slice.

    Args:
        volume: vtkMRMLScalarVolumeNode.
        number: of the slice, from 0, along the slice axis.
    """
    grid = volume_grid(volume)
    index = (np.array(grid.size) - 1) / 2
    index[slice_axis(grid)] = number
    middle = grid.to_lps(index).reshape(1, 3)
    parent = volume.GetParentTransformNode()
    (world,) = carry_to_world(parent)(middle) if parent is not None else middle
    slicer.modules.markups.logic().JumpSlicesToLocation(*to_ras(world).tolist(), True)


def look_at_all_in_3d() -> None:
    """Let the 3D views show all that there is, in their middle, once they have it."""
    qt.QTimer.singleShot(0, _reset_3d_views)


def _reset_3d_views() -> None:
    manager = slicer.app.layoutManager()
    if manager is None:  # Slicer without a window
        return
    for number in range(manager.threeDViewCount):
        view = manager.threeDWidget(number).threeDView()
        view.resetFocalPoint()
        view.resetCamera()
