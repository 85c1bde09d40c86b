"""Coil shading: one side dark, shapes and seeds as they were."""

from __future__ import annotations

import numpy as np
import torch
from LandmarkAITrainingLib.augment.intensity import coil_shading, random_look

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


def test_a_view_below_no_signal_stays_in_range() -> None:
    """Curves of classes leave nearly all of a view below −1 where the heart is small in it."""
    for seed in range(20):
        rng = np.random.default_rng(seed)
        image = torch.full((1, 80, 80), -1.2)
        image[:, 30:37, 30:37] = 0.5
        shaded = coil_shading(image, rng)
        assert shaded.min() >= -1
        assert shaded.max() <= 1


def test_whatever_is_drawn_stays_in_range() -> None:
    for seed in range(300):
        rng = np.random.default_rng(seed)
        image = torch.full((1, 64, 64), float(rng.uniform(-1.5, 0)))
        size = int(rng.integers(2, 60))
        image[:, :size, :size] = torch.as_tensor(rng.uniform(-1.5, 1.5, (size, size)))
        assert random_look(image, rng, shading=0.5).abs().max() < 20
