"""The logics of Slicer's own modules, wired to the application as the modules' set-up does it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import slicer

from . import terminologies

# In this order: Units before Markups, which formats lengths; Terminologies before Segmentations.
LOGICS = {
    "Colors": "vtkSlicerColorLogic",
    "Units": "vtkSlicerUnitsLogic",
    "SubjectHierarchy": "vtkSlicerSubjectHierarchyModuleLogic",
    "Terminologies": "vtkSlicerTerminologiesModuleLogic",
    "Cameras": "vtkSlicerCamerasModuleLogic",
    "ViewControllers": "vtkSlicerViewControllersLogic",
    "Transforms": "vtkSlicerTransformLogic",
    "Volumes": "vtkSlicerVolumesLogic",
    "VolumeRendering": "vtkSlicerVolumeRenderingLogic",
    "Models": "vtkSlicerModelsLogic",
    "Markups": "vtkSlicerMarkupsLogic",
    "Segmentations": "vtkSlicerSegmentationsModuleLogic",
    "Tables": "vtkSlicerTablesLogic",
    "Plots": "vtkSlicerPlotsLogic",
    "Texts": "vtkSlicerTextsLogic",
    "Sequences": "vtkSlicerSequencesLogic",
    "SceneViews": "vtkSlicerSceneViewsModuleLogic",
    "CropVolume": "vtkSlicerCropVolumeLogic",
    "Reformat": "vtkSlicerReformatLogic",
    "Data": "vtkSlicerDataModuleLogic",
}


def create(application_logic: Any, scene: Any, share_folder: Path) -> dict[str, Any]:
    """Make the logics, each observing the scene.

    Args:
        share_folder: where the modules' shared files are made.

    Returns:
        The logic of each module, by the module's name.
    """
    logics: dict[str, Any] = {}
    for name, class_name in LOGICS.items():
        logic = getattr(slicer, class_name)()
        logic.SetMRMLApplicationLogic(application_logic)
        if name == "Terminologies":
            logic.SetModuleShareDirectory(str(terminologies.write(share_folder / name)))
        if name == "Colors":
            application_logic.SetColorLogic(logic)
        logic.SetMRMLScene(scene)
        application_logic.SetModuleLogic(name, logic)
        logics[name] = logic
    return logics
