"""A geometric left ventricle in a chest-like CT: half an ellipsoid whose volume and axis are known."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from LandmarkAILib.core.anatomy import LEFT_VENTRICLE, LV_APEX, MITRAL_ANNULUS_CENTER, MYOCARDIUM
from LandmarkAILib.core.detection import Detection, Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet

LENGTH, RADIUS, WALL = 80.0, 24.0, 10.0  # mm
VOLUME = 2 / 3 * np.pi * RADIUS**2 * LENGTH / 1000  # ml
ANNULUS = np.array([12.0, 8.0, -180.0])  # LPS mm
DIRECTION = np.array([0.62, -0.55, -0.56]) / np.linalg.norm([0.62, -0.55, -0.56])
APEX = ANNULUS + LENGTH * DIRECTION
BLOOD, MUSCLE, LUNG = 350, 110, -800  # HU


@dataclass(frozen=True, eq=False)
class CtPhantom:
    """An image and what is known of it."""

    image: Image
    detection: Detection


def make_ct_phantom(
    spacing: float = 2.0, size: tuple[int, int, int] = (64, 64, 64), axes: np.ndarray | None = None
) -> CtPhantom:
    """The heart, contrast in its cavity, in the middle of a volume.

    Args:
        spacing: mm.
        size: voxels along i, j, k.
        axes: (3, 3) directions of i, j, k in LPS, as columns; the patient's by default.
    """
    center = (ANNULUS + APEX) / 2
    grid = Grid.from_axes(size, np.eye(3) if axes is None else axes, [spacing] * 3, center)
    k, j, i = np.indices(grid.shape)
    offset = grid.to_lps(np.stack([i, j, k], axis=-1)) - ANNULUS
    along = offset @ DIRECTION
    beside = np.linalg.norm(offset - along[..., None] * DIRECTION, axis=-1)

    def within(radius: float, length: float) -> np.ndarray:
        return (along >= 0) & ((along / length) ** 2 + (beside / radius) ** 2 <= 1)

    labels = np.zeros(grid.shape, np.uint8)
    labels[within(RADIUS + WALL, LENGTH + WALL)] = 2
    labels[within(RADIUS, LENGTH)] = 1
    values = np.choose(labels, [LUNG, BLOOD, MUSCLE]).astype(np.int16)
    points = (
        Landmark(LV_APEX, APEX, 0.93, np.diag([4.0, 2.0, 3.0])),
        Landmark(MITRAL_ANNULUS_CENTER, ANNULUS, 0.97, np.diag([1.0, 1.0, 2.0])),
    )
    segmentation = Segmentation(labels, grid, (LEFT_VENTRICLE, MYOCARDIUM))
    model = {"name": "ct-lv", "version": "0", "sha256": "0"}
    detection = Detection(LandmarkSet(points), segmentation, {"model": model})
    return CtPhantom(Image(values, grid, "CT", {"modality": "CT"}), detection)


def without_apex(detection: Detection) -> Detection:
    """The same, but the apex was not found."""
    _apex, annulus = detection.landmarks
    return replace(detection, landmarks=LandmarkSet((Landmark(LV_APEX, None, 0.1), annulus)))
