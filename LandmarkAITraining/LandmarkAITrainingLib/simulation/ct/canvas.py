"""A volume being painted, one structure over the other, each with the partial volume of its edge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from LandmarkAILib.core.geometry import Grid

from .deformation import PullMap
from .whole_heart import REACH, STRUCTURES, WholeHeart

if TYPE_CHECKING:
    from torch import Tensor

Window = tuple[slice, slice, slice]


class Canvas:
    """HU on a grid; starts as air.

    Args:
        grid: to paint on.
        blur: full width at half maximum of the point spread, mm.
    """

    def __init__(self, grid: Grid, blur: float) -> None:
        import torch

        self.grid = grid
        self.hu = torch.full(grid.shape, -1000.0)
        voxel = float(np.prod(grid.spacing)) ** (1 / 3)
        self.width = float(np.hypot(voxel, blur))

    def paint(
        self, distance: Tensor, value: Tensor | float, window: Window | None = None, width: float = 0
    ) -> None:
        """Fill where ``distance`` (mm) is negative; over the width of an edge tissues mix."""
        part = self.hu if window is None else self.hu[window]
        cover = (0.5 - distance / float(np.hypot(self.width, width))).clamp(0, 1)
        part.add_((value - part) * cover)


@dataclass(frozen=True, eq=False)
class HeartBox:
    """The part of a grid in which the heart lies.

    Args:
        window: of the arrays on the grid, (k, j, i).
        grid: of that part, in the space of the varied heart.
        source: (k, j, i, 3) where its voxels come from in the source heart, mm.
        distances: (7, k, j, i) mm to the structures of the source there; its own millimetres are
            stretched, by little but where a wall is.
    """

    window: Window
    grid: Grid
    source: Tensor
    distances: Tensor

    def distance(self, structure: str) -> Tensor:
        """(k, j, i) mm to a structure, negative inside."""
        return self.distances[STRUCTURES.index(structure)]


def boxed(grid: Grid, pull: PullMap, heart: WholeHeart) -> HeartBox | None:
    """The heart's part of a grid; None where the grid does not reach the heart."""
    box = pull.lattice.moved(np.linalg.inv(pull.affine)).corners()
    index = grid.to_index(box)
    first = np.maximum(np.floor(index.min(axis=0)), 0).astype(int)
    last = np.minimum(np.ceil(index.max(axis=0)) + 1, grid.size).astype(int)
    if (last <= first).any():
        return None
    affine = grid.affine.copy()
    affine[:3, 3] = grid.to_lps(first)
    size = (last - first).tolist()
    part = Grid((size[0], size[1], size[2]), affine)
    source = pull.pull_grid(part)
    window = tuple(slice(int(a), int(b)) for a, b in zip(first[::-1], last[::-1], strict=True))
    return HeartBox(window, part, source, distances_at(heart, source))  # type: ignore[arg-type]


def distances_at(heart: WholeHeart, source: Tensor) -> Tensor:
    """(7, k, j, i) of the source at positions; ``REACH`` outside of its grid."""
    import torch
    from torch.nn import functional

    size = np.array(heart.grid.size)
    scale = torch.tensor(2 / (size * heart.grid.spacing), dtype=torch.float32)
    shift = torch.tensor(
        (1 - 2 * heart.grid.origin / heart.grid.spacing) / size - 1, dtype=torch.float32
    )
    where = source * scale + shift
    # Zero outside: shifted so that zero means far away.
    return (
        functional.grid_sample((heart.distances - REACH)[None], where[None], align_corners=False)[0]
        + REACH
    )


def coordinates(grid: Grid) -> tuple[Tensor, Tensor, Tensor]:
    """x, y, z in mm of every voxel, each (k, j, i)."""
    import torch

    matrix = torch.tensor(grid.affine, dtype=torch.float32)
    i, j, k = (torch.arange(n, dtype=torch.float32) for n in grid.size)
    x, y, z = (
        (k[:, None, None] * row[2] + row[3]) + j[:, None] * row[1] + i * row[0] for row in matrix[:3]
    )
    return x, y, z


def interpolated(
    grid: Grid,
    fields: Callable[[Tensor, Tensor, Tensor], dict[str, Tensor]],
    spacing: float,
) -> dict[str, Tensor]:
    """Fields on a grid, computed no finer than ``spacing`` mm and interpolated."""
    import torch
    from torch.nn import functional

    extent = np.array(grid.size) * grid.spacing
    # One node more than fits, so that nodes lie at the borders too.
    size = np.minimum(grid.size, np.ceil(extent / spacing).astype(int) + 1)
    coarse = _spanning(grid, size.tolist())
    computed = fields(*coordinates(coarse))
    stacked = torch.stack(list(computed.values()))
    fine = functional.interpolate(stacked[None], grid.shape, mode="trilinear", align_corners=True)[0]
    return dict(zip(computed, fine, strict=True))


def _spanning(grid: Grid, size: list[int]) -> Grid:
    """A coarser grid whose first and last voxels lie where those of ``grid`` do."""
    ratio = [(n - 1) / (m - 1) if m > 1 else 1.0 for n, m in zip(grid.size, size, strict=True)]
    return Grid((size[0], size[1], size[2]), grid.affine @ np.diag([*ratio, 1.0]))
