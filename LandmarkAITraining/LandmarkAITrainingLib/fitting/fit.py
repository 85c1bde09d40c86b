"""Train the stages of a preset with Lightning."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.atomic import output_error
from LandmarkAILib.models.bundle import Bundle
from lightning import pytorch as lightning

from ..data.dataset import CaseRecord
from .presets import Preset
from .stage_data import make_stage_data
from .stage_module import StageModule
from .trainer import LAST, make_trainer


def train_stage(
    preset: Preset,
    stage: int,
    records: Sequence[CaseRecord],
    folder: Path,
    *,
    resume: bool = False,
    threads: int | None = None,
    workers: int = 0,
    start: Bundle | None = None,
    on_epoch: Callable[[int], None] | None = None,
) -> StageModule:
    """Train one stage; checkpoints and curves go into ``folder``.

    Args:
        preset: what to train.
        stage: number of the stage, from 0.
        records: cases; their ``split`` says ``train`` or ``val``.
        folder: gets ``last.ckpt`` after every epoch, ``best.ckpt`` where the preset keeps the best, and
            ``attempt_N/metrics.csv``, one for each time it was resumed; an epoch is
            ``preset.training.epoch`` steps.
        resume: go on from ``last.ckpt`` if it is there.
        threads: CPU threads; torch's choice if None.
        workers: processes that prepare examples; 0 prepares them in the training process.
        start: a model whose weights the stage begins with; random ones if None.
        on_epoch: called with the number of each epoch, from 0, before it begins.

    Returns:
        The module with the weights of the end of the training, averaged where the preset averages.

    Raises:
        InputError: no case to train or validate on, or one that cannot be read; ``start`` has other
            networks than the preset.
        OutputError: a checkpoint or the curves cannot be written; what was written before is whole.
    """
    checkpoint = folder / f"{LAST}.ckpt"
    if checkpoint.exists() and not resume:
        raise InputError(f"{checkpoint} exists; add --resume to go on from it or choose another folder")
    if threads is not None:
        torch.set_num_threads(threads)
    training = preset.training
    epochs = max(1, training.stages[stage].steps // training.epoch)
    lightning.seed_everything(training.seed + stage, verbose=False)
    data = make_stage_data(preset, stage, records, workers)
    module = _module(preset, stage, epochs * training.epoch)
    if start is not None:
        begin_with(module, start, stage)
    trainer = make_trainer(folder, epochs, training, on_epoch)
    if training.batch % trainer.world_size:
        raise InputError(
            f"{preset.name} takes {training.batch} examples a step, which {trainer.world_size} "
            "processes cannot share evenly: start another number of processes"
        )
    with warnings.catch_warnings():
        # That the checkpoint's folder is not empty is what resuming means.
        warnings.filterwarnings("ignore", message=".*exists and is not empty.*")
        try:
            trainer.fit(module, data, ckpt_path=str(checkpoint) if checkpoint.exists() else None)
        except OSError as error:
            raise output_error(folder, error) from error
    return module


def begin_with(module: StageModule, start: Bundle, stage: int) -> None:
    """Give a stage the weights that another model has in its place.

    Raises:
        InputError: that model has other networks.
    """
    refusal = InputError(
        f"{start.name} cannot be started from: its networks are not those of stage {stage + 1} of the "
        "preset. Start from a model trained with the same preset."
    )
    if stage >= len(start.stages):
        raise refusal
    try:
        missing, unexpected = module.network.load_state_dict(start.weights(stage), strict=False)
    except RuntimeError as error:
        raise refusal from error
    # A bundle leaves out how many batches were counted, which nothing depends on.
    if unexpected or not all(name.endswith("num_batches_tracked") for name in missing):
        raise refusal


def _module(preset: Preset, stage: int, steps: int) -> StageModule:
    model, training = preset.model, preset.training
    return StageModule(
        network=model["stages"][stage]["network"],
        names=model["landmarks"],
        spacing=model["stages"][stage]["view"]["spacing"],
        sigma=training.stages[stage].sigma,
        learning_rate=training.learning_rate,
        weight_decay=training.weight_decay,
        steps=steps,
        loss=asdict(training.loss),
        segments=model["segments"],
    )
