"""Insertion points read off label maps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.geometry import Grid
from LandmarkAILib.insertions import insertion_points

GRID = Grid.from_axes([120, 120, 1], np.eye(3), [1, 1, 8], [0, 0, 0])


def heart(mid_septum: float) -> np.ndarray:
    """Ring of radii 20 and 30 px; an RV touches it for 60° to both sides of ``mid_septum``."""
    y, x = np.mgrid[:120, :120] - 59.5
    radius, angle = np.hypot(x, y), np.arctan2(y, x)
    off = np.abs(np.angle(np.exp(1j * (angle - mid_septum))))
    labels = np.zeros((120, 120), np.uint8)
    labels[radius < 20] = 1
    labels[(radius >= 20) & (radius < 30)] = 2
    labels[(radius >= 30) & (radius < 45) & (off < np.pi / 3)] = 3
    return labels


@given(st.floats(-np.pi, np.pi))
def test_ends_of_the_arc_wherever_the_septum_lies(mid_septum: float) -> None:
    found = insertion_points(heart(mid_septum), GRID)
    for name, side in (("Anterior RV insertion", 1), ("Inferior RV insertion", -1)):
        angle = mid_septum + side * np.pi / 3
        expected = 29.5 * np.array([np.cos(angle), np.sin(angle), 0])
        assert np.linalg.norm(found[name] - expected) < 2.0


@pytest.mark.parametrize("missing", [1, 2, 3])
def test_nothing_without_ventricles_or_contact(missing: int) -> None:
    labels = heart(3.0)
    labels[labels == missing] = 0
    assert insertion_points(labels, GRID) == {}
