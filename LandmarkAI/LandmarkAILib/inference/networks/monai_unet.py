"""The network of ``mandas2025-multitask``: MONAI's, imported only when a model asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn

from ...errors import ModelError


class SplitOutputs(nn.Module):
    """A network of one output, its channels handed out by name.

    Args:
        network: (N, 1, D, H, W) → (N, segments + distances, D, H, W).
        segments: segment classes, background included.
    """

    def __init__(self, network: nn.Module, segments: int) -> None:
        super().__init__()
        self.network, self.segments = network, segments

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        """Answer a batch of views.

        Args:
            x: (N, 1, D, H, W), sides divisible by the product of the strides.

        Returns:
            Logits: ``segmentation`` (N, S, D, H, W), ``distance`` (N, L, D, H, W).
        """
        maps = self.network(x)
        return {"segmentation": maps[:, : self.segments], "distance": maps[:, self.segments :]}


def monai_unet(
    distances: int,
    segments: int,
    channels: Sequence[int] = (32, 64, 128, 256, 512),
    strides: Sequence[int] = (2, 2, 2, 2),
    res_units: int = 2,
    dropout: float = 0.1,
) -> nn.Module:
    """MONAI's 3D UNet with one output for segments and distance maps, as Mandas et al. 2025 train it.

    Args:
        distances: landmarks, one log-distance map each.
        segments: segment classes, background included.
        channels: of the levels.
        strides: between the levels.
        res_units: residual units a level.
        dropout: probability.

    Raises:
        ModelError: MONAI is not installed.
    """
    try:
        from monai.networks.nets.unet import UNet
    except ImportError as error:
        raise ModelError(
            f"This model needs the package MONAI ({error}): install it with 'pip install monai'."
        ) from error
    network = UNet(
        spatial_dims=3,
        in_channels=1,
        out_channels=segments + distances,
        channels=channels,
        strides=strides,
        num_res_units=res_units,
        dropout=dropout,
    )
    return SplitOutputs(network, segments)
