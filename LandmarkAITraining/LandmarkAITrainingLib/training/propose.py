"""A preset made of a dataset, for a time on this machine, on which a training step is measured."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any, Literal

import torch
from LandmarkAILib.inference.device import choose_device, training_precision
from torch.utils.data import default_collate

from ..data.dataset import CaseRecord
from ..data.survey import survey
from ..presets.preset import Preset
from .preflight import check_model
from .proposal import Proposal
from .stage_data import training_examples
from .train_model import make_module

_CASES = 3  # that are read for it
_WARM, _TIMED = 1, 3  # steps


def propose(
    records: Sequence[CaseRecord],
    name: str,
    minutes: float,
    *,
    dimension: Literal[2, 3] | None = None,
    threads: int | None = None,
    modality: str = "",
) -> Preset:
    """Look at the cases, measure the machine, and choose.

    Args:
        records: cases of the dataset; those to test on are not looked at.
        name: of the preset and its model.
        minutes: that the training of all stages may take.
        dimension: look at slices (2) or volumes (3); as the images are if None.
        threads: CPU threads of the training; torch's choice if None.
        modality: DICOM's word for how the images were taken; what the files say if empty.

    Returns:
        A preset whose ``notes`` say why it is as it is.

    Raises:
        InputError: a case that cannot be read, nothing that is marked often enough, or a name that is
            none for a model; images that say that they were taken otherwise than ``modality``; too few
            minutes.
    """
    found = replace(survey(records), given=modality)
    proposal = Proposal(found, name, dimension or found.dimension)
    if found.rare:
        proposal.notes["left out"] = f"{', '.join(found.rare)}: too few cases have them."

    def pace(preset: Preset, stage: int) -> float:
        check_model(preset)
        return seconds_per_step(preset, stage, records, threads)

    return proposal.preset(pace, minutes)


def seconds_per_step(
    preset: Preset, stage: int, records: Sequence[CaseRecord], threads: int | None = None
) -> float:
    """Time of a step on the machine when it is idle: examples, network forward and backward, optimiser.

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
        start, worked = time.perf_counter(), time.process_time()
        batch: Any = default_collate([examples[number + n] for n in range(preset.training.batch)])
        number += preset.training.batch
        with _mixed(device.kind, preset.training.precision.get(device.kind)):
            loss = module.losses({key: value.to(device.kind) for key, value in batch.items()})["loss"]
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
        if step >= _WARM:
            waited = time.perf_counter() - start
            # What others compute meanwhile says nothing of how long the training will take.
            times.append(min(waited, time.process_time() - worked) if device.kind == "cpu" else waited)
    return float(min(times))


def _mixed(kind: str, wanted: str | None) -> Any:
    """The precision in which a training computes here."""
    precision = wanted or training_precision()
    if precision == "float32":
        return nullcontext()
    return torch.autocast(kind, getattr(torch, precision))
