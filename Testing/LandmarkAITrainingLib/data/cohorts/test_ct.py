"""The command writes a dataset that reads back, with the truth in it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.core.anatomy import (
    AORTIC_ANNULUS_CENTER,
    LV_APEX,
    MITRAL_ANNULUS_CENTER,
    RV_APEX,
    TRICUSPID_ANNULUS_CENTER,
)
from LandmarkAITrainingLib.data.cohorts.ct import split_of
from LandmarkAITrainingLib.data.dataset import load_case, read_dataset

pytestmark = pytest.mark.slow


def test_cohort_is_written_and_read_back(tmp_path: Path) -> None:
    output = tmp_path / "cohort"
    arguments = ["--count", "3", "--seed", "5", "--spacing", "3", "--field", "heart"]
    assert main(["simulate-ct", "-o", str(output), *arguments]) == 0
    records = read_dataset(output)
    assert [record.fold for record in records] == [0, 1, 2]
    for record in records:
        assert record.contrast.startswith("simulated CT ")
        assert record.source == "simulated from geometric heart"
        case = load_case(record)
        assert case.image.array.dtype == np.int16 and case.image.array.min() >= -1024
        assert case.segmentation is not None
        assert case.segmentation.names[:2] == ("Left ventricle", "Myocardium")
        assert set(np.unique(case.segmentation.labels)) == {0, 1, 2}
        assert case.landmarks.names() == [
            LV_APEX,
            MITRAL_ANNULUS_CENTER,
            AORTIC_ANNULUS_CENTER,
            RV_APEX,
            TRICUSPID_ANNULUS_CENTER,
        ]
        assert case.image.grid.contains([p.position for p in case.landmarks]).all()


def test_parametric_hearts_with_physics(tmp_path: Path) -> None:
    """Every subject has a heart of its own, all five landmarks, and its kind in the notes."""
    output = tmp_path / "cohort"
    arguments = ["--base", "parametric", "--physics", "--count", "2", "--spacing", "4"]
    assert main(["simulate-ct", "-o", str(output), *arguments, "--field", "cardiac"]) == 0
    lengths = []
    for record in read_dataset(output):
        assert record.source == "simulated from parametric heart"
        case = load_case(record)
        assert TRICUSPID_ANNULUS_CENTER in case.landmarks.names()
        apex, annulus = (
            case.landmarks.named(n).landmarks[0].position for n in (LV_APEX, MITRAL_ANNULUS_CENTER)
        )
        assert apex is not None and annulus is not None
        lengths.append(float(np.linalg.norm(apex - annulus)))
    assert abs(lengths[0] - lengths[1]) > 0.5


def test_heartbeats_change_the_image_and_nothing_else(tmp_path: Path) -> None:
    arguments = ["--count", "1", "--seed", "3", "--spacing", "4", "--field", "heart"]
    cases = []
    for name, more in (("one", []), ("many", ["--heartbeats"])):
        assert main(["simulate-ct", "-o", str(tmp_path / name), *arguments, *more]) == 0
        cases.append(load_case(read_dataset(tmp_path / name)[0]))
    one, many = cases
    assert one.segmentation is not None and many.segmentation is not None
    np.testing.assert_array_equal(one.segmentation.labels, many.segmentation.labels)
    np.testing.assert_array_equal(one.image.grid.affine, many.image.grid.affine)
    assert [p.position.tolist() for p in one.landmarks if p.position is not None] == [
        p.position.tolist() for p in many.landmarks if p.position is not None
    ]
    assert 0.005 < np.mean(one.image.array != many.image.array) < 0.6


def test_splits_have_the_sizes_asked_for() -> None:
    splits = split_of(50, (0.6, 0.2, 0.2), seed=1)
    assert [splits.count(name) for name in ("train", "val", "test")] == [30, 10, 10]
    assert splits == split_of(50, (0.6, 0.2, 0.2), seed=1) != split_of(50, (0.6, 0.2, 0.2), seed=2)


@pytest.mark.parametrize(
    "wrong",
    [
        ["--field", "leg"],
        ["--phase", "venous"],
        ["--count", "0"],
        ["--split", "0.5", "0.1", "0.1"],
        ["--base", "family"],
        ["--base", "visible-human"],
        ["--parametric", "1.5"],
    ],
)
def test_wrong_options_are_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    assert main(["simulate-ct", "-o", str(tmp_path / "out"), *wrong]) == 2
    assert wrong[0] in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
