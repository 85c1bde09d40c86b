"""Real anatomies in other contrasts: the annotations stay, the looks change, and the table says so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.cli import main
from LandmarkAITrainingLib.data.dataset import load_case, read_dataset
from simulated_dataset import write_simulated_dataset


def test_command_draws_cases_with_their_annotations(tmp_path: Path) -> None:
    source = write_simulated_dataset(tmp_path / "data", cases=4)
    output = tmp_path / "drawn"
    arguments = ["simulate", str(source), "-o", str(output), "--split", "train"]
    assert main([*arguments, "--contrasts", "post_t1", "lge_psir"]) == 0
    records = read_dataset(output)
    assert {record.contrast for record in records} == {"simulated post_t1", "simulated lge_psir"}
    assert len(records) == 4
    originals = {record.subject: load_case(record) for record in read_dataset(source)}
    for record in records:
        case, original = load_case(record), originals[record.subject]
        assert case.image.grid.is_close(original.image.grid)
        assert case.segmentation is not None and original.segmentation is not None
        assert np.array_equal(case.segmentation.labels, original.segmentation.labels)
        positions = [p.position for p in case.landmarks if p.position is not None]
        expected = [p.position for p in original.landmarks if p.position is not None]
        assert np.allclose(positions, expected)
        assert not np.array_equal(case.image.array, original.image.array)


def test_blood_is_darker_than_muscle_after_contrast(tmp_path: Path) -> None:
    source = write_simulated_dataset(tmp_path / "data", cases=1, slices=5)
    assert main(["simulate", str(source), "-o", str(tmp_path / "t1"), "--contrasts", "post_t1"]) == 0
    case = load_case(read_dataset(tmp_path / "t1")[0])
    assert case.segmentation is not None
    blood, muscle = (np.median(case.image.array[case.segmentation.labels == n]) for n in (1, 2))
    assert 200 < blood < muscle < 700


def test_the_same_seed_draws_the_same(tmp_path: Path) -> None:
    source = write_simulated_dataset(tmp_path / "data", cases=1)
    for name in ("a", "b"):
        assert main(["simulate", str(source), "-o", str(tmp_path / name), "--contrasts", "vne"]) == 0
    first, second = (load_case(read_dataset(tmp_path / name)[0]).image.array for name in ("a", "b"))
    assert np.array_equal(first, second)


def test_unknown_contrasts_and_empty_choices_are_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_simulated_dataset(tmp_path / "data", cases=1)
    base = ["simulate", str(source), "-o", str(tmp_path / "out")]
    assert main([*base, "--contrasts", "pet"]) == 2
    assert "pet" in capsys.readouterr().err
    assert main([*base, "--split", "test"]) == 2
    assert "no such case" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
