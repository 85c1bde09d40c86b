"""Regressed coordinates: the network says where the point is, and nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ...core.geometry import Grid
from ..arrays import to_array
from .peak import Peak

if TYPE_CHECKING:
    from torch import Tensor


def decode_coordinates(coordinates: Tensor, grids: Sequence[Grid]) -> list[list[Peak]]:
    """Points from their relative positions in the views.

    Such a network knows neither whether a landmark is there nor how sure it is: every landmark is
    present, and the spread is that of one pixel in the plane. A calibration replaces both by what
    held-out subjects show.

    Args:
        coordinates: (N, L, 2) along u and v; −1 and 1 are the outer edges of the view.
        grids: N grids of the views, LPS mm.

    Returns:
        N lists of L peaks.
    """
    relative = to_array(coordinates.float()).astype(np.float64)
    return [
        [_peak(point, grid) for point in points] for points, grid in zip(relative, grids, strict=True)
    ]


def _peak(point: np.ndarray, grid: Grid) -> Peak:
    pixel = (point + 1) / 2 * grid.size[:2] - 0.5
    in_plane = grid.affine[:3, :2]
    return Peak(grid.to_lps([*pixel, 0.0]), 1.0, 1.0, in_plane @ in_plane.T)
