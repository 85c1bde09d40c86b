"""An image is an array and its grid, and has values between its voxels."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from .geometry import FloatArray, Grid

UNITS, PIXELS = "units", "px"
"""In the metadata of an image whose pixels have no known size: its millimetres are pixels."""

_EDGE = 0.5  # voxels beyond the outermost centres that still belong to the image


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


def unit_of_length(facts: Mapping[str, object]) -> str:
    """What distances are in: ``mm``, or ``px`` where no image says how large its pixels are.

    Args:
        facts: metadata of an image, or where a detection comes from.
    """
    return str(facts.get(UNITS, "mm"))


def voxel_digest(image: Image) -> str:
    """SHA-256 of an image's size and values, by which one frame of a series is told from the others.

    It is of the voxels in the order of ``array``, whatever file or type they were stored as.
    """
    found = hashlib.sha256(repr(image.array.shape).encode())
    for plane in image.array:  # one at a time: a CT as a whole would need as much memory again
        found.update(np.ascontiguousarray(plane, dtype="<f4").data)
    return found.hexdigest()


def values_at(image: Image, points: npt.ArrayLike) -> FloatArray:
    """Values of an image at points, interpolated linearly once.

    Args:
        image: on any grid; of one slice it is taken to be constant across the slice.
        points: (N, 3) LPS mm.

    Returns:
        (N,); NaN outside the image. The value of a voxel at its centre, to the last bit.
    """
    index = image.grid.to_index(points)
    last = np.array(image.grid.size) - 1
    within = ((index >= -_EDGE) & (index <= last + _EDGE)).all(axis=1)
    # A centre that rounding moved off by a hair is that centre.
    nearest = np.rint(index)
    index = np.clip(np.where(np.abs(index - nearest) < 1e-6, nearest, index), 0, last)
    low = np.minimum(np.floor(index).astype(int), np.maximum(last - 1, 0))
    share = index - low
    total = np.zeros(len(index))
    for corner in product((0, 1), repeat=3):
        weight = np.prod(np.where(corner, share, 1 - share), axis=1)
        i, j, k = np.minimum(low + corner, last).T
        # A voxel without weight may hold NaN.
        total += np.where(weight > 0, image.array[k, j, i], 0.0) * weight
    return np.where(within, total, np.nan)
