"""From tissue maps to images: each contrast looks as it must, and nothing of the anatomy moves."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAITrainingLib.simulation.cmr.contrasts import CONTRASTS, T1_MAPS, signals
from LandmarkAITrainingLib.simulation.cmr.rendering import synthesize
from LandmarkAITrainingLib.simulation.cmr.tissues import tissue_code, tissue_names

HEART = ("lv_blood", "myocardium", "rv_blood")


@pytest.mark.parametrize("contrast", CONTRASTS)
def test_tissues_show_their_signal(contrast: str, tissues: np.ndarray) -> None:
    rng = np.random.default_rng(0)
    values = signals(contrast, rng)
    image = synthesize(tissues, contrast, rng, values=values, artefacts=False)
    assert image.shape == tissues.shape
    assert image.dtype == np.float32
    loudest = max(abs(values[name]) for name in HEART)
    for name in ("liver", *HEART):
        expected = abs(values[name]) if contrast == "lge_magnitude" else values[name]
        shown = np.median(image[tissues == tissue_code(name)])
        # Rician noise lifts what is nulled.
        assert shown == pytest.approx(expected, abs=0.12 * loudest)


def test_magnitudes_are_never_negative_and_psir_is_signed(tissues: np.ndarray) -> None:
    values = dict.fromkeys(tissue_names(), -200.0) | {"lv_blood": 300.0}
    rng = np.random.default_rng(1)
    magnitude = synthesize(tissues, "lge_magnitude", rng, values=values, artefacts=False)
    signed = synthesize(tissues, "lge_psir", rng, values=values, artefacts=False)
    muscle = tissues == tissue_code("myocardium")
    assert magnitude.min() >= 0
    assert np.median(magnitude[muscle]) == pytest.approx(200, rel=0.1)
    assert np.median(signed[muscle]) == pytest.approx(-200, rel=0.1)


def test_magnitude_is_dark_where_positive_meets_negative(tissues: np.ndarray) -> None:
    """Partial volume of nulled-through muscle and blood cancels: the line that readers know."""
    values = dict.fromkeys(tissue_names(), -200.0) | {"lv_blood": 200.0}
    image = synthesize(tissues, "lge_magnitude", np.random.default_rng(2), values=values, blur=1.0)
    row = image[40, 50:72]
    assert row.argmin() == pytest.approx(14, abs=1.5)


@pytest.mark.parametrize("contrast", T1_MAPS)
def test_maps_have_no_value_in_air_that_means_anything(contrast: str, tissues: np.ndarray) -> None:
    """Either a mask or values over the whole scale, drawn anew for every image."""
    air = tissues == tissue_code("air")
    kinds = set()
    for seed in range(12):
        image = synthesize(tissues, contrast, np.random.default_rng(seed), artefacts=False)
        masked = bool(np.abs(image[air]).max() < 1200 and np.median(image[air]) == 0)
        kinds.add(masked)
        assert masked or image[air].std() > 300
    assert kinds == {True, False}


def test_texture_follows_the_contrast_of_blood_and_muscle(tissues: np.ndarray) -> None:
    """A papillary muscle, dark in the cavity of a cine, is bright in a map after contrast."""
    texture = np.zeros(tissues.shape, np.float32)
    texture[36:44, 46:54] = -0.8
    spot = (slice(38, 42), slice(48, 52))
    for contrast, darker in (("native_t1", True), ("post_t1", False)):
        rng = np.random.default_rng(3)
        image = synthesize(tissues, contrast, rng, texture=texture, artefacts=False)
        cavity = np.median(image[tissues == tissue_code("lv_blood")])
        assert bool(np.median(image[spot]) < cavity) == darker


def test_a_stack_is_drawn_as_its_slices(tissues: np.ndarray) -> None:
    stack = np.stack([tissues, np.zeros_like(tissues)])
    image = synthesize(stack, "cine", np.random.default_rng(4), artefacts=False)
    assert image.shape == stack.shape
    assert image[0].max() > 4 * image[1].max()


def test_the_same_seed_gives_the_same_image(tissues: np.ndarray) -> None:
    for contrast in CONTRASTS:
        first, second = (synthesize(tissues, contrast, np.random.default_rng(5)) for _ in range(2))
        assert np.array_equal(first, second)


def test_artefacts_leave_the_heart_in_its_place(tissues: np.ndarray) -> None:
    clean = np.isin(tissues, [tissue_code("lv_blood"), tissue_code("rv_blood")])
    agreement = []
    for seed in range(20):
        image = synthesize(tissues, "cine", np.random.default_rng(seed))
        agreement.append(np.corrcoef(image[20:60].ravel(), clean[20:60].ravel())[0, 1])
    assert min(agreement) > 0.7


def test_unknown_contrasts_are_refused(tissues: np.ndarray) -> None:
    with pytest.raises(ValueError, match="no contrast"):
        synthesize(tissues, "t2_map", np.random.default_rng(0))
