"""Tells when a volume leaves the scene."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import slicer
import vtk
from slicer.i18n import tr as _

from ..scene.transforms import Node


class VolumeWatch:
    """Calls back when a volume is about to be removed, or its scene to be closed.

    Args:
        volume: vtkMRMLScalarVolumeNode.
        leaving: gets the reason, a sentence.
    """

    def __init__(self, volume: Node, leaving: Callable[[str], None]) -> None:
        self._volume, self._leaving = volume, leaving
        self._name = str(volume.GetName())
        self._scene = scene = slicer.mrmlScene
        self._tags = [
            scene.AddObserver(scene.NodeAboutToBeRemovedEvent, self._on_node_removed),
            scene.AddObserver(scene.StartCloseEvent, self._on_scene_closed),
        ]

    def stop(self) -> None:
        """Call back no more."""
        for tag in self._tags:
            self._scene.RemoveObserver(tag)

    @vtk.calldata_type(vtk.VTK_OBJECT)  # type: ignore[untyped-decorator]
    def _on_node_removed(self, _scene: Any, _event: str, node: Node) -> None:
        if node is self._volume:
            self._leaving(_("{name} was removed from the scene.").format(name=self._name))

    def _on_scene_closed(self, _scene: Any, _event: str) -> None:
        self._leaving(_("The scene was closed."))
