"""Lightning's Trainer as every stage uses it: checkpoints, curves, precision, processes."""

from __future__ import annotations

import io
import logging
import os
import warnings
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import torch
from LandmarkAILib.files.atomic import atomic_path
from LandmarkAILib.inference.device import Kind, Request, choose_device, training_precision
from lightning import pytorch as lightning
from lightning.fabric.plugins import TorchCheckpointIO
from lightning.pytorch.callbacks import (
    EarlyStopping,
    LambdaCallback,
    ModelCheckpoint,
    TQDMProgressBar,
    WeightAveraging,
)
from lightning.pytorch.loggers import CSVLogger
from lightning.pytorch.strategies import DDPStrategy
from torch import Tensor

from ..presets.preset import Training
from .stage_module import MEDIAN

LAST, BEST = "last", "best"
_SHORT = "is smaller than the logging interval"  # of the last epoch, which may be a part of one
_MOST_MEDIANS = 3  # beside the progress bar
_ACCELERATORS = {"cpu": "cpu", "cuda": "gpu", "mps": "mps"}  # as Lightning calls them
_MIXED = {"bfloat16": "bf16-mixed", "float16": "16-mixed", "float32": "32-true"}


class WholeCheckpoints(TorchCheckpointIO):
    """Writes a checkpoint whole or not at all, beside the one that it replaces.

    Lightning's own writes to the system's temporary folder first, which may lie on another disk: a disk
    that fills up then leaves half a file in the place of the last good one.
    """

    def save_checkpoint(
        self, checkpoint: dict[str, Any], path: str | Path, storage_options: Any = None
    ) -> None:
        """Write; raises OutputError, with the remedy, where the disk does not take it."""
        buffer = io.BytesIO()
        torch.save(checkpoint, buffer)
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        with atomic_path(Path(path)) as temporary:
            temporary.write_bytes(buffer.getbuffer())


class _Bar(TQDMProgressBar):
    """Progress on one line, also with many landmarks, and without Lightning's number of the attempt."""

    def get_metrics(
        self, trainer: lightning.Trainer, pl_module: lightning.LightningModule
    ) -> dict[str, int | str | float | dict[str, float]]:
        return bar_metrics(super().get_metrics(trainer, pl_module))


def bar_metrics(metrics: Mapping[str, Any]) -> dict[str, Any]:
    """What stands beside the bar; of more than three landmarks the best and the worst median."""
    shown = {key: value for key, value in metrics.items() if key != "v_num"}
    medians = {key: float(value) for key, value in shown.items() if key.startswith(MEDIAN)}
    if len(medians) > _MOST_MEDIANS:
        shown = {key: value for key, value in shown.items() if key not in medians}
        shown[MEDIAN.rstrip("_")] = f"{min(medians.values()):.2f} to {max(medians.values()):.2f}"
    return shown


def make_trainer(
    folder: Path,
    epochs: int,
    training: Training,
    on_epoch: Callable[[int], None] | None = None,
    device: Request = "auto",
    time_left: Callable[[int], str] | None = None,
) -> lightning.Trainer:
    """The Trainer of a stage.

    Under ``torchrun`` it uses the processes that were started, on GPUs or, with gloo, on CPUs.

    Args:
        folder: gets the checkpoints and the curves.
        epochs: how long it trains.
        training: of the preset.
        on_epoch: called with the number of each epoch, from 0, before it begins.
        device: where it trains.
        time_left: says, by the steps that are done, how long the training still takes; may be empty.

    Raises:
        DeviceError: the device is not there.
    """
    kind = choose_device(device).kind
    devices, nodes = processes(os.environ)
    every = min(training.validate, epochs)
    callbacks: list[Any] = [_last(folder), _Bar(refresh_rate=25)]
    if training.average:
        callbacks.insert(0, WeightAveraging(avg_fn=running_average(training.average)))
    if training.keep == BEST:
        callbacks.append(_best(folder))
    if training.patience is not None:
        callbacks.append(EarlyStopping("val_loss", patience=training.patience, check_finite=True))
    if on_epoch is not None:
        callbacks.append(LambdaCallback(on_train_epoch_start=partial(_announce, on_epoch)))
    if time_left is not None:
        callbacks.append(LambdaCallback(on_train_epoch_start=partial(_tell, time_left)))
    _hush()
    return lightning.Trainer(
        max_epochs=epochs,
        precision=_precision(training.precision, kind),
        callbacks=callbacks,
        logger=_curves(folder),
        plugins=[WholeCheckpoints()],
        check_val_every_n_epoch=every,
        num_sanity_val_steps=0,
        reload_dataloaders_every_n_epochs=1,
        log_every_n_steps=max(1, min(100, training.epoch)),
        enable_model_summary=False,
        gradient_clip_val=1.0,
        use_distributed_sampler=False,  # StageData shares out the examples itself
        **(_asked_for(device, kind) | _distributed(devices, nodes, kind)),
    )


def _announce(
    on_epoch: Callable[[int], None], trainer: lightning.Trainer, _module: lightning.LightningModule
) -> None:
    on_epoch(trainer.current_epoch)


def _tell(
    told: Callable[[int], str], trainer: lightning.Trainer, module: lightning.LightningModule
) -> None:
    """Print what is told by the steps that are done, if it is anything."""
    if words := told(trainer.global_step):
        module.print(words)


def _hush() -> None:
    """Keep to themselves what Lightning and torch say of their own affairs."""
    logging.getLogger("lightning.pytorch").setLevel(logging.WARNING)  # hardware, tips
    told = ("`srun` command is available", "does not have many workers", "LeafSpec", _SHORT)
    for message in told:
        warnings.filterwarnings("ignore", message=f".*{message}.*")


def running_average(decay: float) -> Callable[[Tensor, Tensor, Tensor | int], Tensor]:
    """How the running average of the weights takes up those of a step.

    The average reaches back over a tenth of the steps so far, and never over more than ``decay`` says:
    in a training of few steps it would else hold mostly the weights of the beginning.
    """

    def average(mean: Tensor, weights: Tensor, count: Tensor | int) -> Tensor:
        kept = min(decay, (1 + int(count)) / (10 + int(count)))
        return mean + (1 - kept) * (weights - mean)

    return average


def processes(environment: Mapping[str, str]) -> tuple[int, int]:
    """(processes on this machine, machines) as ``torchrun`` set them; (1, 1) without it."""
    if "TORCHELASTIC_RUN_ID" not in environment:
        return 1, 1
    local = int(environment["LOCAL_WORLD_SIZE"])
    return local, int(environment["WORLD_SIZE"]) // local


def is_first_process() -> bool:
    """Whether this process is the one that writes; under ``torchrun`` there are others."""
    return int(os.environ.get("RANK", "0")) == 0


def _asked_for(device: Request, kind: Kind) -> dict[str, Any]:
    """One device of the kind that was asked for; Lightning's own choice where none was."""
    return {} if device == "auto" else {"accelerator": _ACCELERATORS[kind], "devices": 1}


def _distributed(devices: int, nodes: int, kind: Kind) -> dict[str, Any]:
    if devices * nodes == 1:
        return {}
    # Buffers are not sent around before each forward pass: in a validation of uneven parts one process
    # would wait for ever. Those of the first process are saved.
    return {
        "devices": devices,
        "num_nodes": nodes,
        "strategy": DDPStrategy(broadcast_buffers=False),
        "sync_batchnorm": kind == "cuda",
    }


def _precision(wanted: Mapping[str, str], kind: Kind) -> Any:
    """Lightning's name for mixed precision where the device computes in it, else full precision."""
    return _MIXED[wanted[kind] if kind in wanted else training_precision(kind)]


def _curves(folder: Path) -> CSVLogger:
    """A CSV log of its own for every attempt: Lightning's would delete the one before."""
    attempts = len(list(folder.glob("attempt_*")))
    return CSVLogger(folder, name="", version=f"attempt_{attempts + 1}")


def _last(folder: Path) -> ModelCheckpoint:
    return ModelCheckpoint(
        dirpath=folder,
        filename=LAST,
        save_top_k=1,
        enable_version_counter=False,
        save_on_train_epoch_end=True,
    )


def _best(folder: Path) -> ModelCheckpoint:
    """Written after a validation, before ``last``: what ``last`` remembers as the best is there."""
    return ModelCheckpoint(
        dirpath=folder,
        filename=BEST,
        monitor="val_loss",
        save_top_k=1,
        enable_version_counter=False,
        save_on_train_epoch_end=False,
    )
