"""Curves of classes: each its own, edges soft, seeds as they were."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from LandmarkAITrainingLib.augment.intensity import bezier_curve, class_curves, through

LABELS = np.zeros((40, 48), np.uint8)
LABELS[10:30, 10:24], LABELS[10:30, 24:38] = 1, 2
IMAGE = torch.as_tensor(np.where(LABELS == 1, 0.8, np.where(LABELS == 2, -0.4, 0.1)))[None].float()


def test_it_is_a_function_of_its_seed() -> None:
    first, again = (class_curves(IMAGE, LABELS, np.random.default_rng(3)) for _ in range(2))
    assert torch.equal(first, again)
    assert first.shape == IMAGE.shape and first.dtype == torch.float32
    assert first.abs().max() <= 1.5


def test_blood_becomes_darker_than_muscle_and_brighter() -> None:
    signs = []
    for seed in range(40):
        seen = class_curves(IMAGE, LABELS, np.random.default_rng(seed))[0]
        signs.append(bool(seen[20, 16] > seen[20, 31]))
    assert 8 < sum(signs) < 32


def test_a_class_keeps_its_texture() -> None:
    ramp = torch.linspace(-0.9, 0.9, 40 * 48).reshape(1, 40, 48)
    seen = class_curves(ramp, np.zeros((40, 48), np.uint8), np.random.default_rng(1))
    rank = np.corrcoef(seen.numpy().ravel(), ramp.numpy().ravel())[0, 1]
    assert abs(rank) > 0.8


def test_curves_rise_from_end_to_end() -> None:
    for seed in range(30):
        curve = bezier_curve(np.random.default_rng(seed))
        assert curve[0] == pytest.approx(-1) and curve[-1] == pytest.approx(1)
        assert (np.diff(curve) > -1e-5).all()


def test_a_straight_curve_changes_nothing() -> None:
    straight = np.linspace(-1, 1, 256, dtype=np.float32)
    assert torch.allclose(through(IMAGE, straight), IMAGE, atol=1e-5)
