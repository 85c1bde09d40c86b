"""Presets: a model's stages and how they are trained, as JSON files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from LandmarkAILib.errors import InputError
from LandmarkAILib.inference.intensity import Intensity, make_intensity

from ..augment.affine import AffineRange
from .options import Objective, Simulation, StageTraining, Training

FOLDER = Path(__file__).resolve().parents[2] / "Resources" / "Presets"
PACKAGE = "LandmarkAITrainingPresets"  # what pip makes of that folder


@dataclass(frozen=True)
class Preset:
    """A preset: ``model`` becomes ``model.json`` of the bundle, ``training`` says how it is trained."""

    model: dict[str, Any]
    training: Training

    @property
    def name(self) -> str:
        """Name of the preset and of the model trained from it."""
        return str(self.model["name"])

    @property
    def dimension(self) -> int:
        """2 for models of slices, 3 for models of volumes."""
        return int(self.model["dimension"])

    @property
    def intensity(self) -> Intensity:
        """The model's way to treat intensities: by percentiles where it does not say."""
        return make_intensity(self.model.get("intensity", {"type": "percentiles"}))

    def with_steps(self, steps: Sequence[int]) -> Preset:
        """The preset with other numbers of optimiser steps, one a stage.

        Raises:
            InputError: not one number a stage, or one below 1.
        """
        if len(steps) != len(self.training.stages):
            count = len(self.training.stages)
            raise InputError(f"{self.name} has {count} stages; give --steps for each")
        if min(steps) < 1:
            raise InputError(f"{min(steps)} steps cannot be made: give whole numbers of at least 1")
        stages = zip(self.training.stages, steps, strict=True)
        changed = tuple(replace(stage, steps=count) for stage, count in stages)
        return self.with_training(stages=changed)

    def with_training(self, **changes: Any) -> Preset:
        """The preset with other values of :class:`Training`."""
        return replace(self, training=replace(self.training, **changes))


def preset_names() -> list[str]:
    """Presets that ship."""
    return sorted(path.stem for path in preset_folder().glob("*.json"))


def read_preset(name_or_path: str) -> Preset:
    """Read a preset that ships, by name, or any other by the path of its JSON file.

    Raises:
        InputError: it does not exist or is not a preset.
    """
    path = Path(name_or_path)
    if path.suffix != ".json":
        path = preset_folder() / f"{name_or_path}.json"
    if not path.is_file():
        known = ", ".join(preset_names())
        raise InputError(f"preset {name_or_path!r} does not exist; choose {known} or give a .json file")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        training = data.pop("training")
        preset = Preset(data, _training(training, _stages(data["stages"], training.pop("stages"))))
        _ = preset.intensity  # complains of what it does not know
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} is not a preset ({error}); compare it with cmr-sax.json") from error
    return preset


def _stages(
    models: Sequence[Mapping[str, Any]], trainings: Sequence[Mapping[str, Any]]
) -> list[StageTraining]:
    if len(models) != len(trainings):
        raise ValueError("'stages' and 'training.stages' differ in length; give one for each")
    return [_stage(*pair) for pair in zip(models, trainings, strict=True)]


def _stage(model: Mapping[str, Any], training: Mapping[str, Any]) -> StageTraining:
    affine = AffineRange(**training["affine"]) if training.get("affine") else None
    sigma = training["sigma"] if "heatmaps" in model["network"] else 1.0
    return StageTraining(training["steps"], sigma, affine, training.get("beside", 0.0))


def _training(options: dict[str, Any], stages: Sequence[StageTraining]) -> Training:
    loss = Objective(**options.pop("loss", {}))
    simulate = options.pop("simulate", None)
    return Training(
        stages=tuple(stages),
        loss=loss,
        simulate=None if simulate is None else Simulation(**simulate),
        **options,
    )


def preset_folder() -> Path:
    """Where the presets that ship lie: in a checkout or Slicer, or in the installed package."""
    if FOLDER.is_dir():
        return FOLDER
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise InputError(f"The presets are missing ({FOLDER}): install LandmarkAI again.")
    return Path(next(iter(spec.submodule_search_locations)))
