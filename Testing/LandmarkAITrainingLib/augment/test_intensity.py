"""Looks: intensities change, shapes and reproducibility stay."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from LandmarkAITrainingLib.augment.intensity import LOOKS, Look, cut_field, random_look, remap

IMAGE = torch.linspace(-1, 1, 40 * 48).reshape(1, 40, 48)
EDGES = torch.where(torch.arange(48) % 7 < 3, 0.8, -0.6).repeat(40, 1)[None] + 0.1 * IMAGE


@pytest.mark.parametrize("look", [look for _, look in LOOKS])
def test_every_look_changes_the_image_and_is_a_function_of_its_seed(look: Look) -> None:
    first = look(EDGES.clone(), np.random.default_rng(0))
    again = look(EDGES.clone(), np.random.default_rng(0))
    assert first.shape == EDGES.shape and first.dtype == torch.float32
    assert torch.isfinite(first).all()
    assert torch.equal(first, again)
    assert not torch.allclose(first, EDGES, atol=1e-3)


def test_remap_can_reverse_the_order_of_tissues() -> None:
    """Some curves make what was brighter darker, and some do not: contrast is no longer a clue."""
    pair = torch.tensor([[[-0.4, 0.4]]])
    signs = [torch.sign(torch.diff(remap(pair, np.random.default_rng(s)))).item() for s in range(60)]
    assert 10 < signs.count(1.0) < 50


def test_cut_field_blanks_an_edge_only() -> None:
    cut = cut_field(torch.zeros(1, 40, 40), np.random.default_rng(1))
    assert (cut == -1).any() and (cut[0, 15:25, 15:25] == 0).all()


def test_without_contrast_order_is_kept() -> None:
    """With ``contrast`` off no curve is drawn: brightness stays correlated with what it was."""
    for seed in range(20):
        out = random_look(IMAGE.clone(), np.random.default_rng(seed), contrast=False)
        kept = out > -0.99
        rank = np.corrcoef(out[kept].numpy(), IMAGE[kept].numpy())[0, 1]
        assert rank > 0.3


def test_coils_shade_only_where_asked() -> None:
    plain, shaded = (
        [random_look(IMAGE.clone(), np.random.default_rng(seed), shading=share) for seed in range(8)]
        for share in (0.0, 1.0)
    )
    assert all(
        torch.equal(seen, random_look(IMAGE.clone(), np.random.default_rng(seed)))
        for seed, seen in enumerate(plain)
    )
    assert not any(torch.equal(*pair) for pair in zip(plain, shaded, strict=True))
