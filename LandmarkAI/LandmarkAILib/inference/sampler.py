"""An image as networks are fed from it.

A cardiac CT has 65 million voxels, of which a view shows a part, or all but coarsely. It is therefore
kept in its own type of number, and only what a view needs is turned into floats.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.geometry import FloatArray, Grid
from ..core.image import Image
from ..core.short_axis import array_axes, slices_last
from .device import Device
from .intensity import Normalise

if TYPE_CHECKING:
    from torch import Tensor

# Voxels. Smaller images are prepared whole, so that all views of one spacing share it.
_LARGE = 1 << 23


class Volume:
    """An image, ready to be looked at.

    Args:
        image: any orientation and type of number.
        device: where the views are computed.
        normalise: brings views and where they lie inside the image to the range of the network.
    """

    def __init__(self, image: Image, device: Device, normalise: Normalise) -> None:
        order = slices_last(image.grid)
        self.array = np.transpose(image.array, array_axes(order))
        self.grid = image.grid.permuted(order)
        self.device, self.normalise = device, normalise
        self._large = self.array.size > _LARGE
        self._prepared: tuple[Any, Tensor, Grid] | None = None

    def fields_with_contrast(self, count: int) -> list[int]:
        """Which of ``count`` fields, equal shares of the slices, are not of one value.

        The others show nothing, whatever a network says.
        """
        parts = np.array_split(self.array, count)
        return [n for n, part in enumerate(parts) if part.min() != part.max()]

    def views(self, targets: Sequence[Grid]) -> Tensor:
        """The image on grids of one size and spacing, without what they would alias, normalised.

        Args:
            targets: N grids.

        Returns:
            (N, 1, k, j, i) on the device; (N, 1, j, i) for grids of one slice.
        """
        from .sampling import inside, sample

        values, grid = self._source(targets)
        # The outermost voxels of a large image are averaged or cut off, and not to be mixed with zeros.
        seen = sample(values, grid, targets, beyond="border" if self._large else "zeros")
        within = inside(self.grid, targets, values.device)
        if targets[0].size[2] == 1:
            seen, within = seen[:, :, 0], within[:, :, 0]
        return self.normalise(seen, within)

    def _source(self, targets: Sequence[Grid]) -> tuple[Tensor, Grid]:
        """What the targets are sampled from; the last one is kept, for further views like them."""
        from .sampling import reduced

        spacing = _spacing_along(self.grid, targets[0])
        start, size, blocks = (0, 0, 0), self.grid.size, [1, 1, 1]
        if self._large:
            ratio = spacing / self.grid.spacing
            seen = np.concatenate([target.corners() for target in targets])
            # Three widths of the Gaussian, and a voxel for interpolation.
            start, size = self.grid.box_around(seen, 1.5 * ratio + 2)
            blocks = [int(r // 2) if r >= 4 else 1 for r in ratio]
        key = (start, size, np.round(spacing, 6).tolist())
        if self._prepared is None or self._prepared[0] != key:
            self._prepared = None  # its memory is needed
            part = tuple(slice(a, a + n) for a, n in zip(start[::-1], size[::-1], strict=True))
            values, grid = reduced(self.array[part], self.grid.part(start, size), spacing, blocks)
            self._prepared = key, values.to(self.device.kind), grid
        return self._prepared[1:]


def _spacing_along(source: Grid, target: Grid) -> FloatArray:
    """(3,) mm between the target's voxels along the axes i, j, k of the source."""
    return np.asarray(np.linalg.norm(target.spacing[:, None] * (target.axes.T @ source.axes), axis=0))
