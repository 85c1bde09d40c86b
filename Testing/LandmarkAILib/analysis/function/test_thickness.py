"""Wall thickness of rings and ellipses whose thickness is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from LandmarkAILib.analysis.function.thickness import wall_thickness


def distances(
    spacing: tuple[float, float], center: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray]:
    """Offsets of 100 × 110 pixels from a centre in pixels, mm."""
    j, i = np.mgrid[:110, :100]
    return (i - center[0]) * spacing[0], (j - center[1]) * spacing[1]


@settings(deadline=None, max_examples=15)
@given(
    st.floats(1.0, 1.8), st.floats(1.0, 1.8), st.floats(14, 24), st.floats(4, 14), st.floats(-0.5, 0.5)
)
def test_rings(first: float, second: float, inner: float, wall: float, offset: float) -> None:
    x, y = distances((first, second), (50 + offset, 55 - offset))
    radius = np.hypot(x, y)
    cavity, muscle = radius < inner, (radius >= inner) & (radius < inner + wall)
    position, thickness = wall_thickness(cavity, muscle, (first, second))
    assert float(np.median(thickness)) == pytest.approx(wall, abs=0.5)
    middle = (position - [50 + offset, 55 - offset]) * [first, second]
    assert np.hypot(*middle.T).mean() == pytest.approx(inner + wall / 2, abs=0.3)


def test_a_wall_thicker_on_one_side() -> None:
    x, y = distances((1.2, 1.2), (50, 55))
    cavity = np.hypot(x - 3, y) < 18
    muscle = (np.hypot(x, y) < 30) & ~cavity
    position, thickness = wall_thickness(cavity, muscle, (1.2, 1.2))
    side = (position[:, 0] - 50) * 1.2
    left, right = thickness[side < -18], thickness[side > 18]
    assert left.mean() == pytest.approx(15, abs=0.6)  # 30 − 18 + 3
    assert right.mean() == pytest.approx(9, abs=0.6)


def test_papillary_muscles_are_blood() -> None:
    x, y = distances((1.2, 1.2), (50, 55))
    cavity = np.hypot(x, y) < 20
    muscle = (np.hypot(x, y) < 28) & ~cavity
    island = np.hypot(x - 8, y) < 3
    _, plain = wall_thickness(cavity, muscle, (1.2, 1.2))
    _, drawn = wall_thickness(cavity & ~island, muscle | island, (1.2, 1.2))
    assert np.array_equal(plain, drawn)


def test_without_a_cavity_there_is_no_wall() -> None:
    nothing = np.zeros((20, 20), bool)
    position, thickness = wall_thickness(nothing, ~nothing, (1.0, 1.0))
    assert position.shape == (0, 2)
    assert not len(thickness)
