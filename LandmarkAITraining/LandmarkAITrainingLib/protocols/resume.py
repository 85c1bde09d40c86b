"""What a protocol's folder was made with, so that parts made with other options are never mixed."""

from __future__ import annotations

import shlex
import sys
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from LandmarkAILib.errors import InputError
from LandmarkAILib.files.atomic import make_folder

from ..evaluation.files import METRICS, read_json, write_json
from ..training.presets import Preset

_FILE = "protocol.json"
_WORDS = {
    "files": "labels or images",
    "training_seed": "seed",
    "epoch": "steps an epoch",
    "generalist_steps": "steps of the generalist",
}


def begin(output: Path, protocol: dict[str, Any]) -> None:
    """Make the folder of a protocol, or see that what is in it was made with the same options.

    Args:
        output: the folder.
        protocol: JSON-ready options that results depend on.

    Raises:
        InputError: the folder holds a protocol with other options.
        OutputError: the folder cannot be made.
    """
    make_folder(output)
    file = output / _FILE
    if not file.exists():
        write_json(file, protocol)
        return
    before = read_json(file)
    # What an older version did not write down is taken to be the same.
    changed = sorted(key for key in before if before[key] != protocol.get(key))
    if changed:
        words = [_WORDS.get(key, key) for key in changed]
        raise InputError(
            f"{output} was begun with other {' and other '.join(words)}: choose another folder, or give "
            "the same to go on."
        )


def check_same_folds(other: Path, protocol: dict[str, Any]) -> None:
    """See that another cross-validation tested the same cases in the same folds.

    Args:
        other: its folder.
        protocol: of the one it is compared with.

    Raises:
        InputError: it did not, or there is none.
    """
    file = other / _FILE
    if not file.is_file() or not (other / METRICS).is_file():
        raise InputError(f"{other} holds no results of a cross-validation: run that first.")
    theirs = read_json(file)
    if any(theirs.get(key, protocol[key]) != protocol[key] for key in ("protocol", "folds", "files")):
        raise InputError(
            f"{other} was made on other cases, labels or folds: run it again with the same dataset, "
            "table and --seed."
        )


def preset_facts(preset: Preset) -> dict[str, Any]:
    """What of a preset results depend on, in short."""
    return {
        "preset": preset.name,
        "steps": [stage.steps for stage in preset.training.stages],
        "epoch": preset.training.epoch,
        "training_seed": preset.training.seed,
        "synthetic": preset.training.synthetic,
        "simulate": None if preset.training.simulate is None else asdict(preset.training.simulate),
    }


def origin_facts() -> dict[str, Any]:
    """When and by which command."""
    return {
        "created": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "command": shlex.join(["landmarkai", *sys.argv[1:]]),
    }
