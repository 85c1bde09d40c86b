"""Distances, angles and rates against numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAITrainingLib.evaluation.metrics.localisation import (
    about_center,
    angle_between,
    canonical_axes,
    cumulative_curve,
    distance,
    in_plane_axes,
    success_rates,
)
from short_axis_phantom import make_phantom

lengths = st.floats(0.3, 5.0)


def grid(order: tuple[int, int, int] = (0, 1, 2)) -> Grid:
    affine = np.eye(4)
    affine[:3, :3] = np.linalg.qr(np.random.default_rng(0).normal(size=(3, 3)))[0] * [1.2, 1.4, 9.0]
    return Grid((30, 20, 7), affine).permuted(order)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_plane_is_that_of_the_slices_whatever_the_order_of_axes(order: tuple[int, int, int]) -> None:
    axes = in_plane_axes(grid(order))
    np.testing.assert_allclose(axes @ axes.T, np.eye(2), atol=1e-12)
    np.testing.assert_allclose(axes @ grid().axes[:, 2], 0, atol=1e-12)


def test_distance_of_a_sheared_slice_is_measured_in_its_plane() -> None:
    affine = np.eye(4)
    affine[:3, 0], affine[:3, 1], affine[:3, 2] = (2, 0, 0), (0, 2, 0), (0, 3, 8)
    axes = in_plane_axes(Grid((9, 9, 4), affine))
    assert distance(axes @ np.array([3.0, 4.0, 100.0])) == pytest.approx(5.0)


def test_angle_by_hand() -> None:
    assert angle_between([1, 0], [0, 5]) == pytest.approx(90)
    assert angle_between([1, 0], [-2, 0]) == pytest.approx(180)
    assert angle_between([3, 0], [np.sqrt(3), -1]) == pytest.approx(30)


@given(st.floats(0, 2 * np.pi), st.floats(0, np.pi), st.booleans(), lengths, lengths)
def test_angle_is_that_by_which_one_direction_was_turned(
    start: float, turn: float, left: bool, first: float, second: float
) -> None:
    end = start + (turn if left else -turn)
    a = first * np.array([np.cos(start), np.sin(start)])
    b = second * np.array([np.cos(end), np.sin(end)])
    assert angle_between(a, b) == pytest.approx(np.degrees(turn), abs=1e-6)


def test_a_missed_point_is_no_success() -> None:
    rates = success_rates(np.array([1.0, 2.0, 2.6, 12.0]), references=5)
    assert rates == {2.0: 0.4, 2.5: 0.4, 3.0: 0.6, 4.0: 0.6, 5.0: 0.6, 10.0: 0.6}


def test_curve_counts_what_lies_within_each_radius() -> None:
    errors, radii = np.array([3.0, 1.0, 2.0, 2.0]), np.array([0.0, 1.0, 1.9, 2.0, 9.0])
    expected = [np.sum(errors <= radius) / 5 for radius in radii]
    np.testing.assert_allclose(cumulative_curve(errors, 5, radii), expected)


def test_a_point_farther_out_has_no_angle() -> None:
    seen = about_center([35, 0], [30, 0], [0, 0])
    assert seen is not None
    assert (seen.degrees, seen.radial_mm, seen.tangential_mm) == (0, 5, 0)


@pytest.mark.parametrize("side", [1, -1])
def test_clockwise_on_screen_is_positive(side: int) -> None:
    """On screen y points down: from right (x) to down (y) is clockwise."""
    turn = np.deg2rad(10 * side)
    seen = about_center([5 + 30 * np.cos(turn), 7 + 30 * np.sin(turn)], [35, 7], [5, 7])
    assert seen is not None
    assert seen.degrees == pytest.approx(10 * side)
    assert seen.tangential_mm == pytest.approx(30 * np.sin(turn))
    assert seen.radial_mm == pytest.approx(30 * (np.cos(turn) - 1))


def test_the_center_itself_is_seen_under_no_angle() -> None:
    assert about_center([1, 0], [0, 0], [0, 0]) is None


def test_axes_do_not_depend_on_how_the_array_is_stored() -> None:
    phantom = make_phantom()
    mirrored = phantom.stored((1, 0, 2), [0])
    np.testing.assert_allclose(
        canonical_axes(mirrored.image.grid), canonical_axes(phantom.image.grid), atol=1e-9
    )
