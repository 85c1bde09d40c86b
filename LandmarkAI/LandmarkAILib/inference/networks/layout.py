"""Memory layouts in which convolutions are fast."""

from __future__ import annotations

import torch
from torch import Tensor, nn

_FORMATS = {4: torch.channels_last, 5: torch.channels_last_3d}


def channels_last(network: nn.Module) -> nn.Module:
    """Lay out the weights so that CPUs and tensor cores convolve fast; returns the network."""
    ranks = {p.dim() for p in network.parameters()} & _FORMATS.keys()
    if not ranks:
        return network
    return network.to(memory_format=_FORMATS[max(ranks)])  # type: ignore[call-overload,no-any-return]


def in_layout(inputs: Tensor) -> Tensor:
    """Inputs (N, C, H, W) or (N, C, D, H, W) laid out as :func:`channels_last` lays out the weights."""
    return inputs.contiguous(memory_format=_FORMATS[inputs.dim()])
