"""The slice views: shown volume, and where they look."""

from __future__ import annotations

import numpy as np
import qt
import slicer

from ...core.geometry import FloatArray
from ...core.short_axis import slice_axis
from ..scene.landmark_list import looks_along, slice_normal
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
    middle = _middle_of_slice(volume, number)
    slicer.modules.markups.logic().JumpSlicesToLocation(*middle.tolist(), True)


def slice_offset(volume: Node, number: int) -> float | None:
    """Where the red view's slider stands at a slice, mm; None where that view looks another way."""
    manager = slicer.app.layoutManager()
    widget = manager.sliceWidget("Red") if manager is not None else None
    normal = slice_normal(volume) if volume.GetImageData() else None
    if widget is None or normal is None or not looks_along(widget.mrmlSliceNode(), normal):
        return None
    towards = slicer.util.arrayFromVTKMatrix(widget.mrmlSliceNode().GetSliceToRAS())[:3, 2]
    return float(_middle_of_slice(volume, number) @ towards)


def _middle_of_slice(volume: Node, number: int) -> FloatArray:
    """(3,) in the world, RAS mm."""
    grid = volume_grid(volume)
    index = (np.array(grid.size) - 1) / 2
    index[slice_axis(grid)] = number
    middle = grid.to_lps(index).reshape(1, 3)
    parent = volume.GetParentTransformNode()
    (world,) = carry_to_world(parent)(middle) if parent is not None else middle
    return to_ras(world)


def look_at_heart_in_3d(ras: FloatArray, radius: float) -> None:
    """Let the 3D views turn about the middle of a heart, which fills them.

    Args:
        ras: (3,) in the world, RAS mm.
        radius: of the heart, mm.
    """
    x, y, z = ras.tolist()

    def look() -> None:
        manager = slicer.app.layoutManager()
        for number in range(manager.threeDViewCount if manager is not None else 0):
            window = manager.threeDWidget(number).threeDView().renderWindow()
            renderer = window.GetRenderers().GetFirstRenderer()
            camera = renderer.GetActiveCamera()
            away = np.subtract(camera.GetPosition(), camera.GetFocalPoint())
            distance = radius / np.sin(np.radians(camera.GetViewAngle() / 2))
            camera.SetFocalPoint(x, y, z)
            camera.SetPosition(*(ras + away / (np.linalg.norm(away) or 1.0) * distance).tolist())
            renderer.ResetCameraClippingRange()

    qt.QTimer.singleShot(0, look)


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
