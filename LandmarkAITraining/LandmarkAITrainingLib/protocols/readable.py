"""Whether what a protocol reads, and has written, can be relied on when it is started."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from LandmarkAILib.errors import InputError, LandmarkAIError

from ..data.check.problems import listed
from ..data.dataset import CaseRecord, load_case
from ..evaluation.files import METRICS, read_json
from ..training.presets import Preset


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
