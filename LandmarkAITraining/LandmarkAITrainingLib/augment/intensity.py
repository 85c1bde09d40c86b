"""Augmentation of intensities: other contrasts, coils, resolutions and noise.

What MONAI has is called; our own are the non-monotone remap and the cut field of view.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import torch
from torch import Tensor

from .coil_shading import coil_shading

Look = Callable[[Tensor, np.random.Generator], Tensor]
"""(1, H, W) intensities, −1 (no signal) to about 1 → the same, changed."""


def remap(image: Tensor, rng: np.random.Generator) -> Tensor:
    """Pass intensities through a random smooth curve that need not be monotone.

    It makes blood darker than muscle, scar like fat, and contrasts nobody has named.

    Args:
        image: any shape, intensities within −1.5 … 1.5.
    """
    knots = int(rng.integers(3, 7))
    curve = np.interp(np.linspace(0, 1, 256), np.linspace(0, 1, knots), rng.uniform(-1, 1, knots))
    table = torch.as_tensor(curve, dtype=torch.float32)
    position = (image.clamp(-1, 1) + 1) * 127.5
    below = position.floor().long().clamp(0, 254)
    weight = position - below
    return table[below] * (1 - weight) + table[below + 1] * weight


def cut_field(image: Tensor, rng: np.random.Generator) -> Tensor:
    """Blank what lies beyond a random straight edge or two, as a small field of view does."""
    out = image.clone()
    for _ in range(int(rng.integers(1, 3))):
        axis = int(rng.integers(1, 3))
        depth = int(rng.uniform(0.05, 0.3) * out.shape[axis])
        start = 0 if rng.random() < 0.5 else out.shape[axis] - depth
        out.narrow(axis, start, depth).fill_(-1)
    return out


@cache
def _monai(name: str) -> Any:
    """MONAI's transforms, made once; each call of :func:`_call` seeds them anew."""
    from monai import transforms

    recipes: dict[str, Callable[[], Any]] = {
        "gamma": lambda: transforms.RandAdjustContrast(prob=1, gamma=(0.5, 2.0)),
        "bias field": lambda: transforms.RandBiasField(prob=1, degree=3, coeff_range=(-0.25, 0.25)),
        "low resolution": lambda: transforms.RandSimulateLowResolution(
            prob=1, zoom_range=(0.35, 1.0), downsample_mode="area", upsample_mode="bilinear"
        ),
        "gibbs": lambda: transforms.RandGibbsNoise(prob=1, alpha=(0.2, 0.7)),
        "noise": lambda: transforms.RandRicianNoise(prob=1, std=0.12, channel_wise=False),
    }
    return recipes[name]()


def _call(name: str, image: Tensor, rng: np.random.Generator) -> Tensor:
    transform = _monai(name)
    transform.set_random_state(seed=int(rng.integers(2**31)))
    out = transform(image)
    return out.as_tensor() if hasattr(out, "as_tensor") else torch.as_tensor(out)


def monai_look(name: str) -> Look:
    """A MONAI transform as a look; MONAI's magnitudes start at 0, ours at −1."""

    def look(image: Tensor, rng: np.random.Generator) -> Tensor:
        return _call(name, (image + 1) / 2, rng) * 2 - 1

    return look


def invert(image: Tensor, rng: np.random.Generator) -> Tensor:
    """Dark becomes bright."""
    return -image


LOOKS: tuple[tuple[float, Look], ...] = (
    (0.35, remap),
    (0.5, monai_look("gamma")),
    (0.05, invert),
    (0.3, monai_look("bias field")),
    (0.3, monai_look("low resolution")),
    (0.1, monai_look("gibbs")),
    (0.4, monai_look("noise")),
    (0.15, cut_field),
)
"""Probability and function of each look, in the order in which a scanner would cause them."""


def random_look(
    image: Tensor, rng: np.random.Generator, *, contrast: bool = True, shading: float = 0.0
) -> Tensor:
    """Change the looks of a normalised view.

    Args:
        image: (1, H, W), −1.5 … 1.5.
        contrast: False leaves the tissues' relative brightness alone (no ``remap``, no ``invert``).
        shading: probability of surface coils that fall off steeply.
    """
    looks = LOOKS
    if shading > 0:
        coils = next(n for n, (_, look) in enumerate(LOOKS) if look is invert) + 1
        looks = (*LOOKS[:coils], (shading, coil_shading), *LOOKS[coils:])
    for probability, look in looks:
        if rng.random() < probability and (contrast or look not in (remap, invert)):
            image = look(image, rng)
    return image
