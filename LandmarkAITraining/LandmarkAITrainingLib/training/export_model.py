"""From checkpoints to a model that installs: weights, calibration, description."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from LandmarkAILib import __version__
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.models.description import (
    ModelDescription,
    ModelOrigin,
    TrainingRecord,
)
from torch import Tensor

from ..data.dataset import CaseRecord
from ..presets.preset import Preset, weights_file
from .calibrate import write_calibrated
from .contrasts import train_contrasts
from .levels import train_levels
from .mirror_alarm import train_mirror
from .parts import Part, with_part
from .resume import read_saved
from .shift import train_shift
from .stage_module import StageModule, weights_of


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
        weights_file(n): _weights(path / f"{preset.training.keep}.ckpt") for n, path in enumerate(stages)
    }
    description = describe(preset, records)
    if start is not None:
        began = replace(description.training, started_from=origin_of(start))
        description = replace(description, training=began)
    held_out = [record for record in records if record.split == "val"]
    trained = [record for record in records if record.split == "train"]
    if preset.training.stack:
        with tempfile.TemporaryDirectory() as temporary:
            plain = write_bundle(Path(temporary) / preset.name, description, weights)
            pipeline = Pipeline.load(plain, choose_device("cpu"))
            plans, parts = stack_parts(pipeline, trained, held_out, preset.training.seed)
        description, weights = replace(description, **plans), {**weights, **parts}
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = write_calibrated(folder, description, weights, held_out)
    if preset.training.stack:
        pipeline = Pipeline.load(made, choose_device("cpu"))
        if part := train_shift(pipeline, trained, held_out, preset.training.seed):
            with_part(made, part, folder)
    return folder


def origin_of(start: Bundle) -> ModelOrigin:
    """What a model that was trained further says of the one that the training began with."""
    known, training = start.description.files, start.description.training
    weights = {name: entry.sha256 for name, entry in known.items()}
    return ModelOrigin(start.name, start.version, start.sha256, weights, training.steps, training.date)


def stack_parts(
    pipeline: Pipeline, train: Sequence[CaseRecord], val: Sequence[CaseRecord], seed: int
) -> tuple[dict[str, Any], dict[str, dict[str, Tensor]]]:
    """Train what reads the first stage along whole stacks; a part that cannot be learnt is left out.

    Args:
        pipeline: of a model whose first stage is trained.
        train, val: the cases.
        seed: of all that is drawn.

    Returns:
        Members of ``model.json`` (levels as ``stack``, ``mirror``, ``contrasts``), and weights by file.
    """
    found: list[Part | None] = [
        train_levels(pipeline, train, val, seed),
        train_mirror(pipeline, train, val, seed),
        train_contrasts(pipeline, train),
    ]
    parts = [part for part in found if part is not None]
    weights = {part.plan.weights: part.weights for part in parts}
    return {part.member: part.plan for part in parts}, weights


def _weights(checkpoint: Path) -> dict[str, Any]:
    read_saved(checkpoint)  # complains of a damaged one
    module = StageModule.load_from_checkpoint(checkpoint, map_location="cpu")
    return weights_of(module)


def describe(preset: Preset, records: Sequence[CaseRecord]) -> ModelDescription:
    """``model.json`` of a preset trained on these cases, without calibration and parts for stacks."""
    used = [record for record in records if record.split == "train"]
    training = TrainingRecord(
        preset=preset.name,
        steps=tuple(stage.steps for stage in preset.training.stages),
        seed=preset.training.seed,
        kept=preset.training.keep,
        cases=len(used),
        subjects=len({record.subject for record in used}),
        sources=tuple(sorted({record.source for record in used})),
        contrasts=tuple(sorted({record.contrast for record in used})),
        date=datetime.date.today().isoformat(),
        software=f"LandmarkAI {__version__}",
    )
    return replace(preset.model, training=training)
