"""The network that tells where in the heart each slice of a stack lies."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class SliceLevels(nn.Module):
    """A gated recurrent unit (Cho et al. 2014, doi:10.3115/v1/D14-1179) run along the stack both ways.

    Args:
        pooled: numbers of a slice's pooled picture features.
        seen: numbers of what a stage says of the slice, such as presence and areas.
        places: numbers of where it lies among the others.
        levels: classes.
        width: numbers that the picture features are reduced to, and of each direction's state.
        dropout: of what the network is told, in training.
    """

    def __init__(
        self, pooled: int, seen: int, places: int, levels: int, width: int = 24, dropout: float = 0.3
    ) -> None:
        super().__init__()
        self.pooled = pooled
        self.norm = nn.LayerNorm(pooled)
        self.reduce = nn.Linear(pooled, width)
        self.dropout = nn.Dropout(dropout)
        self.along = nn.GRU(width + seen + places, width, batch_first=True, bidirectional=True)
        self.output = nn.Linear(2 * width, levels)

    def forward(self, slices: Tensor, lengths: Tensor | None = None) -> Tensor:
        """Answer stacks.

        Args:
            slices: (N, K, pooled + seen + places), in order along the stack, either way round.
            lengths: (N,) slices of each stack, the rest of the K being padding; None: all K.

        Returns:
            (N, K, levels) logits.
        """
        pictures = torch.relu(self.reduce(self.dropout(self.norm(slices[..., : self.pooled]))))
        told = torch.cat([pictures, slices[..., self.pooled :]], dim=-1)
        if lengths is None:
            states, _ = self.along(told)
        else:
            packed = pack_padded_sequence(told, lengths, batch_first=True, enforce_sorted=False)
            states, _ = self.along(packed)
            states, _ = pad_packed_sequence(states, batch_first=True, total_length=slices.shape[1])
        logits: Tensor = self.output(self.dropout(states))
        return logits
