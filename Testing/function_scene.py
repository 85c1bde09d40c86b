"""Cines in the scene, and a phantom that beats in them."""

from __future__ import annotations

from typing import Any

import numpy as np
from fake_worker import FakeLauncher
from LandmarkAILib.core.detection import Detection, Segmentation
from short_axis_phantom import NAMES, Phantom
from slicer_harness.fixtures import Panel

RADII = (18.0, 12.0, 15.0)  # mm of the cavity, frame by frame; the epicardium stays
FRAMES = len(RADII)


def beaten(phantom: Phantom, radius: float) -> Detection:
    """The phantom's truth with another cavity: the wall grows inwards."""
    labels = phantom.segmentation.labels.copy()
    labels[(labels == 1) & (phantom.radius >= radius)] = 2
    segmentation = Segmentation(labels, phantom.image.grid, NAMES)
    model = {"name": "cmr-sax", "version": "0", "sha256": "0"}
    return Detection(phantom.landmarks, segmentation, {"model": model})


def add(phantom: Phantom, name: str) -> Any:
    import slicer

    to_ras = np.diag([-1.0, -1.0, 1.0, 1.0]) @ phantom.image.grid.affine
    return slicer.util.addVolumeFromArray(phantom.image.array.copy(), to_ras, name)


def make_cine(volume: Any, brighter: int = 0) -> Any:
    """The proxy of a sequence of a volume, in each frame brighter by so much than in the one before."""
    import slicer

    sequence = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSequenceNode", "Cine frames")
    array = slicer.util.arrayFromVolume(volume).copy()
    for frame in range(FRAMES):
        slicer.util.updateVolumeFromArray(volume, array + frame * brighter)
        sequence.SetDataNodeAtValue(volume, str(frame))
    browser = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSequenceBrowserNode", "Browser")
    browser.SetAndObserveMasterSequenceNodeID(sequence.GetID())
    slicer.modules.sequences.logic().UpdateProxyNodesFromSequences(browser)
    return browser.GetProxyNode(sequence)


def detect_all(panel: Panel, cine: Any, launcher: FakeLauncher, phantom: Phantom) -> None:
    panel.ui.volumeSelector.setCurrentNode(cine)
    panel.ui.functionCollapsible.collapsed = False
    panel.ui.framesComboBox.currentIndex = 1
    panel.click("detectButton")
    for radius in RADII:
        launcher.finish(beaten(phantom, radius))
