"""A model of volumes for tests that is small and real: its landmarks are a bright and a dark blob.

Its weights are set by hand, so that what networks, views and heads of volumes do together is tested with
detections whose truth is known to a fraction of a voxel.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from LandmarkAILib.core.anatomy import LEFT_VENTRICLE, LV_APEX, MITRAL_ANNULUS_CENTER, MYOCARDIUM
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.inference.networks import UNet3D
from LandmarkAILib.models.bundle import Bundle, write_bundle

APEX = np.array([31.0, -48.0, -212.5])
ANNULUS = np.array([3.0, -12.0, -175.0])
SIGMA = 12.0  # mm, of both blobs
WINDOW = (-900, 700)  # HU: those of the dark blob, and of the bright one
LV_RADIUS = SIGMA * np.sqrt(2 * np.log(1 / 0.75))  # where the bright blob exceeds 500 HU
LV_ML = 4 / 3 * np.pi * LV_RADIUS**3 / 1000
GAIN = 16.0  # logits between the blobs' middles and what is around them


def blob_grid(axes: FloatArray | None = None, voxels: int = 80, side: float = 240.0) -> Grid:
    """A cube around the blobs, off their middle.

    Args:
        axes: (3, 3) directions of i, j, k in LPS, as columns; the patient's by default.
        voxels: along each axis.
        side: mm.
    """
    center = (APEX + ANNULUS) / 2 + [4, -3, 2]
    return Grid.from_axes([voxels] * 3, np.eye(3) if axes is None else axes, [side / voxels] * 3, center)


def blob_image(grid: Grid, name: str = "blobs", air: bool = True) -> Image:
    """Bone of 700 HU at the apex, air of −900 HU at the annulus, in fat of −100 HU."""
    index = np.stack(np.meshgrid(*(np.arange(n) for n in grid.size), indexing="ij"), axis=-1)
    place = grid.to_lps(index).transpose(2, 1, 0, 3)
    bright, dark = (
        np.exp(-0.5 * ((place - point) ** 2).sum(axis=-1) / SIGMA**2) for point in (APEX, ANNULUS)
    )
    values = np.rint(-100 + 800 * (bright - dark)).astype(np.int16)
    if air:  # beside the patient; HU are recognised by it
        values[:, :, :2] = -1000
    return Image(values, grid, name)


def blob_network() -> UNet3D:
    """Heatmaps of brightness and darkness; labels by thresholds; everything is present."""
    network = UNet3D(heatmaps=2, segments=3, width=8)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.zero_()
        # The stem hands on each of the 2 × 2 × 2 voxels as a channel, from 0 to 2.
        stem, norm, _ = network.stem
        for n, (z, y, x) in enumerate(np.ndindex(2, 2, 2)):
            stem.weight[n, 0, 2 + z, 2 + y, 2 + x] = 1
        norm.weight.fill_(1)
        norm.bias.fill_(1)
        # The last level joins them from its skip connection, the output weights them.
        last = network.decoder[-1]
        last.norm.weight.fill_(1)
        lines = [(1.0, 0.0), (-1.0, 0.0), (0.0, 0.0), (1.0, -1.5), (0.5, -0.625)]
        for n in range(8):
            last.conv.weight[n, 8 + n, 1, 1, 1] = 1
            for channel, (slope, offset) in enumerate(lines):
                network.output.weight[8 * channel + n, n, 1, 1, 1] = GAIN * slope
                network.output.bias[8 * channel + n] = GAIN * offset
        network.presence.bias.fill_(6)
    return network


def blob_description(name: str = "blobs") -> dict[str, Any]:
    """``model.json`` of the two-stage model."""
    network = {"type": "unet3d", "heatmaps": 2, "segments": 3, "width": 8}
    landmarks = [LV_APEX, MITRAL_ANNULUS_CENTER]
    views = [
        {"type": "volume", "size": [32, 32, 32], "spacing": 4.0},
        {"type": "box", "size": [48, 48, 48], "spacing": 2.0, "center": landmarks},
    ]
    return {
        "name": name,
        "version": "1.0.0",
        "title": "Finds a bright and a dark blob",
        "license": "Apache-2.0",
        "intended_use": "tests only",
        "modality": ["CT"],
        "dimension": 3,
        "seen": 0.3,
        "intensity": {"type": "ct", "window": list(WINDOW)},
        "landmarks": landmarks,
        "segments": [LEFT_VENTRICLE, MYOCARDIUM],
        "stages": [
            {
                "view": view,
                "network": network,
                "window": 15.0,
                "passes": 1,
                "weights": f"{n}.safetensors",
            }
            for n, view in enumerate(views)
        ],
        "calibration": {},
        "training": {},
    }


def write_blob_model(folder: Path) -> Bundle:
    """The model on disk; its name is the folder's."""
    description = blob_description(folder.name)
    weights = {stage["weights"]: blob_network().state_dict() for stage in description["stages"]}
    return write_bundle(folder, description, weights)
