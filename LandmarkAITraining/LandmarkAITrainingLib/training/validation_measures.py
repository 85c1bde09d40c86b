"""How far a network's raw answer on a view is from the truth, for the curves of a training.

Quick and plain: the highest voxel of a heatmap, the lowest of a distance map. What a model finds in
whole images is measured by ``landmarkai evaluate``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch
from torch import Tensor


def point_errors(
    outputs: Mapping[str, Tensor],
    positions: Tensor,
    present: Tensor,
    shape: tuple[int, ...],
    spacing: float,
) -> Tensor:
    """Distance of every found point from the truth.

    Args:
        outputs: of the network; the first that ``FOUND`` knows is read.
        positions: (N, L, 2 or 3) pixels of the view.
        present: (N, L) 1 where the landmark is to be found.
        shape: of the view, (H, W) or (D, H, W).
        spacing: mm per pixel.

    Returns:
        (N, L) mm; NaN where the landmark is absent or lies beyond the view.
    """
    size = torch.tensor(shape[::-1], dtype=torch.float32, device=positions.device)
    name = next(name for name in FOUND if name in outputs)
    found = FOUND[name](outputs[name].float(), size)
    error = (found - positions).norm(dim=-1) * spacing
    within = ((positions > -0.5) & (positions < size - 0.5)).all(dim=-1)
    return torch.where((present > 0) & within, error, torch.nan)


def _highest(maps: Tensor) -> Tensor:
    """(N, L, …) → (N, L, 2 or 3) pixels (x, y[, z]) of each map's maximum."""
    number = maps.flatten(2).argmax(-1)
    index = []
    for size in reversed(maps.shape[2:]):
        index.append(number % size)
        number = number // size
    return torch.stack(index, dim=-1)


FOUND: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "heatmap": lambda maps, size: _highest(maps),
    "coordinates": lambda points, size: ((points + 1) * size - 1) / 2,
    "distance": lambda maps, size: _highest(-maps),
}
"""By output: it, and the (x, y[, z]) size of the view, to (N, L, 2 or 3) pixels of its points."""


def dice_counts(logits: Tensor, labels: Tensor) -> Tensor:
    """What the Dice of each segment is made of.

    Args:
        logits: (N, S, …), background first.
        labels: (N, …); −1 where unknown.

    Returns:
        (S − 1, 2): twice the overlap, and both sizes together, in voxels.
    """
    known = labels >= 0
    found = logits.argmax(dim=1)
    counts = []
    for segment in range(1, logits.shape[1]):
        a, b = (found == segment) & known, labels == segment
        counts.append(torch.stack([2 * (a & b).sum(), a.sum() + b.sum()]))
    return torch.stack(counts).float()
