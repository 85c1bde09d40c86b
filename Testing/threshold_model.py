"""A model for tests that is small and real: it reads a phantom's tissues off its intensities.

It needs no trained weights, so runs over cases, the command line and the worker are tested with
detections whose truth is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from LandmarkAILib.core.anatomy import (
    ANTERIOR_RV_INSERTION,
    INFERIOR_RV_INSERTION,
    LV_CENTER,
    segment_types,
)
from LandmarkAILib.core.detection import Detection, Segmentation
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.inference.device import Device
from LandmarkAILib.inference.engine import Progress
from LandmarkAILib.inference.pipeline import provenance
from LandmarkAILib.inference.views import Points
from LandmarkAILib.models.bundle import Bundle, write_bundle

SIZE, SPACING = (48, 40, 3), (2.0, 2.0, 8.0)
VALUES = (300, 100, 200)  # cavity, myocardium, right ventricle


def phantom(center: tuple[float, float] = (26.0, 20.0), size: tuple[int, int, int] = SIZE) -> Image:
    """A short-axis stack: a ring of myocardium with a ventricle on the patient's right.

    Args:
        center: of the ring, in pixels (i, j).
        size: voxels along i, j, k.
    """
    # Slices from apex (first) to base, axes those of a true short axis in LPS.
    normal = np.array([-1.0, 1.0, 1.0]) / np.sqrt(3)
    u = np.cross([0.0, 1.0, 0.0], normal)
    u /= np.linalg.norm(u)
    grid = Grid.from_axes(
        size, np.stack([u, np.cross(normal, u), normal], axis=1), SPACING, [10, -20, 30]
    )
    j, i = np.mgrid[: size[1], : size[0]]
    radius = np.hypot(i - center[0], j - center[1])
    plane = np.zeros(radius.shape, np.int16)
    plane[np.hypot(i - center[0] + 9, j - center[1]) < 8] = VALUES[2]
    plane[radius < 9] = VALUES[1]
    plane[radius < 6] = VALUES[0]
    return Image(np.repeat(plane[None], size[2], axis=0), grid, "phantom")


def write_threshold_model(folder: Path, version: str = "1.0.0") -> Bundle:
    """A bundle of the detector; its name is the folder's."""
    description: dict[str, Any] = {
        "name": folder.name,
        "version": version,
        "title": "Reads a phantom's tissues off its intensities",
        "license": "Apache-2.0",
        "intended_use": "tests only",
        "modality": ["MR"],
        "dimension": 2,
        "landmarks": [ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER],
        "segments": list(segment_types()),
        "stages": [
            {
                "view": {"type": "slice"},
                "network": {"type": "thresholds"},
                "weights": "values.safetensors",
            }
        ],
        "calibration": {},
        "training": {},
    }
    return write_bundle(folder, description, {"values.safetensors": {"values": torch.tensor(VALUES)}})


class ThresholdDetector:
    """Labels by intensity; points by the extent of the labels. Empty slices have no points."""

    def __init__(self, bundle: Bundle, device: Device) -> None:
        self.bundle, self.device = bundle, device
        self.values = bundle.weights(0)["values"].numpy()

    def detect(
        self,
        image: Image,
        progress: Progress | None = None,
        rough: Mapping[int, Points] | None = None,
    ) -> Detection:
        labels = np.zeros(image.array.shape, np.uint8)
        for label, value in enumerate(self.values, start=1):
            labels[image.array == value] = label
        points = [
            self._point(name, labels[k], k, image.grid) for k in range(len(labels)) for name in NAMES
        ]
        if progress:
            progress(0.5, "thresholding")
        return Detection(
            LandmarkSet(tuple(points)),
            Segmentation(labels, image.grid, tuple(self.bundle.segments)),
            provenance(self.bundle, self.device, 0.0),
        )

    def _point(
        self, name: str, labels: np.ndarray[Any, np.dtype[np.uint8]], k: int, grid: Grid
    ) -> Landmark:
        j, i = np.nonzero(labels == (1 if name == LV_CENTER else 3))
        if not len(i):
            return Landmark(name, None, 0.0, slice=k)
        ends = {ANTERIOR_RV_INSERTION: np.argmin(j), INFERIOR_RV_INSERTION: np.argmax(j)}
        at = [i.mean(), j.mean()] if name == LV_CENTER else [i[ends[name]], j[ends[name]]]
        position: FloatArray = grid.to_lps([*at, k])
        return Landmark(name, position, 0.9, np.eye(3), k)


NAMES = (ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER)
