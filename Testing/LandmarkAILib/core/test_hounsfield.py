"""Hounsfield units are recognised, with their usual offset too, and other values refused."""

from __future__ import annotations

import numpy as np
import pytest
from ct_phantom import make_ct_phantom
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.hounsfield import hounsfield_offset
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError


@pytest.fixture(scope="module")
def scan() -> Image:
    plain = make_ct_phantom().image
    noise = np.random.default_rng(0).normal(0, 30, plain.array.shape)
    return Image((plain.array + noise).astype(np.int16), plain.grid, "scan")


def test_hu_are_taken_as_they_are(scan: Image) -> None:
    assert hounsfield_offset(scan) == 0


def test_padding_of_the_scanner_does_not_matter(scan: Image) -> None:
    padded = scan.array.copy()
    padded[:, :20] = -32768
    assert hounsfield_offset(Image(padded, scan.grid)) == 0


def test_values_without_a_sign_are_recognised(scan: Image) -> None:
    unsigned = np.clip(scan.array.astype(int) + 1024, 0, 4095).astype(np.uint16)
    assert hounsfield_offset(Image(unsigned, scan.grid)) == 1024


@pytest.mark.parametrize("top", [1.0, 255.0, 65535.0])
def test_rescaled_values_are_refused_with_the_reason(scan: Image, top: float) -> None:
    scaled = np.clip((scan.array + 1000.0) / 1600, 0, 1) * top
    with pytest.raises(InputError, match=r"scan has values from .* not the Hounsfield units"):
        hounsfield_offset(Image(scaled, scan.grid, "scan"))


def test_mr_is_refused() -> None:
    """Magnitudes in any unit spread evenly, without the gap between lung and fat."""
    grid = Grid((40, 40, 40), np.eye(4))
    values = np.random.default_rng(1).rayleigh(500, grid.shape)
    with pytest.raises(InputError, match="not the Hounsfield units"):
        hounsfield_offset(Image(values, grid, "mr"))


def test_what_shows_nothing_is_refused() -> None:
    grid = Grid((4, 4, 4), np.eye(4))
    with pytest.raises(InputError, match="not the Hounsfield units"):
        hounsfield_offset(Image(np.full(grid.shape, np.nan), grid, "holes"))


@pytest.mark.parametrize("spread", [100.0, 300.0, 900.0])
def test_mr_with_negative_values_is_refused(scan: Image, spread: float) -> None:
    """Phase-sensitive images, and magnitudes from which something was subtracted."""
    rng = np.random.default_rng(2)
    tissue = rng.choice([-0.6, -0.1, 0.2, 0.7], size=scan.array.shape) * spread
    values = tissue + rng.normal(0, 0.3 * spread, scan.array.shape)
    with pytest.raises(InputError, match="lung or air in view"):
        hounsfield_offset(Image(values, scan.grid, "psir"))


def test_a_heart_without_lung_is_taken_where_the_file_says_ct(scan: Image) -> None:
    tissue = np.maximum(scan.array, -150)
    with pytest.raises(InputError, match="lung or air in view"):
        hounsfield_offset(Image(tissue, scan.grid, "crop"))
    assert hounsfield_offset(Image(tissue, scan.grid, "crop", {"modality": "CT"})) == 0
