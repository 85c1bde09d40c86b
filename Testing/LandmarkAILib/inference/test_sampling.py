"""Sampling: a linear function of space is recovered on any grid, exactly."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.inference.sampling import inside, sample, sample_views, smooth_for
from short_axis_phantom import canonical_axes
from strategies import grids, rotations


def positions(grid: Grid) -> np.ndarray:
    """(k, j, i, 3) LPS mm of every voxel."""
    index = np.stack(np.meshgrid(*(np.arange(n) for n in grid.size), indexing="ij"), axis=-1)
    return grid.to_lps(index).transpose(2, 1, 0, 3)


@given(grids(), rotations())
def test_linear_ramp_is_exact_inside(source: Grid, axes: np.ndarray) -> None:
    assume(min(source.size) >= 3)
    slope = np.array([0.3, -0.2, 0.5])
    ramp = torch.as_tensor(positions(source) @ slope, dtype=torch.float32)[None]
    # A small grid well inside the source.
    reach = float((source.spacing * (np.array(source.size) - 1)).min()) / 40
    target = Grid.from_axes([4, 3, 2], axes, [reach] * 3, source.center)
    assume(bool(source.contains(target.corners(), margin=-1e-6).all()))
    found = sample(ramp, source, [target, target])[:, 0].numpy()
    expected = positions(target) @ slope
    assert np.abs(found - expected).max() < 1e-3 * max(1.0, np.abs(ramp.numpy()).max())


def test_outside_is_zero_and_nearest_keeps_labels() -> None:
    source = Grid((3, 3, 1), np.eye(4))
    labels = torch.tensor([[[[1.0, 2, 3], [4, 5, 6], [7, 8, 9]]]])
    away = source.moved(np.array([[1, 0, 0, 50], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1.0]]))
    assert sample(labels, source, [away]).abs().max() == 0
    shifted = source.moved(np.array([[1, 0, 0, 0.4], [0, 1, 0, -0.4], [0, 0, 1, 0], [0, 0, 0, 1.0]]))
    near = sample(labels, source, [shifted], mode="nearest")[0, 0]
    assert near.tolist() == [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]


def test_smoothing_keeps_the_mean_and_leaves_fine_axes_alone() -> None:
    grid = Grid((32, 24, 5), np.diag([1.0, 1.0, 8.0, 1.0]))
    volume = torch.as_tensor(np.random.default_rng(0).normal(size=(1, 5, 24, 32)), dtype=torch.float32)
    constant = smooth_for(torch.full_like(volume, 3.0), grid, [4, 4, 8])
    assert torch.allclose(constant, torch.full_like(volume, 3.0), atol=1e-5)
    assert torch.equal(smooth_for(volume, grid, [1, 0.5, 8]), volume)
    assert smooth_for(volume, grid, [4, 4, 8]).std() < 0.5 * volume.std()


def test_smoothing_a_tiny_image_works() -> None:
    grid = Grid((1, 3, 1), np.eye(4))
    assert smooth_for(torch.ones(1, 1, 3, 1), grid, [5, 5, 1]).shape == (1, 1, 3, 1)


@given(grids(), rotations())
def test_inside_agrees_with_the_grid(source: Grid, axes: np.ndarray) -> None:
    target = Grid.from_axes([6, 5, 4], axes, source.spacing * np.array(source.size) / 4, source.center)
    index = source.to_index(positions(target))
    # Points on an edge may fall to either side.
    edge = np.abs(np.abs(2 * (index + 0.5) / np.array(source.size) - 1) - 1).min(axis=-1) < 1e-4
    found = inside(source, [target])[0, 0].numpy()
    expected = source.contains(positions(target))
    assert (found == expected)[~edge].all()


@given(grids(), rotations(), st.floats(0.05, 1.5), st.floats(0.05, 1.5))
def test_views_within_an_image_are_told_from_those_that_stick_out(
    source: Grid, axes: np.ndarray, one: float, other: float
) -> None:
    """Also by the short way for those whose corners all lie inside."""
    extent = source.spacing * np.array(source.size)
    targets = [
        Grid.from_axes([6, 5, 4], axes, extent.min() * share / 6, source.center)
        for share in (one, other)
    ]
    _, within = sample_views(torch.zeros(1, *source.shape), source, source, targets)
    assert torch.equal(within, inside(source, targets))


@given(
    seed=st.integers(0, 2**31), turn=st.floats(-180, 180), beyond=st.sampled_from(["zeros", "border"])
)
def test_a_view_within_a_slice_is_what_three_dimensions_give(
    seed: int, turn: float, beyond: str
) -> None:
    """The short way, of two dimensions, and the long one agree where a view lies in a slice."""
    rng = np.random.default_rng(seed)
    source = Grid.from_axes([9, 8, 4], canonical_axes(turn), [1.3, 1.7, 8.0], [5.0, -3.0, 40.0])
    volume = torch.as_tensor(rng.normal(size=(2, 4, 8, 9)), dtype=torch.float32)
    angle = np.deg2rad(turn)
    spin = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
    targets = [
        Grid.from_axes([7, 6, 1], source.axes @ spin, [1.1, 1.1, 8.0], source.slice(k).center)
        for k in (2, 0, 3)
    ]
    # A hair off the slice in depth: too far for the short way, near enough for the same values.
    lifted = [
        Grid(t.size, t.affine + np.pad(2e-3 * source.axes[:, 2:], ((0, 1), (3, 0)))) for t in targets
    ]
    short, long = (sample(volume, source, grids, beyond=beyond) for grids in (targets, lifted))
    assert short.shape == long.shape == (3, 2, 1, 6, 7)
    assert torch.allclose(short, long, atol=5e-3)


@pytest.mark.parametrize("spacing", [[4, 1, 8], [1, 3, 16], [4, 3, 16]])
def test_smoothing_in_parts_is_smoothing_at_once(
    spacing: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    grid = Grid((32, 24, 6), np.diag([1.0, 1.0, 8.0, 1.0]))
    volume = torch.as_tensor(np.random.default_rng(1).normal(size=(1, 6, 24, 32)), dtype=torch.float32)
    kept, whole = volume.clone(), smooth_for(volume, grid, spacing)
    monkeypatch.setattr("LandmarkAILib.inference.sampling._PART", 100)
    assert torch.equal(smooth_for(volume, grid, spacing), whole)
    assert torch.equal(volume, kept)  # who did not offer it finds it as it was
    assert torch.equal(smooth_for(volume, grid, spacing, own=True), whole)
