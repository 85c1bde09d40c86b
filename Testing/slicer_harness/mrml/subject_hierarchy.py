"""Subject hierarchy items, which a Qt plugin makes in Slicer whenever a data node is added."""

from __future__ import annotations

from typing import Any

import slicer
from vtkmodules.util.vtkConstants import VTK_OBJECT

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
    resolve = slicer.vtkMRMLSubjectHierarchyNode.ResolveSubjectHierarchy

    def on_added(_caller: Any, _event: str, node: Any) -> None:
        if node.IsA("vtkMRMLSubjectHierarchyNode"):
            resolve(scene)
        elif not scene.IsImporting():
            _add_item(scene, node)

    def on_removed(_caller: Any, _event: str, node: Any) -> None:
        if not scene.IsClosing() and not node.IsA("vtkMRMLSubjectHierarchyNode"):
            hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
            item = hierarchy.GetItemByDataNode(node)
            if item:
                hierarchy.RemoveItem(item, False, False)

    def on_many(_caller: Any, _event: str) -> None:
        resolve(scene)
        for index in range(scene.GetNumberOfNodes()):
            _add_item(scene, scene.GetNthNode(index))

    on_added.CallDataType = on_removed.CallDataType = VTK_OBJECT  # type: ignore[attr-defined]
    scene.AddObserver(scene.NodeAddedEvent, on_added)
    scene.AddObserver(scene.NodeAboutToBeRemovedEvent, on_removed)
    # Before the widgets that show the hierarchy.
    for event in (scene.EndImportEvent, scene.EndBatchProcessEvent, scene.EndRestoreEvent):
        scene.AddObserver(event, on_many, 10.0)
    scene.AddObserver(scene.EndCloseEvent, lambda *_: resolve(scene))


def _add_item(scene: Any, node: Any) -> None:
    if node.GetHideFromEditors():
        return
    plugin = next((name for class_name, name in PLUGINS.items() if node.IsA(class_name)), None)
    if plugin is None:
        return
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    if not hierarchy.GetItemByDataNode(node):
        hierarchy.CreateItem(hierarchy.GetSceneItemID(), node, plugin)
