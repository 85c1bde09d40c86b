"""Errors about the LV center, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAITrainingLib.evaluation.metrics.about_center import about_center, canonical_axes
from short_axis_phantom import make_phantom


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
