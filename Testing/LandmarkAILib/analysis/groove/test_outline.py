"""Outlines of masks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.analysis.groove.outline import largest_part, outlines, subdivided


def area(polygon: np.ndarray) -> float:
    x, y = polygon.T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


@given(st.integers(0, 2**31))
def test_outlines_part_all_pixels_inside_from_all_outside(seed: int) -> None:
    mask = np.random.default_rng(seed).random((7, 9)) < 0.5
    vertices = np.vstack([np.zeros((0, 2)), *outlines(mask)])
    padded = np.pad(mask, 1).astype(int)
    changes = np.abs(np.diff(padded, axis=0)).sum() + np.abs(np.diff(padded, axis=1)).sum()
    assert len(vertices) == changes  # one vertex between each pixel inside and a neighbour outside
    assert len({tuple(vertex) for vertex in vertices}) == changes


def test_a_rectangle_and_its_hole() -> None:
    mask = np.ones((5, 8), bool)
    mask[2, 3:5] = False
    around, hole = sorted(outlines(mask), key=lambda line: -abs(area(line)))
    assert abs(area(around)) == pytest.approx(5 * 8 - 4 / 8)  # corners are cut
    assert abs(area(hole)) == pytest.approx(2 - 4 / 8)
    assert np.sign(area(around)) == -np.sign(area(hole))
    np.testing.assert_allclose(around.mean(axis=0), [3.5, 2])


def test_the_largest_part_is_kept_and_filled() -> None:
    mask = np.zeros((12, 12), bool)
    mask[1:7, 1:7] = True
    mask[3, 3] = False
    mask[7, 7] = True  # touches by a corner: another part
    mask[9:11, 2] = True
    part = largest_part(mask)
    assert part.sum() == 35
    assert largest_part(mask, filled=True).sum() == 36
    assert not largest_part(np.zeros((4, 4), bool)).any()


@given(st.integers(1, 9), st.integers(0, 3), st.booleans())
def test_subdivided_points_are_the_same_wherever_the_polygon_begins(
    parts: int, first: int, back: bool
) -> None:
    square = np.array([[0.0, 0], [4, 0], [4, 4], [0, 4]])
    points = subdivided(square, parts)
    assert len(points) == 4 * parts
    assert np.allclose(np.abs(points - 2).max(axis=1), 2)
    other = subdivided(np.roll(square, first, axis=0)[:: -1 if back else 1], parts)
    assert {tuple(p) for p in points.round(6)} == {tuple(p) for p in other.round(6)}
