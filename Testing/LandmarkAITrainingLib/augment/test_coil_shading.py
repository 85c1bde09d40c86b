"""Coil shading: one side dark, shapes and seeds as they were."""

from __future__ import annotations

import numpy as np
import torch
from LandmarkAITrainingLib.augment.intensity import coil_shading

EVEN = torch.full((1, 64, 48), 0.5)


def test_it_is_a_function_of_its_seed() -> None:
    first, again = (coil_shading(EVEN.clone(), np.random.default_rng(3)) for _ in range(2))
    assert torch.equal(first, again)
    assert first.shape == EVEN.shape and first.dtype == torch.float32


def test_an_even_image_falls_off_to_one_side_and_keeps_its_bright_end() -> None:
    for seed in range(20):
        seen = (coil_shading(EVEN.clone(), np.random.default_rng(seed)) + 1) / 2
        assert 0.05 < seen.min() / seen.max() < 0.7
        assert abs(torch.quantile(seen, 0.99).item() - 0.75) < 0.02


def test_no_signal_stays_no_signal() -> None:
    dark = torch.full((1, 64, 48), -1.0)
    assert torch.allclose(coil_shading(dark, np.random.default_rng(0)), dark)
