"""Look at an image on other grids: one linear interpolation, smoothed first for coarser targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from .geometry import Grid

if TYPE_CHECKING:
    from torch import Tensor


def sample(volume: Tensor, source: Grid, targets: Sequence[Grid], mode: str = "bilinear") -> Tensor:
    """Interpolate a volume on target grids of one common size.

    Args:
        volume: (C, k, j, i) float tensor on ``source``.
        source: grid of the volume, LPS mm.
        targets: grids to look at; all of the same size.
        mode: ``bilinear`` (trilinear in a volume) or ``nearest``.

    Returns:
        (N, C, k, j, i) tensor, one entry per target; voxels outside the source are 0.
    """
    import torch
    from torch.nn import functional

    matrices = np.stack([source.inverse @ target.affine for target in targets])
    lattice = _index_lattice(targets[0].shape, volume.device)
    index_to_index = torch.as_tensor(matrices[:, :3], dtype=torch.float32, device=volume.device)
    # All targets go through one call, stacked along the depth of the sampling lattice.
    index = torch.einsum("nab,kjib->nkjia", index_to_index, lattice)
    depth, height, width = targets[0].shape
    size = torch.tensor(source.size, dtype=torch.float32, device=volume.device)
    normalised = (2 * index + 1) / size - 1
    sampled = functional.grid_sample(
        volume[None],
        normalised.reshape(1, len(targets) * depth, height, width, 3),
        mode=mode,
        padding_mode="zeros",
        align_corners=False,
    )[0]
    return sampled.reshape(-1, len(targets), depth, height, width).transpose(0, 1)


def _index_lattice(shape: tuple[int, int, int], device: object) -> Tensor:
    """(k, j, i, 4) homogeneous indices (i, j, k, 1) of every voxel."""
    import torch

    k, j, i = torch.meshgrid(*(torch.arange(n, dtype=torch.float32) for n in shape), indexing="ij")
    return torch.stack([i, j, k, torch.ones_like(i)], dim=-1).to(device)  # type: ignore[call-overload,no-any-return]


def smooth_for(volume: Tensor, source: Grid, spacing: Sequence[float]) -> Tensor:
    """Gaussian-smooth a volume so that sampling it at a coarser spacing does not alias.

    Args:
        volume: (C, k, j, i) float tensor on ``source``.
        source: grid of the volume.
        spacing: mm that the target will have along i, j, k of the source; axes that do not get
            coarser are left alone.

    Returns:
        Tensor of the same shape; σ = ½ √(ratio² − 1) voxels along each axis that gets coarser.
    """
    ratios = np.asarray(spacing, float) / source.spacing
    for axis, ratio in zip((3, 2, 1), ratios, strict=True):
        if ratio > 1.05:
            volume = _blur(volume, axis, 0.5 * float(np.sqrt(ratio**2 - 1)))
    return volume


def _blur(volume: Tensor, axis: int, sigma: float) -> Tensor:
    """Convolve along one axis with a Gaussian of ``sigma`` voxels; edges repeat."""
    import torch
    from torch.nn import functional

    radius = min(max(1, round(3 * sigma)), volume.shape[axis] - 1)
    if radius < 1:
        return volume
    offset = torch.arange(-radius, radius + 1, dtype=volume.dtype, device=volume.device)
    kernel = torch.exp(-0.5 * (offset / sigma) ** 2)
    kernel /= kernel.sum()
    lines = volume.movedim(axis, -1)
    flat = functional.pad(lines.reshape(-1, 1, lines.shape[-1]), (radius, radius), mode="replicate")
    return functional.conv1d(flat, kernel[None, None]).reshape(lines.shape).movedim(-1, axis)
