"""Calibration of a model of few cases: every subject is left out once, by a training of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from LandmarkAILib.errors import InputError
from LandmarkAILib.inference.device import Request
from LandmarkAILib.models.bundle import Bundle, write_bundle

from ..data.dataset import CaseRecord
from ..data.folds import assign_folds
from ..presets.preset import Preset
from .calibrate import HeldOut, held_out_by, with_calibration
from .train_model import train

FOLDER = "calibration"


def cross_calibrate(
    preset: Preset,
    records: Sequence[CaseRecord],
    model: Path,
    run: Path,
    folds: int,
    *,
    threads: int | None = None,
    start: Bundle | None = None,
    device: Request = "auto",
) -> Bundle:
    """Calibrate a model on what further models of the same preset see of the subjects they lack.

    Each of them is trained on fewer cases than the model, so it errs a little more: what the model says
    of itself is rather too humble. A training that was interrupted goes on.

    Args:
        preset: of which the model was trained.
        records: the cases, with the split that the model was trained with; those to test on stay out.
        model: its folder; replaced by the calibrated model.
        run: the run's folder; the further trainings go into ``calibration`` in it.
        folds: how many trainings, each without its share of the subjects.
        threads: CPU threads.
        start: the model that the training began with.
        device: where it trains.

    Returns:
        The calibrated model.

    Raises:
        InputError: fewer than 2 folds, more than there are subjects, or a preset of stacks.
    """
    if preset.training.stack:
        raise InputError(f"{preset.name} judges whole stacks: it is calibrated on its validation cases")
    used = [replace(record, fold=None) for record in records if record.split in ("train", "val")]
    subjects = len({record.subject for record in used})
    if not 2 <= folds <= subjects:
        raise InputError(f"--calibrate {folds}: give 2 to {subjects}, the number of subjects")
    used = assign_folds(used, folds, preset.training.seed)
    how: dict[str, Any] = {"threads": threads, "start": start, "device": device}
    seen = [_held_out(preset, used, n, run / FOLDER / f"fold{n}", how) for n in range(folds)]
    bundle = Bundle.open(model)
    fitted = HeldOut.joined(seen).calibration()
    described = with_calibration(bundle.description, fitted, "cross-validation")
    return write_bundle(model, described, bundle.all_tensors(), bundle.card)


def _held_out(
    preset: Preset,
    records: Sequence[CaseRecord],
    fold: int,
    folder: Path,
    how: Mapping[str, Any],
) -> HeldOut:
    """What a model trained without a fold sees of it."""
    split = [replace(r, split="val" if r.fold == fold else "train") for r in records]
    stages = range(len(preset.model.stages))
    trained = train(preset, split, folder, stages, resume=True, **how)
    assert trained is not None  # all stages were trained
    bundle = Bundle.open(trained)
    val = [record for record in split if record.split == "val"]
    return held_out_by(bundle.description, bundle.all_tensors(), val)
