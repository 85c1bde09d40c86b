"""Heatmaps: sub-pixel positions in millimetres, in planes and in volumes."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.inference.heads import decode_heatmaps
from strategies import rotations


def logits(grid: Grid, position: np.ndarray, sigma: float) -> torch.Tensor:
    """(1, 1, H, W) logits of a Gaussian of ``sigma`` mm around a point in LPS mm."""
    index = np.stack(np.meshgrid(*(np.arange(n) for n in grid.size), indexing="ij"), axis=-1)
    distance = np.linalg.norm(grid.to_lps(index) - position, axis=-1)[:, :, 0].T
    return torch.as_tensor(-0.5 * (distance / sigma) ** 2, dtype=torch.float32)[None, None]


@given(rotations(), st.floats(20, 40), st.floats(20, 40))
def test_gaussian_is_found_to_a_hundredth_of_a_millimetre(axes: np.ndarray, x: float, y: float) -> None:
    grid = Grid.from_axes([64, 60, 1], axes, [0.9, 0.9, 8], [5, -7, 30])
    truth = grid.to_lps([x, y, 0])
    peak = decode_heatmaps(logits(grid, truth, 2.0), torch.zeros(1, 1), [grid], window=10)[0][0]
    assert np.linalg.norm(peak.position - truth) < 0.02
    plane = grid.axes[:, :2]
    assert np.allclose(plane.T @ peak.covariance @ plane, 4.0 * np.eye(2), atol=0.15)
    assert abs(grid.axes[:, 2] @ peak.covariance @ grid.axes[:, 2]) < 1e-9
    assert peak.presence == 0.5


def test_a_far_second_mode_does_not_draw_the_point() -> None:
    grid = Grid((80, 80, 1), np.eye(4))
    strong, faint = np.array([20.0, 20, 0]), np.array([60.0, 60, 0])
    both = torch.logaddexp(logits(grid, strong, 2.0), logits(grid, faint, 2.0) - 1.0)
    peak = decode_heatmaps(both, torch.zeros(1, 1), [grid], window=8)[0][0]
    assert np.linalg.norm(peak.position - strong) < 0.05
    assert abs(peak.mass - 1 / (1 + np.exp(-1))) < 0.02


def test_a_point_at_the_edge_is_decoded() -> None:
    grid = Grid((32, 32, 1), np.eye(4))
    peak = decode_heatmaps(
        logits(grid, np.array([0.0, 31, 0]), 1.0), torch.zeros(1, 1), [grid], window=6
    )[0][0]
    assert np.linalg.norm(peak.position - [0, 31, 0]) < 1.5


@given(rotations(), st.floats(9, 14), st.floats(9, 14), st.floats(9, 14))
def test_a_ball_is_found_in_a_volume(axes: np.ndarray, x: float, y: float, z: float) -> None:
    grid = Grid.from_axes([24, 22, 20], axes, [1.5] * 3, [5, -7, 30])
    truth = grid.to_lps([x, y, z])
    index = np.stack(np.meshgrid(*(np.arange(n) for n in grid.size), indexing="ij"), axis=-1)
    distance = np.linalg.norm(grid.to_lps(index) - truth, axis=-1).transpose(2, 1, 0)
    heatmap = torch.as_tensor(-0.5 * (distance / 2.0) ** 2, dtype=torch.float32)[None, None]
    peak = decode_heatmaps(heatmap, torch.zeros(1, 1), [grid], window=9)[0][0]
    assert np.linalg.norm(peak.position - truth) < 0.02
    assert np.allclose(peak.covariance, 4.0 * np.eye(3), atol=0.15)
    assert peak.mass > 0.98
