"""Statistics of images: what moves them, and what must not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.inference.image_statistics import STATISTICS, image_statistics
from scipy.ndimage import gaussian_filter
from short_axis_phantom import make_phantom

FINEST, NOISE, EDGE, PIXEL = 5, 10, 13, 14


def test_units_and_offsets_of_the_intensities_do_not_matter() -> None:
    image = make_phantom().image
    other = replace(image, array=image.array.astype(float) * 7.5 - 300)
    np.testing.assert_allclose(image_statistics(other), image_statistics(image), atol=1e-3)
    assert image_statistics(image).shape == (STATISTICS,)


def test_noise_blur_shading_and_pixels_each_move_their_own() -> None:
    image = make_phantom().image
    values, plain = image.array.astype(float), image_statistics(image)
    noise = np.random.default_rng(0).normal(0, 0.1 * np.ptp(values), values.shape)
    assert image_statistics(replace(image, array=values + noise))[NOISE] > plain[NOISE] + 0.5
    blurred = np.stack([gaussian_filter(plane, 2) for plane in values])
    assert image_statistics(replace(image, array=blurred))[FINEST] < plain[FINEST] - 0.3
    rows, columns = (np.linspace(-1, 1, n) ** 2 for n in values.shape[1:])
    rim = values + np.ptp(values) * (rows[:, None] + columns)
    assert image_statistics(replace(image, array=rim))[EDGE] > plain[EDGE] + 0.3
    scale = np.diag([2.0, 2.0, 1.0, 1.0])
    larger = replace(image, grid=Grid(image.grid.size, image.grid.affine @ scale))
    assert image_statistics(larger)[PIXEL] == pytest.approx(plain[PIXEL] + np.log(2))


@pytest.mark.parametrize("fill", [0.0, np.nan, np.inf])
def test_an_empty_or_broken_slice_gives_numbers(fill: float) -> None:
    image = make_phantom().image
    array = image.array.astype(np.float32)
    array[:, :5] = fill
    assert np.isfinite(image_statistics(Image(array, image.grid))).all()
    assert np.isfinite(image_statistics(Image(np.full_like(array, fill), image.grid))).all()
