"""A dataset of geometric CT volumes on disk, and presets of volumes that train in seconds."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from ct_phantom import make_ct_phantom
from LandmarkAILib.core.anatomy import LEFT_VENTRICLE, LV_APEX, MITRAL_ANNULUS_CENTER, MYOCARDIUM
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import write_segmentation
from scipy.spatial.transform import Rotation

SPLITS = ("train", "val", "train", "test")


def write_ct_dataset(root: Path, cases: int = 4, spacing: float = 5.0, size: int = 28) -> Path:
    """Write the phantom as several scanners would store it, each on other axes, and a table."""
    rows = []
    for n in range(cases):
        tilt = Rotation.from_euler("xyz", [4.0 * n, -3.0 * n, 90.0 * n], degrees=True).as_matrix()
        phantom = make_ct_phantom(spacing, (size, size - 2, size - 4), tilt)
        folder = root / f"case{n:02d}"
        folder.mkdir(parents=True)
        write_image(phantom.image, folder / "image.nrrd")
        # The truth, which is sure of itself: the phantom's detection is not, as a model's.
        truth = [replace(mark, probability=1.0, covariance=None) for mark in phantom.detection.landmarks]
        write_landmarks(LandmarkSet(tuple(truth)), folder / "landmarks.mrk.json")
        assert phantom.detection.segmentation is not None
        write_segmentation(phantom.detection.segmentation, folder / "segmentation.seg.nrrd")
        rows.append([folder.name, f"subject{n:02d}", "ct", SPLITS[n % len(SPLITS)]])
    with (root / "cases.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["case", "subject", "contrast", "split"], *rows])
    return root


def volume_preset(folder: Path, **training: Any) -> Path:
    """``ct-lv``, small: the whole volume, then a box."""
    network = {"type": "unet3d", "heatmaps": 2, "segments": 3, "width": 2}
    affine = {"shift": 6.0, "rotation": 8.0, "scale": 0.1}
    stage = {"steps": 4, "sigma": 8.0, "affine": affine}
    views = [
        {"type": "volume", "size": [32, 32, 32], "spacing": 6.0},
        {
            "type": "box",
            "size": [32, 32, 32],
            "spacing": 4.0,
            "center": [LV_APEX, MITRAL_ANNULUS_CENTER],
        },
    ]
    preset = {
        **_model("tiny-ct", [LV_APEX, MITRAL_ANNULUS_CENTER], [LEFT_VENTRICLE, MYOCARDIUM]),
        "stages": [{"view": view, "network": network, "window": 16.0, "passes": 1} for view in views],
        "training": {**_training(), **training, "stages": [stage, stage]},
    }
    return _write(folder / "tiny-ct.json", preset)


def patch_preset(folder: Path, **training: Any) -> Path:
    """``mandas2025-multitask``, small."""
    network = {
        "type": "monai-unet", "distances": 1, "segments": 2, "channels": [4, 8], "strides": [2],
        "res_units": 1,
    }  # fmt: skip
    view = {"type": "windows", "size": [16, 16, 16], "spacing": 6.0, "overlap": 0.25}
    loss = {"weights": {"distance": 10.0}, "segmentation": "monai-dice-ce"}
    preset = {
        **_model("tiny-patches", [LV_APEX], [LEFT_VENTRICLE]),
        "stages": [{"view": view, "network": network, "passes": 1}],
        "training": {
            **_training(), "loss": loss, "average": 0.0, "validate": 1, "keep": "best", **training,
            "stages": [{"steps": 4}],
        },
    }  # fmt: skip
    return _write(folder / "tiny-patches.json", preset)


def _model(name: str, landmarks: list[str], segments: list[str]) -> dict[str, Any]:
    return {
        "name": name,
        "title": "Learns little, for tests",
        "modality": ["CT"],
        "dimension": 3,
        "license": "Apache-2.0",
        "intensity": {"type": "ct", "window": [-250, 750]},
        "landmarks": landmarks,
        "segments": segments,
    }


def _training() -> dict[str, Any]:
    """In float32: oneDNN's bfloat16 gradients of the few voxels at the bottom are not reproducible."""
    precision = {"cpu": "float32"}
    return {"seed": 1, "batch": 2, "epoch": 2, "average": 0.5, "validate": 2, "precision": precision}


def _write(path: Path, preset: dict[str, Any]) -> Path:
    path.write_text(json.dumps(preset), encoding="utf-8")
    return path
