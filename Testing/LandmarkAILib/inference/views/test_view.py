"""Guesses of where landmarks lie, from some of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.anatomy import (
    ANTERIOR_RV_INSERTION,
    INFERIOR_RV_INSERTION,
    LV_APEX,
    LV_CENTER,
    MITRAL_ANNULUS_CENTER,
    landmark_types,
)
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.inference.views.view import guess_in_volume, guesses_in_slice

NAMES = (ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER)


def turned_heart(angle: float, scale: float = 1.0) -> tuple[Grid, dict[str, np.ndarray]]:
    """A typical heart, turned by an angle (rad) in an oblique slice and scaled."""
    axes, _ = np.linalg.qr(np.array([[1.0, 0.2, 0.1], [-0.2, 1.0, 0.3], [0.0, -0.3, 1.0]]))
    field = Grid.from_axes([200, 180, 1], axes, [1.5, 1.5, 8.0], [12.0, -30.0, 45.0])
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    center = field.center + axes[:, 0] * 9 - axes[:, 1] * 14
    typical = {name: np.array(landmark_types()[name].typical) for name in NAMES}
    points = {n: center + axes[:, :2] @ (rotation @ (scale * typical[n])) for n in NAMES}
    return field, points


@given(angle=st.floats(0, 2 * np.pi), scale=st.floats(0.7, 1.4))
def test_two_points_tell_how_the_heart_is_turned(angle: float, scale: float) -> None:
    field, points = turned_heart(angle, scale)
    known = {name: points[name] for name in (ANTERIOR_RV_INSERTION, LV_CENTER)}
    (guess,) = guesses_in_slice(field, known, NAMES)
    assert all(np.array_equal(guess[name], points[name]) for name in known)
    # What is left is that this heart is larger or smaller.
    assert (
        np.linalg.norm(guess[INFERIOR_RV_INSERTION] - points[INFERIOR_RV_INSERTION])
        < 45 * abs(scale - 1) + 1e-6
    )


@given(angle=st.floats(0, 2 * np.pi), name=st.sampled_from(NAMES))
def test_one_of_the_guesses_from_one_point_is_near(angle: float, name: str) -> None:
    field, points = turned_heart(angle)
    guesses = guesses_in_slice(field, {name: points[name]}, NAMES)
    off = [max(np.linalg.norm(guess[n] - points[n]) for n in NAMES) for guess in guesses]
    # 15° at most beside the right turn, at the 54 mm between the insertions.
    assert min(off) <= 2 * 54 * np.sin(np.deg2rad(7.5)) + 1e-6


def test_guesses_of_two_slices_belong_together() -> None:
    field, points = turned_heart(1.0)
    moved = {LV_CENTER: points[LV_CENTER] + np.array([2.0, 1.0, 8.0])}
    here = guesses_in_slice(field, {LV_CENTER: points[LV_CENTER]}, NAMES)
    there = guesses_in_slice(field, moved, NAMES)
    for a, b in zip(here, there, strict=True):
        assert np.allclose(b[ANTERIOR_RV_INSERTION] - a[ANTERIOR_RV_INSERTION], [2, 1, 8])


def test_nothing_is_guessed_of_what_is_not_known() -> None:
    field, points = turned_heart(0.0)
    assert guesses_in_slice(field, {}, NAMES) == []
    assert guesses_in_slice(field, points, (*NAMES, LV_APEX)) == []
    assert guess_in_volume({LV_CENTER: np.zeros(3)}, (LV_APEX, LV_CENTER)) == []


def test_an_apex_tells_where_the_annulus_would_be() -> None:
    (guess,) = guess_in_volume({LV_APEX: np.array([60.0, -70, 20])}, (LV_APEX, MITRAL_ANNULUS_CENTER))
    axis = guess[LV_APEX] - guess[MITRAL_ANNULUS_CENTER]
    # Towards left, anterior, inferior, as long as hearts are.
    assert axis[0] > 0 and axis[1] < 0 and axis[2] < 0
    assert np.linalg.norm(axis) == pytest.approx(75, abs=15)
