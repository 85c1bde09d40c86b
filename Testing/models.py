"""Models for tests: the one that ships, and a tiny one with random weights."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import torch
from LandmarkAILib.device import choose_device
from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.models.installed import find_model
from LandmarkAILib.networks import make_network
from LandmarkAILib.pipeline import Pipeline

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
