"""Heads: sub-pixel positions in millimetres from maps, labels on the image's slices."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.geometry import Grid
from LandmarkAILib.heads import (
    Peak,
    decode_centroids,
    decode_heatmaps,
    decode_labels,
    likeliest,
    merge_peaks,
)
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


def test_labels_come_back_on_the_slice_and_background_beyond() -> None:
    view = Grid.from_axes([32, 32, 1], np.eye(3), [1, 1, 8], [0, 0, 0])
    scores = torch.zeros(1, 3, 32, 32)
    scores[:, 0] = 1
    scores[0, 2, 8:24, 8:24] = 5
    target = Grid.from_axes([100, 100, 1], np.eye(3), [0.5, 0.5, 8], [0, 0, 0])
    labels = decode_labels([torch.softmax(scores, 1)], [[view]], [target])[0]
    assert labels.shape == (100, 100)
    area = (labels == 2).sum() * 0.25
    assert abs(area - 256) < 20
    assert (labels[:15] == 0).all() and set(np.unique(labels)) == {0, 2}


def peak(x: float, mass: float) -> Peak:
    return Peak(np.array([x, 0.0, 0.0]), presence=0.8, mass=mass, covariance=np.diag([1.0, 1.0, 0.0]))


def test_looks_that_agree_are_averaged_and_one_that_strays_costs_mass() -> None:
    merged = merge_peaks([peak(0.0, 0.9), peak(1.0, 0.9), peak(2.0, 0.9), peak(40.0, 0.9)], window=8)
    assert np.allclose(merged.position, [1, 0, 0])
    assert np.isclose(merged.mass, 0.675)
    assert np.allclose(merged.covariance, np.diag([1 + 2 / 3, 1, 0]))
    assert np.isclose(merged.presence, 0.8)


def test_one_look_is_kept_as_it_is() -> None:
    merged = merge_peaks([peak(3.0, 0.4)], window=8)
    assert np.allclose(merged.position, [3, 0, 0]) and np.isclose(merged.mass, 0.4)
    assert np.allclose(merged.covariance, np.diag([1.0, 1.0, 0.0]))


def test_likeliest_is_argmax() -> None:
    probability = torch.rand(2, 4, 5, 6, generator=torch.Generator().manual_seed(0))
    assert torch.equal(likeliest(probability).long(), probability.argmax(1))


def test_centroid_of_a_segment_and_none_where_it_is_not_seen() -> None:
    grid = Grid.from_axes([40, 40, 1], np.eye(3), [0.5, 0.5, 8], [3, 4, 5])
    probability = torch.zeros(2, 3, 40, 40)
    probability[:, 0] = 0.5
    probability[0, 1, 10:20, 6:31] = 1.0
    centers = decode_centroids(probability, 1, [grid, grid])
    assert np.allclose(centers[0], grid.to_lps([18, 14.5, 0]))
    assert np.isnan(centers[1]).all()
