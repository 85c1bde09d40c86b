"""Volumes: a large one is cropped and averaged first, and looks the same for it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch
from blob_model import APEX, blob_grid, blob_image
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.sampling import Volume, block_means
from storages import stored

VIEWS = (
    Grid.from_axes([24, 20, 16], np.eye(3), [9.0] * 3, APEX),  # coarse, beyond the image on one side
    Grid.from_axes([16, 16, 16], np.eye(3), [1.5] * 3, APEX),
)


def seen(image: Image, view: Grid, large: bool, monkeypatch: pytest.MonkeyPatch) -> torch.Tensor:
    monkeypatch.setattr("LandmarkAILib.inference.sampling._LARGE", 0 if large else 1 << 30)
    volume = Volume(image, choose_device("cpu"), lambda views, inside: torch.where(inside, views, 0.0))
    return volume.views([view])


@pytest.mark.parametrize("view", VIEWS)
def test_a_large_volume_looks_as_a_small_one(view: Grid, monkeypatch: pytest.MonkeyPatch) -> None:
    image = blob_image(blob_grid(voxels=100, side=170), air=False)
    small, large = (seen(image, view, flag, monkeypatch) for flag in (False, True))
    assert small.shape == (1, 1, *view.shape)
    index = np.stack(np.meshgrid(*(np.arange(n) for n in view.size), indexing="ij"), axis=-1)
    deep = image.grid.contains(view.to_lps(index).transpose(2, 1, 0, 3), margin=-2)
    # Of 1600 HU between the blobs; at the very edge one takes zeros in, the other does not.
    difference = (small - large).abs()[0, 0][torch.as_tensor(deep)]
    assert difference.max() < 24 and difference.mean() < 1


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_storage_does_not_matter(order: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    image = blob_image(blob_grid(voxels=61, side=122), air=False)
    other = stored(image, order, (True, False, True))
    for view in VIEWS:
        for large in (False, True):
            plain, again = (seen(one, view, large, monkeypatch) for one in (image, other))
            assert (plain - again).abs().mean() < 0.2


def test_a_view_beyond_the_volume_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    away = Grid.from_axes([8, 8, 8], np.eye(3), [2.0] * 3, APEX + 900)
    for large in (False, True):
        assert not seen(blob_image(blob_grid(voxels=20)), away, large, monkeypatch).any()


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_block_means_in_any_order_of_memory(order: tuple[int, ...]) -> None:
    array = np.random.default_rng(0).integers(-1000, 3000, (8, 9, 10), dtype=np.int16)
    kept = array.transpose(order)
    blocks = (2, 3, 5)
    means = block_means(kept, [blocks[n] for n in order]).transpose(np.argsort(order))
    wanted = array.reshape(4, 2, 3, 3, 2, 5).mean(axis=(1, 3, 5))
    assert np.allclose(means, wanted)


def test_fields_that_are_of_one_value_show_nothing() -> None:
    array = np.zeros((4, 5, 6), np.int16)
    array[2, 1, 1] = 7
    image = Image(array, Grid.from_axes([6, 5, 4], np.eye(3), [1, 1, 8], [0, 0, 0]))
    volume = Volume(image, choose_device("cpu"), lambda views, inside: views)
    assert volume.fields_with_contrast(4) == [2]
    assert volume.fields_with_contrast(1) == [0]
