"""Label maps on grids: moved to another grid, handed to SimpleITK."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ..core.geometry import Grid

LabelMap = npt.NDArray[np.uint8]

# Two grids share a lattice when no voxel is off by more than this, in voxels.
_SAME_LATTICE = 0.01


def place(labels: LabelMap, source: Grid, target: Grid) -> LabelMap:
    """Put labels of one grid onto another.

    Where the grids share a lattice, labels are copied by index, exactly; else each voxel takes the
    label of the nearest voxel of ``source``. What ``source`` does not cover is background.

    Args:
        labels: (k, j, i) on ``source``.
        source: where the labels lie, LPS mm.
        target: where they are wanted.

    Returns:
        (k, j, i) uint8 on ``target``.
    """
    placed = np.zeros(target.shape, np.uint8)
    lay_over(placed, target, labels, source)
    return placed


def lay_over(below: LabelMap, target: Grid, labels: LabelMap, source: Grid) -> None:
    """Put labels of one grid over those of another, in place; see :func:`place`.

    Args:
        below: (k, j, i) on ``target``; stays where ``labels`` are background.
        target: where it lies, LPS mm.
        labels: (k, j, i) on ``source``.
        source: where they lie, LPS mm.
    """
    offset = _offset(source, target)
    if offset is None:
        above, part = _resampled(labels, source, target), below
    else:
        start = np.maximum(offset, 0)
        stop = np.maximum(np.minimum(offset + labels.shape, target.shape), start)
        part = below[tuple(slice(a, b) for a, b in zip(start, stop, strict=True))]
        above = labels[tuple(slice(a, b) for a, b in zip(start - offset, stop - offset, strict=True))]
    np.copyto(part, above, where=above > 0)


def _offset(source: Grid, target: Grid) -> npt.NDArray[np.int_] | None:
    """Voxels (k, j, i) from the target's first to the source's; None where they share no lattice."""
    found = target.to_index(source.corners())
    wanted = np.rint(source.to_index(source.corners()))
    offset = np.rint((found - wanted).mean(axis=0)).astype(int)
    same = np.abs(found - wanted - offset).max() <= _SAME_LATTICE
    return np.asarray(offset[::-1]) if same else None


def _resampled(labels: LabelMap, source: Grid, target: Grid) -> LabelMap:
    import SimpleITK as sitk

    resampled = sitk.Resample(
        to_sitk(labels, source),
        list(target.size),
        sitk.Transform(),
        sitk.sitkNearestNeighbor,
        target.origin.tolist(),
        target.spacing.tolist(),
        target.axes.ravel().tolist(),
    )
    return np.asarray(sitk.GetArrayFromImage(resampled), np.uint8)


def to_sitk(labels: LabelMap, grid: Grid) -> Any:
    """A SimpleITK image of labels (k, j, i) on their grid."""
    import SimpleITK as sitk

    image: Any = sitk.GetImageFromArray(labels)
    image.SetOrigin(grid.origin.tolist())
    image.SetSpacing(grid.spacing.tolist())
    image.SetDirection(grid.axes.ravel().tolist())
    return image
