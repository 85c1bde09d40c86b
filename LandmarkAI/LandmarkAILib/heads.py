"""Heads turn a network's output, with its grid, into points in millimetres or labels.

This is the only place where positions in a network's output have a meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .geometry import FloatArray, Grid

if TYPE_CHECKING:
    from torch import Tensor


_SMALLEST = 8  # pixels; a segment of fewer has no centre worth the name


@dataclass(frozen=True, eq=False)
class Peak:
    """A heatmap's answer on one view.

    Args:
        position: (3,) LPS mm.
        presence: probability that the landmark is in the view at all.
        mass: share of the heatmap within the window that the position was taken from.
        covariance: (3, 3) mm², the spread of the heatmap in that window.
    """

    position: FloatArray
    presence: float
    mass: float
    covariance: FloatArray


def decode_heatmaps(
    heatmap: Tensor, presence: Tensor, grids: Sequence[Grid], window: float
) -> list[list[Peak]]:
    """Local soft-argmax: the mean of the softmax heatmap in a disc around its highest point.

    A mean over the whole map would be drawn towards far, faint modes; the plain maximum is only as fine
    as the grid.

    Args:
        heatmap: (N, L, H, W) logits.
        presence: (N, L) logits.
        grids: N grids of the heatmaps, LPS mm.
        window: radius of the disc in mm.

    Returns:
        N lists of L peaks.
    """
    import torch

    probability = torch.softmax(heatmap.float().flatten(2), dim=-1).view_as(heatmap).cpu()
    present = torch.sigmoid(presence.float()).cpu()
    return [
        [
            _peak(probability[n, m].numpy(), float(present[n, m]), grid, window)
            for m in range(heatmap.shape[1])
        ]
        for n, grid in enumerate(grids)
    ]


def _peak(probability: np.ndarray, presence: float, grid: Grid, window: float) -> Peak:
    height, width = probability.shape
    top_y, top_x = divmod(int(probability.argmax()), width)
    radius = window / float(grid.spacing[:2].min())
    reach = int(np.ceil(radius))
    rows = slice(max(0, top_y - reach), min(height, top_y + reach + 1))
    columns = slice(max(0, top_x - reach), min(width, top_x + reach + 1))
    y, x = np.mgrid[rows, columns].astype(np.float64)
    near = (x - top_x) ** 2 + (y - top_y) ** 2 <= radius**2
    weights = probability[rows, columns].astype(np.float64) * near
    mass = float(weights.sum())
    weights /= mass
    mean = np.array([(weights * x).sum(), (weights * y).sum()])
    offset = np.stack([x - mean[0], y - mean[1]], axis=-1)
    spread = np.einsum("yx,yxa,yxb->ab", weights, offset, offset)
    to_mm = grid.affine[:3, :2]
    return Peak(
        position=grid.to_lps([mean[0], mean[1], 0.0]),
        presence=presence,
        mass=mass,
        covariance=to_mm @ spread @ to_mm.T,
    )


def decode_centroids(segmentation: Tensor, channel: int, grids: Sequence[Grid]) -> FloatArray:
    """Centre of mass of a segment on each view: for a landmark that is defined as one.

    Args:
        segmentation: (N, S, H, W) logits, background first.
        channel: of the segment.
        grids: N grids of the logits.

    Returns:
        (N, 3) LPS mm; NaN where the segment is not seen.
    """
    import torch

    probability = torch.softmax(segmentation.float(), dim=1)
    seen = (probability.argmax(dim=1) == channel) * probability[:, channel]
    weights = seen.double().cpu().numpy()
    centers = np.full((len(grids), 3), np.nan)
    y, x = np.mgrid[: weights.shape[1], : weights.shape[2]]
    for n, (weight, grid) in enumerate(zip(weights, grids, strict=True)):
        if (weight > 0).sum() >= _SMALLEST:
            total = weight.sum()
            index = [(weight * x).sum() / total, (weight * y).sum() / total, 0.0]
            centers[n] = grid.to_lps(index)
    return centers


def decode_labels(segmentation: Tensor, grids: Sequence[Grid], targets: Sequence[Grid]) -> np.ndarray:
    """Label maps on the image's slices from class scores on the views.

    Probabilities are interpolated, then the likeliest class is taken; beyond a view is background.

    Args:
        segmentation: (N, S, H, W) logits, background first.
        grids: N grids of the logits.
        targets: N grids of the slices, each of one voxel along k.

    Returns:
        (N, j, i) uint8.
    """
    import torch

    from .sampling import sample

    probability = torch.softmax(segmentation.float(), dim=1)
    labels = [
        sample(probability[n][:, None], grid, [target])[0, :, 0].argmax(dim=0)
        for n, (grid, target) in enumerate(zip(grids, targets, strict=True))
    ]
    return torch.stack(labels).to(torch.uint8).cpu().numpy()
