"""Augmentation: every tissue class of a real image through a curve of its own.

The local half of SLAug's location-scale augmentation (Su et al. 2023, doi:10.1609/aaai.v37i8.26195): a
real image keeps its texture, noise and artefacts, while blood, muscle and the rest change their
brightness independently of each other.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

_STEPS = 256
_INVERTED = 0.5  # how often dark becomes bright within a class
_SCALE, _LOCATION = 0.15, 0.25  # standard deviations


def class_curves(image: Tensor, labels: npt.NDArray[np.uint8], rng: np.random.Generator) -> Tensor:
    """Pass the pixels of each class through a random Bézier curve, scale and shift them.

    Args:
        image: (1, H, W), −1.5 … 1.5.
        labels: (H, W); 0 is everything beside the heart.
        rng: source of randomness.

    Returns:
        (1, H, W) within −1.5 … 1.5; the classes fade into each other over about two pixels, as partial
        volume has it.
    """
    share = functional.one_hot(torch.as_tensor(labels.astype(np.int64))).movedim(-1, 0).float()[None]
    share = functional.avg_pool2d(share, 3, 1, 1, count_include_pad=False)[0]
    out = torch.zeros_like(image)
    for part in share:
        curve = bezier_curve(rng)
        curve = curve[::-1] if rng.random() < _INVERTED else curve
        scale, location = rng.normal(1, _SCALE), rng.normal(0, _LOCATION)
        out += part * through(image, curve * np.float32(scale) + np.float32(location))
    return out.clamp(-1.5, 1.5)


def bezier_curve(rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """(256,) values, rising from −1 to 1, of a cubic Bézier curve over −1 … 1 with random handles."""
    t = np.linspace(0, 1, _STEPS)
    first, second = np.sort(rng.uniform(-1, 1, (2, 2)), axis=0)
    ends = (-((1 - t) ** 3) + t**3)[:, None]
    points = ends + 3 * ((1 - t) ** 2 * t)[:, None] * first + 3 * ((1 - t) * t**2)[:, None] * second
    values = np.interp(np.linspace(-1, 1, _STEPS), points[:, 0], points[:, 1])
    return np.asarray(values, np.float32)


def through(image: Tensor, curve: npt.NDArray[np.float32]) -> Tensor:
    """Look every intensity up in a curve (256,) over −1 … 1, linearly; beyond, its ends hold."""
    table = torch.as_tensor(np.ascontiguousarray(curve))
    position = (image.clamp(-1, 1) + 1) * ((_STEPS - 1) / 2)
    below = position.floor().long().clamp(0, _STEPS - 2)
    return torch.lerp(table[below], table[below + 1], position - below)
