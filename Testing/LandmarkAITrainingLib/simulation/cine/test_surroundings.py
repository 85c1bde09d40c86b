"""The chest: skin, ribs, lung, diaphragm and what lies below it, each on its side."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAITrainingLib.simulation.cine.acquisition import pixel_places
from LandmarkAITrainingLib.simulation.cine.shape import HeartShape, direction, draw_shape
from LandmarkAITrainingLib.simulation.cine.surroundings import Surroundings, draw_surroundings
from LandmarkAITrainingLib.simulation.cine.tissue import Tissue

Chest = tuple[HeartShape, Surroundings]


@pytest.fixture(scope="module", params=range(6))
def chest(request: pytest.FixtureRequest) -> Chest:
    rng = np.random.default_rng(request.param)
    heart = draw_shape(rng)
    return heart, draw_surroundings(rng, heart)


def test_the_heart_fits_behind_the_chest_wall(chest: Chest) -> None:
    heart, around = chest
    section = heart.section(0.75 * heart.length)
    out = section.reach(around.front) * direction(around.front)
    skin = around.wall_depth(out[:1], out[1:], 0.75 * heart.length, heart)
    assert skin[0] > around.fat + around.muscle


def test_it_is_air_outside_lung_aside_and_liver_below(chest: Chest) -> None:
    heart, around = chest
    h = 0.5 * heart.length
    u, v = pixel_places(200, 1.5)
    tissues = around.tissues(u, v, h, heart)
    outside = around.wall_depth(u, v, h, heart) < -15  # borders are bent by some mm
    assert (tissues[outside] == Tissue.AIR).all()
    below = around.below_diaphragm(u, v, h, heart) > 12
    inside = around.wall_depth(u, v, h, heart) > around.fat + around.muscle + 20
    liver = below & inside & (u < around.lobe - 25) & (v < 80)
    assert np.mean(np.isin(tissues[liver], (Tissue.LIVER, Tissue.BLOOD))) > 0.8
    above = around.below_diaphragm(u, v, h, heart) < -12
    lateral = above & inside & (u > 40) & (v < 30) & (v > -60)
    assert np.mean(tissues[lateral] == Tissue.LUNG) > 0.8


def test_the_same_seed_gives_the_same_chest() -> None:
    u, v = pixel_places(40, 4.0)
    maps = []
    for _ in range(2):
        rng = np.random.default_rng(3)
        heart = draw_shape(rng)
        maps.append(draw_surroundings(rng, heart).tissues(u, v, 30.0, heart))
    assert np.array_equal(*maps)
