"""Pull maps fold nowhere, and points follow them exactly."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from LandmarkAILib.core.geometry import Grid
from LandmarkAITrainingLib.simulation.ct.deformation import PullMap, exponential, look_up
from LandmarkAITrainingLib.simulation.ct.subject import Subject
from LandmarkAITrainingLib.simulation.ct.variation import VentricleShape, draw_pull_map
from LandmarkAITrainingLib.simulation.ct.whole_heart import STRUCTURES, WholeHeart

pytestmark = pytest.mark.slow

WIDE = VentricleShape("dilated", 12.0, 7.0, 0.0, 0.0, 0.0, 0.0)
THICK = VentricleShape("hypertrophied", 0.0, 5.0, 0.0, 0.0, 0.0, 0.0)


def test_points_go_there_and_back(heart: WholeHeart, subjects: list[Subject]) -> None:
    points = np.random.default_rng(0).uniform(-60, 60, (200, 3))
    for subject in subjects:
        np.testing.assert_allclose(subject.pull.pull(subject.pull.push(points)), points, atol=0.01)


def test_nothing_folds(subjects: list[Subject]) -> None:
    assert min(subject.pull.smallest_jacobian() for subject in subjects) > 0.05


def test_a_folding_displacement_is_seen() -> None:
    lattice = Grid.from_axes((9, 9, 9), np.eye(3), [1.0] * 3, [0, 0, 0])
    x = torch.linspace(-4, 4, 9).expand(9, 9, 9)
    fold = torch.stack([-1.5 * x, torch.zeros_like(x), torch.zeros_like(x)])
    assert PullMap(np.eye(4), fold, lattice).smallest_jacobian() == pytest.approx(-0.5, abs=1e-5)


def test_grids_and_points_are_pulled_alike(subjects: list[Subject]) -> None:
    grid = Grid.from_axes((5, 6, 7), np.eye(3), [9.0, 8.0, 7.0], [3, -4, 5])
    pull = subjects[0].pull
    k, j, i = np.indices(grid.shape)
    points = grid.to_lps(np.stack([i, j, k], axis=-1).reshape(-1, 3))
    pulled = pull.pull_grid(grid).reshape(-1, 3).numpy()
    np.testing.assert_allclose(pulled, pull.pull(points), atol=1e-3)


def test_a_constant_velocity_moves_by_itself() -> None:
    lattice = Grid.from_axes((40, 40, 40), np.eye(3), [2.0] * 3, [0, 0, 0])
    velocity = torch.tensor([3.0, -2.0, 1.0])[:, None, None, None].expand(3, *lattice.shape)
    middle = look_up(exponential(velocity, lattice), lattice, np.zeros((1, 3)))[0]
    np.testing.assert_allclose(middle, [3, -2, 1], atol=1e-4)


@pytest.mark.parametrize(("shape", "wider", "thicker"), [(WIDE, True, False), (THICK, False, True)])
def test_ventricles_become_what_they_are_called(
    heart: WholeHeart, shape: VentricleShape, wider: bool, thicker: bool
) -> None:
    """At mid-height the cavity of a dilated ventricle is wider; a hypertrophied wall is thicker."""
    pull = draw_pull_map(np.random.default_rng(1), heart, shape)
    scale = np.cbrt(np.linalg.det(pull.affine[:3, :3]))  # so that size itself does not count
    volumes = []
    for channel in ("cavity", "epicardium"):
        n = STRUCTURES.index(channel)
        before = float((heart.distances[n] < 0).sum())
        source = pull.pull_grid(heart.grid.moved(np.linalg.inv(pull.affine)))
        pulled = look_up(heart.distances[n : n + 1] - 24, heart.grid, source.reshape(-1, 3).numpy()) + 24
        volumes.append((before, float((pulled < 0).sum())))
    (cavity, cavity_now), (whole, whole_now) = volumes
    assert scale > 0
    assert (cavity_now > 1.3 * cavity) == wider
    assert (whole_now - cavity_now > 1.15 * (whole - cavity)) == thicker
