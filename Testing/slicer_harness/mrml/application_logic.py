"""The scene and the application logic, set up as Slicer's core application does at start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import slicer
from vtkmodules.vtkCommonCore import vtkCollection

# Label maps get the first of these; in Slicer it has 300 colours.
COLOR_FILES = ("GenericColors.txt", "GenericAnatomyColors.txt")
COLORS = "0 background 0 0 0 0\n1 one 128 174 128 255\n2 two 241 214 145 255\n3 three 177 122 101 255\n"


@dataclass(frozen=True)
class MRMLApplication:
    """What lives as long as the application.

    Attributes:
        scene: vtkMRMLScene, in ``slicer.mrmlScene`` too.
        logic: vtkSlicerApplicationLogic.
        remote_io: vtkMRMLRemoteIOLogic; without it a scene bundle (.mrb) cannot be read.
        data_io: vtkDataIOManagerLogic, likewise.
        slice_logics: vtkCollection of vtkMRMLSliceLogic.
        view_logics: vtkCollection of vtkMRMLViewLogic.
    """

    scene: Any
    logic: Any
    remote_io: Any
    data_io: Any
    slice_logics: Any
    view_logics: Any


def create(folder: Path) -> MRMLApplication:
    """Make the scene and the application logic.

    Args:
        folder: an empty folder for Slicer's temporary files, cache and shared files.
    """
    for name in ("temporary", "cache", "share/ColorFiles"):
        (folder / name).mkdir(parents=True)
    for name in COLOR_FILES:
        (folder / "share" / "ColorFiles" / name).write_text(COLORS, encoding="utf-8")
    scene = slicer.vtkMRMLScene()
    logic = slicer.vtkSlicerApplicationLogic()
    logic.SetHomeDirectory(str(folder))
    logic.SetShareDirectory("share")
    logic.SetTemporaryPath(str(folder / "temporary"))
    for factory in _displayable_manager_factories():
        factory.SetMRMLApplicationLogic(logic)

    scene.SetRootDirectory(str(folder))
    scene.RegisterNodeClass(slicer.vtkMRMLCommandLineModuleNode())
    crosshair = slicer.vtkMRMLCrosshairNode()
    crosshair.SetCrosshairName("default")
    scene.AddNode(crosshair)
    slicer.vtkMRMLSliceNode.AddDefaultSliceOrientationPresets(scene)

    remote_io, data_io = _data_io(logic, folder / "cache")
    logic.SetMRMLScene(scene)
    logic.SetMRMLSceneDataIO(scene, remote_io, data_io)
    slice_logics, view_logics = vtkCollection(), vtkCollection()
    logic.SetSliceLogics(slice_logics)
    logic.SetViewLogics(view_logics)
    return MRMLApplication(scene, logic, remote_io, data_io, slice_logics, view_logics)


def _displayable_manager_factories() -> tuple[Any, Any]:
    """Singletons: views made later find their managers and the application through them."""
    return (
        slicer.vtkMRMLSliceViewDisplayableManagerFactory.GetInstance(),
        slicer.vtkMRMLThreeDViewDisplayableManagerFactory.GetInstance(),
    )


def _data_io(logic: Any, cache_folder: Path) -> tuple[Any, Any]:
    remote_io = slicer.vtkMRMLRemoteIOLogic()
    remote_io.GetCacheManager().SetRemoteCacheDirectory(str(cache_folder))
    data_io = slicer.vtkDataIOManagerLogic()
    data_io.SetMRMLApplicationLogic(logic)
    data_io.SetAndObserveDataIOManager(remote_io.GetDataIOManager())
    return remote_io, data_io
