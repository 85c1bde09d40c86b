"""Segments: label maps on the image's own grid, and centres of mass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ...core.geometry import FloatArray, Grid
from ..arrays import to_array

if TYPE_CHECKING:
    from torch import Tensor

_SMALLEST = 8  # voxels; a segment of fewer has no centre worth the name
_SLAB = 1 << 20  # voxels that are labelled at once


def decode_centroids(probability: Tensor, channel: int, grids: Sequence[Grid]) -> FloatArray:
    """Centre of mass of a segment on each view: for a landmark that is defined as one.

    Args:
        probability: (N, S, [D,] H, W) of the classes, background first.
        channel: of the segment.
        grids: N grids of the probabilities.

    Returns:
        (N, 3) LPS mm; NaN where the segment is not seen.
    """
    seen = (likeliest(probability) == channel) * probability[:, channel]
    weights = to_array(seen).astype(np.float64)
    centers = np.full((len(grids), 3), np.nan)
    for n, (weight, grid) in enumerate(zip(weights, grids, strict=True)):
        if (weight > 0).sum() >= _SMALLEST:
            axes = range(weight.ndim)
            profiles = [weight.sum(axis=tuple(a for a in axes if a != axis)) for axis in axes]
            index = [profile @ np.arange(len(profile)) / profile.sum() for profile in profiles]
            centers[n] = grid.to_lps([*index[::-1], 0.0][:3])
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
    probabilities: Sequence[Tensor],
    grids: Sequence[Grid],
    target: Grid,
    out: npt.NDArray[np.uint8] | None = None,
) -> npt.NDArray[np.uint8]:
    """A label map on the image's grid from class probabilities on views.

    Probabilities are interpolated and averaged, then the likeliest class is taken; beyond all views is
    background. Where background is the likeliest on all sides nothing is computed, and never more than a
    slab at a time: probabilities of a whole CT at its own resolution would take gigabytes.

    Args:
        probabilities: of each look, (S, D, H, W) or (S, H, W) of a slice, background first.
        grids: of each look.
        target: a slice, or the volume.
        out: (k, j, i) of background, on which they are put; a new array by default.

    Returns:
        (k, j, i) uint8.
    """
    from ..sampling import sample

    maps = [p if p.dim() == 4 else p[:, None] for p in probabilities]
    labels = np.zeros(target.shape, np.uint8) if out is None else out
    boxes = [box for p, grid in zip(maps, grids, strict=True) if (box := _labelled(p, grid)) is not None]
    if not boxes:
        return labels
    corners = np.concatenate([box.corners() for box in boxes])
    (i, j, k), (width, height, depth) = target.box_around(corners, 0)
    thick = max(1, _SLAB // (width * height))
    for first in range(k, k + depth, thick):
        slab = target.part((i, j, first), (width, height, min(thick, k + depth - first)))
        total = sum(sample(p, g, [slab])[0] for p, g in zip(maps, grids, strict=True))
        found = to_array(likeliest(total[None])[0])  # type: ignore[index]
        labels[first : first + len(found), j : j + height, i : i + width] = found
    return labels


def _labelled(probability: Tensor, grid: Grid) -> Grid | None:
    """The part of a view (S, D, H, W) that can become more than background; None if nothing can.

    A mean of voxels whose likeliest class is background has that class, too. Interpolation reaches one
    voxel beyond the others.
    """
    import torch

    seen = probability[1:].amax(dim=0) >= probability[0]
    spans = []
    for axis in (2, 1, 0):
        others = [n for n in range(3) if n != axis]
        within = torch.nonzero(seen.amax(dim=others)).flatten().cpu().tolist()
        if not within:
            return None
        spans.append((within[0] - 1, within[-1] + 1))
    return grid.part([a for a, _ in spans], [b - a + 1 for a, b in spans])
