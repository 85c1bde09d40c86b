"""Networks: torch modules, most of our own, built from what a ``model.json`` says.

This package imports torch when it is loaded; the core imports it only inside functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from torch import nn

from ..described import build
from .folding import fold_batch_norms
from .layout import channels_last, in_layout
from .monai_unet import monai_unet
from .resnet18_unet import ResNet18UNet
from .resnet50v2 import ResNet50V2
from .slice_levels import SliceLevels
from .unet3d import UNet3D

__all__ = [
    "ResNet18UNet",
    "ResNet50V2",
    "SliceLevels",
    "UNet3D",
    "channels_last",
    "fold_batch_norms",
    "in_layout",
    "make_network",
]

_KINDS: dict[str, Callable[..., nn.Module]] = {
    "resnet18-unet": ResNet18UNet,
    "unet3d": UNet3D,
    "resnet50v2": ResNet50V2,
    "monai-unet": monai_unet,
    "slice-levels": SliceLevels,
}


def make_network(description: Mapping[str, Any]) -> nn.Module:
    """Build the network that a ``model.json`` describes, with random weights.

    Raises:
        ValueError: the type of network is not known.
        TypeError: it has no such option, or lacks one.
        ModelError: it needs a package that is not installed.
    """
    return build(_KINDS, description, "network")
