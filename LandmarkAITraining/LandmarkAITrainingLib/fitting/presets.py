"""Presets: a model's stages and how they are trained, as JSON files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from LandmarkAILib.errors import InputError

from .perturb import AffineRange

FOLDER = Path(__file__).resolve().parents[2] / "Resources" / "Presets"
INSTALLED = Path(__file__).resolve().parents[1] / "Presets"


@dataclass(frozen=True)
class StageTraining:
    """How one stage is trained.

    Args:
        steps: optimiser steps.
        sigma: width of the heatmap targets in mm.
        affine: how views are perturbed.
    """

    steps: int
    sigma: float
    affine: AffineRange


@dataclass(frozen=True)
class Training:
    """How a preset is trained.

    Args:
        stages: one entry a stage.
        seed: of weights, examples and augmentation.
        batch: examples a step, over all devices.
        epoch: steps between checkpoints.
        learning_rate: peak of the one-cycle schedule (AdamW).
        weight_decay: of AdamW.
        average: decay of the running average of the weights that becomes the model.
        synthetic: share of examples with synthesised intensities.
        source_weights: how often slices of a source are drawn, relative; 1 where not named.
    """

    stages: tuple[StageTraining, ...]
    seed: int = 0
    batch: int = 8
    epoch: int = 500
    learning_rate: float = 1e-3
    weight_decay: float = 1e-2
    average: float = 0.999
    synthetic: float = 0.3
    source_weights: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Preset:
    """A preset: ``model`` becomes ``model.json`` of the bundle, ``training`` says how it is trained."""

    model: dict[str, Any]
    training: Training

    @property
    def name(self) -> str:
        """Name of the preset and of the model trained from it."""
        return str(self.model["name"])

    def with_steps(self, steps: Sequence[int]) -> Preset:
        """The preset with other numbers of optimiser steps, one a stage.

        Raises:
            InputError: not one number a stage.
        """
        if len(steps) != len(self.training.stages):
            count = len(self.training.stages)
            raise InputError(f"{self.name} has {count} stages; give --steps for each")
        stages = zip(self.training.stages, steps, strict=True)
        changed = tuple(replace(stage, steps=count) for stage, count in stages)
        return replace(self, training=replace(self.training, stages=changed))


def preset_names() -> list[str]:
    """Presets that ship."""
    return sorted(path.stem for path in _folder().glob("*.json"))


def read_preset(name_or_path: str) -> Preset:
    """Read a preset that ships, by name, or any other by the path of its JSON file.

    Raises:
        InputError: it does not exist or is not a preset.
    """
    path = Path(name_or_path)
    if path.suffix != ".json":
        path = _folder() / f"{name_or_path}.json"
    if not path.is_file():
        known = ", ".join(preset_names())
        raise InputError(f"preset {name_or_path!r} does not exist; choose {known} or give a .json file")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        training = data.pop("training")
        stages = tuple(
            StageTraining(stage["steps"], stage["sigma"], AffineRange(**stage["affine"]))
            for stage in training.pop("stages")
        )
        preset = Preset(data, Training(stages=stages, **training))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} is not a preset ({error}); compare it with cmr-sax.json") from error
    if len(preset.model["stages"]) != len(stages):
        raise InputError(f"{path}: 'stages' and 'training.stages' differ in length; give one for each")
    return preset


def _folder() -> Path:
    return FOLDER if FOLDER.is_dir() else INSTALLED
