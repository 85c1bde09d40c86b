"""Labels on the image's own grid, and centres of mass."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.inference.heads import decode_centroids, decode_labels, likeliest
from LandmarkAILib.inference.sampling import sample


def test_labels_come_back_on_the_slice_and_background_beyond() -> None:
    view = Grid.from_axes([32, 32, 1], np.eye(3), [1, 1, 8], [0, 0, 0])
    scores = torch.zeros(1, 3, 32, 32)
    scores[:, 0] = 1
    scores[0, 2, 8:24, 8:24] = 5
    target = Grid.from_axes([100, 100, 1], np.eye(3), [0.5, 0.5, 8], [0, 0, 0])
    labels = decode_labels([torch.softmax(scores, 1)[0]], [view], target)[0]
    assert labels.shape == (100, 100)
    area = (labels == 2).sum() * 0.25
    assert abs(area - 256) < 20
    assert (labels[:15] == 0).all() and set(np.unique(labels)) == {0, 2}


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


def ball(grid: Grid, radius: float) -> torch.Tensor:
    """(2, D, H, W) probabilities that change over 2 mm at the surface of a ball around the origin."""
    index = np.stack(np.meshgrid(*(np.arange(n) for n in grid.size), indexing="ij"), axis=-1)
    distance = np.linalg.norm(grid.to_lps(index), axis=-1).transpose(2, 1, 0)
    inside = torch.sigmoid(torch.as_tensor(radius - distance, dtype=torch.float32))
    return torch.stack([1 - inside, inside])


@pytest.mark.parametrize("angle", [0.0, 0.4])
def test_a_ball_comes_back_on_a_finer_tilted_volume(
    angle: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("LandmarkAILib.inference.heads.labels._SLAB", 5000)  # several slabs
    view = Grid.from_axes([24, 24, 24], np.eye(3), [1.5] * 3, [1.0, -2.0, 0.5])
    cos, sin = np.cos(angle), np.sin(angle)
    axes = np.array([[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]])
    target = Grid.from_axes([60, 56, 50], axes, [1.0, 1.0, 0.9], [4, 0, 3])
    labels = decode_labels([ball(view, 12.0)], [view], target)
    assert labels.shape == target.shape
    k, j, i = np.nonzero(labels)
    radius = np.linalg.norm(target.to_lps(np.stack([i, j, k], axis=1)), axis=1)
    assert radius.max() < 12.6
    assert len(radius) * 0.9 == pytest.approx(4 / 3 * np.pi * 12**3, rel=0.01)


def test_a_target_beyond_the_view_is_background() -> None:
    view = Grid.from_axes([24, 24, 24], np.eye(3), [1.5] * 3, [0, 0, 0])
    away = Grid.from_axes([9, 8, 7], np.eye(3), [1.0] * 3, [200, 0, 0])
    assert not decode_labels([ball(view, 12.0)], [view], away).any()


def test_centroid_of_a_segment_of_a_volume() -> None:
    grid = Grid.from_axes([20, 18, 16], np.eye(3), [1.5] * 3, [3, 4, 5])
    probability = torch.zeros(1, 2, 16, 18, 20)
    probability[:, 0] = 0.5
    probability[0, 1, 4:9, 6:9, 10:20] = 1.0
    assert np.allclose(decode_centroids(probability, 1, [grid])[0], grid.to_lps([14.5, 7, 6]))


@pytest.mark.parametrize("turn", [0.0, 0.5])
def test_what_is_not_computed_would_have_been_background(turn: float) -> None:
    """Every voxel as if all of them were interpolated, of two looks that see different things."""
    draw = torch.Generator().manual_seed(3)
    view = Grid.from_axes([14, 12, 10], np.eye(3), [3.0] * 3, [0, 0, 0])
    other = view.moved(np.array([[1, 0, 0, 4.5], [0, 1, 0, -2.0], [0, 0, 1, 1.0], [0, 0, 0, 1]]))
    looks = []
    for corner in (2, 6):
        scores = torch.randn(1, 3, *view.shape, generator=draw)
        scores[:, 0] += 9
        scores[:, 1, 2:6, corner : corner + 4, 3:8] += 10
        looks.append(torch.softmax(scores, 1)[0])
    cos, sin = np.cos(turn), np.sin(turn)
    axes = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
    target = Grid.from_axes([50, 45, 40], axes, [1.1, 1.0, 0.9], [2, 1, 0])
    means = sum(sample(p, g, [target])[0] for p, g in zip(looks, (view, other), strict=True))
    expected = likeliest(means[None])[0].numpy()
    found = decode_labels(looks, [view, other], target)
    assert 100 < np.count_nonzero(expected) < expected.size / 3
    assert np.array_equal(found, expected)


def test_labels_are_put_on_what_is_given() -> None:
    view = Grid.from_axes([24, 24, 24], np.eye(3), [1.5] * 3, [0, 0, 0])
    whole = np.zeros((48, 24, 24), np.uint8)
    decode_labels([ball(view, 12.0)], [view], view, whole[24:])
    assert not whole[:24].any() and whole[24:].any()
