"""Which model fits an image."""

from __future__ import annotations

import numpy as np
import pytest
from ct_phantom import make_ct_phantom
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError
from LandmarkAILib.models.choose import choose_model


def image(
    spacing: tuple[float, float, float],
    size: tuple[int, int, int] = (20, 22, 8),
    low: float = 0,
    modality: str = "",
) -> Image:
    grid = Grid.from_axes(size, np.eye(3), spacing, [0, 0, 0])
    array = np.linspace(low, 1000, grid.size[0] * grid.size[1] * grid.size[2]).reshape(grid.shape)
    return Image(array.astype(np.int16), grid, "case", {"modality": modality} if modality else {})


@pytest.mark.parametrize(
    ("image", "model"),
    [
        (image((1.4, 1.4, 8)), "cmr-sax"),
        (image((1.4, 1.4, 8), size=(20, 22, 1)), "cmr-sax"),
        (image((8, 1.4, 1.4), size=(8, 20, 22)), "cmr-sax"),
        (image((1.4, 1.4, 3)), "cmr-sax"),
        (image((1.4, 1.4, 8), modality="MR"), "cmr-sax"),
        (image((1.4, 1.4, 8), low=-2000), "cmr-sax"),  # phase-sensitive, not Hounsfield
        (image((0.5, 0.5, 0.6), low=-1000), "ct-lv"),
        (image((0.4, 0.4, 1.0), low=-1024), "ct-lv"),
        (image((0.5, 0.5, 0.6), low=0, modality="CT"), "ct-lv"),
        (image((0.5, 0.5, 5.0), low=-1000, modality="CT"), "ct-lv"),
    ],
)
def test_the_model_that_fits(image: Image, model: str) -> None:
    choice = choose_model(image)
    assert choice.model == model
    assert choice.reason


@pytest.mark.parametrize(
    ("image", "what"),
    [
        (image((1.0, 1.0, 1.0)), "neither a short-axis stack nor a CT"),
        (image((1.0, 1.0, 1.0), modality="MR"), "no short-axis stack"),
        (image((2.0, 2.0, 8.0), modality="PT"), "neither MR nor CT"),
    ],
)
def test_what_fits_no_model_says_how_to_go_on(image: Image, what: str) -> None:
    with pytest.raises(InputError, match=f"case .*{what}.*--model"):
        choose_model(image)


@pytest.mark.parametrize("offset", [0, 1024])
def test_isotropic_ct_with_or_without_a_sign(offset: int) -> None:
    plain = make_ct_phantom(spacing=1.0, size=(100, 100, 100)).image
    assert choose_model(Image(plain.array + np.int16(offset), plain.grid)).model == "ct-lv"


def test_values_that_are_no_numbers_do_not_decide() -> None:
    holes = image((0.5, 0.5, 0.6), low=-1000)
    array = holes.array.astype(np.float32)
    array[0] = np.nan
    assert choose_model(Image(array, holes.grid)).model == "ct-lv"
