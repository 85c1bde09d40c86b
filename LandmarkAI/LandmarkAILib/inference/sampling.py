"""Look at an image on other grids: one linear interpolation, smoothed first for coarser targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ..core.geometry import FloatArray, Grid
from ..core.image import Image
from ..core.short_axis import array_axes, slices_last
from .arrays import to_tensor
from .device import Device
from .intensity import Normalise

if TYPE_CHECKING:
    from torch import Tensor

# Voxels. Smaller images are prepared whole, so that all views of one spacing share it.
_LARGE = 1 << 23

_WITHIN = 0.499  # voxels beyond the centres of the outermost: short of their edges, by what is rounded

_PART = 1 << 17  # voxels that are smoothed at once

_IN_PLANE = 1e-4  # voxels off a slice that are none: rounding of a grid that was turned in its plane


def sample(
    volume: Tensor,
    source: Grid,
    targets: Sequence[Grid],
    mode: str = "bilinear",
    beyond: str = "zeros",
) -> Tensor:
    """Interpolate a volume on target grids of one common size.

    Args:
        volume: (C, k, j, i) float tensor on ``source``.
        source: grid of the volume, LPS mm.
        targets: grids to look at; all of the same size.
        mode: ``bilinear`` (trilinear in a volume) or ``nearest``.
        beyond: ``zeros`` or, for the nearest voxel's value, ``border``.

    Returns:
        (N, C, k, j, i) tensor, one entry per target.
    """
    where = _normalised(source, targets, volume.device)
    return _sample_at(volume, where, _planes(source, targets), mode, beyond)


def _sample_at(
    volume: Tensor, where: Tensor, planes: list[int] | None, mode: str, beyond: str
) -> Tensor:
    """(N, C, k, j, i) values of a volume (C, k, j, i).

    Args:
        volume: what is looked at.
        where: positions of :func:`_normalised`.
        planes: of :func:`_planes`: in a slice two dimensions do, which torch computes much faster.
        mode, beyond: see :func:`sample`.
    """
    import torch
    from torch.nn import functional

    count, *shape, _ = where.shape
    if planes is not None:
        return functional.grid_sample(
            torch.stack([volume[:, n] for n in planes]),
            where[:, 0, :, :, :2],
            mode=mode,
            padding_mode=beyond,
            align_corners=False,
        )[:, :, None]
    # All targets go through one call, stacked along the depth of the sampling lattice.
    sampled = functional.grid_sample(
        volume[None],
        where.reshape(1, count * shape[0], *shape[1:], 3),
        mode=mode,
        padding_mode=beyond,
        align_corners=False,
    )[0]
    return sampled.reshape(-1, count, *shape).transpose(0, 1)


def inside(source: Grid, targets: Sequence[Grid], device: object = "cpu") -> Tensor:
    """Which voxels of target grids lie within a source grid, edges of its voxels included.

    Returns:
        (N, 1, k, j, i) bool.
    """
    return _is_inside(_normalised(source, targets, device))


def _is_inside(where: Tensor) -> Tensor:
    return (where.abs().amax(dim=-1) <= 1)[:, None]


def _planes(source: Grid, targets: Sequence[Grid]) -> list[int] | None:
    """The slice of the source in which each target of one slice lies; None where one lies in none."""
    if targets[0].size[2] != 1:
        return None
    along_i, along_j, _, index = np.stack([(source.inverse @ t.affine)[2] for t in targets]).T
    nearest = np.rint(index)
    tilt = np.abs(along_i) * targets[0].size[0] + np.abs(along_j) * targets[0].size[1]
    off = np.abs(index - nearest) + tilt
    if off.max() > _IN_PLANE or nearest.min() < 0 or nearest.max() > source.size[2] - 1:
        return None
    return [int(n) for n in nearest]


def sample_views(
    values: Tensor, source: Grid, image: Grid, targets: Sequence[Grid], beyond: str = "zeros"
) -> tuple[Tensor, Tensor]:
    """What views show of an image, and where they lie inside it, for networks and for their training.

    Args:
        values: (1, k, j, i) intensities on ``source``, smoothed for the views' spacing.
        source: grid of the values: the image's, that of a part of it, or a coarser one.
        image: grid of the whole image.
        targets: N grids of one size.
        beyond: see :func:`sample`.

    Returns:
        Intensities and bool, each (N, 1, k, j, i), or (N, 1, j, i) for grids of one slice.
    """
    import torch

    where = _normalised(source, targets, values.device)
    seen = _sample_at(values, where, _planes(source, targets), "bilinear", beyond)
    if source.size != image.size or not np.array_equal(source.affine, image.affine):
        where = _normalised(image, targets, values.device)
    # Where all corners lie inside a box, all between them does.
    within = (
        torch.ones_like(seen[:, :1], dtype=torch.bool)
        if all(image.contains(target.corners(), _WITHIN).all() for target in targets)
        else _is_inside(where)
    )
    if targets[0].size[2] == 1:
        return seen[:, :, 0], within[:, :, 0]
    return seen, within


def _normalised(source: Grid, targets: Sequence[Grid], device: object) -> Tensor:
    """(N, k, j, i, 3) positions in the source; −1 and 1 are the outer edges of its end voxels."""
    import torch

    shape = targets[0].shape
    matrices = np.stack([source.inverse @ target.affine for target in targets])[:, :3]
    # (2 i + 1) / n − 1, composed into the affine while it is still in double precision.
    scale = 2 / np.array(source.size, float)
    matrices *= scale[:, None]
    matrices[..., 3] += scale / 2 - 1
    columns: Tensor = to_tensor(matrices, np.float32).to(device)  # type: ignore[call-overload]
    i, j, k = (torch.arange(n, dtype=torch.float32, device=columns.device) for n in shape[::-1])
    along_i = i[:, None] * columns[:, None, None, None, :, 0]
    along_j = j[:, None, None] * columns[:, None, None, None, :, 1]
    along_k = k[:, None, None, None] * columns[:, None, None, None, :, 2]
    # The largest last: the others are sums over a side or two.
    return along_i + (along_j + (along_k + columns[:, None, None, None, :, 3]))


def reduced(
    array: npt.NDArray[Any], source: Grid, spacing: FloatArray, blocks: Sequence[int]
) -> tuple[Tensor, Grid]:
    """An image in floats, without what views of a coarser spacing would alias.

    Args:
        array: (k, j, i) of any type on ``source``.
        source: grid of the array.
        spacing: (3,) mm that the views have along i, j, k of the source.
        blocks: voxels along i, j, k that are averaged first, which saves memory and time; the Gaussian
            that follows is as much narrower as they are wide.

    Returns:
        (1, k, j, i) float32 on the CPU, and its grid.
    """
    widths = np.array(blocks)
    start = np.array(source.size) % widths // 2
    size = np.array(source.size) // widths
    means, grid = array, source
    if widths.max() > 1:
        used = tuple(slice(a, a + n) for a, n in zip(start[::-1], (size * widths)[::-1], strict=True))
        means = block_means(array[used], blocks[::-1])
        grid = source.part(start.tolist(), (size * widths).tolist()).resized(size.tolist())
    floats = np.require(means, np.float32, ["C", "W"])
    # Variances add up: that of a mean over n voxels is (n² − 1) / 12.
    ratio = np.maximum(spacing / source.spacing, widths)
    narrower = np.sqrt(1 + (ratio**2 - 1 - (widths**2 - 1) / 3) / widths**2)
    own = not np.may_share_memory(floats, array)
    return smooth_for(to_tensor(floats)[None], grid, narrower * grid.spacing, own), grid


def block_means(array: npt.NDArray[Any], blocks: Sequence[int]) -> npt.NDArray[np.float32]:
    """Means over blocks of voxels, as float32; each side is a multiple of the block's."""
    # In the order of the memory, whichever axis that is.
    order = np.argsort([-abs(stride) for stride in array.strides], kind="stable")
    stored, (depth, height, width) = array.transpose(order), (blocks[n] for n in order)
    size = [n // block for n, block in zip(stored.shape, (depth, height, width), strict=True)]
    means = np.empty(size, np.float32)
    for n in range(size[0]):
        slab = stored[n * depth : (n + 1) * depth].sum(axis=0, dtype=np.float32)
        slab = slab.reshape(size[1], height, size[2] * width).sum(axis=1)
        means[n] = slab.reshape(size[1], size[2], width).sum(axis=2)
    means /= depth * height * width
    return means.transpose(np.argsort(order))


def smooth_for(volume: Tensor, source: Grid, spacing: Sequence[float], own: bool = False) -> Tensor:
    """Gaussian-smooth a volume so that sampling it at a coarser spacing does not alias.

    Args:
        volume: (C, k, j, i) float tensor on ``source``.
        source: grid of the volume.
        spacing: mm that the target will have along i, j, k of the source; axes that do not get
            coarser are left alone.
        own: the volume is needed no longer, and may be written over.

    Returns:
        Tensor of the same shape; σ = ½ √(ratio² − 1) voxels along each axis that gets coarser.
    """
    ratios = np.asarray(spacing, float) / source.spacing
    for axis, ratio in zip((3, 2, 1), ratios, strict=True):
        if ratio > 1.05:
            blurred = _blur(volume, axis, 0.5 * float(np.sqrt(ratio**2 - 1)), own)
            own, volume = own or blurred is not volume, blurred
    return volume


def _blur(volume: Tensor, axis: int, sigma: float, in_place: bool) -> Tensor:
    """Convolve along one axis with a Gaussian of ``sigma`` voxels; edges repeat."""
    import torch

    radius = min(max(1, round(3 * sigma)), volume.shape[axis] - 1)
    if radius < 1:
        return volume
    offset = torch.arange(-radius, radius + 1, dtype=torch.float64)
    kernel = torch.exp(-0.5 * (offset / sigma) ** 2)
    kernel /= kernel.sum()
    size = volume.shape[axis]
    repeats = [radius if n == axis else 1 for n in range(volume.dim())]
    out = volume if in_place else torch.empty_like(volume)
    # Part by part, across the axis: what is padded needs little memory, and the cache holds it.
    across = 2 if axis == 1 else 1
    thick = max(1, _PART * volume.shape[across] // volume.numel())
    for start in range(0, volume.shape[across], thick):
        count = min(thick, volume.shape[across] - start)
        part, blurred = (whole.narrow(across, start, count) for whole in (volume, out))
        first, last = (part.narrow(axis, n, 1).repeat(repeats) for n in (0, size - 1))
        padded = torch.cat([first, part, last], dim=axis)
        blurred.zero_()
        # Shifted sums: several times faster here than a convolution of one channel.
        for n, weight in enumerate(kernel.tolist()):
            blurred.add_(padded.narrow(axis, n, size), alpha=weight)
    return out


class Volume:
    """An image as networks are fed from it.

    A cardiac CT has 65 million voxels, of which a view shows a part, or all but coarsely. It is
    therefore kept in its own type of number, and only what a view needs is turned into floats.

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
        values, grid = self._source(targets)
        # The outermost voxels of a large image are averaged or cut off, and not to be mixed with zeros.
        beyond = "border" if self._large else "zeros"
        return self.normalise(*sample_views(values, grid, self.grid, targets, beyond))

    def _source(self, targets: Sequence[Grid]) -> tuple[Tensor, Grid]:
        """What the targets are sampled from; the last one is kept, for further views like them."""
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
