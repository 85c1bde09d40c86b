"""What a scanner adds: nothing where it is not asked for, and what it should where it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from LandmarkAILib.core.geometry import Grid
from LandmarkAITrainingLib.simulation.ct.contrast_phases import draw_hounsfield
from LandmarkAITrainingLib.simulation.ct.physics import (
    Physics,
    at_voltage,
    draw_physics,
    harden,
    noise_growth,
    streaky,
)
from LandmarkAITrainingLib.simulation.ct.subject import draw_subject
from LandmarkAITrainingLib.simulation.ct.whole_heart import WholeHeart

GRID = Grid.from_axes([60, 50, 20], np.eye(3), [3.0] * 3, [0, 0, 0])


def test_a_subject_is_the_same_but_for_the_physics(heart: WholeHeart) -> None:
    """Drawn last, so cohorts of old seeds stay what they were."""
    plain, physical = (
        draw_subject(np.random.default_rng(4), heart, "arterial", 0.0, physics=asked)
        for asked in (False, True)
    )
    assert plain.physics == Physics() != physical.physics
    assert plain.chest == physical.chest and plain.scan.noise == physical.scan.noise
    np.testing.assert_array_equal(plain.pull.displacement, physical.pull.displacement)
    np.testing.assert_array_equal(plain.middle, physical.middle)


@pytest.mark.parametrize("phase", ["arterial", "none"])
def test_low_voltage_brightens_iodine_and_nothing_else(phase: str) -> None:
    values = draw_hounsfield(np.random.default_rng(2), phase)
    low = at_voltage(values, Physics(iodine=1.75))
    assert low["fat"] == values["fat"] and low["lung"] == values["lung"]
    if phase == "arterial":
        assert low["lv"] == pytest.approx(40 + 1.75 * (values["lv"] - 40))
    else:
        assert low["lv"] == values["lv"]
    assert at_voltage(values, Physics()) == values


def test_nothing_streams_without_contrast_medium() -> None:
    assert draw_physics(np.random.default_rng(0), "none").streaming == 0
    assert max(draw_physics(np.random.default_rng(n), "arterial").streaming for n in range(20)) > 0.2


def test_dense_things_darken_what_is_beside_them() -> None:
    hu = np.full(GRID.shape, 50.0, np.float32)
    hu[:, 20:30, 10:16] = hu[:, 20:30, 40:46] = 900
    dark = harden(hu, GRID, Physics(hardening=60.0))
    between, far = dark[10, 25, 28], dark[10, 2, 58]
    assert between < 45 and between < far
    np.testing.assert_array_equal(harden(hu, GRID, Physics()), hu)


def test_noise_is_most_in_the_middle_of_the_body() -> None:
    growth = noise_growth(GRID, GRID.center, Physics(starvation=1.0))[0]
    assert growth[25, 30] > 1.3 > growth[0, 0]
    assert (growth > 0).all()
    np.testing.assert_allclose(noise_growth(GRID, GRID.center, Physics()), 1.0)


@pytest.mark.parametrize("turned", [False, True])
def test_streaks_run_from_side_to_side_whatever_the_storage(turned: bool) -> None:
    axes = np.eye(3)[:, [2, 0, 1]] if turned else np.eye(3)
    grid = Grid.from_axes([40, 40, 40], axes, [1.0] * 3, [0, 0, 0])
    noise = np.random.default_rng(0).standard_normal(grid.shape).astype(np.float32)
    drawn = streaky(noise, grid, Physics(streaks=0.9))
    assert drawn.std() == pytest.approx(noise.std(), rel=1e-3)
    rough = [float(np.abs(np.diff(drawn, axis=axis)).mean()) for axis in range(3)]
    sideways = 2 - int(np.argmax(np.abs(grid.axes[0])))
    assert int(np.argmin(rough)) == sideways
    np.testing.assert_array_equal(streaky(noise, grid, replace(Physics(), streaks=0.0)), noise)
