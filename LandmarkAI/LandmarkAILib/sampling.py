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
    from torch.nn import functional

    depth, height, width = targets[0].shape
    # All targets go through one call, stacked along the depth of the sampling lattice.
    where = _normalised(source, targets, volume.device)
    sampled = functional.grid_sample(
        volume[None],
        where.reshape(1, len(targets) * depth, height, width, 3),
        mode=mode,
        padding_mode="zeros",
        align_corners=False,
    )[0]
    return sampled.reshape(-1, len(targets), depth, height, width).transpose(0, 1)


def inside(source: Grid, targets: Sequence[Grid], device: object = "cpu") -> Tensor:
    """Which voxels of target grids lie within a source grid, edges of its voxels included.

    Returns:
        (N, 1, k, j, i) bool.
    """
    return (_normalised(source, targets, device).abs() <= 1).all(dim=-1)[:, None]


def _normalised(source: Grid, targets: Sequence[Grid], device: object) -> Tensor:
    """(N, k, j, i, 3) positions in the source; −1 and 1 are the outer edges of its end voxels."""
    import torch

    shape = targets[0].shape
    matrices = np.stack([source.inverse @ target.affine for target in targets])[:, :3]
    # (2 i + 1) / n − 1, composed into the affine while it is still in double precision.
    scale = 2 / np.array(source.size, float)
    matrices *= scale[:, None]
    matrices[..., 3] += scale / 2 - 1
    columns = torch.as_tensor(matrices, dtype=torch.float32, device=device)  # type: ignore[arg-type]
    i, j, k = (torch.arange(n, dtype=torch.float32, device=columns.device) for n in shape[::-1])
    along_i = i[:, None] * columns[:, None, None, None, :, 0]
    along_j = j[:, None, None] * columns[:, None, None, None, :, 1]
    along_k = k[:, None, None, None] * columns[:, None, None, None, :, 2]
    return along_i + along_j + along_k + columns[:, None, None, None, :, 3]


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

    radius = min(max(1, round(3 * sigma)), volume.shape[axis] - 1)
    if radius < 1:
        return volume
    offset = torch.arange(-radius, radius + 1, dtype=torch.float64)
    kernel = torch.exp(-0.5 * (offset / sigma) ** 2)
    kernel /= kernel.sum()
    size = volume.shape[axis]
    edges = [volume.narrow(axis, n, 1) for n in (0, size - 1)]
    repeats = [radius if n == axis else 1 for n in range(volume.dim())]
    padded = torch.cat([edges[0].repeat(repeats), volume, edges[1].repeat(repeats)], dim=axis)
    # Shifted sums: several times faster here than a convolution of one channel.
    out = torch.zeros_like(volume)
    for n, weight in enumerate(kernel.tolist()):
        out.add_(padded.narrow(axis, n, size), alpha=weight)
    return out
