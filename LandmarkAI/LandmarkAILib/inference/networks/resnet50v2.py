"""The network of ``gonzales2025-dualstage``: a residual network that regresses coordinates."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional

_STAGES = ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2))
_EXPANSION = 4


class BottleneckV2(nn.Module):
    """Normalise and activate before each of three convolutions; the shortcut stays untouched.

    He et al. 2016, Identity Mappings in Deep Residual Networks, doi:10.1007/978-3-319-46493-0_38.
    """

    def __init__(self, inputs: int, width: int, stride: int = 1) -> None:
        super().__init__()
        outputs = _EXPANSION * width
        # The order matters: a convolution is folded with the normalisation that follows it.
        self.norm1 = nn.BatchNorm2d(inputs)
        self.conv1 = nn.Conv2d(inputs, width, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, outputs, 1, bias=False)
        self.shortcut: nn.Module | None = None
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Conv2d(inputs, outputs, 1, stride, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        y = functional.relu(self.norm1(x))
        kept = x if self.shortcut is None else self.shortcut(y)
        y = functional.relu(self.norm2(self.conv1(y)))
        y = functional.relu(self.norm3(self.conv2(y)))
        out: Tensor = kept + self.conv3(y)
        return out


class ResNet50V2(nn.Module):
    """ResNet-50 v2 whose pooled features are mapped linearly to coordinates.

    After Gonzales et al. 2025. It has no output for whether a landmark is there: a landmark that is
    regressed is always detected.

    Args:
        landmarks: points to regress; 2 make about 23.5 M parameters.
    """

    def __init__(self, landmarks: int) -> None:
        super().__init__()
        self.stem = nn.Conv2d(1, 64, 7, 2, 3, bias=False)
        blocks, inputs = [], 64
        for width, count, stride in _STAGES:
            for n in range(count):
                blocks.append(BottleneckV2(inputs, width, stride if n == 0 else 1))
                inputs = _EXPANSION * width
        self.blocks = nn.Sequential(*blocks)
        self.norm = nn.BatchNorm2d(inputs)
        self.output = nn.Linear(inputs, 2 * landmarks)

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        """Answer a batch of views.

        Args:
            x: (N, 1, H, W).

        Returns:
            ``coordinates`` (N, L, 2), along u and v; −1 and 1 are the outer edges of the view.
        """
        x = functional.max_pool2d(self.stem(x), 3, 2, 1)
        x = functional.relu(self.norm(self.blocks(x))).mean(dim=(2, 3))
        return {"coordinates": self.output(x).unflatten(1, (-1, 2))}
