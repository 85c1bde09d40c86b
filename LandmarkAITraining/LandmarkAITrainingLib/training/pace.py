"""How long a training step takes on this machine, measured before a preset is made."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import torch
from LandmarkAILib.inference.device import choose_device, training_precision
from torch.utils.data import default_collate

from ..data.dataset import CaseRecord
from ..presets.preset import Preset
from .stage_data import training_examples
from .train_model import make_module

_CASES = 3  # that are read for it
_WARM, _TIMED = 1, 3  # steps


def seconds_per_step(
    preset: Preset, stage: int, records: Sequence[CaseRecord], threads: int | None = None
) -> float:
    """Wall time of a step: examples drawn, network forward and backward, optimiser.

    Args:
        preset: what is to be trained.
        stage: from 0.
        records: cases of the dataset; a few of them are read.
        threads: CPU threads; torch's choice if None.
    """
    if threads is not None:
        torch.set_num_threads(threads)
    some = [replace(record, split="train") for record in records if record.split != "test"]
    examples = training_examples(preset, stage, some[:_CASES])
    device = choose_device()
    module = make_module(preset, stage).to(device.kind).train()
    optimiser = torch.optim.AdamW(module.parameters(), lr=1e-4)
    number, times = 0, []
    for step in range(_WARM + _TIMED):
        start = time.perf_counter()
        batch: Any = default_collate([examples[number + n] for n in range(preset.training.batch)])
        number += preset.training.batch
        with _mixed(device.kind, preset.training.precision.get(device.kind)):
            loss = module.losses({key: value.to(device.kind) for key, value in batch.items()})["loss"]
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
        if step >= _WARM:
            times.append(time.perf_counter() - start)
    return float(min(times))


def _mixed(kind: str, wanted: str | None) -> Any:
    """The precision in which a training computes here."""
    precision = wanted or training_precision()
    if precision == "float32":
        return nullcontext()
    return torch.autocast(kind, getattr(torch, precision))
