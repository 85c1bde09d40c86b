"""From a dataset and a preset to a model that installs."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from LandmarkAILib.models.bundle import Bundle

from ..data.dataset import CaseRecord
from ..presets.preset import Preset

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

    Returns:
        The model's folder; None while stages are missing, and in all but the first process.

    Raises:
        InputError: the cases lack what a stage needs, a case or a checkpoint that cannot be read, or
            ``output`` holds stages begun with something else; before the first step.
        OutputError: a checkpoint or the model cannot be written.
    """
    from .fit import train_stage
    from .run_record import DONE
    from .trainer import is_first_process

    begun = _checked(preset, records, output, stages, resume, start)
    folders = _stage_folders(preset, output)
    for stage in stages:
        folder = folders[stage]
        if (folder / DONE).exists() and resume:
            _log.info("stage %d is done", stage + 1)
            continue
        how: dict[str, Any] = {"resume": resume, "threads": threads, "workers": workers, "start": start}
        train_stage(preset, stage, records, folder, begun=begun[stage], **how)
        if is_first_process():
            (folder / DONE).touch()
    if not is_first_process() or not all((folder / DONE).exists() for folder in folders):
        return None
    from .export_model import export_model

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
    from .checkpoints import last_checkpoint, read_saved
    from .fit import make_module
    from .preflight import check_needs
    from .run_record import begun_with, check_begun

    check_needs(preset, stages, records)
    folders = _stage_folders(preset, output)
    begun = begun_with(preset, range(len(folders)), records, start)
    for stage, (folder, facts) in enumerate(zip(folders, begun, strict=True)):
        check_begun(folder, facts, goes_on=stage in stages)
        if stage not in stages:
            continue
        if (checkpoint := last_checkpoint(folder, resume)) is not None:
            read_saved(checkpoint)
        if start is not None:
            make_module(preset, stage, start)
    return begun


def _stage_folders(preset: Preset, output: Path) -> list[Path]:
    return [output / f"stage{n + 1}" for n in range(len(preset.model.stages))]
