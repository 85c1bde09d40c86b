"""A model trained for a protocol: once, however often the protocol is started again."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from LandmarkAILib.files.atomic import make_folder
from LandmarkAILib.files.text import read_json, write_json

from ..data.dataset import CaseRecord
from ..presets.preset import Preset

_FACTS = "training.json"


@dataclass(frozen=True)
class TrainedModel:
    """A model and what its training was like.

    Args:
        path: the model's folder.
        facts: JSON-ready: ``seconds`` (of the last start, if it was ``resumed``), ``cases``,
            ``subjects``, ``steps``, ``seed`` and by stage ``epochs``, ``best_epoch``, ``best_loss``.
    """

    path: Path
    facts: dict[str, Any]


def train_once(
    preset: Preset, records: Sequence[CaseRecord], folder: Path, threads: int | None = None
) -> TrainedModel:
    """Train a preset, or go on where a killed training stopped, or find that it is done.

    Args:
        preset: what to train.
        records: cases with their split.
        folder: of the run; big, and not needed once the protocol is done.
        threads: CPU threads.

    Raises:
        LandmarkAIError: the training's own.
    """
    from ..training.train_model import train

    facts_file = folder / _FACTS
    if facts_file.is_file():
        facts = read_json(facts_file)
        return TrainedModel(folder / facts["model"], facts)
    resumed = folder.exists()
    make_folder(folder)
    started = time.monotonic()
    stages = range(len(preset.model.stages))
    model = train(preset, records, folder, stages, resume=True, threads=threads)
    assert model is not None  # all stages were trained
    used = [record for record in records if record.split == "train"]
    facts = {
        "model": model.relative_to(folder).as_posix(),
        "seconds": round(time.monotonic() - started, 1),
        "resumed": resumed,
        "cases": len(used),
        "subjects": len({record.subject for record in used}),
        "steps": [stage.steps for stage in preset.training.stages],
        "seed": preset.training.seed,
        "stages": [stage_curve(folder / f"stage{n + 1}") for n in stages],
    }
    write_json(facts_file, facts)
    return TrainedModel(model, facts)


def stage_curve(stage: Path) -> dict[str, Any]:
    """How the validation of a stage went.

    Args:
        stage: folder with ``attempt_N/metrics.csv``, one for each time that it was started.

    Returns:
        ``epochs`` up to the last validated one, ``best_epoch``, from 0, the one with the smallest loss,
        and ``best_loss``; None where none was logged.
    """
    losses = dict(_losses(stage))
    best = min(losses, key=lambda epoch: losses[epoch], default=None)
    return {
        "epochs": max(losses, default=-1) + 1,
        "best_epoch": best,
        "best_loss": None if best is None else losses[best],
    }


def _losses(stage: Path) -> Iterator[tuple[int, float]]:
    """Validation loss by epoch; what a later attempt did again comes later."""
    attempts = stage.glob("attempt_*/metrics.csv")
    for path in sorted(attempts, key=lambda path: int(path.parent.name.rpartition("_")[2])):
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row.get("val_loss"):
                    yield int(row["epoch"]), float(row["val_loss"])
