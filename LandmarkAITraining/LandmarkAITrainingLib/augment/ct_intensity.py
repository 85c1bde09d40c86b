"""Augmentation of intensities of volumes: windows, kernels, doses, coils, thick slices, cut fields."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from .intensity import Look, remap


def other_units(values: Tensor, rng: np.random.Generator) -> Tensor:
    """Scale and shift HU, as another tube voltage or a scanner that is off does."""
    if rng.random() < 0.5:
        return values
    return values * float(np.exp(rng.normal(0, 0.12))) + float(rng.normal(0, 25))


def bend(volume: Tensor, rng: np.random.Generator) -> Tensor:
    """Pass values through a smooth curve near the identity: other contrast between tissues."""
    return 0.65 * volume + 0.35 * remap(volume, rng)


def noise(volume: Tensor, rng: np.random.Generator) -> Tensor:
    """Add noise, white as of a sharp kernel or coarse as of a soft one."""
    drawn = torch.as_tensor(rng.standard_normal(volume.shape, dtype=np.float32))
    if rng.random() < 0.5:
        drawn = functional.avg_pool3d(drawn, 3, 1, 1) * 3
    return volume + drawn * float(rng.uniform(0.02, 0.15))


def low_resolution(volume: Tensor, rng: np.random.Generator) -> Tensor:
    """Sample coarsely and back, along all axes or along one as thick slices do."""
    shape = volume.shape[1:]
    factors = np.full(3, rng.uniform(1.2, 2.0))
    if rng.random() < 0.6:
        factors = np.ones(3)
        factors[int(rng.integers(3))] = rng.uniform(1.5, 4.0)
    coarse = [max(1, round(n / factor)) for n, factor in zip(shape, factors, strict=True)]
    small = functional.interpolate(volume[None], size=coarse, mode="area")
    return functional.interpolate(small, size=shape, mode="trilinear")[0]


LOOKS: tuple[tuple[float, Look], ...] = (
    (0.3, bend),
    (0.05, remap),
    (0.3, low_resolution),
    (0.5, noise),
)
"""Probability and function of each look, in the order in which a scanner would cause them."""


def random_ct_look(volume: Tensor, rng: np.random.Generator) -> Tensor:
    """Change the looks of a normalised volume.

    Args:
        volume: (1, D, H, W), −1 … 1.
    """
    for probability, look in LOOKS:
        if rng.random() < probability:
            volume = look(volume, rng)
    return volume.clamp(-1, 1)


def gain(volume: Tensor, rng: np.random.Generator) -> Tensor:
    """Pass values through a random gamma, as other settings of a scanner do."""
    return ((volume.clamp(-1, 1) + 1) / 2) ** float(np.exp(rng.normal(0, 0.25))) * 2 - 1


def coil(volume: Tensor, rng: np.random.Generator) -> Tensor:
    """Brighten one side of the volume, as a surface coil does."""
    ramps = [torch.linspace(-1, 1, n) * float(rng.normal(0, 0.25)) for n in volume.shape[1:]]
    field = ramps[0][:, None, None] + ramps[1][:, None] + ramps[2]
    return (volume + 1) * torch.exp(field) - 1


MR_LOOKS: tuple[tuple[float, Look], ...] = (
    (0.3, bend),
    (0.15, remap),
    (0.5, gain),
    (0.4, coil),
    (0.3, low_resolution),
    (0.5, noise),
)


def random_mr_look(volume: Tensor, rng: np.random.Generator, *, contrast: bool = True) -> Tensor:
    """Change the looks of a normalised volume of MR.

    Args:
        volume: (1, D, H, W), −1 … 1.
        contrast: False leaves the tissues' relative brightness alone (no ``bend``, no ``remap``).
    """
    for probability, look in MR_LOOKS:
        if rng.random() < probability and (contrast or look not in (bend, remap)):
            volume = look(volume, rng)
    return volume.clamp(-1, 1)


def cropped_field(shape: tuple[int, ...], rng: np.random.Generator, share: float = 0.15) -> Tensor:
    """Which voxels a smaller field of view would still show.

    Args:
        shape: (D, H, W).
        share: of draws that are cropped at all.

    Returns:
        (D, H, W) bool.
    """
    kept = torch.ones(shape, dtype=torch.bool)
    if rng.random() >= share:
        return kept
    for _ in range(int(rng.integers(1, 4))):
        axis = int(rng.integers(3))
        depth = int(rng.uniform(0.05, 0.35) * shape[axis])
        kept.narrow(axis, 0 if rng.random() < 0.5 else shape[axis] - depth, depth).fill_(False)
    return kept
