"""Distance maps: the point is where the map of distances to it is lowest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ...core.geometry import Grid
from ..arrays import to_array
from .peak import Peak

if TYPE_CHECKING:
    from torch import Tensor


def decode_distances(distance: Tensor, grids: Sequence[Grid]) -> list[list[Peak]]:
    """The minimum of a log-distance map, after Mandas et al. 2025.

    The map is the logarithm of the distance, scaled to 0 at the landmark and 1 at the farthest voxel.
    How far its minimum stays above 0 is what it says of its own doubt: the mass is 1 − minimum. It
    knows no presence, and the spread is that of one voxel; a calibration replaces it by what held-out
    subjects show.

    Args:
        distance: (N, L, D, H, W) logits of the maps.
        grids: N grids of the maps, LPS mm.

    Returns:
        N lists of L peaks.
    """
    import torch

    # The lowest logit is the lowest distance, and tells apart what the sigmoid rounds to 0.
    lowest = distance.float().flatten(2).min(dim=-1)
    mass = to_array(1 - torch.sigmoid(lowest.values))
    places = np.stack(np.unravel_index(to_array(lowest.indices), tuple(distance.shape[2:])), axis=-1)
    return [
        [_peak(places[n, m][::-1], float(mass[n, m]), grid) for m in range(distance.shape[1])]
        for n, grid in enumerate(grids)
    ]


def _peak(index: np.ndarray, mass: float, grid: Grid) -> Peak:
    voxel = grid.affine[:3, :3]
    return Peak(grid.to_lps(index), 1.0, mass, voxel @ voxel.T)
