"""Of a phantom whose noise and edge are known, the statistics are those."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from benchmarks.ct_statistics import ERODED_MM, ROWS, SLOW_MM, Statistics, main, noise_of, statistics_of
from LandmarkAILib.core.anatomy import LEFT_VENTRICLE, LV_APEX, MYOCARDIUM
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import write_segmentation
from LandmarkAITrainingLib.data.dataset import read_dataset
from scipy import ndimage
from scipy.special import ndtr

BLOOD, MUSCLE, FAT, NOISE = 420.0, 120.0, -100.0, 12.0
SPACING, CENTER = 1.5, np.array([10.0, -20.0, 300.0])
TO_90 = 2.5631  # standard deviations of a Gaussian from 10 to 90 % of the step that it blurs


def _image(values: np.ndarray) -> Image:
    grid = Grid.from_axes(values.shape[::-1], np.eye(3), [SPACING] * 3, CENTER)
    return Image(np.rint(values).astype(np.int16), grid, "scan")


def _noise(shape: tuple[int, ...], sigma: float) -> np.ndarray:
    noise = np.random.default_rng(4).normal(size=shape)
    smooth = ndimage.gaussian_filter(noise, (0, sigma, sigma)) if sigma else noise
    return np.asarray(NOISE * smooth / smooth.std())


def _case(root: Path, blur: float = 2.0, blood: float = BLOOD, shift: float = 0.0) -> Path:
    """A ball of blood with a papillary muscle in it, in muscle, in fat; labels ``shift`` mm too wide."""
    shape = (60, 60, 60)
    away = np.linalg.norm(np.moveaxis(np.indices(shape), 0, -1) - 29.5, axis=-1) * SPACING
    values = MUSCLE + (blood - MUSCLE) * ndtr((25.0 - away) / blur)
    values[away > 36] = FAT
    values[28:32, 16:20, 28:32] = MUSCLE
    image = _image(values + _noise(shape, 0.0))
    labels = np.where(away < 25 + shift, 1, np.where(away < 36, 2, 0)).astype(np.uint8)
    folder = root / "set" / "case"
    folder.mkdir(parents=True)
    write_image(image, folder / "image.nrrd")
    apex = Landmark(LV_APEX, image.grid.to_lps([30, 30, 15]))
    write_landmarks(LandmarkSet((apex,)), folder / "landmarks.mrk.json")
    segments = Segmentation(labels, image.grid, (LEFT_VENTRICLE, MYOCARDIUM))
    write_segmentation(segments, folder / "segmentation.seg.nrrd")
    return root / "set"


def _measured(dataset: Path) -> Statistics:
    return statistics_of(read_dataset(dataset)[0])


@pytest.mark.parametrize("sigma", [0.0, 0.6, 1.0])
def test_level_and_frequency_of_noise_are_those_it_was_drawn_with(sigma: float) -> None:
    region = np.zeros((50, 50, 50), bool)
    region[8:42, 8:42, 8:42] = True
    level, mean = noise_of(_image(200 + _noise(region.shape, sigma)), region)
    assert level == pytest.approx(NOISE, rel=0.05)
    f = np.linspace(0, 0.325, 500)  # to the last ring below Nyquist
    seen = 1 - np.exp(-2 * (np.pi * SLOW_MM * f) ** 2)  # of what is not taken out as slow
    power = f * (seen * np.exp(-2 * (np.pi * sigma * SPACING * f) ** 2)) ** 2
    assert mean == pytest.approx(float((f * power).sum() / power.sum()), rel=0.1)


def test_a_slow_change_is_no_noise() -> None:
    region = np.zeros((40, 40, 40), bool)
    region[10:30, 10:30, 10:30] = True
    ramp = np.linspace(0, 60, 40)[:, None, None] + _noise(region.shape, 0.0)
    assert noise_of(_image(100 + ramp), region)[0] == pytest.approx(NOISE, rel=0.1)


def test_tissues_and_noise_of_a_phantom_are_those_drawn(tmp_path: Path) -> None:
    found = _measured(_case(tmp_path, blur=ERODED_MM / 4))
    assert found.muscle_mean == pytest.approx(MUSCLE, abs=2)
    assert found.muscle_sd == pytest.approx(NOISE, rel=0.1)
    assert found.cavity_sd > 1.5 * NOISE  # the papillary muscle is in the mask
    assert found.noise_sd == pytest.approx(NOISE, rel=0.1)  # but not in the ball


@pytest.mark.parametrize("blur", [1.0, 1.5, 2.5])
@pytest.mark.parametrize("shift", [0.0, 1.5])
def test_width_of_the_edge_is_that_of_its_blur_wherever_the_contour_lies(
    tmp_path: Path, blur: float, shift: float
) -> None:
    found = _measured(_case(tmp_path, blur, shift=shift))
    assert found.edge_mm == pytest.approx(TO_90 * blur, rel=0.1)


def test_without_contrast_there_is_no_edge_to_measure(tmp_path: Path) -> None:
    assert _measured(_case(tmp_path, blood=MUSCLE + 60)).edge_mm is None


def test_a_case_without_masks_is_refused_by_name(tmp_path: Path) -> None:
    dataset = _case(tmp_path)
    (dataset / "case" / "segmentation.seg.nrrd").unlink()
    with pytest.raises(ValueError, match="case has no segmentation"):
        _measured(dataset)


def test_table_and_numbers_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = str(_case(tmp_path))
    main([dataset, "--real", dataset, "-o", str(tmp_path / "out")])
    printed = capsys.readouterr().out
    assert all(f"| {words} |" in printed for words in ROWS.values())
    assert "arterial (0)" in printed and "–" in printed
    written = json.loads((tmp_path / "out" / "ct_statistics.json").read_text(encoding="utf-8"))
    assert len(written["drawn"]) == len(written["real"]) == 1
