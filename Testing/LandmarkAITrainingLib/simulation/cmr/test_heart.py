"""Contours of the geometric heart, and the points where they cross."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAITrainingLib.simulation.cmr.heart import Crescent, Heart, Section, draw_heart

SHARES = np.linspace(0.02, 1.0, 25)


def circular(center: tuple[float, float], septum: float, crescent: Crescent | None) -> Section:
    """A ring of radius 30 mm around a cavity of 20 mm."""
    return Section(np.array(center), (20.0, 20.0), 0.0, 10.0, np.zeros((0, 2)), septum, crescent, 0.0)


def sections(heart: Heart) -> list[Section]:
    found = [heart.section(share * heart.length) for share in SHARES]
    return [section for section in found if section is not None]


def test_two_circles_cross_where_school_geometry_says() -> None:
    """Circles of 30 and 25 mm, 32 mm apart: cos of the angle is (30² + 32² − 25²) / (2 · 30 · 32)."""
    section = circular((3.0, -2.0), np.pi, Crescent(32.0, 25.0, 25.0))
    angle = np.arccos((30**2 + 32**2 - 25**2) / (2 * 30 * 32))
    expected = [
        np.array([3.0, -2.0]) + 30 * np.array([np.cos(turn), np.sin(turn)])
        for turn in (np.pi + angle, np.pi - angle)
    ]
    np.testing.assert_allclose(section.insertions(), expected, atol=1e-7)


def test_anterior_is_up_when_the_septum_is_on_the_left() -> None:
    """Screen: y grows downwards, the right ventricle is on the left, clockwise along it leads up."""
    found = circular((0.0, 0.0), np.pi, Crescent(32.0, 25.0, 25.0)).insertions()
    assert found is not None
    anterior, inferior = found
    assert anterior[1] < 0 < inferior[1]


def test_no_right_ventricle_no_insertions() -> None:
    assert circular((0.0, 0.0), np.pi, None).insertions() is None


@given(st.integers(0, 2**32 - 1))
def test_insertions_lie_on_both_contours(seed: int) -> None:
    for section in sections(draw_heart(np.random.default_rng(seed))):
        found = section.insertions()
        assert (found is None) == (section.crescent is None)
        for point in found or ():
            radius = np.linalg.norm(point - section.center)
            angle = np.arctan2(*(point - section.center)[::-1])
            assert radius == pytest.approx(float(section.epicardium(angle)), abs=1e-6)
            around = np.linspace(0, 2 * np.pi, 90)
            x, y = point[:, None] + 1e-3 * np.stack([np.cos(around), np.sin(around)])
            inside = [section.left_ventricle(x, y), section.right_ventricle(x, y)]
            inside.append(~(inside[0] | inside[1]))
            assert all(0 < part.sum() < 90 for part in inside)


@given(st.integers(0, 2**32 - 1))
def test_the_right_ventricle_touches_one_arc_between_the_insertions(seed: int) -> None:
    """Walk around the epicardium: a hair outside it, the right ventricle is one interval."""
    for section in sections(draw_heart(np.random.default_rng(seed))):
        if section.crescent is None:
            continue
        found = section.insertions()
        assert found is not None
        ends = [
            (np.arctan2(*(p - section.center)[::-1]) - section.septum + np.pi) % (2 * np.pi) - np.pi
            for p in found
        ]
        assert ends[0] > 0 > ends[1]
        turns = np.linspace(-np.pi, np.pi, 721)
        angle = section.septum + turns
        radius = section.epicardium(angle) + 1e-6
        x, y = (section.center[:, None] + radius * [np.cos(angle), np.sin(angle)])[:2]
        touching = section.right_ventricle(x, y)
        between = (turns < ends[0]) & (turns > ends[1])
        assert (touching != between).sum() <= 2


@given(st.integers(0, 2**32 - 1))
def test_walls_are_of_human_thickness(seed: int) -> None:
    heart = draw_heart(np.random.default_rng(seed))
    angle = np.linspace(0, 2 * np.pi, 90)
    for section in sections(heart):
        thickness = section.epicardium(angle) - section.endocardium(angle)
        assert thickness.min() > 4
        assert thickness.max() < 35
    middle = heart.section(0.6 * heart.length)
    assert middle is not None
    assert (middle.epicardium(angle) - middle.endocardium(angle)).max() < 20


def test_papillary_muscles_stay_in_the_cavity() -> None:
    heart = draw_heart(np.random.default_rng(3))
    section = heart.section(0.5 * heart.length)
    assert section is not None
    y, x = np.mgrid[-60:60:0.5, -60:60:0.5]
    muscles = section.papillary_muscles(x, y)
    assert muscles.any()
    assert not (muscles & ~section.cavity(x, y)).any()
