"""What a stage was begun with and how far it is, so that it never goes on with something else.

The last checkpoint is looked at before Lightning goes on from it. ``begun.json`` lies beside it: the
cases, digests of their files, and what of the preset the weights depend on.
"""

from __future__ import annotations

import json
import logging
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from LandmarkAILib.core.records import write_record
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.text import read_json
from LandmarkAILib.models.bundle import Bundle

from ..data.dataset import CaseRecord, digest
from ..presets.preset import Preset
from .stage_module import StageModule
from .trainer import LAST

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


@dataclass(frozen=True)
class Saved:
    """What going on depends on.

    Args:
        path: the checkpoint.
        steps: of the whole training, as it was begun.
        shapes: of the weights, by name.
    """

    path: Path
    steps: int
    shapes: dict[str, tuple[int, ...]]


def last_checkpoint(folder: Path, resume: bool) -> Path | None:
    """The checkpoint to go on from; None where a stage begins.

    Raises:
        InputError: there is one, and nobody asked to go on.
    """
    path = folder / f"{LAST}.ckpt"
    if path.exists() and not resume:
        raise InputError(f"{path} exists; add --resume to go on from it or choose another folder")
    return path if path.exists() else None


def read_saved(path: Path) -> Saved:
    """Look into a checkpoint.

    Raises:
        InputError: it is missing, incomplete, or none of a stage.
    """
    damaged = f"{path} is damaged or incomplete: delete {_doomed(path)} to train the stage anew."
    if not zipfile.is_zipfile(path):
        raise InputError(damaged)
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
        shapes = {name: tuple(value.shape) for name, value in content["state_dict"].items()}
        return Saved(path, int(content["hyper_parameters"]["steps"]), shapes)
    except (RuntimeError, KeyError) as error:
        raise InputError(damaged) from error


def _doomed(path: Path) -> str:
    """What to delete: without its best weights all of a stage is of no use."""
    return "it" if path.stem == LAST else f"the folder {path.parent.name}"


def as_begun(preset: Preset, stage: int, saved: Saved) -> Preset:
    """The preset with the steps that a stage was begun with, as its learning rate follows them.

    Raises:
        InputError: they are other ones.
    """
    steps = [item.steps for item in preset.training.stages]
    wanted, epoch = steps[stage], preset.training.epoch
    if saved.steps == wanted:
        return preset
    if saved.steps != max(1, wanted // epoch) * epoch:  # how steps were once rounded
        raise InputError(
            f"{saved.path} was begun to make {saved.steps} steps, not {wanted}: ask for as many, or "
            "choose another folder."
        )
    _log.warning("%s was begun to make %d steps: it ends with them", saved.path, saved.steps)
    steps[stage] = saved.steps
    return preset.with_steps(steps)


def check_fits(saved: Saved, module: StageModule) -> None:
    """See that a checkpoint is of the network that the preset describes.

    Raises:
        InputError: it is of another one.
    """
    state = module.state_dict()
    if saved.shapes != {name: tuple(value.shape) for name, value in state.items()}:
        raise InputError(
            f"{saved.path} is of another network than the preset's: choose another folder, or delete it "
            "to begin the stage anew."
        )


BEGUN, DONE = "begun.json", "done"


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
    for choice in ("look", "mirror"):
        if not training[choice]:
            del training[choice]  # runs that began before there was a choice go on
    return {
        "stage": {"view": write_record(described.view), "network": write_record(described.network)},
        "steps": own.pop("steps"),
        "training": {**training, **own},
        "start": None if start is None else start.sha256,
    }
