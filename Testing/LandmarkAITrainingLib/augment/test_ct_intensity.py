"""CT looks: the picture changes, its place and range do not."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from LandmarkAITrainingLib.augment.ct_intensity import (
    LOOKS,
    cropped_field,
    other_units,
    random_ct_look,
)
from LandmarkAITrainingLib.augment.intensity import Look


@pytest.fixture
def volume() -> torch.Tensor:
    image = torch.full((1, 24, 20, 28), -0.8)
    image[0, 6:18, 5:15, 8:20] = 0.3
    return image


@pytest.mark.parametrize("look", [look for _, look in LOOKS])
def test_every_look_changes_values_and_keeps_the_shape(look: Look, volume: torch.Tensor) -> None:
    changed = look(volume, np.random.default_rng(1))
    assert changed.shape == volume.shape and changed.dtype == torch.float32
    assert torch.isfinite(changed).all() and not torch.allclose(changed, volume, atol=1e-3)


def test_looks_stay_in_range_and_repeat_with_their_seed(volume: torch.Tensor) -> None:
    for seed in range(12):
        one, again = (random_ct_look(volume, np.random.default_rng(seed)) for _ in range(2))
        assert torch.equal(one, again) and one.abs().max() <= 1


def test_units_change_by_little_and_not_always() -> None:
    values = torch.tensor([-100.0, 40.0, 400.0])
    drawn = torch.stack([other_units(values, np.random.default_rng(n)) for n in range(60)])
    same = (drawn == values).all(dim=1)
    assert 15 < same.sum() < 45
    assert (drawn.diff(dim=1) > 0).all() and (drawn - values).abs().max() < 350


def test_a_cropped_field_is_a_box() -> None:
    cropped = 0
    for seed in range(40):
        kept = cropped_field((16, 20, 24), np.random.default_rng(seed), share=0.5)
        where = torch.nonzero(kept)
        box = where.max(dim=0).values - where.min(dim=0).values + 1
        assert kept.sum() == box.prod() and kept.float().mean() > 0.2
        cropped += int(not kept.all())
    assert 8 < cropped < 32
