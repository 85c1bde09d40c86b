"""Batch normalisation folded into convolutions."""

from __future__ import annotations

import torch
from torch import nn

_CONVOLUTIONS = (nn.Conv2d, nn.Conv3d)
_NORMS = (nn.BatchNorm2d, nn.BatchNorm3d)


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
