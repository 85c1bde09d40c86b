"""The Trainer: processes, whole checkpoints."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from disk import nearly_full_disk
from LandmarkAILib.errors import OutputError
from LandmarkAILib.inference.device import DeviceError, choose_device, training_precision
from LandmarkAITrainingLib.presets.preset import StageTraining, Training
from LandmarkAITrainingLib.training.stage_data import share
from LandmarkAITrainingLib.training.trainer import (
    WholeCheckpoints,
    bar_metrics,
    make_trainer,
    processes,
    running_average,
)
from lightning.pytorch.accelerators import CPUAccelerator


def test_the_device_is_the_one_that_was_asked_for(tmp_path: Path) -> None:
    trainer = make_trainer(tmp_path, 1, Training(stages=()), device="cpu")
    assert isinstance(trainer.accelerator, CPUAccelerator) and trainer.num_devices == 1
    if not torch.cuda.is_available():
        with pytest.raises(DeviceError, match="CUDA"):
            make_trainer(tmp_path, 1, Training(stages=()), device="cuda")


def test_the_bar_stays_on_a_line_with_many_landmarks() -> None:
    few = {"v_num": "pt_1", "train_loss": 4.2, "val_median_mm_Tip": 1.5}
    assert bar_metrics(few) == {"train_loss": 4.2, "val_median_mm_Tip": 1.5}
    many = few | {f"val_median_mm_Wing_{n}": 2.0 + n / 10 for n in range(12)}
    assert bar_metrics(many) == {"train_loss": 4.2, "val_median_mm": "1.50 to 3.10"}


def test_processes_are_those_that_torchrun_started() -> None:
    started = {"TORCHELASTIC_RUN_ID": "7", "LOCAL_WORLD_SIZE": "4", "WORLD_SIZE": "8"}
    assert processes(started) == (4, 2)
    assert processes({"WORLD_SIZE": "8", "SLURM_NTASKS": "8"}) == (1, 1)


@pytest.mark.parametrize(("count", "world"), [(16, 2), (17, 4), (5, 1)])
def test_processes_see_together_what_one_would(count: int, world: int) -> None:
    parts = [list(share(count, rank, world)) for rank in range(world)]
    assert sorted(n for part in parts for n in part) == list(range(count))
    # And at every step the same examples as one process, in another order.
    batch = 4 // world
    steps = [sorted(n for part in parts for n in part[i : i + batch]) for i in range(0, 4, batch)]
    assert steps[0] == list(range(min(4, count)))


def test_fewer_examples_than_processes_are_seen_by_all() -> None:
    assert [list(share(2, rank, 3)) for rank in range(3)] == [[0, 1]] * 3


def test_a_full_disk_leaves_the_last_checkpoint_whole(tmp_path: Path) -> None:
    path = tmp_path / "last.ckpt"
    checkpoints = WholeCheckpoints()
    checkpoints.save_checkpoint({"weights": torch.zeros(10)}, path)
    with nearly_full_disk(5000), pytest.raises(OutputError, match=r"last\.ckpt cannot be written"):
        checkpoints.save_checkpoint({"weights": torch.ones(100_000)}, path)
    assert checkpoints.load_checkpoint(path, weights_only=True)["weights"].sum() == 0
    assert [item.name for item in tmp_path.iterdir()] == ["last.ckpt"]


def test_average_forgets_the_beginning_of_a_short_training() -> None:
    average, mean = running_average(0.999), torch.tensor(100.0)
    for count in range(1, 400):
        mean = average(mean, torch.tensor(1.0), count)
    # With 0.999 throughout, 0.999 ** 399 = 67 % of the first weights would be left.
    assert mean.item() == pytest.approx(1.0, abs=0.01)


def test_average_of_a_long_training_has_the_decay_of_the_preset() -> None:
    average = running_average(0.99)
    assert average(torch.tensor(1.0), torch.tensor(0.0), 100_000).item() == pytest.approx(0.99)


def precision_of(folder: Path, wanted: dict[str, str]) -> str:
    training = Training(stages=(StageTraining(1),), precision=wanted)
    return str(make_trainer(folder, 1, training).precision)


@pytest.mark.parametrize(("wanted", "mixed"), [("float32", "32-true"), ("bfloat16", "bf16-mixed")])
def test_precision_is_what_the_preset_says_of_the_device(
    tmp_path: Path, wanted: str, mixed: str
) -> None:
    kind = choose_device().kind
    others = {"cpu", "cuda", "mps"} - {kind}
    assert precision_of(tmp_path, {kind: wanted}) == mixed
    # What it says of another device says nothing of this one.
    assert precision_of(tmp_path, dict.fromkeys(others, wanted)) == precision_of(tmp_path, {})


def test_precision_is_the_fastest_of_the_device_where_the_preset_says_nothing(tmp_path: Path) -> None:
    fastest = {"float32": "32-true", "bfloat16": "bf16-mixed", "float16": "16-mixed"}
    assert precision_of(tmp_path, {}) == fastest[training_precision()]
