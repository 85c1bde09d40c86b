"""Reading files into the scene: what the application's readers do, each over the logic of its module."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import slicer

Properties = Mapping[str, Any]
# Suffixes of files, the longest first, and the type of each.
FILE_TYPES = {
    ".mrk.json": "MarkupsFile",
    ".seg.nrrd": "SegmentationFile",
    ".seg.nhdr": "SegmentationFile",
    ".seq.nrrd": "SequenceFile",
    ".nii.gz": "VolumeFile",
    **dict.fromkeys((".fcsv", ".json"), "MarkupsFile"),
    **dict.fromkeys((".nrrd", ".nhdr", ".nii", ".mha", ".mhd"), "VolumeFile"),
    **dict.fromkeys((".tsv", ".csv"), "TableFile"),
    **dict.fromkeys((".h5", ".tfm"), "TransformFile"),
    **dict.fromkeys((".vtk", ".vtp", ".stl"), "ModelFile"),
    **dict.fromkeys((".mrml", ".mrb"), "SceneFile"),
}


def file_type(path: str) -> str:
    """The type that Slicer would choose for a file; empty where none fits."""
    name = Path(path).name.lower()
    return next((kind for suffix, kind in FILE_TYPES.items() if name.endswith(suffix)), "NoFile")


def load(kind: str, properties: Properties, messages: Any) -> list[Any]:
    """Load a file into ``slicer.mrmlScene``.

    Args:
        kind: its type.
        properties: ``fileName`` and what the reader of the type takes.
        messages: vtkMRMLMessageCollection that gets the reader's remarks.

    Returns:
        The nodes, without those they consist of; none if it could not be read.
    """
    if kind not in READERS or not Path(properties["fileName"]).exists():
        return []
    return [node for node in READERS[kind](properties, messages) if node is not None]


def _volume(properties: Properties, _messages: Any) -> list[Any]:
    path = properties["fileName"]
    flags = ("labelmap", "center", "singleFile", "autoWindowLevel", "discardOrientation")
    options = sum(1 << bit for bit, flag in enumerate(flags) if properties.get(flag))
    logic = slicer.modules.volumes.logic()
    name = properties.get("name", Path(path).name.split(".")[0])
    node = logic.AddArchetypeVolume(path, name, options)
    if node is not None and properties.get("show", True):
        _show(node)
    return [node]


def _show(volume: Any) -> None:
    """Make it the background, or the label layer, of all slice views."""
    application_logic = slicer.app.applicationLogic()
    selection = application_logic.GetSelectionNode()
    if volume.IsA("vtkMRMLLabelMapVolumeNode"):
        selection.SetActiveLabelVolumeID(volume.GetID())
    else:
        selection.SetActiveVolumeID(volume.GetID())
    application_logic.PropagateVolumeSelection()


def _markups(properties: Properties, messages: Any) -> list[Any]:
    logic = slicer.modules.markups.logic()
    ids = logic.LoadMarkups(properties["fileName"], properties.get("name", ""), messages)
    return [slicer.mrmlScene.GetNodeByID(node_id) for node_id in (ids or "").split(",") if node_id]


def _segmentation(properties: Properties, messages: Any) -> list[Any]:
    path, name = properties["fileName"], properties.get("name", "")
    logic = slicer.modules.segmentations.logic()
    opacities = properties.get("autoOpacities", True)
    return [logic.LoadSegmentationFromFile(path, opacities, name, None, messages)]


def _table(properties: Properties, messages: Any) -> list[Any]:
    path = properties["fileName"]
    name = slicer.mrmlScene.GetUniqueNameByString(properties.get("name", Path(path).name.split(".")[0]))
    return [slicer.modules.tables.logic().AddTable(path, name, True, "", messages)]


def _transform(properties: Properties, messages: Any) -> list[Any]:
    logic = slicer.modules.transforms.logic()
    return [logic.AddTransform(properties["fileName"], slicer.mrmlScene, messages)]


def _model(properties: Properties, messages: Any) -> list[Any]:
    lps = slicer.vtkMRMLStorageNode.CoordinateSystemLPS
    return [slicer.modules.models.logic().AddModel(properties["fileName"], lps, messages)]


def _sequence(properties: Properties, messages: Any) -> list[Any]:
    logic = slicer.modules.sequences.logic()
    sequence = logic.AddSequence(properties["fileName"], messages)
    if sequence is None or not properties.get("show", True):
        return [sequence]
    name = f"{sequence.GetName()} browser"
    browser = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSequenceBrowserNode", name)
    browser.SetAndObserveMasterSequenceNodeID(sequence.GetID())
    logic.UpdateProxyNodesFromSequences(browser)
    return [sequence, browser]


READERS: dict[str, Callable[[Properties, Any], list[Any]]] = {
    "VolumeFile": _volume,
    "MarkupsFile": _markups,
    "SegmentationFile": _segmentation,
    "TableFile": _table,
    "TransformFile": _transform,
    "ModelFile": _model,
    "SequenceFile": _sequence,
}
