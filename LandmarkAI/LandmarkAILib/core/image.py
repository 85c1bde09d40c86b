"""An image is an array and its grid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy.typing as npt

from .geometry import Grid


@dataclass(frozen=True, eq=False)
class Image:
    """A scalar 3D image in patient space; a single slice has one voxel along k.

    Args:
        array: (k, j, i) intensities in the file's own values.
        grid: where the voxels lie, LPS mm.
        name: what the user calls it: the file's stem, the series' description.
        metadata: facts of the file worth keeping, such as ``modality`` or ``series_description``.
    """

    array: npt.NDArray[Any]
    grid: Grid
    name: str = "image"
    metadata: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.array.shape != self.grid.shape:
            raise ValueError(f"array of shape {self.array.shape} on a grid of {self.grid.shape}")
