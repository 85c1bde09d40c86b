"""From the name of a network to one that is ready to run: built, normalisations folded, memory laid out.

A network is added here: an entry in ``NETWORK_KINDS``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor, nn

from ...core.records import Tagged, build
from .monai_unet import monai_unet
from .resnet18_unet import ResNet18UNet
from .resnet50v2 import ResNet50V2
from .slice_levels import SliceLevels
from .unet3d import UNet3D

NETWORK_KINDS: dict[str, Callable[..., nn.Module]] = {
    "resnet18-unet": ResNet18UNet,
    "unet3d": UNet3D,
    "resnet50v2": ResNet50V2,
    "monai-unet": monai_unet,
    "slice-levels": SliceLevels,
}


def make_network(description: Tagged | Mapping[str, Any], place: str = "") -> nn.Module:
    """Build the network that a ``model.json`` describes, with random weights.

    Args:
        description: its type and options.
        place: of the description, for messages.

    Raises:
        RecordError: its type is not known, or its options are not that type's.
        ModelError: it needs a package that is not installed.
    """
    return build(NETWORK_KINDS, description, "network", place)


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
