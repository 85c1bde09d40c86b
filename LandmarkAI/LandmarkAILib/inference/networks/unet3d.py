"""The network of ``ct-lv``."""

from __future__ import annotations

import itertools

from torch import Tensor, nn

from .blocks import ResidualBlock, UpBlock, pooled, voxel_shuffle


class UNet3D(nn.Module):
    """A small 3D U-Net (Çiçek et al. 2016, doi:10.1007/978-3-319-46723-8_49), residual, fast on CPUs.

    No layer but the first and the last works at the resolution of the input: the stem halves it, the
    decoder ends at stride 2, and a sub-voxel convolution (Shi et al. 2016) brings the outputs back. A
    view of 96³ voxels takes about 8 billion multiplications at width 16.

    Args:
        heatmaps: landmarks, one heatmap channel each; 0 for none.
        segments: segment classes, background included; 0 for none.
        width: channels at stride 2, doubled with every level down to stride 16; 16 makes about
            2.3 M parameters.
    """

    def __init__(self, heatmaps: int, segments: int, width: int = 16) -> None:
        super().__init__()
        self.heatmaps, self.segments = heatmaps, segments
        widths = [width, 2 * width, 4 * width, 8 * width]
        self.stem = nn.Sequential(
            nn.Conv3d(1, width, 5, 2, 2, bias=False), nn.BatchNorm3d(width), nn.ReLU()
        )
        # One block where voxels are many, two where they are few and the view is wide.
        self.encoder = nn.ModuleList([ResidualBlock(width, width, 1, 3)])
        for inputs, outputs in itertools.pairwise(widths):
            self.encoder.append(
                nn.Sequential(
                    ResidualBlock(inputs, outputs, 2, 3), ResidualBlock(outputs, outputs, 1, 3)
                )
            )
        self.decoder = nn.ModuleList(UpBlock(2 * skip, skip, skip, 3) for skip in reversed(widths[:-1]))
        self.output = nn.Conv3d(width, 8 * (heatmaps + segments), 3, 1, 1)
        if heatmaps:
            self.presence = nn.Linear(2 * widths[-1], heatmaps)

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        """Answer a batch of views.

        Args:
            x: (N, 1, D, H, W), sides divisible by 16.

        Returns:
            Logits: ``heatmap`` (N, L, D, H, W), ``segmentation`` (N, S, D, H, W), ``presence`` (N, L);
            those that it has.
        """
        x = self.stem(x)
        skips = []
        for block in self.encoder:
            x = block(x)
            skips.append(x)
        bottleneck = skips.pop()
        outputs = {"presence": self.presence(pooled(bottleneck))} if self.heatmaps else {}
        for block in self.decoder:
            x = block(x, skips.pop())
        maps = voxel_shuffle(self.output(x))
        if self.heatmaps:
            outputs["heatmap"] = maps[:, : self.heatmaps]
        if self.segments:
            outputs["segmentation"] = maps[:, self.heatmaps :]
        return outputs
