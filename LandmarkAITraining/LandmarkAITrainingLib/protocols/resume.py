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

from ..evaluation.files import read_json, write_json
from ..fitting.presets import Preset

_FILE = "protocol.json"


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
    changed = sorted(key for key in {*before, *protocol} if before.get(key) != protocol.get(key))
    if changed:
        raise InputError(
            f"{output} was begun with another {' and '.join(changed)}: choose another folder, or give "
            "the same options to go on."
        )


def preset_facts(preset: Preset) -> dict[str, Any]:
    """What of a preset results depend on, in short."""
    return {
        "preset": preset.name,
        "steps": [stage.steps for stage in preset.training.stages],
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
