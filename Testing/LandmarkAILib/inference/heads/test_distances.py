"""Distance maps: the landmark is the minimum."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.inference.heads import decode_distances
from strategies import rotations


def log_distance(grid: Grid, point: np.ndarray) -> torch.Tensor:
    """(1, 1, D, H, W) logits of the logarithm of 1 + the distance in mm, scaled to 0 … 1."""
    index = np.stack(np.meshgrid(*(np.arange(n) for n in grid.size), indexing="ij"), axis=-1)
    far = np.log1p(np.linalg.norm(grid.to_lps(index) - point, axis=-1).transpose(2, 1, 0))
    scaled = torch.as_tensor(far / far.max(), dtype=torch.float32)
    return torch.logit(scaled, 1e-6)[None, None]


@given(rotations(), st.integers(0, 19), st.integers(0, 17), st.integers(0, 15))
def test_a_landmark_on_a_voxel_is_found_exactly(axes: np.ndarray, i: int, j: int, k: int) -> None:
    grid = Grid.from_axes([20, 18, 16], axes, [2.0] * 3, [5, -7, 30])
    truth = grid.to_lps([i, j, k])
    peak = decode_distances(log_distance(grid, truth), [grid])[0][0]
    assert np.allclose(peak.position, truth)
    assert peak.presence == 1.0 and peak.mass > 0.999
    assert np.allclose(peak.covariance, 4.0 * np.eye(3))


def test_a_map_that_never_comes_down_says_that_it_does_not_know() -> None:
    grid = Grid.from_axes([20, 18, 16], np.eye(3), [2.0] * 3, [0, 0, 0])
    beyond = grid.center + np.array([60.0, 0, 0])
    peak = decode_distances(log_distance(grid, beyond), [grid])[0][0]
    assert peak.mass < 0.4
    assert peak.position[0] == grid.to_lps([19, 0, 0])[0]
