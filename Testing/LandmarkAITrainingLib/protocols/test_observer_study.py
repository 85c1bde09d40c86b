"""Several observers of exact phantoms, and a model whose error is known."""

from __future__ import annotations

import csv
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, LV_CENTER
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.protocols.observer_study import compare_observers
from phantom_cases import OffsetDetector, incomplete_phantom, write_case

# mm along i and j, by observer: each is off by the same on every slice.
OFFSETS = {"anna": (0.0, 0.0), "ben": (3.0, 4.0), "carl": (0.0, 6.0)}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cases of three observers and one case of one."""
    root = tmp_path_factory.mktemp("observers")
    for index in range(3):
        phantom = incomplete_phantom(index)
        folder = root / f"case{index}"
        write_case(folder, phantom)
        (folder / "landmarks.mrk.json").unlink()
        axes = phantom.image.grid.axes[:, :2]
        for observer, offset in list(OFFSETS.items())[: 3 if index < 2 else 1]:
            moved = LandmarkSet(
                tuple(replace(p, position=p.position + axes @ offset) for p in phantom.landmarks)
            )
            write_landmarks(moved, folder / f"landmarks.{observer}.mrk.json")
    return root


@pytest.fixture(scope="module")
def output(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    detector = OffsetDetector({ANTERIOR_RV_INSERTION: (1.0, 0.0)}, missing=(3,))
    compare_observers(read_dataset(dataset), folder, detector)
    return folder


@pytest.fixture(scope="module")
def summary(output: Path) -> dict[str, Any]:
    return dict(json.loads((output / "observers.json").read_text(encoding="utf-8")))


def test_who_was_compared(summary: dict[str, Any]) -> None:
    assert summary["observers"] == ["anna", "ben", "carl"]
    assert (summary["data"]["cases"], summary["passed_over"]) == (2, 1)


def test_three_distances_between_observers_by_hand(summary: dict[str, Any]) -> None:
    errors = summary["all"][LV_CENTER]["errors_mm"]
    points = np.array(list(OFFSETS.values()))
    pairwise = [5.0, 6.0, np.hypot(3, -2)]
    alone = [np.linalg.norm(points[n] - np.delete(points, n, axis=0).mean(axis=0)) for n in range(3)]
    to_mean = np.linalg.norm(points - points.mean(axis=0), axis=1)
    for kind, expected in (("pairwise", pairwise), ("leave-one-out", alone), ("to-mean", to_mean)):
        assert errors[kind]["n"] == 3 * 5 * 2  # five slices of two cases
        assert errors[kind]["mean"]["value"] == pytest.approx(np.mean(expected), abs=1e-3)
    np.testing.assert_allclose(to_mean, np.array(alone) * 2 / 3)
    assert not any(kind.startswith("model") for kind in errors)
    by_observer = summary["all"][LV_CENTER]["by_observer"]
    for observer, distance in zip(OFFSETS, alone, strict=True):
        assert by_observer[observer]["median"]["value"] == pytest.approx(distance, abs=1e-3)


def test_model_against_the_same_means(summary: dict[str, Any]) -> None:
    held = summary["all"][ANTERIOR_RV_INSERTION]
    points, model = np.array(list(OFFSETS.values())), np.array([1.0, 0.0])
    means = [np.delete(points, n, axis=0).mean(axis=0) for n in range(3)]
    expected = {
        "model pairwise": np.linalg.norm(points - model, axis=1),
        "model leave-one-out": np.linalg.norm(np.array(means) - model, axis=1),
        "model to-mean": [np.linalg.norm(points.mean(axis=0) - model)],
    }
    for kind, distances in expected.items():
        error = held["errors_mm"][kind]
        assert error["n"] == len(distances) * 3 * 2  # the model misses one of four slices
        assert error["mean"]["value"] == pytest.approx(np.mean(distances), abs=1e-3)
    observers = np.linalg.norm(points - np.array(means), axis=1)
    difference = np.mean(expected["model leave-one-out"] - observers)
    test = held["model_against_observers"]
    assert test["median_difference"] == pytest.approx(difference, abs=1e-3)
    assert (test["n"], test["subjects"]) == (3 * 3 * 2, 2)
    assert held["placing"]["model_where_all"] == 3 * 2


def test_table_and_report(output: Path) -> None:
    with (output / "observers.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    chosen = [r for r in rows if (r["kind"], r["observer"], r["against"]) == ("pairwise", "anna", "ben")]
    assert all(float(row["error_mm"]) == pytest.approx(5.0, abs=1e-3) for row in chosen)
    text = (output / "report.html").read_text(encoding="utf-8")
    assert "3 observers and offsets: 2 cases of 2 people" in text
    assert "model – mean of all but one (model leave-one-out)" in text


def test_a_point_that_only_some_placed_is_counted_and_not_averaged_away(
    dataset: Path, tmp_path: Path
) -> None:
    root = tmp_path / "data"
    phantom = incomplete_phantom(0)
    write_case(root / "one", phantom)
    (root / "one" / "landmarks.mrk.json").rename(root / "one" / "landmarks.anna.mrk.json")
    fewer = LandmarkSet(tuple(p for p in phantom.landmarks if p.slice != 2))
    write_landmarks(fewer, root / "one" / "landmarks.ben.mrk.json")
    summary = compare_observers(read_dataset(root), tmp_path / "out").to_json()
    held = summary["all"][LV_CENTER]
    assert held["placing"] == {"all_observers": 4, "some_observers": 1}
    assert held["errors_mm"]["pairwise"]["n"] == 4


def test_only_some_observers_and_a_broken_case(dataset: Path, tmp_path: Path) -> None:
    records = read_dataset(dataset)
    broken = replace(records[0], image=tmp_path / "image.nrrd")
    summary = compare_observers([broken, *records[1:]], tmp_path / "out", only=["anna", "ben"])
    assert list(summary.failed) == ["case0"]
    assert summary.observers == ("anna", "ben")
    assert summary.all[LV_CENTER].errors_mm["pairwise"].n == 5
    with pytest.raises(InputError, match="None of 1 cases"):
        compare_observers([broken], tmp_path / "out")


def test_command_without_a_second_observer(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["observers", str(dataset), "-o", str(tmp_path / "out"), "--observers", "anna"]
    assert main(arguments) == 2
    assert "two observers" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def photographed(dataset: Path, root: Path, cases: int) -> Path:
    """The dataset, of whose images some are photographs: pixels of no known size."""
    shutil.copytree(dataset, root)
    for index in range(cases):
        (root / f"case{index}" / "image.nrrd").unlink()
        PIL.Image.new("L", (200, 100)).save(root / f"case{index}" / "image.png")
    return root


def test_observers_of_photographs_are_compared_in_pixels(dataset: Path, tmp_path: Path) -> None:
    records = read_dataset(photographed(dataset, tmp_path / "data", 2))
    assert compare_observers(records, tmp_path / "out").unit == "px"
    text = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Median [quartiles], px" in text and not re.search(r"\bmm\b", text)


def test_photographs_and_scans_are_not_compared_as_one(dataset: Path, tmp_path: Path) -> None:
    records = read_dataset(photographed(dataset, tmp_path / "data", 1))
    with pytest.raises(InputError, match="how large their pixels are"):
        compare_observers(records, tmp_path / "out")
    assert not list((tmp_path / "out").iterdir())
