"""The last checkpoint of a stage, looked at before Lightning goes on from it."""

from __future__ import annotations

import logging
import zipfile
from dataclasses import dataclass
from pathlib import Path

import torch
from LandmarkAILib.errors import InputError

from ..presets.preset import Preset
from .stage_module import StageModule
from .trainer import LAST

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
