"""The answers of sliding windows, joined to one on the grid that the windows cover."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ...core.geometry import Grid
from .points import POINT_HEADS, log_of

if TYPE_CHECKING:
    from torch import Tensor

_SIGMA = 1 / 8  # of a window's side: what a network says of its edges counts least


class Blend:
    """Averages what windows say where they overlap, weighted towards their middles.

    Averaged are class probabilities, and of landmarks what their head says can be averaged.

    Args:
        grid: what the windows cover together.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._sums: dict[str, Tensor] = {}
        self._presence: list[Tensor] = []

    def add(self, window: Grid, outputs: Mapping[str, Tensor]) -> None:
        """Take in the logits (1, C, D, H, W) of one window, a part of the grid."""
        start = np.rint(self.grid.to_index(window.origin)).astype(int)
        k, j, i = (slice(a, a + n) for a, n in zip(start[::-1], window.shape, strict=True))
        maps = _maps(outputs)
        weights = _weights(window).to(next(iter(maps.values())).device)
        maps["weights"] = weights.new_ones(1, 1, *window.shape)
        for name, values in maps.items():
            if name not in self._sums:
                self._sums[name] = values.new_zeros(1, values.shape[1], *self.grid.shape)
            self._sums[name][..., k, j, i] += values * weights
        if "presence" in outputs:
            self._presence.append(outputs["presence"].float())

    def outputs(self) -> dict[str, Tensor]:
        """The logits of the whole, as one look at the grid would have given them; to be asked once."""
        import torch

        total = self._sums.pop("weights")
        logits = {}
        while self._sums:  # one at a time: a map of a whole CT is large
            name, values = self._sums.popitem()
            values /= total
            head = POINT_HEADS.get(name)
            logits[name] = log_of(values) if head is None or head.logits is None else head.logits(values)
        if self._presence:
            logits["presence"] = torch.stack(self._presence).amax(dim=0)
        return logits


def _maps(outputs: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What can be averaged, from the logits of a window."""
    import torch

    maps = {
        name: head.shares(outputs)
        for name, head in POINT_HEADS.items()
        if name in outputs and head.shares is not None
    }
    if "segmentation" in outputs:
        maps["segmentation"] = torch.softmax(outputs["segmentation"].float(), dim=1)
    return maps


def _weights(window: Grid) -> Tensor:
    """(D, H, W) Gaussian of the distance from the window's middle."""
    import torch

    sides = []
    for n in window.shape:
        offset = (torch.arange(n) - (n - 1) / 2) / (n * _SIGMA)
        sides.append(torch.exp(-0.5 * offset**2))
    return sides[0][:, None, None] * sides[1][:, None] * sides[2]
