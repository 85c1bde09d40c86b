"""Regressed points: relative positions become millimetres."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import given
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.inference.heads import decode_coordinates
from strategies import rotations


@given(rotations())
def test_edges_and_middle_of_the_view(axes: np.ndarray) -> None:
    grid = Grid.from_axes([64, 48, 1], axes, [0.8, 0.8, 8], [5, -7, 30])
    relative = torch.tensor([[[0.0, 0.0], [-1.0, 1.0], [1 / 64, -1 / 48]]])
    middle, corner, pixel = decode_coordinates(relative, [grid])[0]
    assert np.allclose(middle.position, grid.center)
    assert np.allclose(corner.position, grid.to_lps([-0.5, 47.5, 0]))
    assert np.allclose(pixel.position, grid.to_lps([32, 23, 0]), atol=1e-5)


def test_every_point_is_present_and_its_spread_is_a_pixel_in_the_plane() -> None:
    grid = Grid.from_axes([64, 48, 1], np.eye(3), [0.8, 0.8, 8], [5, -7, 30])
    point = decode_coordinates(torch.zeros(1, 1, 2), [grid])[0][0]
    assert (point.presence, point.mass) == (1.0, 1.0)
    assert np.allclose(point.covariance, np.diag([0.64, 0.64, 0]))
