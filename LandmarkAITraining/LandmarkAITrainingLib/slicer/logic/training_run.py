"""The folder of a training run: its job, how far it is, its model and how that was measured.

The model is installed from there under a name of its own.
"""

from __future__ import annotations

import contextlib
import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from LandmarkAILib.errors import ModelError
from LandmarkAILib.models.archive import copy_bundle
from LandmarkAILib.models.bundle import DESCRIPTION, Bundle
from LandmarkAILib.models.description import description_digest
from LandmarkAILib.models.installed import install_model, list_models

from ...data.dataset import read_dataset
from ...presets.preset import Preset, read_preset
from ...training.time_left import share_done
from .job import Job, JobState
from .launcher import Launcher

_BAR = re.compile(r"Epoch (\d+)(?:/\d+)?:\s*(\d+)%")


@dataclass(frozen=True)
class Choices:
    """What a user chooses of a training.

    Args:
        dataset: its folder.
        preset: name, or path of a .json.
        steps: optimiser steps, one number a stage; empty takes the preset's.
        threads: CPU threads; 0 leaves the choice to PyTorch.
        start: model whose weights it begins with; empty for random ones.
    """

    dataset: Path
    preset: str
    steps: tuple[int, ...] = ()
    threads: int = 0
    start: str = ""

    def arguments(self, run: Path, resume: bool) -> list[str]:
        """Of ``landmarkai train``."""
        options = ["--preset", self.preset, "-o", str(run)]
        options += ["--steps", *map(str, self.steps)] if self.steps else []
        options += ["--threads", str(self.threads)] if self.threads else []
        options += ["--start", self.start] if self.start else []
        options += ["--resume"] if resume else []
        return ["train", str(self.dataset), *options]


@dataclass(frozen=True)
class ProgressMade:
    """How far a training is.

    Args:
        stage: that is being trained, from 1.
        stages: how many there are.
        step: steps of this stage that are done.
        steps: of this stage.
        share: of all steps of all stages, 0 to 1.
    """

    stage: int
    stages: int
    step: int
    steps: int
    share: float


class TrainingRun:
    """A training in a folder of its own, found again by its folder.

    Args:
        folder: gets ``stage1``, …, ``model`` and, of this module, ``job`` and ``evaluation``.
        launcher: starts and ends processes.
    """

    def __init__(self, folder: Path, launcher: Launcher) -> None:
        self.folder = folder
        self.job = Job(folder / "job", launcher)
        self.evaluation = folder / "evaluation"
        self.evaluation_job = Job(self.evaluation / "job", launcher)

    def train(self, choices: Choices, resume: bool = False) -> None:
        """Start or go on.

        Raises:
            InputError: the preset does not exist, or has another number of stages.
            OutputError: it is running already, or the folder cannot be written.
        """
        preset = _preset(choices)
        facts = {
            "dataset": str(choices.dataset),
            "preset": choices.preset,
            "chosen_steps": list(choices.steps),
            "threads": choices.threads,
            "start": choices.start,
            "steps": [stage.steps for stage in preset.training.stages],
            "epoch": preset.training.epoch,
        }
        self.job.start(choices.arguments(self.folder, resume), facts)

    def resume(self) -> None:
        """Go on from the last checkpoints with the choices of before; raises as :meth:`train`."""
        choices = self.choices
        if choices is not None:
            self.train(choices, resume=True)

    def evaluate(self, dataset: Path) -> None:
        """Measure the model on a dataset's test cases; without any on the validation cases, else on all.

        Raises:
            InputError: the dataset cannot be used.
            OutputError: an evaluation is running, or the folder cannot be written.
        """
        splits = {record.split for record in read_dataset(dataset)}
        split = next((name for name in ("test", "val") if name in splits), "all")
        # What is there after this one is its own.
        with contextlib.suppress(OSError):
            (self.evaluation / "metrics.json").unlink(missing_ok=True)
        options = ["--model", str(self.model), "--split", split, "-o", str(self.evaluation)]
        facts = {"dataset": str(dataset), "split": split}
        self.evaluation_job.start(["evaluate", str(dataset), *options], facts)

    @property
    def choices(self) -> Choices | None:
        """What was chosen when it was started; None if it never was."""
        facts = self.job.facts
        if not facts:
            return None
        steps = tuple(facts["chosen_steps"])
        start = facts.get("start", "")
        return Choices(Path(facts["dataset"]), facts["preset"], steps, facts["threads"], start)

    @property
    def model(self) -> Path | None:
        """The model's folder; None until it is trained."""
        found = sorted((self.folder / "model").glob(f"*/{DESCRIPTION}"))
        return found[0].parent if found else None

    @property
    def has_checkpoint(self) -> bool:
        """Whether there is something to go on from."""
        return any(self.folder.glob("stage*/*.ckpt"))

    def state(self) -> JobState:
        """How the training stands."""
        return self.job.state()

    def progress(self) -> ProgressMade | None:
        """How far it is; None before it has begun to train."""
        facts = self.job.facts
        steps: Sequence[int] = facts.get("steps", [])
        done = [(self.folder / f"stage{n}" / "done").exists() for n in range(1, len(steps) + 1)]
        if not steps or not (self.folder / "stage1").exists():
            return None
        stage = done.index(False) if False in done else len(steps) - 1
        step = steps[stage] if done[stage] else self._steps_of_epochs(steps[stage])
        share = share_done(steps, stage, step)
        return ProgressMade(stage + 1, len(steps), step, steps[stage], share)

    def _steps_of_epochs(self, steps: int) -> int:
        """Steps of the stage that is trained, of ``steps``, by the bar that the trainer prints."""
        bars = [match for line in self.job.log() for match in _BAR.finditer(line)]
        if not bars:
            return 0
        epoch, percent, length = int(bars[-1][1]), int(bars[-1][2]), int(self.job.facts["epoch"])
        before = min(epoch * length, steps)
        return before + round(percent / 100 * min(length, steps - before))


def next_run_folder(folder: Path) -> Path:
    """The folder of the next round: ``run``, ``run-2``, ``run-3`` …, the first that is not there."""
    stem, dash, number = folder.name.rpartition("-")
    base, first = (stem, int(number) + 1) if dash and number.isdecimal() else (folder.name, 2)
    count = first
    while (folder.parent / f"{base}-{count}").exists():
        count += 1
    return folder.parent / f"{base}-{count}"


def parse_steps(text: str) -> tuple[int, ...]:
    """Numbers of steps, one a stage, from what a user typed.

    Raises:
        ValueError: not whole numbers above 0.
    """
    steps = tuple(int(word) for word in text.replace(",", " ").split())
    if any(count < 1 for count in steps):
        raise ValueError(text)
    return steps


def _preset(choices: Choices) -> Preset:
    preset = read_preset(choices.preset)
    return preset.with_steps(choices.steps) if choices.steps else preset


def install_as(model: Path, name: str) -> Bundle:
    """Install a trained model so that LandmarkAI offers it.

    A preset's name belongs to the model that ships, so one that was trained from it gets another.

    Args:
        model: folder of the model.
        name: letters, digits, ``.``, ``_`` and ``-``.

    Returns:
        The installed model.

    Raises:
        ModelError: it is damaged, the name is none, or there is a model of that name.
        OutputError: the user's folder cannot be written.
    """
    if any(entry.name == name for entry in list_models()):
        raise ModelError(f"There is a model '{name}' already: choose another name.")
    with tempfile.TemporaryDirectory() as temporary:
        copy_bundle(model, Path(temporary))
        path = Path(temporary) / DESCRIPTION
        description = {**json.loads(path.read_text(encoding="utf-8")), "name": name}
        description["sha256"] = description_digest(description)
        path.write_text(json.dumps(description, indent=2, ensure_ascii=False), encoding="utf-8")
        return install_model(Path(temporary))


def suggested_name(preset: str, dataset: Path) -> str:
    """A name by what was trained on what, such as ``cmr-sax-ourdata``."""
    words = [Path(preset).stem, dataset.name.lower()]
    kept = (preset_name(word) for word in words)
    return "-".join(part for part in kept if part)


def preset_name(text: str) -> str:
    """A text as the name of a preset or model: letters, digits and hyphens."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in text).strip("-")
