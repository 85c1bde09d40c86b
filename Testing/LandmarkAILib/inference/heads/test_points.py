"""Heads of landmarks: outputs become millimetres, and a head is added in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import ModelError
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.heads import POINT_HEADS, Peak, PointHead, decode_points, merge_peaks
from LandmarkAILib.inference.intensity import Percentiles
from LandmarkAILib.inference.sampling import Volume
from LandmarkAILib.inference.stage import Stage
from LandmarkAILib.inference.views import FieldView
from strategies import rotations


def logits(grid: Grid, position: np.ndarray, sigma: float) -> torch.Tensor:
    """(1, 1, H, W) logits of a Gaussian of ``sigma`` mm around a point in LPS mm."""
    index = np.stack(np.meshgrid(*(np.arange(n) for n in grid.size), indexing="ij"), axis=-1)
    distance = np.linalg.norm(grid.to_lps(index) - position, axis=-1)[:, :, 0].T
    return torch.as_tensor(-0.5 * (distance / sigma) ** 2, dtype=torch.float32)[None, None]


def heatmap_of(maps: torch.Tensor) -> dict[str, torch.Tensor]:
    """Outputs of a network that is undecided whether the landmark is there."""
    return {"heatmap": maps, "presence": torch.zeros(1, 1)}


@given(rotations(), st.floats(20, 40), st.floats(20, 40))
def test_gaussian_is_found_to_a_hundredth_of_a_millimetre(axes: np.ndarray, x: float, y: float) -> None:
    grid = Grid.from_axes([64, 60, 1], axes, [0.9, 0.9, 8], [5, -7, 30])
    truth = grid.to_lps([x, y, 0])
    peak = decode_points(heatmap_of(logits(grid, truth, 2.0)), [grid], 10)[0][0]
    assert np.linalg.norm(peak.position - truth) < 0.02
    plane = grid.axes[:, :2]
    assert np.allclose(plane.T @ peak.covariance @ plane, 4.0 * np.eye(2), atol=0.15)
    assert abs(grid.axes[:, 2] @ peak.covariance @ grid.axes[:, 2]) < 1e-9
    assert peak.presence == 0.5


def test_a_far_second_mode_does_not_draw_the_point() -> None:
    grid = Grid((80, 80, 1), np.eye(4))
    strong, faint = np.array([20.0, 20, 0]), np.array([60.0, 60, 0])
    both = torch.logaddexp(logits(grid, strong, 2.0), logits(grid, faint, 2.0) - 1.0)
    peak = decode_points(heatmap_of(both), [grid], 8)[0][0]
    assert np.linalg.norm(peak.position - strong) < 0.05
    assert abs(peak.mass - 1 / (1 + np.exp(-1))) < 0.02


def test_a_point_at_the_edge_is_decoded() -> None:
    grid = Grid((32, 32, 1), np.eye(4))
    peak = decode_points(heatmap_of(logits(grid, np.array([0.0, 31, 0]), 1.0)), [grid], 6)[0][0]
    assert np.linalg.norm(peak.position - [0, 31, 0]) < 1.5


@given(rotations(), st.floats(9, 14), st.floats(9, 14), st.floats(9, 14))
def test_a_ball_is_found_in_a_volume(axes: np.ndarray, x: float, y: float, z: float) -> None:
    grid = Grid.from_axes([24, 22, 20], axes, [1.5] * 3, [5, -7, 30])
    truth = grid.to_lps([x, y, z])
    index = np.stack(np.meshgrid(*(np.arange(n) for n in grid.size), indexing="ij"), axis=-1)
    distance = np.linalg.norm(grid.to_lps(index) - truth, axis=-1).transpose(2, 1, 0)
    heatmap = torch.as_tensor(-0.5 * (distance / 2.0) ** 2, dtype=torch.float32)[None, None]
    peak = decode_points(heatmap_of(heatmap), [grid], 9)[0][0]
    assert np.linalg.norm(peak.position - truth) < 0.02
    assert np.allclose(peak.covariance, 4.0 * np.eye(3), atol=0.15)
    assert peak.mass > 0.98


@given(rotations(), st.floats(9, 14), st.floats(9, 14), st.floats(9, 14))
def test_a_spread_lies_where_it_is_widest(axes: np.ndarray, x: float, y: float, z: float) -> None:
    """An ellipsoid oblique to the grid, whose spread has shares of two axes at once."""
    grid, widths = Grid.from_axes([24, 22, 20], axes, [1.5] * 3, [5, -7, 30]), np.array([1.5, 2.0, 2.5])
    index = np.stack(np.meshgrid(*(np.arange(n) for n in grid.size), indexing="ij"), axis=-1)
    off = (grid.to_lps(index) - grid.to_lps([x, y, z])) / widths
    heatmap = torch.as_tensor(-0.5 * (off**2).sum(axis=-1).transpose(2, 1, 0), dtype=torch.float32)
    peak = decode_points(heatmap_of(heatmap[None, None]), [grid], 9)[0][0]
    assert np.allclose(peak.covariance, np.diag(widths**2), atol=0.3)


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
    peak = decode_points({"distance": log_distance(grid, truth)}, [grid], 8)[0][0]
    assert np.allclose(peak.position, truth)
    assert peak.presence == 1.0 and peak.mass > 0.999
    assert np.allclose(peak.covariance, 4.0 * np.eye(3))


def test_a_map_that_never_comes_down_says_that_it_does_not_know() -> None:
    grid = Grid.from_axes([20, 18, 16], np.eye(3), [2.0] * 3, [0, 0, 0])
    beyond = grid.center + np.array([60.0, 0, 0])
    peak = decode_points({"distance": log_distance(grid, beyond)}, [grid], 8)[0][0]
    assert peak.mass < 0.4
    assert peak.position[0] == grid.to_lps([19, 0, 0])[0]


@given(rotations())
def test_edges_and_middle_of_the_view(axes: np.ndarray) -> None:
    grid = Grid.from_axes([64, 48, 1], axes, [0.8, 0.8, 8], [5, -7, 30])
    relative = torch.tensor([[[0.0, 0.0], [-1.0, 1.0], [1 / 64, -1 / 48]]])
    middle, corner, pixel = decode_points({"coordinates": relative}, [grid], 8)[0]
    assert np.allclose(middle.position, grid.center)
    assert np.allclose(corner.position, grid.to_lps([-0.5, 47.5, 0]))
    assert np.allclose(pixel.position, grid.to_lps([32, 23, 0]), atol=1e-5)


def test_every_point_is_present_and_its_spread_is_a_pixel_in_the_plane() -> None:
    grid = Grid.from_axes([64, 48, 1], np.eye(3), [0.8, 0.8, 8], [5, -7, 30])
    point = decode_points({"coordinates": torch.zeros(1, 1, 2)}, [grid], 8)[0][0]
    assert (point.presence, point.mass) == (1.0, 1.0)
    assert np.allclose(point.covariance, np.diag([0.64, 0.64, 0]))


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


class CornerNetwork(torch.nn.Module):
    """Says that the landmark is the first pixel of the view, in an output of its own."""

    def forward(self, x: torch.Tensor) -> dict[str, torch.Tensor]:
        return {"first_pixel": torch.ones(len(x), 1)}


def decode_first_pixel(
    outputs: Mapping[str, torch.Tensor], grids: Sequence[Grid], window: float
) -> list[list[Peak]]:
    mass = outputs["first_pixel"]
    return [
        [Peak(grid.origin, 1.0, float(says), np.eye(3)) for says in row]
        for row, grid in zip(mass, grids, strict=True)
    ]


def test_a_head_is_added_in_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry by the name of its output, and a stage finds points with it."""
    stage = Stage(FieldView(32, 2.0), CornerNetwork(), 8.0, choose_device("cpu"))
    array = np.random.default_rng(0).random((2, 40, 44))
    image = Image(array, Grid.from_axes([44, 40, 2], np.eye(3), [1.5, 1.5, 8.0], [5, -7, 30]))
    volume = Volume(image, stage.device, Percentiles().of(image))
    fields = stage.view.fields(image.grid)
    with pytest.raises(ModelError, match=r"first_pixel.*coordinates or distance or heatmap"):
        stage.run(volume, fields, [{}, {}])
    monkeypatch.setitem(POINT_HEADS, "first_pixel", PointHead(decode_first_pixel))
    output = stage.run(volume, fields, [{}, {}])
    for n, field in enumerate(fields):
        found = output.peak(n, 0)
        assert found is not None
        assert np.allclose(found.position, stage.view.place(field, {}).origin)
        assert found.mass == 1.0
