"""Networks: torch modules, most of our own, built from what a ``model.json`` says.

This package imports torch when it is loaded; the core imports it only inside functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from torch import nn

from ...core.records import Tagged, build
from .monai_unet import monai_unet
from .preparation import channels_last, fold_batch_norms, in_layout
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
