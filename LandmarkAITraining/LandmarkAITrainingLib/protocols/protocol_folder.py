"""The folder of a protocol: begun with which options, what of it is done, whether its cases can be read.

Parts that were made with other options are never mixed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from LandmarkAILib.errors import InputError, LandmarkAIError
from LandmarkAILib.files.atomic import make_folder
from LandmarkAILib.files.text import read_json, write_json

from ..data.check.problems import listed
from ..data.dataset import CaseRecord, load_case
from ..evaluation.files import METRICS
from ..presets.preset import Preset

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


def check_readable(preset: Preset, records: Iterable[CaseRecord]) -> None:
    """Read every case as training and evaluation will: a damaged one may be needed days later only.

    Raises:
        InputError: cases that cannot be read or used; the message names them and says why of the first.
    """
    problems = {}
    for record in records:
        try:
            case = load_case(record)
            preset.intensity.of(replace(case.image, name=record.case))
        except LandmarkAIError as error:
            problems[record.case] = str(error).rstrip(".")
    if problems:
        first, reason = next(iter(problems.items()))
        raise InputError(
            f"{len(problems)} of the cases cannot be used ({listed(list(problems))}); {first}: {reason}."
            " Mend them, or take them out of the dataset, before anything is trained."
        )


def is_done(folder: Path) -> bool:
    """Whether an evaluation is there, and of all its cases: those that failed may be mended by now."""
    return (folder / METRICS).exists() and not read_json(folder / METRICS)["failed"]
