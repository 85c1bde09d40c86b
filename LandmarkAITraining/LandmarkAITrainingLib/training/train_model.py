"""From a dataset and a preset to a model that installs: its stages trained one by one."""

from __future__ import annotations

import logging
import math
import signal
import threading
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import torch
from LandmarkAILib.core.records import write_record
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.atomic import make_folder, output_error
from LandmarkAILib.files.text import write_json
from LandmarkAILib.inference.device import Request
from LandmarkAILib.models.bundle import Bundle
from lightning import pytorch as lightning

from ..data.dataset import CaseRecord
from ..presets.preset import Preset
from .beginning import begin_with
from .export_model import export_model
from .preflight import check_needs
from .resume import (
    BEGUN,
    DONE,
    as_begun,
    begun_with,
    check_begun,
    check_fits,
    last_checkpoint,
    read_saved,
)
from .stage_data import StageData, make_stage_data
from .stage_module import StageModule
from .time_left import Course
from .trainer import is_first_process, make_trainer

_log = logging.getLogger(__name__)


def train(
    preset: Preset,
    records: Sequence[CaseRecord],
    output: Path,
    stages: range,
    *,
    resume: bool = False,
    threads: int | None = None,
    workers: int = 0,
    start: Bundle | None = None,
    device: Request = "auto",
) -> Path | None:
    """Train stages; when all of them are there, calibrate and write the model.

    Args:
        preset: what to train.
        records: cases with their split.
        output: run folder; gets ``stage1``, ``stage2``, … and ``model/<name>``.
        stages: which stages to train, from 0.
        resume: go on from the last checkpoints.
        threads: CPU threads.
        workers: processes that prepare examples.
        start: a model whose weights the stages begin with; random ones if None.
        device: where it trains; under ``torchrun`` each process on one of its kind.

    Returns:
        The model's folder; None while stages are missing, and in all but the first process.

    Raises:
        InputError: the cases lack what a stage needs, a case or a checkpoint that cannot be read, or
            ``output`` holds stages begun with something else; before the first step.
        OutputError: a checkpoint or the model cannot be written.
        DeviceError: the device is not there.
        KeyboardInterrupt: Ctrl+C; ``resume`` goes on from the last checkpoint.
    """
    begun = _checked(preset, records, output, stages, resume, start)
    folders = _stage_folders(preset, output)
    left = [stage for stage in stages if not (resume and (folders[stage] / DONE).exists())]
    course = Course([preset.training.stages[stage].steps for stage in left])
    for stage in stages:
        folder = folders[stage]
        if stage not in left:
            _log.info("stage %d is done", stage + 1)
            continue
        how: dict[str, Any] = {"resume": resume, "threads": threads, "workers": workers, "start": start}
        how["time_left"] = partial(course.told, left.index(stage))
        train_stage(preset, stage, records, folder, begun=begun[stage], device=device, **how)
        if is_first_process():
            (folder / DONE).touch()
    if not is_first_process() or not all((folder / DONE).exists() for folder in folders):
        return None
    model = export_model(preset, folders, records, output / "model" / preset.name, start)
    _log.info("model written to %s", model)
    return model


def _checked(
    preset: Preset,
    records: Sequence[CaseRecord],
    output: Path,
    stages: range,
    resume: bool,
    start: Bundle | None,
) -> list[dict[str, Any]]:
    """See what would end the training of any stage, before the first one is trained.

    Returns:
        What each stage of the preset is begun with.
    """
    check_needs(preset, stages, records)
    folders = _stage_folders(preset, output)
    begun = begun_with(preset, range(len(folders)), records, start)
    for stage, (folder, facts) in enumerate(zip(folders, begun, strict=True)):
        check_begun(folder, facts, goes_on=stage in stages)
        if stage not in stages:
            continue
        if (checkpoint := last_checkpoint(folder, resume)) is not None:
            read_saved(checkpoint)
        if start is None:
            continue
        if random := begin_with(make_module(preset, stage).network, preset.model, stage, start):
            told = "stage %d begins with %s, but for these layers, which begin at random: %s"
            _log.warning(told, stage + 1, start.name, ", ".join(random))
    return begun


def _stage_folders(preset: Preset, output: Path) -> list[Path]:
    return [output / f"stage{n + 1}" for n in range(len(preset.model.stages))]


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
    begun: Mapping[str, Any] | None = None,
    on_epoch: Callable[[int], None] | None = None,
    device: Request = "auto",
    time_left: Callable[[int], str] | None = None,
) -> StageModule:
    """Train one stage; checkpoints and curves go into ``folder``.

    Args:
        preset: what to train.
        stage: number of the stage, from 0.
        records: cases; their ``split`` says ``train`` or ``val``.
        folder: gets ``last.ckpt`` after every epoch, ``best.ckpt`` where the preset keeps the best, and
            ``attempt_N/metrics.csv``, one for each time it was resumed; an epoch is
            ``preset.training.epoch`` steps, the last one as many as are left.
        resume: go on from ``last.ckpt`` if it is there.
        threads, workers: CPU threads (torch's choice if None); processes that prepare examples.
        start: a model whose weights the stage begins with; random ones if None.
        begun: of :func:`.resume.begun_with`; a stage that begins stores it in its folder.
        on_epoch, device, time_left: of :func:`.trainer.make_trainer`.

    Returns:
        The module with the weights of the end, averaged where the preset averages.

    Raises:
        InputError: no cases, one that cannot be read, or a checkpoint or ``start`` that does not fit.
        OutputError: a checkpoint or the curves cannot be written; what was written before is whole.
    """
    checkpoint = last_checkpoint(folder, resume)
    saved = None if checkpoint is None else read_saved(checkpoint)
    if saved is not None:
        preset = as_begun(preset, stage, saved)
    if threads is not None:
        torch.set_num_threads(threads)
    training = preset.training
    lightning.seed_everything(training.seed + stage, verbose=False)
    data = make_stage_data(preset, stage, records, workers)
    module = make_module(preset, stage, start if saved is None else None)
    if saved is not None:
        check_fits(saved, module)
    epochs = math.ceil(training.stages[stage].steps / training.epoch)
    trainer = make_trainer(folder, epochs, training, on_epoch, device, time_left)
    _check_shared_out(preset, trainer.world_size)
    if begun is not None and saved is None and is_first_process():
        make_folder(folder)
        write_json(folder / BEGUN, dict(begun))
    try:
        _fit(trainer, module, data, checkpoint)
    except OSError as error:
        raise output_error(folder, error) from error
    return module


def _check_shared_out(preset: Preset, processes: int) -> None:
    if preset.training.batch % processes:
        raise InputError(
            f"{preset.name} takes {preset.training.batch} examples a step, which {processes} "
            "processes cannot share evenly: start another number of processes"
        )


def _fit(
    trainer: lightning.Trainer, module: StageModule, data: StageData, checkpoint: Path | None
) -> None:
    """Train, on from a checkpoint if there is one; hushes what Lightning says of our checkpoints."""
    with warnings.catch_warnings():
        # That the checkpoint's folder is not empty is what resuming means.
        warnings.filterwarnings("ignore", message=".*exists and is not empty.*")
        # A checkpoint ends its epoch; Lightning takes a last epoch of fewer steps for a broken one.
        warnings.filterwarnings("ignore", message=".*ended before the epoch ended.*")
        handler = signal.getsignal(signal.SIGINT)
        try:
            trainer.fit(module, data, ckpt_path=None if checkpoint is None else str(checkpoint))
        except SystemExit as error:
            # Lightning ends the process where it is interrupted, and is deaf to a further interrupt.
            if not isinstance(error.__context__, KeyboardInterrupt):
                raise
            if threading.current_thread() is threading.main_thread():
                signal.signal(signal.SIGINT, handler)
            raise KeyboardInterrupt from error


def make_module(preset: Preset, stage: int, start: Bundle | None = None) -> StageModule:
    """The module of a stage before its first step.

    Raises:
        InputError: no layer of ``start`` fits.
    """
    model, training = preset.model, preset.training
    # A checkpoint holds them, and is read without unpickling: plain values alone.
    module = StageModule(
        network=write_record(model.stages[stage].network),
        names=list(model.landmarks),
        spacing=preset.view(stage).spacing,
        sigma=training.stages[stage].sigma,
        learning_rate=training.learning_rate,
        weight_decay=training.weight_decay,
        steps=training.stages[stage].steps,
        loss=asdict(training.loss),
        segments=list(model.segments),
    )
    if start is not None:
        begin_with(module.network, model, stage, start)
    return module
