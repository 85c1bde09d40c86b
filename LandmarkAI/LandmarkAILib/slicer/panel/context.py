"""What the parts of the panel share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ...inference.options import DetectionOptions
from ..logic.detection_run import Rough, Wish
from ..scene.nodes import DetectionNodes
from ..scene.transforms import Node

if TYPE_CHECKING:
    from ..logic.qt_worker import QtWorker


@dataclass
class Context:
    """The panel's widgets, the logic, and the parameter node while there is one.

    Args:
        ui: widgets of ``LandmarkAI.ui`` by name.
        logic: LandmarkAILogic.
        parameters: LandmarkAIParameterNode; None while the scene is closed or another module shown.
    """

    ui: Any
    logic: Any
    parameters: Any = None

    @property
    def worker(self) -> QtWorker:
        """What detects."""
        return self.logic.worker

    @property
    def volume(self) -> Node | None:
        """The volume that the user chose."""
        return self.parameters.inputVolume if self.parameters else None

    @property
    def results(self) -> DetectionNodes | None:
        """The detection that is reviewed; None where there is none, or its volume was deleted."""
        landmarks = self.parameters.results if self.parameters else None
        if landmarks is None:
            return None
        nodes = DetectionNodes(landmarks).now()
        return nodes if nodes.volume is not None else None

    def wish(self, rough: Rough | None = None) -> Wish:
        """What the user's choices amount to."""
        chosen = self.parameters
        if chosen is None:
            return Wish(rough=rough)
        frames: Literal["all"] | None = "all" if chosen.frames.value == "all" else None
        options = DetectionOptions(chosen.model or None, chosen.device.value, frames=frames)
        return Wish(options, rough)
