"""The same study stored in other ways: axes permuted, reversed, and a header that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.short_axis import array_axes


@dataclass(frozen=True)
class Storage:
    """Axes listed in another order, and some of them, counted in that order, reversed."""

    order: Sequence[int]
    flipped: Sequence[int]

    def grid(self, grid: Grid) -> Grid:
        listed = grid.permuted(self.order)
        affine = np.array(listed.affine)
        for axis in self.flipped:
            affine[:3, 3] += affine[:3, axis] * (listed.size[axis] - 1)
            affine[:3, axis] *= -1
        return Grid(listed.size, affine)

    def array(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """(k, j, i) of the same voxels in the same places."""
        listed = values.transpose(array_axes(self.order))
        return np.ascontiguousarray(np.flip(listed, [2 - axis for axis in self.flipped]))


def stored(image: Image, order: tuple[int, ...], flips: tuple[bool, ...]) -> Image:
    """The same voxels at the same places, with some axes reversed and then listed in another order."""
    storage = Storage(order, [n for n, axis in enumerate(order) if flips[axis]])
    return Image(storage.array(image.array), storage.grid(image.grid), image.name)


def by_place(points: list[np.ndarray]) -> np.ndarray:
    """Points in an order that storage does not change."""
    stacked = np.array(points)
    return stacked[np.lexsort(np.round(stacked, 1).T)]
