"""Intensities: by percentiles or in a window of HU; outside is as dark as air."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from blob_model import blob_grid, blob_image
from LandmarkAILib.core.image import Image
from LandmarkAILib.inference.intensity import (
    HounsfieldWindow,
    Percentiles,
    _quantiles,
    make_intensity,
    normalise,
)


def test_percentiles_do_not_depend_on_the_unit() -> None:
    image = blob_image(blob_grid(voxels=12))
    views = torch.randn(2, 1, 6, 6, 6, generator=torch.Generator().manual_seed(0))
    inside = torch.ones_like(views, dtype=torch.bool)
    inside[..., :2] = False
    treat = make_intensity({"type": "percentiles"}).of(image)
    assert torch.equal(treat(views, inside), normalise(views, inside))
    assert torch.allclose(treat(views * 37 - 1000, inside), treat(views, inside), atol=1e-4)
    assert (treat(views, inside)[..., :2] == -1).all()


@pytest.mark.parametrize("offset", [0, 1024])
def test_a_window_of_hu_whatever_the_file_adds(offset: int) -> None:
    image = blob_image(blob_grid(voxels=64))
    stored = Image(image.array + np.int16(offset), image.grid)
    treat = make_intensity({"type": "ct", "window": [-200, 600]}).of(stored)
    views = torch.tensor([-1000.0, -200.0, 200.0, 600.0, 3000.0, 200.0])[None, None] + offset
    inside = torch.tensor([True, True, True, True, True, False])[None, None]
    assert treat(views, inside).flatten().tolist() == [-1, -1, 0, 1, 1, -1]


def test_percentiles_are_those_asked_for() -> None:
    views = torch.linspace(0, 100, 1001).flip(0)
    inside = torch.ones(1, 1, 1001, dtype=torch.bool)
    image = blob_image(blob_grid(voxels=12))
    for low, high in ((1, 99), (5, 80), (0, 100)):
        treat = make_intensity({"type": "percentiles", "low": low, "high": high}).of(image)
        expected = (2 * (views - low) / (high - low) - 1).clamp(-1.5, 1.5)
        assert torch.allclose(treat(views[None, None], inside)[0, 0], expected, atol=1e-4)


def test_without_percentiles_those_of_the_models_that_ship_are_taken() -> None:
    """1 and 99, clipped to 1.5, bit by bit as when cmr-sax was trained."""
    views = torch.randn(2, 1, 9, 8, generator=torch.Generator().manual_seed(1)) * 300 + 50
    inside = torch.ones_like(views, dtype=torch.bool)
    seen = make_intensity({"type": "percentiles"}).of(blob_image(blob_grid(voxels=12)))(views, inside)
    for view, shown in zip(views, seen, strict=True):
        low, high = torch.quantile(view, torch.tensor([0.01, 0.99]))
        assert torch.equal(shown, (2 * (view - low) / (high - low) - 1).clamp(-1.5, 1.5))


@pytest.mark.parametrize("wrong", [(99, 1), (-1, 50), (50, 101), (5, 5)])
def test_percentiles_that_do_not_rise_are_refused(wrong: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="percentiles rise"):
        make_intensity({"type": "percentiles", "low": wrong[0], "high": wrong[1]})


def test_kinds() -> None:
    assert make_intensity({"type": "ct", "window": [-200, 600]}) == HounsfieldWindow((-200, 600))
    assert make_intensity({"type": "percentiles"}) == Percentiles()
    with pytest.raises(ValueError, match="unknown intensity 'pet'"):
        make_intensity({"type": "pet"})


@pytest.mark.parametrize("count", [2, 3, 101, 5000])
@pytest.mark.parametrize("shares", [(0.01, 0.99), (0.0, 1.0), (0.3, 0.5)])
def test_quantiles_are_torchs_to_the_last_bit(count: int, shares: tuple[float, float]) -> None:
    values = torch.randn(count, generator=torch.Generator().manual_seed(count)) * 500
    wanted = torch.tensor(shares)
    assert torch.equal(_quantiles(values, wanted), torch.quantile(values, wanted))
    values[1] = torch.nan
    assert _quantiles(values, wanted).isnan().all()
