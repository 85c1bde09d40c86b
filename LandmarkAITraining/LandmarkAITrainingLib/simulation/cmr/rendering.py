"""Tissue maps → simulated images: signals, texture, partial volume, noise and artefacts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from .contrasts import T1_MAPS, signals
from .tissues import tissue_code, tissue_names

FloatImage = npt.NDArray[np.float32]


def synthesize(
    tissue_map: npt.NDArray[Any],
    contrast: str,
    rng: np.random.Generator,
    texture: FloatImage | None = None,
    values: Mapping[str, float] | None = None,
    blur: float = 0.5,
    artefacts: bool = True,
) -> FloatImage:
    """Draw an image of a tissue map.

    Args:
        tissue_map: (h, w) or (k, h, w) indices into :func:`tissues.tissue_names`.
        contrast: one of :data:`contrasts.CONTRASTS`.
        rng: source of randomness.
        texture: the same shape, see :func:`synthesis.texture_of`; None draws flat tissues.
        values: signal by tissue; drawn with :func:`contrasts.signals` when None.
        blur: standard deviation of the point spread in the plane, pixels.
        artefacts: whether bias field, low resolution and Gibbs ringing may be drawn.

    Returns:
        The same shape: ms for T1 maps, else arbitrary units, signed for ``lge_psir`` and ``vne``.

    Raises:
        ValueError: an unknown contrast.
    """
    from scipy import ndimage

    values = signals(contrast, rng) if values is None else values
    table = np.array([values[name] for name in tissue_names()], np.float32)
    stack = tissue_map if tissue_map.ndim == 3 else tissue_map[None]
    image = table[stack]
    if texture is not None:
        image += texture.reshape(stack.shape) * np.float32(values["lv_blood"] - values["myocardium"])
    image = ndimage.gaussian_filter(image, (0, blur, blur), truncate=3)
    if artefacts:
        image = _monai("RandGibbsNoise", image, rng, prob=0.1, alpha=(0.2, 0.6))
    if contrast in T1_MAPS:
        image = _map_noise(image, stack, blur, rng)
    else:
        if artefacts:
            strength = 0.08 if contrast in ("lge_psir", "vne") else 0.25
            image = _monai("RandBiasField", image, rng, prob=0.8, coeff_range=(-strength, strength))
        image = _noise(image, contrast, _loudness(values), rng)
    if artefacts:
        image = _monai(
            "RandSimulateLowResolution",
            image,
            rng,
            prob=0.2,
            zoom_range=(0.5, 1.0),
            downsample_mode="area",
            upsample_mode="bilinear",
        )
    return np.ascontiguousarray(image.reshape(tissue_map.shape), np.float32)


def _loudness(values: Mapping[str, float]) -> float:
    """The largest signal of the heart, the yardstick of noise."""
    return max(abs(values[name]) for name in ("lv_blood", "rv_blood", "myocardium", "scar"))


def _noise(image: FloatImage, contrast: str, loudness: float, rng: np.random.Generator) -> FloatImage:
    low, high = (0.005, 0.02) if contrast == "vne" else (0.01, 0.07)
    deviation = float(rng.uniform(low, high)) * loudness
    if contrast in ("lge_psir", "vne"):
        return image + np.float32(deviation) * _normal(image.shape, rng)
    return _monai("RandRicianNoise", image, rng, std=deviation, sample_std=False)


def _map_noise(
    image: FloatImage, stack: npt.NDArray[Any], blur: float, rng: np.random.Generator
) -> FloatImage:
    """Noise of a T1 map: some percent within tissue, any value where the fit has no signal to go by."""
    from scipy import ndimage

    image = image * (1 + np.float32(rng.uniform(0.01, 0.05)) * _normal(image.shape, rng))
    failing = np.zeros(len(tissue_names()), np.float32)
    # Some scanners mask what they cannot fit.
    masked = rng.random() < 0.25
    failing[tissue_code("air")] = 0.0 if masked else rng.uniform(0.7, 1.0)
    failing[tissue_code("lung")] = rng.uniform(0.1, 0.7)
    chance = ndimage.gaussian_filter(failing[stack], (0, blur, blur), truncate=3)
    fails = rng.random(image.shape, dtype=np.float32) < chance
    anything = rng.random(image.shape, dtype=np.float32) * np.float32(rng.uniform(1500, 4000))
    return np.where(fails, anything, image)


def _normal(shape: tuple[int, ...], rng: np.random.Generator) -> FloatImage:
    return rng.standard_normal(shape, dtype=np.float32)


def _monai(
    name: str, image: FloatImage, rng: np.random.Generator, prob: float = 1.0, **options: Any
) -> FloatImage:
    """Pass (k, h, w) through a random MONAI transform, slices as channels."""
    from monai import transforms

    if rng.random() >= prob:
        return image
    transform = getattr(transforms, name)(prob=1.0, **options)
    transform.set_random_state(seed=int(rng.integers(2**31)))
    return np.asarray(transform(image), np.float32)
