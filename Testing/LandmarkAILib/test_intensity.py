"""Intensities: by percentiles or in a window of HU; outside is as dark as air."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from blob_model import blob_grid, blob_image
from LandmarkAILib.image import Image
from LandmarkAILib.intensity import HounsfieldWindow, Percentiles, make_intensity, normalise


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
    image = blob_image(blob_grid(voxels=40))
    stored = Image(image.array + np.int16(offset), image.grid)
    treat = make_intensity({"type": "ct", "window": [-200, 600]}).of(stored)
    views = torch.tensor([-1000.0, -200.0, 200.0, 600.0, 3000.0, 200.0])[None, None] + offset
    inside = torch.tensor([True, True, True, True, True, False])[None, None]
    assert treat(views, inside).flatten().tolist() == [-1, -1, 0, 1, 1, -1]


def test_kinds() -> None:
    assert make_intensity({"type": "ct", "window": [-200, 600]}) == HounsfieldWindow((-200, 600))
    assert make_intensity({"type": "percentiles"}) == Percentiles()
    with pytest.raises(ValueError, match="unknown intensity 'pet'"):
        make_intensity({"type": "pet"})
