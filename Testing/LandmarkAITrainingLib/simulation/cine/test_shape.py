"""The heart of formulas: its truth is where the formulas say, and it has an end."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from LandmarkAITrainingLib.simulation.cine.shape import WALL_RIGHT, HeartShape, direction, draw_shape

SEEDS = st.integers(0, 10_000)
LEVELS = st.floats(0.3, 0.9)


def heart_of(seed: int) -> HeartShape:
    return draw_shape(np.random.default_rng(seed))


@settings(max_examples=30, deadline=None)
@given(SEEDS, LEVELS)
def test_insertions_lie_on_the_epicardium_in_the_middle_of_the_right_wall(
    seed: int, level: float
) -> None:
    heart = heart_of(seed)
    section = heart.section(level * heart.length)
    ends = section.insertions()
    assert ends is not None
    for point in ends:
        angle, distance = section.polar(point[:1], point[1:])
        assert distance == pytest.approx(section.epicardium(angle), abs=1e-6)
        assert section.right_depth(point[:1], point[1:]) == pytest.approx(-WALL_RIGHT / 2, abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(SEEDS, LEVELS)
def test_the_anterior_one_is_further_clockwise_on_the_screen(seed: int, level: float) -> None:
    heart = heart_of(seed)
    section = heart.section(level * heart.length)
    ends = section.insertions()
    assert ends is not None
    turns = [
        (np.arctan2(*(end - section.center)[::-1]) - section.septum + np.pi) % (2 * np.pi) - np.pi
        for end in ends
    ]
    assert turns[0] > 0.1 and turns[1] < -0.1


@settings(max_examples=30, deadline=None)
@given(SEEDS, LEVELS)
def test_the_right_ventricle_is_joined_between_them(seed: int, level: float) -> None:
    heart = heart_of(seed)
    section = heart.section(level * heart.length)
    edge = section.center + section.epicardium(section.septum) * direction(section.septum)
    assert section.right_depth(edge[:1], edge[1:])[0] > -WALL_RIGHT / 2


@settings(max_examples=30, deadline=None)
@given(SEEDS, st.floats(0, 40))
def test_beyond_the_apex_there_is_nothing(seed: int, beyond: float) -> None:
    section = heart_of(seed).section(-beyond)
    assert section.epi == section.endo == 0
    assert not section.outline.any()


@settings(max_examples=20, deadline=None)
@given(SEEDS, LEVELS)
def test_the_centroid_is_that_of_the_drawn_cavity(seed: int, level: float) -> None:
    heart = heart_of(seed)
    section = heart.section(level * heart.length)
    line = np.arange(-60, 60, 0.25)
    u, v = np.meshgrid(line + section.center[0], line + section.center[1])
    angle, distance = section.polar(u, v)
    inside = distance < section.endocardium(angle)
    assert [u[inside].mean(), v[inside].mean()] == pytest.approx(section.centroid(), abs=0.05)


@settings(max_examples=20, deadline=None)
@given(SEEDS, LEVELS, st.floats(-np.pi, np.pi))
def test_walls_are_as_thick_as_walls_are(seed: int, level: float, angle: float) -> None:
    heart = heart_of(seed)
    section = heart.section(level * heart.length)
    thickness = float(section.epicardium(angle) - section.endocardium(angle))
    assert 3 < thickness < 20
    # How far the ventricles reach in a direction is no less than the epicardium there.
    point = section.center + float(section.epicardium(angle)) * direction(angle)
    assert section.reach(angle) >= point @ direction(angle) - 0.1
