"""The network of ``cmr-sax``."""

from __future__ import annotations

from torch import Tensor, nn

from .blocks import ResidualBlock, UpBlock, pixel_shuffle, pooled


class ResNet18UNet(nn.Module):
    """U-Net (Ronneberger et al. 2015) with a ResNet-18 encoder of a chosen width.

    The decoder ends at stride 2; a sub-pixel convolution (Shi et al. 2016) brings the outputs to the
    resolution of the input at almost no cost.

    Args:
        heatmaps: landmarks, one heatmap channel each; 0 for none.
        segments: segment classes, background included; 0 for none.
        width: channels of the stem; 32 makes about 3.3 M parameters.
    """

    def __init__(self, heatmaps: int, segments: int, width: int = 32) -> None:
        super().__init__()
        self.heatmaps, self.segments = heatmaps, segments
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
        if heatmaps:
            self.presence = nn.Linear(2 * widths[-1], heatmaps)

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        """Answer a batch of views.

        Args:
            x: (N, 1, H, W), sides divisible by 32.

        Returns:
            Logits: ``heatmap`` (N, L, H, W), ``segmentation`` (N, S, H, W), ``presence`` (N, L), those
            that it has; and ``pooled`` (N, P), the features that presence is judged by.
        """
        x = self.stem(x)
        skips = [x]
        for block in self.encoder:
            x = block(x)
            skips.append(x)
        bottleneck = skips.pop()
        features = pooled(bottleneck)
        for block in self.decoder:
            x = block(x, skips.pop())
        maps = pixel_shuffle(self.output(x))
        outputs = {"pooled": features}
        if self.heatmaps:
            outputs |= {"heatmap": maps[:, : self.heatmaps], "presence": self.presence(features)}
        if self.segments:
            outputs["segmentation"] = maps[:, self.heatmaps :]
        return outputs
