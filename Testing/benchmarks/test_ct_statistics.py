"""Of drawn noise and borders, whose laws are known, the statistics are those."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from benchmarks.ct_statistics import BALL_MM, main, noise_of, regions, statistics_of
from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import write_segmentation
from LandmarkAITrainingLib.data.dataset import LoadedCase, load_case, read_dataset
from scipy import ndimage

BLOOD, MUSCLE, LIVER, NOISE = 420.0, 120.0, 90.0, 12.0
SPACING = 1.5
CENTER = np.array([10.0, -20.0, 300.0])


def _image(values: np.ndarray) -> Image:
    grid = Grid.from_axes(values.shape[::-1], np.eye(3), [SPACING] * 3, CENTER)
    return Image(np.rint(values).astype(np.int16), grid, "scan")


def _noise(shape: tuple[int, int, int], sigma: float) -> np.ndarray:
    noise = np.random.default_rng(4).normal(size=shape)
    smooth = ndimage.gaussian_filter(noise, (0, sigma, sigma)) if sigma else noise
    return np.asarray(NOISE * smooth / smooth.std())


@pytest.mark.parametrize("sigma", [0.0, 0.8])
def test_level_and_correlation_of_noise_are_those_it_was_drawn_with(sigma: float) -> None:
    image = _image(200 + _noise((40, 40, 40), sigma))
    region = np.zeros((40, 40, 40), bool)
    region[8:30, 9:33, 7:31] = True
    noise = noise_of(image, region)
    assert noise is not None
    assert noise.level == pytest.approx(NOISE, rel=0.05)
    expected = np.exp(-1 / (4 * sigma**2)) if sigma else 0.0  # of a Gaussian's neighbours
    assert noise.along[:2] == pytest.approx([expected] * 2, abs=0.06)
    assert abs(noise.along[2]) < 0.06
    assert sum(noise.power) == pytest.approx(1.0)


def test_white_noise_has_the_higher_frequencies() -> None:
    region = np.ones((40, 40, 40), bool)
    white, smooth = (noise_of(_image(_noise(region.shape, s)), region) for s in (0.0, 1.0))
    assert white is not None and smooth is not None
    assert white.mean_frequency > smooth.mean_frequency + 0.05
    rings = np.array(white.power) / np.array(white.frequencies)
    assert rings[2:].std() < 0.25 * rings[2:].mean()  # flat, but for what is taken out as slow


def test_a_slow_change_is_no_noise() -> None:
    ramp = np.linspace(0, 60, 40)[:, None, None] + _noise((40, 40, 40), 0.0)
    region = np.zeros((40, 40, 40), bool)
    region[10:30, 10:30, 10:30] = True
    noise = noise_of(_image(100 + ramp), region)
    assert noise is not None and noise.level == pytest.approx(NOISE, rel=0.1)
    assert noise_of(_image(100 + ramp), np.zeros_like(region)) is None


def _case(tmp_path: Path, blur: float) -> LoadedCase:
    """A ball of blood in muscle, beside a liver, in lung."""
    shape = (70, 80, 90)
    values = np.full(shape, -850.0)
    away = np.linalg.norm(np.moveaxis(np.indices(shape), 0, -1) - [35, 40, 30], axis=-1) * SPACING
    labels = np.where(away < 25, 1, np.where(away < 36, 2, 0)).astype(np.uint8)
    values[:, :, 60:] = LIVER
    values[labels == 2] = MUSCLE
    values[labels == 1] = BLOOD
    values = ndimage.gaussian_filter(values, blur) + _noise(shape, 0.0)
    image = _image(values)
    folder = tmp_path / "set" / "case"
    folder.mkdir(parents=True)
    middle = image.grid.to_lps([30, 40, 35])
    points = (
        Landmark(LV_APEX, middle + np.array([0, 0, 15])),
        Landmark(MITRAL_ANNULUS_CENTER, middle - np.array([0, 0, 10])),
    )
    write_image(image, folder / "image.nrrd")
    write_landmarks(LandmarkSet(points), folder / "landmarks.mrk.json")
    segments = Segmentation(labels, image.grid, ("Left ventricle", "Myocardium"))
    write_segmentation(segments, folder / "segmentation.seg.nrrd")
    return load_case(read_dataset(tmp_path / "set")[0])


def test_tissues_and_their_border_are_found(tmp_path: Path) -> None:
    sharp, soft = (_case(tmp_path / str(blur), blur) for blur in (0.5, 2.0))
    blood, organ = regions(sharp)
    assert np.count_nonzero(blood) * SPACING**3 == pytest.approx(4 / 3 * np.pi * BALL_MM**3, rel=0.05)
    assert not organ[:, :, :60].any() and organ.any()
    found = statistics_of("sharp", sharp)
    levels = (found.blood_hu, found.muscle_hu, found.organ_hu)
    assert levels == pytest.approx((BLOOD, MUSCLE, LIVER), abs=3)
    assert found.organ is not None and found.organ.level == pytest.approx(NOISE, rel=0.1)
    softer = statistics_of("soft", soft).gradient
    assert found.gradient is not None and softer is not None and found.gradient > 1.5 * softer


def test_table_numbers_and_curves_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _case(tmp_path, 1.0)
    dataset = tmp_path / "set"
    main([str(dataset), "--real", str(dataset), "-o", str(tmp_path / "out")])
    assert "| blood: noise, HU |" in capsys.readouterr().out
    written = json.loads((tmp_path / "out" / "ct_statistics.json").read_text(encoding="utf-8"))
    assert len(written["drawn"]) == len(written["real"]) == 1
    assert (tmp_path / "out" / "ct_statistics.svg").read_text(encoding="utf-8").startswith("<?xml")
