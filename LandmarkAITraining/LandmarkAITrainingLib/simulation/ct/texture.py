"""Random smooth fields fixed in the patient, so that every grid shows the same subject.

From them come the vessels of the lungs, trabeculae, marbled muscle and uneven enhancement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from torch import Tensor

TEXTURES = 4
_NODES = 48
_SPACING = 5.0
# Standard deviation of a field divided by that of its slope, mm: how far apart its features are.
FEATURE = 9.0


def draw_texture(rng: np.random.Generator, count: int) -> Tensor:
    """(count, n, n, n) fields of mean 0 and standard deviation 1."""
    import torch
    from scipy import ndimage

    noise = rng.standard_normal((count, _NODES, _NODES, _NODES), dtype=np.float32)
    smooth = ndimage.gaussian_filter(noise, (0, 1.3, 1.3, 1.3), mode="wrap", truncate=3)
    return torch.from_numpy(smooth / smooth.std())


def sample_texture(texture: Tensor, points: Tensor, scale: float = 1.0) -> Tensor:
    """Fields at (k, j, i, 3) positions in mm; ``scale`` above 1 makes features larger.

    Returns:
        (count, k, j, i); beyond the fields' cube they are mirrored.
    """
    from torch.nn import functional

    where = points * (2 / (_NODES * _SPACING * scale))
    return functional.grid_sample(
        texture[None], where[None], padding_mode="reflection", align_corners=False
    )[0]
