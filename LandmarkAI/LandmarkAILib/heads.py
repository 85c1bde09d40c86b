"""Heads turn a network's output, with its grid, into points in millimetres or labels.

This is the only place where positions in a network's output have a meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

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


def merge_peaks(views: Sequence[Peak], window: float) -> Peak:
    """One answer from several looks at the same landmark.

    The mode that most looks share is taken; looks that went elsewhere lower its mass. How far the looks
    lie apart is added to the covariance.

    Args:
        views: one peak a look.
        window: mm within which two looks mean the same place.
    """
    positions = np.array([peak.position for peak in views])
    mass = np.array([peak.mass for peak in views])
    near = np.linalg.norm(positions[:, None] - positions[None], axis=-1) <= window
    shared = near[int((near * mass).sum(axis=1).argmax())]
    weights = mass * shared / mass[shared].sum()
    position = weights @ positions
    offset = positions - position
    within = sum(weight * peak.covariance for weight, peak in zip(weights, views, strict=True))
    return Peak(
        position=position,
        presence=float(np.mean([peak.presence for peak in views])),
        mass=float(mass[shared].sum() / len(views)),
        covariance=np.asarray(within + np.einsum("n,na,nb->ab", weights, offset, offset)),
    )


def decode_centroids(probability: Tensor, channel: int, grids: Sequence[Grid]) -> FloatArray:
    """Centre of mass of a segment on each view: for a landmark that is defined as one.

    Args:
        probability: (N, S, H, W) of the classes, background first.
        channel: of the segment.
        grids: N grids of the probabilities.

    Returns:
        (N, 3) LPS mm; NaN where the segment is not seen.
    """
    seen = (likeliest(probability) == channel) * probability[:, channel]
    weights = seen.double().cpu().numpy()
    centers = np.full((len(grids), 3), np.nan)
    for n, (weight, grid) in enumerate(zip(weights, grids, strict=True)):
        if (weight > 0).sum() >= _SMALLEST:
            rows, columns = weight.sum(axis=1), weight.sum(axis=0)
            y = rows @ np.arange(len(rows)) / rows.sum()
            x = columns @ np.arange(len(columns)) / columns.sum()
            centers[n] = grid.to_lps([x, y, 0.0])
    return centers


def likeliest(probability: Tensor) -> Tensor:
    """(N, S, ...) → (N, ...) number of the likeliest class; torch's argmax over few channels is slow."""
    import torch

    best = probability[:, 0].clone()
    labels = torch.zeros_like(best, dtype=torch.uint8)
    for channel in range(1, probability.shape[1]):
        better = probability[:, channel] > best
        best = torch.where(better, probability[:, channel], best)
        labels = torch.where(better, torch.full_like(labels, channel), labels)
    return labels


def decode_labels(
    probabilities: Sequence[Tensor], grids: Sequence[Sequence[Grid]], targets: Sequence[Grid]
) -> npt.NDArray[np.uint8]:
    """Label maps on the image's slices from class probabilities on the views.

    Probabilities are interpolated and averaged, then the likeliest class is taken; beyond all views is
    background.

    Args:
        probabilities: of each look, (N, S, H, W), background first.
        grids: of each look, N grids.
        targets: N grids of the slices, each of one voxel along k.

    Returns:
        (N, j, i) uint8.
    """
    from .sampling import sample

    labels = []
    for n, target in enumerate(targets):
        looks = zip(probabilities, grids, strict=True)
        total = sum(sample(p[n][:, None], g[n], [target])[:, :, 0] for p, g in looks)
        labels.append(likeliest(total)[0].cpu().numpy())  # type: ignore[arg-type]
    return np.stack(labels)
