"""Subject hierarchy items, which a Qt plugin makes in Slicer whenever a data node is added."""

from __future__ import annotations

from typing import Any

import slicer

# First match names the plugin that owns the item.
PLUGINS = {
    "vtkMRMLLabelMapVolumeNode": "LabelMaps",
    "vtkMRMLScalarVolumeNode": "Volumes",
    "vtkMRMLMarkupsNode": "Markups",
    "vtkMRMLSegmentationNode": "Segmentations",
    "vtkMRMLModelNode": "Models",
    "vtkMRMLTransformNode": "Transforms",
    "vtkMRMLTableNode": "Tables",
    "vtkMRMLTextNode": "Texts",
    "vtkMRMLPlotSeriesNode": "Plots",
    "vtkMRMLPlotChartNode": "Charts",
}


def observe(scene: Any) -> None:
    """Keep the subject hierarchy of the scene as the application would."""

    def on_node_added(_caller: Any, _event: str, node: Any) -> None:
        if node.IsA("vtkMRMLSubjectHierarchyNode"):
            slicer.vtkMRMLSubjectHierarchyNode.ResolveSubjectHierarchy(scene)
        elif not scene.IsImporting():
            _add_item(scene, node)

    def on_imported(_caller: Any, _event: str) -> None:
        for index in range(scene.GetNumberOfNodes()):
            _add_item(scene, scene.GetNthNode(index))

    on_node_added.CallDataType = "object0"  # type: ignore[attr-defined]
    scene.AddObserver(slicer.vtkMRMLScene.NodeAddedEvent, on_node_added)
    scene.AddObserver(slicer.vtkMRMLScene.EndImportEvent, on_imported)


def _add_item(scene: Any, node: Any) -> None:
    if node.GetHideFromEditors():
        return
    plugin = next((name for class_name, name in PLUGINS.items() if node.IsA(class_name)), None)
    if plugin is None:
        return
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    if not hierarchy.GetItemByDataNode(node):
        hierarchy.CreateItem(hierarchy.GetSceneItemID(), node, plugin)
