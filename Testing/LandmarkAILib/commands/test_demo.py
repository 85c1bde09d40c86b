"""The demo, on a phantom study that a threshold solves, so what it prints is known."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.commands.demo import Comparison, compare, run_demo
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.errors import LandmarkAIError
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.engine import ModelCache
from LandmarkAILib.models.bundle import Bundle
from PIL import Image as Picture
from threshold_model import ThresholdDetector, phantom, write_threshold_model

pytestmark = pytest.mark.slow


@pytest.fixture
def model(tmp_path: Path) -> Bundle:
    return write_threshold_model(tmp_path / "Resources" / "Models" / "threshold")


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: Bundle) -> Path:
    """A cine; its truth lies 5 mm in plane from where the detector finds the LV center."""
    monkeypatch.setenv("LANDMARKAI_RESOURCES", str(tmp_path / "Resources"))
    folder = tmp_path / "Resources" / "SampleData" / "simulated_cine"
    folder.mkdir(parents=True)
    image = phantom()
    write_image(image, folder / "cine.nrrd")
    found = ThresholdDetector(model, choose_device("cpu")).detect(image).landmarks.named("LV center")
    away = 5 * image.grid.axes[:, 0]
    truth = [Landmark(p.name, p.position + away) for p in found if p.position is not None]
    write_landmarks(LandmarkSet(tuple(truth)), folder / "truth.mrk.json")
    return folder


def demo(output: Path) -> int:
    return run_demo(output, "threshold", "cpu", ModelCache(ThresholdDetector))


def test_it_writes_pictures_and_prints_errors(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert demo(tmp_path / "out") == 0
    printed = capsys.readouterr().out
    assert "simulated study" in printed.splitlines()[0]
    assert "Cine: 9 of 9 points found by threshold 1.0.0" in printed
    assert (
        "LV center: found in 3 of the 3 slices that have it; "
        "error to the simulated truth 5.0 mm median, 5.0 largest" in printed
    )
    assert str((tmp_path / "out").resolve()) in printed
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "run-manifest.json",
        "summary.csv",
        *(f"cine{suffix}" for suffix in (".json", ".mrk.json", ".seg.nrrd", ".csv", ".png")),
        "cine.bullseye.png",
        "cine.bullseye.svg",
    }
    for name in ("cine.png", "cine.bullseye.png"):
        with Picture.open(tmp_path / "out" / name) as picture:
            assert min(picture.size) > 300
            assert picture.getextrema() != ((255, 255),) * 3


def test_it_can_be_repeated(study: Path, tmp_path: Path) -> None:
    assert demo(tmp_path / "out") == demo(tmp_path / "out") == 0


def test_an_image_that_fails_is_named(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (study / "other.nrrd").write_text("damaged")
    assert demo(tmp_path / "out") == 1
    assert "other: failed." in capsys.readouterr().out


def test_without_the_sample_data_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANDMARKAI_RESOURCES", str(tmp_path))
    monkeypatch.setattr("LandmarkAILib.paths.__file__", str(tmp_path / "a" / "b" / "paths.py"))
    monkeypatch.setitem(sys.modules, "LandmarkAIResources", None)  # where tests run installed
    with pytest.raises(LandmarkAIError, match="sample data are missing"):
        demo(tmp_path / "out")


def test_errors_are_taken_where_both_have_the_point() -> None:
    grid = phantom().grid
    at = [grid.to_lps([26, 20, k]) for k in range(3)]
    truth = LandmarkSet((Landmark("LV center", at[0]), Landmark("LV center", at[1])))
    found = LandmarkSet(
        (
            Landmark("LV center", at[0] + 3 * grid.axes[:, 0] + 4 * grid.axes[:, 1], slice=0),
            Landmark("LV center", None, 0.1, slice=1),
            Landmark("LV center", at[2], slice=2),
            Landmark("Anterior RV insertion", at[1], slice=1),
        )
    )
    comparison = compare(found, truth, grid)["LV center"]
    np.testing.assert_allclose(comparison.errors, [5.0], atol=1e-6)
    assert (comparison.there, comparison.false) == (2, 1)
    assert str(Comparison(2, [], 0)) == "found in 0 of the 2 slices that have it"
