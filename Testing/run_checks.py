"""What tests of runs in the panel do and look at."""

from __future__ import annotations

from typing import Any

from fake_worker import FakeLauncher
from LandmarkAILib.worker.protocol import Progress
from slicer_harness.fixtures import Panel


def results_in(scene: Any) -> int:
    """How many lists of points and segmentations there are."""
    return scene.GetNumberOfNodesByClass("vtkMRMLMarkupsFiducialNode") + scene.GetNumberOfNodesByClass(
        "vtkMRMLSegmentationNode"
    )


def start(panel: Panel, launcher: FakeLauncher) -> None:
    """Click, and let the worker say that it has begun."""
    panel.click("detectButton")
    launcher.process.say(Progress(launcher.request.id, 0.1, "reading the image"))
