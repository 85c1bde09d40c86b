"""The same study stored in other ways: axes permuted, reversed, and a header that says so."""

from __future__ import annotations

import numpy as np
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.short_axis import array_axes


def stored(image: Image, order: tuple[int, ...], flips: tuple[bool, ...]) -> Image:
    """The same voxels at the same places, with some axes reversed and then listed in another order."""
    matrix, array = np.eye(4), image.array
    for axis, flip in enumerate(flips):
        if flip:
            matrix[axis, axis], matrix[axis, 3] = -1, image.grid.size[axis] - 1
            array = np.flip(array, 2 - axis)
    grid = Grid(image.grid.size, image.grid.affine @ matrix).permuted(order)
    return Image(array.transpose(array_axes(order)), grid, image.name)


def by_place(points: list[np.ndarray]) -> np.ndarray:
    """Points in an order that storage does not change."""
    stacked = np.array(points)
    return stacked[np.lexsort(np.round(stacked, 1).T)]
