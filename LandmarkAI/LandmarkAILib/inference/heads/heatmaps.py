"""Heatmaps: the point is where the map is highest, to a fraction of a pixel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...core.geometry import Grid
from ..arrays import to_array
from .peak import Peak

if TYPE_CHECKING:
    from torch import Tensor


def decode_heatmaps(
    heatmap: Tensor, presence: Tensor, grids: Sequence[Grid], window: float
) -> list[list[Peak]]:
    """Local soft-argmax: the mean of the softmax heatmap in a disc or ball around its highest point.

    A mean over the whole map would be drawn towards far, faint modes; the plain maximum is only as fine
    as the grid.

    Args:
        heatmap: (N, L, H, W) or (N, L, D, H, W) logits.
        presence: (N, L) logits.
        grids: N grids of the heatmaps, LPS mm.
        window: radius of the disc or ball in mm.

    Returns:
        N lists of L peaks.
    """
    import torch

    probability = to_array(torch.softmax(heatmap.float().flatten(2), dim=-1).view(heatmap.shape))
    present = to_array(torch.sigmoid(presence.float()))
    return [
        [_peak(probability[n, m], float(present[n, m]), grid, window) for m in range(heatmap.shape[1])]
        for n, grid in enumerate(grids)
    ]


def _peak(probability: npt.NDArray[Any], presence: float, grid: Grid, window: float) -> Peak:
    axes = probability.ndim
    top = np.unravel_index(int(probability.argmax()), probability.shape)
    radius = window / float(grid.spacing[:axes].min())
    reach = int(np.ceil(radius))
    around = tuple(
        slice(max(0, n - reach), min(size, n + reach + 1))
        for n, size in zip(top, probability.shape, strict=True)
    )
    # Index of each voxel in the order of the grid, i first; that of the array is the reverse.
    index = np.stack([n.ravel() for n in np.mgrid[around][::-1]], axis=1).astype(np.float64)
    near = ((index - np.array(top[::-1])) ** 2).sum(axis=1) <= radius**2
    weights = probability[around].ravel().astype(np.float64) * near
    mass = float(weights.sum())
    weights /= mass
    mean = weights @ index
    offset = index - mean
    spread = np.einsum("n,na,nb->ab", weights, offset, offset)
    to_mm = grid.affine[:3, :axes]
    return Peak(
        position=grid.to_lps([*mean, 0.0][:3]),
        presence=presence,
        mass=mass,
        covariance=to_mm @ spread @ to_mm.T,
    )
