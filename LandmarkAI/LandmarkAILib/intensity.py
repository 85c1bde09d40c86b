"""Bring intensities of any scanner and contrast to one range."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

LOW, HIGH = 0.01, 0.99


def normalise(views: Tensor, inside: Tensor) -> Tensor:
    """Rescale every view by its own percentiles.

    Args:
        views: (N, 1, ...) intensities in any unit.
        inside: (N, 1, ...) bool, where the view lies within the image.

    Returns:
        Tensor of the same shape: the 1st percentile of what is inside becomes −1, the 99th +1,
        clipped to ±1.5; outside is −1, as the air around a body mostly is. A constant view is all −1.
    """
    import torch

    out = torch.full_like(views, -1.0)
    for n in range(len(views)):
        values = views[n][inside[n]]
        if values.numel() < 2:
            continue
        low, high = torch.quantile(values, torch.tensor([LOW, HIGH], device=values.device))
        if high > low:
            scaled = (2 * (views[n] - low) / (high - low) - 1).clamp(-1.5, 1.5)
            out[n] = torch.where(inside[n], scaled, -1.0)
    return out
