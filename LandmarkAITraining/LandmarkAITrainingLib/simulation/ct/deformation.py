"""Pull maps: where a point of a varied heart comes from in the heart it was made of.

A pull map is an affine and, before it, a displacement: the exponential of a stationary velocity field
(Arsigny et al. 2006, doi:10.1007/11866565_113), so that it folds nowhere. Voxels of any grid are pulled
once; points are pushed the other way by inverting the same map, so they follow it exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray, Grid

if TYPE_CHECKING:
    from torch import Tensor

_STEPS = 6  # the velocity is integrated over 2^6 steps
_INVERSION_STEPS = 200
_TOLERANCE = 1e-3  # mm


@dataclass(frozen=True, eq=False)
class PullMap:
    """A smooth invertible map from a varied heart to its source.

    Args:
        affine: (4, 4) from mm of the varied heart to mm of the lattice.
        displacement: (3, k, j, i) mm in x, y, z on ``lattice``, added after the affine; it falls to 0 at
            the borders of the lattice and is 0 beyond.
        lattice: grid of the displacement.
    """

    affine: FloatArray
    displacement: Tensor
    lattice: Grid

    def pull_grid(self, grid: Grid) -> Tensor:
        """(k, j, i, 3) float32 source positions in mm of the voxels of a grid on the varied heart."""
        import torch
        from LandmarkAILib.inference.sampling import sample

        moved = grid.moved(self.affine)
        shift = sample(self.displacement, self.lattice, [moved])[0]
        matrix = torch.tensor(moved.affine, dtype=torch.float32)
        i, j, k = (torch.arange(n, dtype=torch.float32) for n in grid.size)
        parts = [
            (k[:, None, None] * row[2] + row[3]) + j[:, None] * row[1] + i * row[0] + shift[axis]
            for axis, row in enumerate(matrix[:3])
        ]
        return torch.stack(parts, dim=-1)

    def pull(self, points: npt.ArrayLike) -> FloatArray:
        """Points (n, 3) of the varied heart → where they come from, mm."""
        inner = _moved(self.affine, np.asarray(points, float))
        return inner + look_up(self.displacement, self.lattice, inner)

    def push(self, points: npt.ArrayLike) -> FloatArray:
        """Points (n, 3) of the source → where they are in the varied heart, to a thousandth of a mm.

        Raises:
            RuntimeError: the map folds, so a point has no single place.
        """
        points = np.asarray(points, float)
        inner = points - look_up(self.displacement, self.lattice, points)
        for _ in range(_INVERSION_STEPS):
            # Damped, since displacement gradients may exceed 1 where a wall is stretched.
            error = points - inner - look_up(self.displacement, self.lattice, inner)
            if np.abs(error).max(initial=0) < _TOLERANCE:
                return _moved(np.asarray(np.linalg.inv(self.affine)), inner)
            inner = inner + 0.6 * error
        raise RuntimeError("the displacement could not be inverted: it folds")

    def smallest_jacobian(self) -> float:
        """Least determinant of the displacement's Jacobian on the lattice; above 0 nothing folds."""
        gradients = np.stack(
            [
                np.stack(np.gradient(part, *self.lattice.spacing[::-1])[::-1], axis=-1)
                for part in self.displacement.numpy()
            ],
            axis=-2,
        )
        return float(np.linalg.det(gradients + np.eye(3)).min())


def exponential(velocity: Tensor, lattice: Grid) -> Tensor:
    """Integrate a stationary velocity over unit time by scaling and squaring.

    Args:
        velocity: (3, k, j, i) mm in x, y, z on ``lattice``, 0 at its borders.
        lattice: on LPS axes.

    Returns:
        (3, k, j, i) displacement in mm.
    """
    import torch
    from torch.nn import functional

    scale = torch.as_tensor(2 / (np.array(lattice.size) * lattice.spacing), dtype=torch.float32)
    steps = [
        (2 * torch.arange(n, dtype=torch.float32) + 1) / n - 1 for n in lattice.size
    ]  # −1 and 1 are the outer edges
    k, j, i = torch.meshgrid(steps[2], steps[1], steps[0], indexing="ij")
    identity = torch.stack([i, j, k], dim=-1)
    shift: Tensor = velocity / 2**_STEPS
    for _ in range(_STEPS):
        where = identity + shift.permute(1, 2, 3, 0) * scale
        shift = shift + functional.grid_sample(shift[None], where[None], align_corners=False)[0]
    return shift


def look_up(volume: Tensor, grid: Grid, points: FloatArray) -> FloatArray:
    """Interpolate a (C, k, j, i) volume at points (n, 3) in mm: (n, C), 0 outside, double precision."""
    import torch
    from torch.nn import functional

    where = (2 * grid.to_index(points) + 1) / np.array(grid.size) - 1
    sampled = functional.grid_sample(
        volume[None].double(),
        torch.as_tensor(where, dtype=torch.float64)[None, :, None, None],
        align_corners=False,
    )
    return np.asarray(sampled[0, :, :, 0, 0].T.numpy())


def _moved(matrix: FloatArray, points: FloatArray) -> FloatArray:
    return np.asarray(points @ matrix[:3, :3].T + matrix[:3, 3])
