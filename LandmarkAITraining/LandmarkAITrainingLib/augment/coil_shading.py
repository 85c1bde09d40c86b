"""Augmentation: the uneven brightness of surface coils."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

_DARKEST = (0.08, 0.6)  # brightness of the far side against the near one


def coil_shading(image: Tensor, rng: np.random.Generator) -> Tensor:
    """Shade an image as a phased array does, whose elements lie on one side of the chest or on two.

    Each element is brightest beside it and falls off with the square of the distance; far from all of
    them the body is left at 8 to 60 % of the brightness that it has beside them. Polynomials of a low
    degree, which bias fields mostly are, do not fall so steeply.

    Args:
        image: (1, H, W), −1 no signal.
        rng: source of randomness.

    Returns:
        (1, H, W), rescaled so that its 99th percentile stays where it was.
    """
    field = torch.as_tensor(_sensitivity(tuple(image.shape[1:]), rng))
    shaded = (image + 1) / 2 * field
    before, after = (_bright(values) for values in ((image + 1) / 2, shaded))
    return shaded * (before / max(after, 1e-6)) * 2 - 1


def _sensitivity(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """(H, W) float32 sensitivity of the whole array, 1 where it is greatest."""
    height, width = shape
    y = (np.arange(height, dtype=np.float32)[:, None] + 0.5) / height - 0.5
    x = (np.arange(width, dtype=np.float32)[None] + 0.5) / width - 0.5
    side = rng.uniform(-np.pi, np.pi)
    total = np.zeros(shape, np.float32)
    for _ in range(int(rng.integers(1, 5))):
        # Mostly on the near side, some behind the back.
        angle = side + rng.normal(0, 0.6) + (np.pi if rng.random() < 0.25 else 0)
        away, reach = rng.uniform(0.4, 0.9), rng.uniform(0.25, 0.7)
        squared = (x - away * np.cos(angle)) ** 2 + (y - away * np.sin(angle)) ** 2
        total += np.float32(rng.uniform(0.4, 1)) / (1 + squared / np.float32(reach**2)) ** 2
    low, high = total.min(), total.max()
    floor = np.float32(rng.uniform(*_DARKEST))
    return np.asarray(floor + (1 - floor) * (total - low) / max(high - low, np.float32(1e-6)))


def _bright(values: Tensor) -> float:
    """Its 99th percentile; of all values alike, that value."""
    flat = values.numpy().ravel()
    place = int(0.99 * (flat.size - 1))
    return float(np.partition(flat, place)[place])
