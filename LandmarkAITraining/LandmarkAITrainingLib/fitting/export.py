"""From checkpoints to a model that installs: weights, calibration, description."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from LandmarkAILib import __version__
from LandmarkAILib.device import choose_device
from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.pipeline import Pipeline

from ..data.dataset import CaseRecord
from .calibrate import fit_calibration
from .levels import train_levels
from .presets import Preset
from .saved import read_saved
from .stage_module import StageModule, weights_of

STACK = "stack"
"""Key of the part that tells slices beyond the heart; a preset that has it trains one."""

DEFAULT_USE = "Research use only; not a medical device; not for diagnosis or treatment."


def export_model(
    preset: Preset,
    stages: Sequence[Path],
    records: Sequence[CaseRecord],
    folder: Path,
    start: Bundle | None = None,
) -> Path:
    """Write a calibrated model from the checkpoints of its stages: the last ones, or the best.

    Args:
        preset: what was trained.
        stages: folders of the stages, each with ``last.ckpt`` or, where the preset keeps it,
            ``best.ckpt``.
        records: the cases; those with split ``val`` calibrate the model.
        folder: the model; replaced if it exists.
        start: the model that the training began with, if any.

    Returns:
        ``folder``.

    Raises:
        InputError: a checkpoint is missing, damaged or incomplete.
    """
    weights = {
        f"stage{n + 1}.safetensors": _weights(path / f"{preset.training.keep}.ckpt")
        for n, path in enumerate(stages)
    }
    description = describe(preset, records)
    if start is not None:
        origin = {"name": start.name, "version": start.version, "sha256": start.sha256}
        description["training"]["started_from"] = origin
    held_out = [record for record in records if record.split == "val"]
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / preset.name
        if STACK in preset.model:
            pipeline = Pipeline.load(write_bundle(plain, description, weights), choose_device("cpu"))
            trained = [record for record in records if record.split == "train"]
            if (part := train_levels(pipeline, trained, held_out, preset.training.seed)) is not None:
                description[STACK], weights[part.file] = part.description, part.weights
        pipeline = Pipeline.load(write_bundle(plain, description, weights), choose_device("cpu"))
        description["calibration"] = fit_calibration(pipeline, held_out)
    folder.parent.mkdir(parents=True, exist_ok=True)
    write_bundle(folder, description, weights)
    return folder


def describe(preset: Preset, records: Sequence[CaseRecord]) -> dict[str, Any]:
    """``model.json`` of a preset trained on these cases, without calibration and ``stack``."""
    model = {key: value for key, value in preset.model.items() if key != STACK}
    stages = [
        {**stage, "weights": f"stage{n + 1}.safetensors"} for n, stage in enumerate(model["stages"])
    ]
    used = [record for record in records if record.split == "train"]
    return {
        **model,
        "version": model.get("version", "0.1.0"),
        "license": model.get("license", "see the terms of the training data"),
        "intended_use": model.get("intended_use", DEFAULT_USE),
        "stages": stages,
        "calibration": {},
        "training": {
            "preset": preset.name,
            "steps": [stage.steps for stage in preset.training.stages],
            "seed": preset.training.seed,
            "kept": preset.training.keep,
            "cases": len(used),
            "subjects": len({record.subject for record in used}),
            "sources": sorted({record.source for record in used}),
            "contrasts": sorted({record.contrast for record in used}),
            "date": datetime.date.today().isoformat(),
            "software": f"LandmarkAI {__version__}",
        },
    }


def _weights(checkpoint: Path) -> dict[str, Any]:
    read_saved(checkpoint)  # complains of a damaged one
    module = StageModule.load_from_checkpoint(checkpoint, map_location="cpu")
    return weights_of(module)
