"""The networks of our own presets: small torch modules that need torch alone.

This module imports torch when it is loaded; the core imports it only inside functions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional


class ResidualBlock(nn.Module):
    """Two 3×3 convolutions with a shortcut (He et al. 2016, doi:10.1109/CVPR.2016.90)."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.shortcut: nn.Module = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x: Tensor) -> Tensor:
        y = functional.relu(self.norm1(self.conv1(x)))
        return functional.relu(self.shortcut(x) + self.norm2(self.conv2(y)))


class UpBlock(nn.Module):
    """Double the resolution, join the skip connection, convolve."""

    def __init__(self, inputs: int, skip: int, outputs: int) -> None:
        super().__init__()
        self.reduce = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.conv = nn.Conv2d(outputs + skip, outputs, 3, 1, 1, bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        # Reducing the channels before enlarging does the same as after it, at a quarter of the cost.
        x = functional.interpolate(self.reduce(x), size=skip.shape[-2:], mode="bilinear")
        out: Tensor = functional.relu(self.norm(self.conv(torch.cat([x, skip], dim=1))))
        return out


class ResNet18UNet(nn.Module):
    """U-Net (Ronneberger et al. 2015) with a ResNet-18 encoder of a chosen width.

    The decoder ends at stride 2; a sub-pixel convolution (Shi et al. 2016) brings the outputs to the
    resolution of the input at almost no cost.

    Args:
        heatmaps: landmarks, one heatmap channel each.
        segments: segment classes, background included; 0 for none.
        width: channels of the stem; 32 makes about 3.3 M parameters.
    """

    def __init__(self, heatmaps: int, segments: int, width: int = 32) -> None:
        super().__init__()
        self.heatmaps = heatmaps
        widths = [width, 2 * width, 4 * width, 8 * width]
        self.stem = nn.Sequential(
            nn.Conv2d(1, width, 7, 2, 3, bias=False), nn.BatchNorm2d(width), nn.ReLU()
        )
        self.encoder = nn.ModuleList()
        inputs = width
        for outputs in widths:
            self.encoder.append(
                nn.Sequential(ResidualBlock(inputs, outputs, 2), ResidualBlock(outputs, outputs))
            )
            inputs = outputs
        skips = [widths[2], widths[1], widths[0], width]
        self.decoder = nn.ModuleList()
        for skip in skips:
            self.decoder.append(UpBlock(inputs, skip, skip))
            inputs = skip
        self.output = nn.Conv2d(width, 4 * (heatmaps + segments), 3, 1, 1)
        self.presence = nn.Linear(2 * widths[-1], heatmaps)

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        """Answer a batch of views.

        Args:
            x: (N, 1, H, W), sides divisible by 32.

        Returns:
            Logits: ``heatmap`` (N, L, H, W), ``segmentation`` (N, S, H, W), ``presence`` (N, L).
        """
        x = self.stem(x)
        skips = [x]
        for block in self.encoder:
            x = block(x)
            skips.append(x)
        bottleneck = skips.pop()
        pooled = torch.cat([bottleneck.mean(dim=(2, 3)), bottleneck.amax(dim=(2, 3))], dim=1)
        for block in self.decoder:
            x = block(x, skips.pop())
        maps = functional.pixel_shuffle(self.output(x), 2)
        return {
            "heatmap": maps[:, : self.heatmaps],
            "segmentation": maps[:, self.heatmaps :],
            "presence": self.presence(pooled),
        }


def make_network(description: Mapping[str, Any]) -> nn.Module:
    """Build the network that a ``model.json`` describes, with random weights.

    Raises:
        ValueError: the type of network is not known.
    """
    options = {key: value for key, value in description.items() if key != "type"}
    if description["type"] != "resnet18-unet":
        raise ValueError(f"unknown network {description['type']!r}; known: resnet18-unet")
    return ResNet18UNet(**options)


def channels_last(network: nn.Module) -> nn.Module:
    """Lay out the weights so that CPUs and tensor cores convolve fast; returns the network."""
    return network.to(memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]


def fold_batch_norms(network: nn.Module) -> nn.Module:
    """Fold every batch normalisation into the convolution before it; for inference only.

    Works on modules that name such pairs ``conv*``/``norm*`` or keep them next to each other in a
    ``Sequential``; changes the network in place and returns it.
    """
    network.eval()
    for module in network.modules():
        children = dict(module.named_children())
        for (name, child), (next_name, following) in zip(
            list(children.items())[:-1], list(children.items())[1:], strict=True
        ):
            if isinstance(child, nn.Conv2d) and isinstance(following, nn.BatchNorm2d):
                setattr(module, name, torch.nn.utils.fuse_conv_bn_eval(child, following))
                setattr(module, next_name, nn.Identity())
    return network
