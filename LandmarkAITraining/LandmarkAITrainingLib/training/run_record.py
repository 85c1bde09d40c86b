"""What a stage was begun with, so that it never goes on, or becomes a model, with something else.

``begun.json`` lies beside the checkpoints: the cases, digests of their files, and what of the preset the
weights depend on.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from LandmarkAILib.core.records import write_record
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.text import read_json
from LandmarkAILib.models.bundle import Bundle

from ..data.dataset import CaseRecord, digest
from ..presets.preset import Preset
from .trainer import LAST

BEGUN, DONE = "begun.json", "done"

_SHARED = {
    "cases": "cases or splits",
    "files": "labels or images",
    "model": "landmarks, segments or intensities",
}
"""What all stages of a model have in common, and how it is called."""

_OWN = {
    "stage": "view or network",
    "steps": "numbers of steps",
    "training": "training options",
    "start": "weights to start from",
}
_log = logging.getLogger(__name__)


def begun_with(
    preset: Preset, stages: Iterable[int], records: Sequence[CaseRecord], start: Bundle | None = None
) -> list[dict[str, Any]]:
    """The content of ``begun.json`` of stages.

    Args:
        preset: what is trained.
        stages: their numbers, from 0.
        records: cases; those to train and to validate on count.
        start: the model that the training begins with, if any.

    Raises:
        InputError: a file of a case cannot be opened.
    """
    used = [record for record in records if record.split in ("train", "val")]
    described = write_record(preset.model)
    shared = {
        "cases": {r.case: [r.split, r.source, *sorted(r.notes)] for r in used},
        "files": {r.case: digest(r) for r in used},
        "model": {
            key: described.get(key) for key in ("dimension", "landmarks", "segments", "intensity")
        },
    }
    facts = [{**shared, **_own(preset, stage, start)} for stage in stages]
    return [dict(json.loads(json.dumps(entry))) for entry in facts]  # as it is read again


def check_begun(folder: Path, facts: Mapping[str, Any], goes_on: bool) -> None:
    """See that what a stage's folder holds was begun with the same; nothing to see where it is new.

    Args:
        folder: of the stage.
        facts: of :func:`begun_with`.
        goes_on: whether the stage itself goes on; else it must only fit the others of its model.

    Raises:
        InputError: it was begun with something else.
    """
    if not (folder / DONE).exists() and not (folder / f"{LAST}.ckpt").exists():
        return
    if not (folder / BEGUN).exists():
        _log.warning("%s does not say what it was begun with: the same is taken for granted", folder)
        return
    before = read_json(folder / BEGUN)
    words = {**_SHARED, **_OWN} if goes_on else _SHARED
    changed = [word for key, word in words.items() if before.get(key) != facts[key]]
    if changed:
        raise InputError(
            f"{folder} was begun with other {' and other '.join(changed)}: choose another run folder, "
            "or delete this one to train the stage anew."
        )


def _own(preset: Preset, stage: int, start: Bundle | None) -> dict[str, Any]:
    """What the weights of one stage depend on."""
    described = preset.model.stages[stage]
    training = asdict(preset.training)
    own = training.pop("stages")[stage]
    return {
        "stage": {"view": write_record(described.view), "network": write_record(described.network)},
        "steps": own.pop("steps"),
        "training": {**training, **own},
        "start": None if start is None else start.sha256,
    }
