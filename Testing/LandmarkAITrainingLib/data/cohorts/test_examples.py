"""A dataset for which no data are needed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.data.check.dataset_check import check_dataset
from LandmarkAITrainingLib.data.cohorts.examples import simulate_phantoms
from LandmarkAITrainingLib.data.dataset import read_dataset


def test_cohort_is_divided_and_sound(tmp_path: Path) -> None:
    simulate_phantoms(tmp_path / "data", 5, 2, ("cine", "native_t1"), seed=1, size=128, slices=4)
    records = read_dataset(tmp_path / "data")
    assert Counter(record.split for record in records) == {"train": 4, "val": 1, "test": 2}
    assert {record.contrast for record in records} == {"simulated cine", "simulated native_t1"}
    assert check_dataset(tmp_path / "data").errors == 0
    with pytest.raises(InputError, match="there already"):
        simulate_phantoms(tmp_path / "data", 5, 2, ("cine",))


def test_the_same_seed_makes_the_same_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        simulate_phantoms(tmp_path / name, 2, 0, ("cine",), seed=3, size=48, slices=3)
    first, second = (sorted((tmp_path / name).glob("*/image.nrrd")) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize("change", [["--contrasts", "pet"], ["--count", "1"]])
def test_wrong_options_are_explained(tmp_path: Path, change: list[str]) -> None:
    assert main(["simulate-phantoms", "-o", str(tmp_path / "data"), *change]) == 2
    assert not (tmp_path / "data").exists()
