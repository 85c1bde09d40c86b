"""Simulated examples: rendered where the view looks, functions of their numbers."""

from __future__ import annotations

import pytest
import torch
from LandmarkAILib.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
from LandmarkAILib.errors import InputError
from LandmarkAILib.intensity import HounsfieldWindow
from LandmarkAILib.views import BoxView
from LandmarkAITrainingLib.fitting.examples import ExampleOptions
from LandmarkAITrainingLib.fitting.options import Simulation
from LandmarkAITrainingLib.fitting.perturb import AffineRange
from LandmarkAITrainingLib.fitting.simulated_volumes import CTSimulator, make_simulator, of_hounsfield
from LandmarkAITrainingLib.fitting.volume_examples import VolumeExamples
from LandmarkAITrainingLib.simulation.ct.geometric_heart import geometric_heart

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
