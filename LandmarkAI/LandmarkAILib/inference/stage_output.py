"""What a pass of a stage gives: peaks and segments on each field, and what levels are told by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..core.geometry import FloatArray, Grid
from .heads import Peak

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, eq=False)
class StageOutput:
    """What a pass of a stage gave on the fields (slices, or the volume) that its view was placed on.

    Args:
        fields: numbers of those fields.
        peaks: the landmarks' peaks on each.
        grids: of every turn of the view, where it lay on each field.
        probabilities: of every turn, (N, S, [D,] H, W) of the segment classes; empty where the network
            has none.
        features: (N, F) of :func:`slice_features` in the first turn; None where the network
            has not what they are made of, or nothing reads them.
    """

    fields: list[int]
    peaks: list[list[Peak]]
    grids: list[list[Grid]]
    probabilities: list[Tensor]
    features: Tensor | None = None

    @classmethod
    def empty(cls) -> StageOutput:
        """That of a view that could be placed on no field."""
        return cls([], [], [], [])

    @property
    def evidence(self) -> float:
        """How surely any landmark was seen on any field, 0 to 1."""
        return max((p.presence * p.mass for peaks in self.peaks for p in peaks), default=0.0)

    def peak(self, field: int, landmark: int) -> Peak | None:
        """A landmark's peak on a field; None where the view was not placed."""
        return self.peaks[self.fields.index(field)][landmark] if field in self.fields else None

    def column(self, landmark: int, count: int) -> tuple[FloatArray, FloatArray]:
        """A landmark on all of ``count`` fields.

        Returns:
            (count, 3) LPS mm, NaN where the view was not placed, and (count,) presence, 0 there.
        """
        positions, presence = np.full((count, 3), np.nan), np.zeros(count)
        for n, peaks in zip(self.fields, self.peaks, strict=True):
            positions[n], presence[n] = peaks[landmark].position, peaks[landmark].presence
        return positions, presence


def slice_features(
    outputs: Mapping[str, Tensor], spacing: float, shares: Tensor | None = None
) -> Tensor | None:
    """What a stage saw of each slice, for the network that looks along the stack.

    Args:
        outputs: of a network of slices: ``pooled`` (N, P), ``presence`` (N, L), ``heatmap``
            (N, L, H, W), ``segmentation`` (N, S, H, W).
        spacing: mm per pixel.
        shares: (N, S, H, W) of the segment classes, where they are known already.

    Returns:
        (N, P + 2 L + S − 1), each of about unit size: pooled features, logits of presence, logarithm of
        the height of each heatmap's peak, and width in cm of each segment (root of its area); None of a
        network that lacks one of these outputs.
    """
    import torch

    if any(name not in outputs for name in ("pooled", "presence", "heatmap", "segmentation")):
        return None
    peaks = torch.log_softmax(outputs["heatmap"].float().flatten(2), dim=-1).amax(dim=-1)
    if shares is None:
        shares = torch.softmax(outputs["segmentation"].float(), dim=1)
    widths = shares[:, 1:].flatten(2).sum(dim=-1).sqrt() * (spacing / 10)
    logits = outputs["presence"].float().clamp(-10, 10) / 5
    return torch.cat([outputs["pooled"].float(), logits, peaks / 3 + 1, widths], dim=1)
