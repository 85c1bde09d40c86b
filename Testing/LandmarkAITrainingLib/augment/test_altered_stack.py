"""Stacks that look otherwise: alike on all slices, in whatever order the array stores them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from LandmarkAILib.core.image import Image
from LandmarkAITrainingLib.augment.intensity import altered_stack
from short_axis_phantom import make_phantom


def repeated(count: int) -> tuple[Image, np.ndarray]:
    """A stack whose slices are all the same, and labels that only the first half of them has."""
    phantom = make_phantom()
    plane = phantom.image.array[len(phantom.image.array) // 2]
    grid = phantom.image.grid.part((0, 0, 0), (*phantom.image.grid.size[:2], count))
    labels = np.zeros((count, *plane.shape), np.uint8)
    labels[: count // 2, 20:40, 20:40] = 2
    return Image(np.repeat(plane[None], count, axis=0), grid), labels


@pytest.mark.parametrize("seed", range(12))
def test_all_slices_get_the_same_look_with_a_heart_or_without(seed: int) -> None:
    image, labels = repeated(4)
    made = altered_stack(image, None, 1, seed).array
    assert all(np.array_equal(plane, made[0]) for plane in made)
    drawn = altered_stack(image, labels, 1, seed).array
    np.testing.assert_array_equal(drawn[0], drawn[1])
    np.testing.assert_array_equal(drawn[2], drawn[3])


def test_seeds_differ_and_no_round_only_scales() -> None:
    image, _ = repeated(2)
    assert not np.array_equal(
        altered_stack(image, None, 2, 1).array, altered_stack(image, None, 2, 2).array
    )
    plain = altered_stack(image, None, 0, 1).array
    scaled = image.array.astype(float)
    inside = np.abs(plain) < 1
    slope, offset = np.polyfit(scaled[inside], plain[inside], 1)
    np.testing.assert_allclose(plain[inside], slope * scaled[inside] + offset, atol=1e-3)


def test_the_stored_order_of_the_axes_does_not_matter() -> None:
    image, labels = repeated(3)
    turned = replace(
        image,
        array=np.ascontiguousarray(image.array.transpose(2, 1, 0)),
        grid=image.grid.permuted((2, 1, 0)),
    )
    made = altered_stack(turned, np.ascontiguousarray(labels.transpose(2, 1, 0)), 1, 5).array
    np.testing.assert_allclose(
        made.transpose(2, 1, 0), altered_stack(image, labels, 1, 5).array, atol=1e-5
    )
