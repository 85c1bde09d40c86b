"""The phantom's chest."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAITrainingLib.simulation.cmr.chest import Chest, Oval, draw_chest
from LandmarkAITrainingLib.simulation.cmr.tissues import tissue_code


def test_an_oval_is_an_ellipse_that_turns_clockwise_on_the_screen() -> None:
    oval = Oval("fat", (10.0, 5.0), (4.0, 1.0), np.pi / 4)
    x, y = np.array([12.0, 12.0, 13.0]), np.array([7.0, 3.0, 8.0])
    assert oval.contains(x, y).tolist() == [True, False, False]


def test_later_ovals_cover_earlier_ones_but_never_the_wall() -> None:
    chest = Chest(
        (
            Oval("fat", (0, 0), (10, 10)),
            Oval("lung", (0, 0), (8, 8)),
            Oval("liver", (6, 0), (6, 6)),
        ),
        wall=2,
    )
    x = np.array([-12.0, -9.0, -5.0, 5.0, 9.0])
    painted = chest.tissues(x, np.zeros(5))
    expected = ["air", "fat", "lung", "liver", "fat"]
    assert painted.tolist() == [tissue_code(name) for name in expected]


@pytest.mark.parametrize("seed", range(5))
def test_a_chest_has_air_around_and_lung_liver_fat_within(seed: int) -> None:
    y, x = np.mgrid[-250.0:300:3, -250.0:300:3]
    painted = draw_chest(np.random.default_rng(seed)).tissues(x, y)
    share = {name: (painted == tissue_code(name)).mean() for name in ("air", "lung", "liver", "fat")}
    assert min(share.values()) > 0.01
    assert not painted[0].any()
    assert painted[83, 83] != tissue_code("air")
