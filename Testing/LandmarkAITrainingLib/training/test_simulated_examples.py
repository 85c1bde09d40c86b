"""Simulated examples: rendered where the view looks, functions of their numbers."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.errors import InputError
from LandmarkAILib.inference.intensity import HounsfieldWindow, normalise
from LandmarkAILib.inference.views import BoxView, VolumeView
from LandmarkAITrainingLib.augment.affine import AffineRange
from LandmarkAITrainingLib.presets.preset import Simulation
from LandmarkAITrainingLib.simulation.ct.geometric_heart import geometric_heart
from LandmarkAITrainingLib.training.labelled_volumes import Seen
from LandmarkAITrainingLib.training.simulated_examples import (
    CTSimulator,
    make_simulator,
    of_hounsfield,
)
from LandmarkAITrainingLib.training.slice_examples import ExampleOptions
from LandmarkAITrainingLib.training.volume_examples import VolumeExamples, beside_segments

pytestmark = pytest.mark.slow

NAMES = (LV_APEX, MITRAL_ANNULUS_CENTER)
WINDOW = HounsfieldWindow((-250, 750))


@pytest.fixture(scope="module")
def examples() -> VolumeExamples:
    simulator = CTSimulator(geometric_heart(2.5), of_hounsfield(WINDOW))
    options = ExampleOptions(AffineRange(6, 8, 0.1), synthetic=1.0, seed=4)
    view = BoxView((32, 32, 32), 5.0, NAMES)
    return VolumeExamples([], [], view, NAMES, options, length=6, simulator=simulator)


def test_landmarks_lie_at_the_ends_of_the_rendered_cavity(examples: VolumeExamples) -> None:
    example = examples[1]
    cavity = torch.nonzero(example["labels"] == 1).float().flip(1)
    assert len(cavity) > 200 and example["present"].sum() == 2
    distance = torch.cdist(example["positions"], cavity).min(dim=1).values
    assert (distance < 2.5).all()
    assert example["image"].shape == (1, 32, 32, 32) and example["image"].abs().max() <= 1


def test_example_is_a_function_of_its_number(examples: VolumeExamples) -> None:
    first, again = examples[2], examples[2]
    assert all(torch.equal(first[key], again[key]) for key in first)  # type: ignore[literal-required]


def test_a_base_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match=r"nowhere\.nii"):
        make_simulator(Simulation(base="nowhere.nii"), WINDOW)


def test_shares_beyond_one_are_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Simulation(share=1.5)


def seen_with_a_heart(labelled: tuple[slice, slice, slice]) -> Seen:
    """A view of 30 × 20 × 10 voxels of 10 × 10 × 12 mm, with a segment where ``labelled`` says."""
    grid = Grid((10, 20, 30), np.diag([10.0, 10.0, 12.0, 1.0]))
    labels = torch.zeros(grid.shape, dtype=torch.int64)
    labels[labelled] = 1
    inside = torch.ones(grid.shape, dtype=torch.bool)
    inside[:3] = False
    return Seen(grid, torch.zeros(grid.shape), inside, labels, {}, True, normalise)


def test_what_lies_beside_the_segments_shows_none_of_them() -> None:
    seen = seen_with_a_heart((slice(14, 18), slice(8, 12), slice(3, 8)))
    kinds = set()
    for seed in range(40):
        kept = beside_segments(seen, np.random.default_rng(seed))
        assert kept is not None and not (kept & (seen.labels > 0)).any()
        where = (kept & seen.inside).nonzero()
        extent = (where.amax(0) - where.amin(0) + 1).tolist()
        assert min(extent[0] * 12, extent[1] * 10, extent[2] * 10) >= 60
        kinds.add(tuple(extent))
    # Below and above along k, both sides along j; along i no side is 60 mm deep.
    assert kinds == {(11, 20, 10), (12, 20, 10), (27, 8, 10)}


def test_a_scan_filled_by_the_heart_has_nothing_beside_it() -> None:
    seen = seen_with_a_heart((slice(4, 28), slice(1, 19), slice(1, 9)))
    assert beside_segments(seen, np.random.default_rng(0)) is None


def test_volumes_cut_beside_the_heart_have_no_landmarks_and_no_labels() -> None:
    simulator = CTSimulator(geometric_heart(2.5), of_hounsfield(WINDOW))
    options = ExampleOptions(AffineRange(6, 8, 0.1), synthetic=1.0, seed=4, beside=1.0)
    view = VolumeView((40, 36, 40), 9.0)
    cut = VolumeExamples([], [], view, NAMES, options, length=5, simulator=simulator)
    drawn = [cut[n] for n in range(5)]
    assert any(not e["present"].any() and not e["labels"].any() for e in drawn)
    assert all((e["labels"] > 0).sum() == 0 for e in drawn if not e["present"].any())
    assert all(e["known"].all() and (e["image"] > -1).any() for e in drawn)
