"""Grids in patient space: a shape and an affine from index to LPS millimetres.

Every image, network input and network output has a :class:`Grid`. Cropping, rotating, resizing and
mirroring are compositions of affines; intensities are interpolated once, at the end (``sampling.py``).
Indices are continuous and ordered (i, j, k); index 0 is the centre of the first voxel. Arrays on a
grid are ordered (k, j, i), as SimpleITK gives them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Grid:
    """A regular grid in patient space.

    Args:
        size: voxels along i, j, k; a single slice has size 1 along k.
        affine: (4, 4) matrix from homogeneous index (i, j, k, 1) to LPS millimetres. Sheared
            matrices (gantry tilt) are allowed, singular ones are not.

    Raises:
        ValueError: the size is not three positive integers, or the affine is not an invertible,
            finite 4×4 matrix with last row (0, 0, 0, 1).
    """

    size: tuple[int, int, int]
    affine: FloatArray

    def __post_init__(self) -> None:
        size = tuple(int(n) for n in self.size)
        affine = np.array(self.affine, dtype=np.float64)
        if len(size) != 3 or min(size) < 1:
            raise ValueError(f"a grid needs three positive sizes, got {self.size}")
        if affine.shape != (4, 4) or not np.isfinite(affine).all():
            raise ValueError(f"a grid needs a finite 4x4 affine, got {affine.tolist()}")
        if not np.array_equal(affine[3], [0, 0, 0, 1]):
            raise ValueError(f"the last row of an affine is 0 0 0 1, got {affine[3].tolist()}")
        columns = np.linalg.norm(affine[:3, :3], axis=0)
        if columns.min() <= 0 or abs(np.linalg.det(affine[:3, :3] / columns)) < 1e-6:
            raise ValueError("the affine is singular: two axes of the image point the same way")
        affine.setflags(write=False)
        object.__setattr__(self, "size", size)
        object.__setattr__(self, "affine", affine)

    @classmethod
    def from_axes(
        cls, size: Sequence[int], axes: npt.ArrayLike, spacing: npt.ArrayLike, center: npt.ArrayLike
    ) -> Grid:
        """Make a grid from unit axes and the LPS position of its centre.

        Args:
            size: voxels along i, j, k.
            axes: (3, 3), columns are the directions of i, j, k in LPS.
            spacing: (3,) mm.
            center: (3,) LPS mm of the continuous index (size − 1) / 2.
        """
        affine = np.eye(4)
        affine[:3, :3] = np.asarray(axes, float) * np.asarray(spacing, float)
        middle = (np.asarray(size, float) - 1) / 2
        affine[:3, 3] = np.asarray(center, float) - affine[:3, :3] @ middle
        ni, nj, nk = (int(n) for n in size)
        return cls((ni, nj, nk), affine)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Shape of an array on this grid, (k, j, i)."""
        return self.size[2], self.size[1], self.size[0]

    @cached_property
    def inverse(self) -> FloatArray:
        """(4, 4) matrix from LPS mm to continuous index."""
        return np.asarray(np.linalg.inv(self.affine))

    @cached_property
    def spacing(self) -> FloatArray:
        """(3,) distance in mm between neighbours along i, j, k."""
        return np.asarray(np.linalg.norm(self.affine[:3, :3], axis=0))

    @property
    def origin(self) -> FloatArray:
        """(3,) LPS mm of the centre of the first voxel."""
        return self.affine[:3, 3]

    @cached_property
    def axes(self) -> FloatArray:
        """(3, 3) unit directions of i, j, k in LPS, as columns."""
        return np.asarray(self.affine[:3, :3] / self.spacing)

    @cached_property
    def center(self) -> FloatArray:
        """(3,) LPS mm of the middle of the grid."""
        return self.to_lps((np.array(self.size) - 1) / 2)

    def to_lps(self, index: npt.ArrayLike) -> FloatArray:
        """Continuous indices (..., 3) as (i, j, k) → LPS mm (..., 3)."""
        return np.asarray(index, float) @ self.affine[:3, :3].T + self.affine[:3, 3]

    def to_index(self, points: npt.ArrayLike) -> FloatArray:
        """LPS mm (..., 3) → continuous indices (..., 3) as (i, j, k)."""
        return np.asarray(points, float) @ self.inverse[:3, :3].T + self.inverse[:3, 3]

    def contains(self, points: npt.ArrayLike, margin: float = 0.5) -> npt.NDArray[np.bool_]:
        """Whether LPS points (..., 3) lie within the grid, ``margin`` voxels beyond centres included."""
        index = self.to_index(points)
        inside = (index >= -margin) & (index <= np.array(self.size) - 1 + margin)
        return np.asarray(inside.all(axis=-1))

    def slice(self, k: int) -> Grid:
        """The grid of slice ``k`` alone."""
        return self.part((0, 0, k), (self.size[0], self.size[1], 1))

    def part(self, start: Sequence[int], size: Sequence[int]) -> Grid:
        """The grid of ``size`` voxels from the voxel ``start`` on; it may reach beyond this grid."""
        return Grid((size[0], size[1], size[2]), self.affine @ _translation(start))

    def box_around(
        self, points: npt.ArrayLike, margin: npt.ArrayLike
    ) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        """First voxel and size of the part of the grid that holds LPS points (N, 3); see :meth:`part`.

        Args:
            points: at least one; where none lies in the grid, the part is what is nearest.
            margin: voxels that are added on each side, along all axes or (3,) along i, j, k.
        """
        index, last = self.to_index(points), np.array(self.size) - 1
        low = np.clip(np.floor(index.min(axis=0) - margin), 0, last).astype(int).tolist()
        high = np.clip(np.ceil(index.max(axis=0) + margin), 0, last).astype(int).tolist()
        i, j, k = (b - a + 1 for a, b in zip(low, high, strict=True))
        return (low[0], low[1], low[2]), (i, j, k)

    def permuted(self, order: Sequence[int]) -> Grid:
        """The same voxels with axes listed in another order: new axis n is old axis ``order[n]``."""
        columns = [*order, 3]
        size = [self.size[n] for n in order]
        return Grid((size[0], size[1], size[2]), self.affine[:, columns])

    def moved(self, transform: npt.ArrayLike) -> Grid:
        """The grid carried by a (4, 4) LPS → LPS transform, applied after the affine."""
        return Grid(self.size, np.asarray(transform, float) @ self.affine)

    def turned(self, degrees: float) -> Grid:
        """The grid turned in its plane about its middle, from i towards j."""
        middle = (np.array(self.size) - 1) / 2
        cos, sin = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
        ratio = self.spacing[1] / self.spacing[0]
        turn = np.array([[cos, -sin * ratio, 0], [sin / ratio, cos, 0], [0, 0, 1]])
        matrix = np.eye(4)
        matrix[:3, :3] = turn
        matrix[:3, 3] = middle - turn @ middle
        return Grid(self.size, self.affine @ matrix)

    def resized(self, size: Sequence[int]) -> Grid:
        """A grid of another size over the same physical extent, edge to edge.

        A network whose output is smaller than its input by a stride has its output on this grid.
        """
        ni, nj, nk = (int(n) for n in size)
        factor = np.array(self.size) / np.array([ni, nj, nk])
        scale = np.diag([*factor, 1.0])
        scale[:3, 3] = (factor - 1) / 2
        return Grid((ni, nj, nk), self.affine @ scale)

    def is_close(self, other: Grid, tolerance: float = 1e-3) -> bool:
        """Whether two grids place every voxel within ``tolerance`` mm of each other."""
        if self.size != other.size:
            return False
        corners = self.corners()
        return bool(np.abs(corners - other.corners()).max() <= tolerance)

    def corners(self) -> FloatArray:
        """(8, 3) LPS mm of the centres of the corner voxels."""
        return self.to_lps([*itertools.product(*((0, n - 1) for n in self.size))])


def _translation(offset: npt.ArrayLike) -> FloatArray:
    matrix = np.eye(4)
    matrix[:3, 3] = offset
    return matrix
