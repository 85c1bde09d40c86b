"""Networks: torch modules, most of our own, built from what a ``model.json`` says.

This package imports torch when it is loaded; the core imports it only inside functions.
"""

from __future__ import annotations

from .build import NETWORK_KINDS, channels_last, fold_batch_norms, in_layout, make_network
from .resnet18_unet import ResNet18UNet
from .resnet50v2 import ResNet50V2
from .slice_levels import SliceLevels
from .unet3d import UNet3D

__all__ = [
    "NETWORK_KINDS",
    "ResNet18UNet",
    "ResNet50V2",
    "SliceLevels",
    "UNet3D",
    "channels_last",
    "fold_batch_norms",
    "in_layout",
    "make_network",
]
