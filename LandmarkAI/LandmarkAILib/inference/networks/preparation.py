"""A network made ready to run fast: normalisations folded into convolutions, memory laid out."""

from __future__ import annotations

import torch
from torch import Tensor, nn

_CONVOLUTIONS = (nn.Conv2d, nn.Conv3d)
_NORMS = (nn.BatchNorm2d, nn.BatchNorm3d)
_FORMATS = {4: torch.channels_last, 5: torch.channels_last_3d}


def fold_batch_norms(network: nn.Module) -> nn.Module:
    """Fold every batch normalisation into the convolution before it; for inference only.

    Works on modules that register such pairs one after the other, by name or in a ``Sequential``;
    changes the network in place and returns it.
    """
    network.eval()
    for module in network.modules():
        children = dict(module.named_children())
        for (name, child), (next_name, following) in zip(
            list(children.items())[:-1], list(children.items())[1:], strict=True
        ):
            if isinstance(child, _CONVOLUTIONS) and isinstance(following, _NORMS):
                setattr(module, name, torch.nn.utils.fuse_conv_bn_eval(child, following))
                setattr(module, next_name, nn.Identity())
    return network


def channels_last(network: nn.Module) -> nn.Module:
    """Lay out the weights so that CPUs and tensor cores convolve fast; returns the network."""
    ranks = {p.dim() for p in network.parameters()} & _FORMATS.keys()
    if not ranks:
        return network
    return network.to(memory_format=_FORMATS[max(ranks)])  # type: ignore[call-overload,no-any-return]


def in_layout(inputs: Tensor) -> Tensor:
    """Inputs (N, C, H, W) or (N, C, D, H, W) laid out as :func:`channels_last` lays out the weights."""
    return inputs.contiguous(memory_format=_FORMATS[inputs.dim()])
