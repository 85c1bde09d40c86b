"""Models for tests: the one that ships, and tiny ones with random weights, one of each kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import torch
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.networks import make_network
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.models.installed import find_model

NAMES = ["Anterior RV insertion", "Inferior RV insertion", "LV center"]
SEGMENTS = ["Left ventricle", "Myocardium", "Right ventricle"]


@cache
def shipped_pipeline(name: str = "cmr-sax") -> Pipeline:
    """The model that ships, on the CPU; loaded once a session."""
    return Pipeline.load(find_model(name), choose_device("cpu"))


def tiny_description(width: int = 4) -> dict[str, Any]:
    """A two-stage short-axis model that is quick to run and knows nothing."""
    network = {"type": "resnet18-unet", "heatmaps": 3, "segments": 4, "width": width}
    frame = {"type": "frame", "size": 64, "spacing": 2.0, "center": NAMES, "tail": NAMES[2:]}
    views = [{"type": "field", "size": 64, "spacing": 4.0}, {**frame, "head": NAMES[:2]}]
    return {
        "name": "tiny",
        "version": "0.1.0",
        "title": "Random weights, for tests",
        "license": "Apache-2.0",
        "intended_use": "tests",
        "modality": ["MR"],
        "dimension": 2,
        "landmarks": NAMES,
        "segments": SEGMENTS,
        "stages": [
            {"view": view, "network": network, "window": 10.0, "passes": n + 1, "weights": weights}
            for n, (view, weights) in enumerate(
                zip(views, ("0.safetensors", "1.safetensors"), strict=True)
            )
        ],
        "calibration": {},
        "training": {},
    }


def tiny_bundle(folder: Path, seed: int = 0, training: dict[str, Any] | None = None) -> Bundle:
    """Write the tiny model; its presence always says yes."""
    torch.manual_seed(seed)
    description = {**tiny_description(), "training": training or {}}
    weights = {}
    for stage in description["stages"]:
        network = make_network(stage["network"])
        network.presence.bias.data.fill_(5.0)
        weights[stage["weights"]] = network.state_dict()
    return write_bundle(folder, description, weights)


COARSE_AND_FINE = (
    {"type": "volume", "size": [32, 32, 32], "spacing": 5.0},
    {"type": "box", "size": [32, 32, 32], "spacing": 3.0},
)


def tiny_ct_bundle(
    folder: Path, width: int = 4, views: Sequence[dict[str, Any]] = COARSE_AND_FINE
) -> Bundle:
    """Two stages of 3D U-Nets; with the width and the views of a real one it takes as long."""
    network = {"type": "unet3d", "heatmaps": 2, "segments": 3, "width": width}
    names = ["LV apex", "Mitral annulus center"]
    placed = [views[0], {**views[1], "center": names}]
    return _tiny_volume_bundle(folder, network, placed, names, SEGMENTS[:2])


def tiny_windows_bundle(folder: Path) -> Bundle:
    """One stage of MONAI's UNet in sliding windows."""
    network = {
        "type": "monai-unet",
        "distances": 1,
        "segments": 2,
        "channels": [4, 8],
        "strides": [2],
        "res_units": 1,
    }
    view = {"type": "windows", "size": [16, 16, 16], "spacing": 5.0, "overlap": 0.25}
    return _tiny_volume_bundle(folder, network, [view], ["LV apex"], SEGMENTS[:1])


def tiny_coordinates_bundle(folder: Path) -> Bundle:
    """Two stages of ResNet-50 v2 that regress two landmarks of a slice, without segments."""
    network = {"type": "resnet50v2", "landmarks": 2}
    names = [NAMES[0], NAMES[2]]
    views = [
        {"type": "field", "size": 64, "spacing": 4.0},
        {
            "type": "frame",
            "size": 64,
            "spacing": 2.0,
            "center": names,
            "tail": names[1:],
            "head": names[:1],
        },
    ]
    description = {**tiny_description(), "landmarks": names, "segments": []}
    return _random_bundle(folder, description, network, views)


def _tiny_volume_bundle(
    folder: Path,
    network: dict[str, Any],
    views: list[dict[str, Any]],
    landmarks: list[str],
    segments: list[str],
) -> Bundle:
    description = {
        **tiny_description(),
        "modality": ["CT"],
        "dimension": 3,
        "intensity": {"type": "ct", "window": [-200, 600]},
        "landmarks": landmarks,
        "segments": segments,
    }
    return _random_bundle(folder, description, network, views)


def _random_bundle(
    folder: Path, description: dict[str, Any], network: dict[str, Any], views: list[dict[str, Any]]
) -> Bundle:
    torch.manual_seed(0)
    stages, weights = [], {}
    for n, view in enumerate(views):
        made = make_network(network)
        if hasattr(made, "presence"):
            made.presence.bias.data.fill_(5.0)
        weights[f"{n}.safetensors"] = made.state_dict()
        stages.append({"view": view, "network": network, "passes": 1, "weights": f"{n}.safetensors"})
    return write_bundle(folder, {**description, "stages": stages}, weights)
