"""Writing nodes and the scene to files: what the application's writers do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

WRITER_TYPES = {
    "vtkMRMLVolumeNode": "VolumeFile",
    "vtkMRMLMarkupsNode": "MarkupsFile",
    "vtkMRMLSegmentationNode": "SegmentationFile",
    "vtkMRMLTableNode": "TableFile",
    "vtkMRMLTransformNode": "TransformFile",
    "vtkMRMLModelNode": "ModelFile",
    "vtkMRMLTextNode": "TextFile",
    "vtkMRMLSequenceNode": "SequenceFile",
}


def writer_type(node: Any) -> str:
    """The type of file that a node is written as; "NoFile" where it has none."""
    return next((kind for class_name, kind in WRITER_TYPES.items() if node.IsA(class_name)), "NoFile")


def save_node(node: Any, properties: Mapping[str, Any], messages: Any) -> bool:
    """Write a node through its storage node, which is made if it has none."""
    if node.GetStorageNode() is None:
        node.AddDefaultStorageNode(properties["fileName"])
    storage = node.GetStorageNode()
    storage.SetFileName(properties["fileName"])
    storage.SetURI(None)
    if "useCompression" in properties:
        storage.SetUseCompression(int(properties["useCompression"]))
    saved = bool(storage.WriteData(node))
    messages.AddMessages(storage.GetUserMessages())
    return saved


def save_scene(scene: Any, path: str, messages: Any) -> bool:
    """Write a scene as .mrml or as a bundle (.mrb).

    Raises:
        ValueError: another kind of file.
    """
    target = Path(path)
    scene.SetURL(str(target))
    scene.SetRootDirectory(str(target.parent))
    if target.suffix == ".mrml":
        return bool(scene.Commit())
    if target.suffix != ".mrb":
        raise ValueError(f"The harness writes scenes as .mrml or .mrb, not as {target.name}.")
    saved = bool(scene.WriteToMRB(str(target), None, messages))
    if saved:
        scene.SetStorableNodesModifiedSinceRead()
    return saved


def load_scene(scene: Any, path: str, clear: bool, messages: Any) -> bool:
    """Read a scene; ``clear`` closes the one that is open first."""
    if Path(path).suffix == ".mrb":
        return bool(scene.ReadFromMRB(path, clear, messages))
    scene.SetURL(path)
    return bool(scene.Connect(messages) if clear else scene.Import(messages))
