"""Train the stages of a preset with Lightning."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from LandmarkAILib.device import training_precision
from LandmarkAILib.errors import InputError
from LandmarkAILib.views import make_view
from lightning import pytorch as lightning
from lightning.pytorch.callbacks import Callback, EMAWeightAveraging, ModelCheckpoint, TQDMProgressBar
from lightning.pytorch.loggers import CSVLogger
from torch.utils.data import DataLoader

from ..data.dataset import CaseRecord
from ..data.slices import LabelledSlice, load_slices
from .examples import Example, ExampleOptions, SliceExamples
from .presets import Preset
from .stage_module import StageModule

EPOCHS_PER_VALIDATION = 4


class StageData(lightning.LightningDataModule):
    """Examples of one stage; training examples are numbered through all epochs."""

    def __init__(
        self, preset: Preset, stage: int, train: Sequence[LabelledSlice], val: Sequence[LabelledSlice]
    ) -> None:
        super().__init__()
        training = preset.training
        view = make_view(preset.model["stages"][stage]["view"])
        names = preset.model["landmarks"]
        weights = [training.source_weights.get(item.record.source, 1.0) for item in train]
        drawn = ExampleOptions(training.stages[stage].affine, training.synthetic, training.seed + stage)
        self.batch = training.batch
        self.train = SliceExamples(train, weights, view, names, drawn, training.epoch * self.batch)
        self.val = SliceExamples(val, None, view, names, ExampleOptions(affine=None))

    def train_dataloader(self) -> DataLoader[Example]:
        """Examples of the current epoch; Lightning asks anew each epoch."""
        assert self.trainer is not None
        self.train.first = self.trainer.current_epoch * len(self.train)
        return DataLoader(self.train, self.batch // self.trainer.world_size)

    def val_dataloader(self) -> DataLoader[Example]:
        return DataLoader(self.val, self.batch)


class _Announce(Callback):
    """Tells a caller which epoch begins."""

    def __init__(self, on_epoch: Callable[[int], None]) -> None:
        self.on_epoch = on_epoch

    def on_train_epoch_start(
        self, trainer: lightning.Trainer, pl_module: lightning.LightningModule
    ) -> None:
        self.on_epoch(trainer.current_epoch)


def train_stage(
    preset: Preset,
    stage: int,
    records: Sequence[CaseRecord],
    folder: Path,
    *,
    resume: bool = False,
    threads: int | None = None,
    on_epoch: Callable[[int], None] | None = None,
) -> StageModule:
    """Train one stage; checkpoints and curves go into ``folder``.

    Args:
        preset: what to train.
        stage: number of the stage, from 0.
        records: cases; their ``split`` says ``train`` or ``val``.
        folder: gets ``last.ckpt`` after every epoch and ``attempt_N/metrics.csv``, one for each time
            it was resumed; an epoch is ``preset.training.epoch`` steps.
        resume: go on from ``last.ckpt`` if it is there.
        threads: CPU threads; torch's choice if None.
        on_epoch: called with the number of each epoch, from 0, before it begins.

    Returns:
        The module with the averaged weights.

    Raises:
        InputError: no case to train or validate on.
    """
    checkpoint = folder / "last.ckpt"
    if checkpoint.exists() and not resume:
        raise InputError(f"{checkpoint} exists; add --resume to go on from it or choose another folder")
    if threads is not None:
        torch.set_num_threads(threads)
    training = preset.training.stages[stage]
    epochs = max(1, training.steps // preset.training.epoch)
    lightning.seed_everything(preset.training.seed + stage, verbose=False)
    data = _data(preset, stage, records)
    module = StageModule(
        network=preset.model["stages"][stage]["network"],
        names=preset.model["landmarks"],
        spacing=preset.model["stages"][stage]["view"]["spacing"],
        sigma=training.sigma,
        learning_rate=preset.training.learning_rate,
        weight_decay=preset.training.weight_decay,
        steps=epochs * preset.training.epoch,
    )
    trainer = _trainer(folder, epochs, preset.training.average)
    if on_epoch is not None:
        trainer.callbacks.append(_Announce(on_epoch))  # type: ignore[attr-defined]
    with warnings.catch_warnings():
        # That the checkpoint's folder is not empty is what resuming means.
        warnings.filterwarnings("ignore", message=".*exists and is not empty.*")
        trainer.fit(module, data, ckpt_path=str(checkpoint) if checkpoint.exists() else None)
    return module


def _data(preset: Preset, stage: int, records: Sequence[CaseRecord]) -> StageData:
    names = preset.model["landmarks"]
    parts = {}
    for split in ("train", "val"):
        chosen = [record for record in records if record.split == split]
        if not chosen:
            raise InputError(
                f"the dataset has no case with split '{split}'; add a cases.csv that says so"
            )
        parts[split] = load_slices(chosen, names)
    return StageData(preset, stage, parts["train"], parts["val"])


def _trainer(folder: Path, epochs: int, average: float) -> lightning.Trainer:
    callbacks: list[Any] = [
        EMAWeightAveraging(decay=average),
        _every_epoch(folder),
        TQDMProgressBar(refresh_rate=25),
    ]
    return lightning.Trainer(
        max_epochs=epochs,
        precision=_precision(),
        callbacks=callbacks,
        logger=_curves(folder),
        check_val_every_n_epoch=min(EPOCHS_PER_VALIDATION, epochs),
        num_sanity_val_steps=0,
        reload_dataloaders_every_n_epochs=1,
        log_every_n_steps=100,
        enable_model_summary=False,
        gradient_clip_val=1.0,
    )


def _precision() -> Any:
    """Lightning's name for mixed precision where the device computes in it, else full precision."""
    return {"bfloat16": "bf16-mixed", "float16": "16-mixed"}.get(training_precision(), "32-true")


def _curves(folder: Path) -> CSVLogger:
    """A CSV log of its own for every attempt: Lightning's would delete the one before."""
    attempts = len(list(folder.glob("attempt_*")))
    return CSVLogger(folder, name="", version=f"attempt_{attempts + 1}")


def _every_epoch(folder: Path) -> ModelCheckpoint:
    return ModelCheckpoint(
        dirpath=folder,
        filename="last",
        save_top_k=1,
        enable_version_counter=False,
        save_on_train_epoch_end=True,
    )
