"""Training in several processes, and in one that is killed."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from ct_dataset import patch_preset, write_ct_dataset
from LandmarkAILib.cli import main
from LandmarkAILib.core.anatomy import LV_APEX
from LandmarkAILib.errors import InputError
from LandmarkAILib.models.bundle import Bundle
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.presets.preset import Preset, read_preset
from LandmarkAITrainingLib.training.stage_module import weights_of
from LandmarkAITrainingLib.training.train_model import train_stage
from trained import LIGHTNINGS_ADVICE, curve, distance
from waiting import wait_for

pytestmark = [*LIGHTNINGS_ADVICE, pytest.mark.slow]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ct_dataset(tmp_path_factory.mktemp("data"))


# Runs ``landmarkai`` and keeps what each process ends with.
_KEEPING = """
import os, sys, torch
from LandmarkAILib.cli import main
from LandmarkAITrainingLib.training import train_model as fit
from LandmarkAITrainingLib.training.stage_module import weights_of

train_stage = fit.train_stage

def keeping(preset, stage, records, folder, **options):
    module = train_stage(preset, stage, records, folder, **options)
    torch.save(weights_of(module), folder / f"rank{os.environ['RANK']}.pt")
    return module

fit.train_stage = keeping
sys.exit(main())
"""


def test_two_processes_train_together(dataset: Path, tmp_path: Path) -> None:
    path = patch_preset(tmp_path)
    data = json.loads(path.read_text())
    data["stages"][0]["network"]["dropout"] = 0.0  # what is dropped depends on the process
    path.write_text(json.dumps(data))
    script = tmp_path / "keeping.py"
    script.write_text(_KEEPING)
    command = [
        sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2",
        str(script), "train", str(dataset), "--preset", str(path), "--steps", "4",
        "-o", str(tmp_path / "run"), "--threads", "1",
    ]  # fmt: skip
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr[-3000:]
    stage = tmp_path / "run" / "stage1"
    assert len(list(stage.glob("attempt_*/metrics.csv"))) == 1
    assert torch.load(stage / "last.ckpt", weights_only=True)["global_step"] == 4
    assert Bundle.open(tmp_path / "run" / "model" / "tiny-patches").landmarks == [LV_APEX]
    first, second = (torch.load(stage / f"rank{n}.pt", weights_only=True) for n in range(2))
    assert all(torch.equal(first[key], second[key]) for key in first)
    preset = read_preset(str(path)).with_steps([4])
    alone = train_stage(preset, 0, read_dataset(dataset), tmp_path / "alone")
    # The same examples in every step: what differs is the order of the sums, and biases before a
    # normalisation, which nothing depends on.
    expected = {key: value for key, value in weights_of(alone).items() if key.endswith("weight")}
    assert all(torch.allclose(value, first[key], atol=1e-6) for key, value in expected.items())
    for key in ("train_loss", "train_distance", "val_loss"):
        assert curve(stage, key) == pytest.approx(curve(tmp_path / "alone", key), rel=1e-5)


def test_a_process_killed_in_mid_stage_is_resumed_as_if_it_had_not_been(
    dataset: Path, tmp_path: Path
) -> None:
    preset = patch_preset(tmp_path)
    arguments = ["train", str(dataset), "--preset", str(preset), "--steps", "31", "--threads", "1"]
    stage = tmp_path / "run" / "stage1"
    command = [sys.executable, "-m", "LandmarkAILib", *arguments, "-o", str(tmp_path / "run")]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, env=_environment(), stdout=log, stderr=subprocess.STDOUT)
        written = stage / "last.ckpt"
        wait_for(lambda: written.exists() or process.poll() is not None, "a checkpoint", 240)
        process.kill()
        process.wait(60)
    made = torch.load(stage / "last.ckpt", weights_only=True)["global_step"]
    assert 0 < made < 31 and not (stage / "done").exists(), (tmp_path / "log").read_text()
    assert main([*arguments, "-o", str(tmp_path / "run"), "--resume"]) == 0
    assert main([*arguments, "-o", str(tmp_path / "whole")]) == 0
    for key in ("train_loss", "val_loss"):
        told, whole = _last_told(stage, key), _last_told(tmp_path / "whole" / "stage1", key)
        # The checkpoint comes first: the kill may come before the line of its epoch is written.
        assert len(whole) - len(told) <= 1 and max(map(int, told)) == max(map(int, whole))
        assert told == pytest.approx({epoch: whole[epoch] for epoch in told}, rel=1e-5)
    models = [Bundle.open(tmp_path / name / "model" / "tiny-patches") for name in ("run", "whole")]
    assert distance(*models) == pytest.approx(0, abs=1e-9)


def _last_told(folder: Path, key: str) -> dict[str, float]:
    """A column of the curves by epoch; of an epoch that was made twice, the second time."""
    told = {}
    for attempt in sorted(folder.glob("attempt_*/metrics.csv")):
        with attempt.open() as file:
            told.update({row["epoch"]: float(row[key]) for row in csv.DictReader(file) if row.get(key)})
    return told


def _environment() -> dict[str, str]:
    """Of a process that finds what this one does."""
    return {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(sys.path)}


def test_a_batch_that_processes_cannot_share_is_refused(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preset: Preset = read_preset(str(patch_preset(tmp_path))).with_training(batch=3)
    for key, value in (("TORCHELASTIC_RUN_ID", "x"), ("LOCAL_WORLD_SIZE", "2"), ("WORLD_SIZE", "2")):
        monkeypatch.setenv(key, value)
    for key, value in (("RANK", "0"), ("LOCAL_RANK", "0")):
        monkeypatch.setenv(key, value)
    with pytest.raises(InputError, match="2 processes cannot share"):
        train_stage(preset, 0, read_dataset(dataset), tmp_path / "run")
