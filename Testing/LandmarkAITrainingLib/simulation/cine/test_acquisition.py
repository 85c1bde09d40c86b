"""Acquisition: an image keeps places, coils and noise are where they should be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from LandmarkAITrainingLib.simulation.cine.acquisition import (
    OVERSAMPLING,
    Scanner,
    acquire,
    draw_scanner,
    magnetization,
    pixel_places,
    sensitivity,
)
from LandmarkAITrainingLib.simulation.cine.shape import draw_shape
from LandmarkAITrainingLib.simulation.cine.surroundings import draw_surroundings
from LandmarkAITrainingLib.simulation.cine.tissue import Tissue

SIZE, SPACING = 64, 2.0


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    rng = np.random.default_rng(5)
    return draw_scanner(rng, draw_surroundings(rng, draw_shape(rng)))


@pytest.fixture(scope="module")
def perfect(scanner: Scanner) -> Scanner:
    """Neither noise nor ghost nor floor, the falloff corrected."""
    return replace(scanner, noise=0.0, ghost=0.0, floor=0.0, correction=1.0)


def disk(at: tuple[float, float], radius: float) -> np.ndarray:
    i, j = pixel_places(SIZE * OVERSAMPLING, SPACING / OVERSAMPLING)
    return (np.hypot(i - at[0], j - at[1]) < radius).astype(complex)


def image(scanner: Scanner, plane: np.ndarray) -> np.ndarray:
    places = (*pixel_places(SIZE, SPACING), 40.0)
    return acquire(scanner, plane, SPACING, places, np.random.default_rng(0))


def test_a_disk_stays_where_it_is_and_as_bright(perfect: Scanner) -> None:
    seen = image(perfect, disk((11.3, -7.6), 14))
    i, j = pixel_places(SIZE, SPACING)
    assert [(seen * i).sum() / seen.sum(), (seen * j).sum() / seen.sum()] == pytest.approx(
        [11.3, -7.6], abs=0.2
    )
    assert seen[np.hypot(i - 11.3, j + 7.6) < 6].mean() == pytest.approx(1, abs=0.03)


def test_detail_finer_than_the_acquired_pixel_is_lost(perfect: Scanner) -> None:
    # Stripes 2.5 mm apart are beyond what pixels of 2.6 mm hold.
    i, _j = pixel_places(SIZE * OVERSAMPLING, SPACING / OVERSAMPLING)
    stripes = 0.5 + 0.5 * np.cos(2 * np.pi * i / 2.5) + 0j
    seen = image(replace(perfect, resolution=2.6), stripes)
    assert np.ptp(seen[8:-8, 8:-8]) < 0.02


def test_noise_is_as_strong_as_stated(perfect: Scanner) -> None:
    quiet = image(perfect, disk((0, 0), 50))
    noisy = image(replace(perfect, noise=0.02), disk((0, 0), 50))
    middle = slice(SIZE // 2 - 8, SIZE // 2 + 8)
    spread = np.std((noisy - quiet)[middle, middle])
    assert 0.005 < spread < 0.04


def test_coils_see_what_is_near_to_them_best(scanner: Scanner) -> None:
    i, j = pixel_places(SIZE, SPACING)
    bright, loud = sensitivity(replace(scanner, correction=0.0), i, j, 40.0)
    place = scanner.coils[0][:2] / np.linalg.norm(scanner.coils[0][:2])
    along = i * place[0] + j * place[1]
    assert bright[along > 40].mean() > bright[np.abs(along) < 10].mean()
    assert (loud > 0).all()


def test_fat_opposes_water_and_blood_is_brightest(scanner: Scanner) -> None:
    plane = np.full((8, 8), Tissue.FAT, np.uint8)
    u, v = np.meshgrid(np.arange(8.0), np.arange(8.0))
    fat = magnetization(scanner, plane, u, v, 20.0)
    blood = magnetization(scanner, np.full_like(plane, Tissue.LV_BLOOD), u, v, 20.0)
    muscle = magnetization(scanner, np.full_like(plane, Tissue.MUSCLE), u, v, 20.0)
    assert np.abs(blood + fat).mean() < np.abs(blood).mean()
    assert np.abs(blood).mean() > np.abs(muscle).mean()
