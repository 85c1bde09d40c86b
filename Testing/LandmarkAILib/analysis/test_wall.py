"""The wall's edges and the depth within it, on masks whose edges are known."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAILib.analysis.wall import edge_points, wall_depth


def test_edges_lie_between_the_pixels() -> None:
    mask = np.zeros((40, 40), bool)
    mask[10:30, 10:30] = True
    points = edge_points(mask, (2.0, 1.0))
    middle = points[np.abs(points[:, 1] - 19.5) < 4]
    assert np.unique(middle[:, 0].round(2)).tolist() == pytest.approx([19.0, 59.0], abs=0.05)


def test_depth_runs_from_endocardium_to_epicardium() -> None:
    j, i = np.mgrid[:80, :80]
    radius = np.hypot(i - 40, j - 39) * 1.3
    wall = (radius >= 18) & (radius < 30)
    depth = wall_depth(radius < 18, wall, (1.3, 1.3))
    assert np.isnan(depth[~wall]).all()
    assert np.abs(depth[wall] - (radius[wall] - 18) / 12).max() < 0.12
    assert np.median(depth[wall] - (radius[wall] - 18) / 12) == pytest.approx(0, abs=0.02)


def test_without_a_cavity_nothing_has_a_depth() -> None:
    wall = np.ones((10, 10), bool)
    assert np.isnan(wall_depth(~wall, wall, (1.0, 1.0))).all()


@pytest.mark.parametrize("size", [1, 2])
def test_a_cavity_of_a_pixel_or_two_has_an_edge(size: int) -> None:
    """Smoothing takes so small a cavity away; at an apex there are such."""
    cavity = np.zeros((15, 15), bool)
    cavity[7, 7 : 7 + size] = True
    wall = np.hypot(*(np.indices(cavity.shape) - 7)) < 5
    depth = wall_depth(cavity, wall & ~cavity, (1.5, 1.5))
    assert np.isfinite(depth[wall & ~cavity]).all()
    edge = edge_points(cavity, (1.5, 1.5))
    assert np.allclose(edge.mean(axis=0), [1.5 * (7 + (size - 1) / 2), 10.5])
