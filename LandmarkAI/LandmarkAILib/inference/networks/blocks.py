"""Parts of the U-Nets, in two and three dimensions."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

CONV: dict[int, Any] = {2: nn.Conv2d, 3: nn.Conv3d}
NORM: dict[int, Any] = {2: nn.BatchNorm2d, 3: nn.BatchNorm3d}
_LINEAR = {2: "bilinear", 3: "trilinear"}


class ResidualBlock(nn.Module):
    """Two convolutions of width 3 with a shortcut (He et al. 2016, doi:10.1109/CVPR.2016.90)."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1, dimension: int = 2) -> None:
        super().__init__()
        conv, norm = CONV[dimension], NORM[dimension]
        self.conv1 = conv(inputs, outputs, 3, stride, 1, bias=False)
        self.norm1 = norm(outputs)
        self.conv2 = conv(outputs, outputs, 3, 1, 1, bias=False)
        self.norm2 = norm(outputs)
        self.shortcut: nn.Module = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(conv(inputs, outputs, 1, stride, bias=False), norm(outputs))

    def forward(self, x: Tensor) -> Tensor:
        y = functional.relu(self.norm1(self.conv1(x)), inplace=True)
        y = self.norm2(self.conv2(y))
        y += self.shortcut(x)
        return functional.relu(y, inplace=True)


class UpBlock(nn.Module):
    """Double the resolution, join the skip connection, convolve."""

    def __init__(self, inputs: int, skip: int, outputs: int, dimension: int = 2) -> None:
        super().__init__()
        self.mode = _LINEAR[dimension]
        self.reduce = CONV[dimension](inputs, outputs, 1, bias=False)
        self.conv = CONV[dimension](outputs + skip, outputs, 3, 1, 1, bias=False)
        self.norm = NORM[dimension](outputs)

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        # Reducing the channels before enlarging does the same as after it, at a fraction of the cost.
        x = functional.interpolate(self.reduce(x), size=skip.shape[2:], mode=self.mode)
        joined = self.norm(self.conv(torch.cat([x, skip], dim=1)))
        out: Tensor = functional.relu(joined, inplace=True)
        return out


def pooled(x: Tensor) -> Tensor:
    """(N, C, …) → (N, 2C): mean and maximum over the picture."""
    places = tuple(range(2, x.dim()))
    return torch.cat([x.mean(dim=places), x.amax(dim=places)], dim=1)


def pixel_shuffle(x: Tensor) -> Tensor:
    """torch's, by 2: (N, 4C, H, W) → (N, C, 2H, 2W).

    Each map comes out in one piece of memory, whatever the layout of the input: the softmax over a map,
    its copy and its sampling take half the time.
    """
    n, channels, height, width = x.shape
    parts = x.reshape(n, channels // 4, 2, 2, height, width).permute(0, 1, 4, 2, 5, 3)
    return parts.reshape(n, channels // 4, 2 * height, 2 * width)


def voxel_shuffle(x: Tensor) -> Tensor:
    """``pixel_shuffle`` by 2 in three dimensions: (N, 8C, D, H, W) → (N, C, 2D, 2H, 2W)."""
    n, channels, depth, height, width = x.shape
    parts = x.reshape(n, channels // 8, 2, 2, 2, depth, height, width)
    parts = parts.permute(0, 1, 5, 2, 6, 3, 7, 4)
    return parts.reshape(n, channels // 8, 2 * depth, 2 * height, 2 * width)
