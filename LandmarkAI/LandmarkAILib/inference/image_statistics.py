"""Plain statistics of the slices of an image: brightness, contrast, sharpness, noise, shading, pixels.

They say what scanner and sequence a stack may come from, and little of the heart in it. A network that
was trained through random looks hardly shows these in its features, and errs by them all the same.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ..core.geometry import FloatArray
from ..core.image import Image
from ..core.short_axis import array_axes, slices_last

_SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)
_WIDTHS = (3.5, 7.0, 14.0, 28.0, 55.0)  # mm, of the boxes over which slices are smoothed
_MOST = 4  # slices of a stack, evenly over it: 20 ms
_LEAST = 1e-3  # of what a logarithm is taken

STATISTICS = len(_SHARES) + len(_WIDTHS) + 5


def image_statistics(image: Image) -> FloatArray:
    """(STATISTICS,) mean over the slices, each scaled by its own percentiles.

    In this order: five quantiles of brightness; logarithms of the standard deviation of what each of
    five smoothings takes away, fine to coarse, and of the noise; standard deviation and skewness;
    correlation with the distance from the middle; logarithm of the pixel size in mm.

    Args:
        image: a stack, in any unit.
    """
    order = slices_last(image.grid)
    slices = np.transpose(image.array, array_axes(order))
    chosen = np.unique(np.linspace(0, len(slices) - 1, min(_MOST, len(slices))).round().astype(int))
    pixel = float(np.sort(np.delete(image.grid.spacing, order[2]))[0])
    rows = [_of_slice(slices[k].astype(np.float32), pixel) for k in chosen]
    return np.append(np.mean(rows, axis=0), np.log(pixel))


def _of_slice(values: npt.NDArray[np.float32], pixel: float) -> FloatArray:
    """All but the pixel size (mm), which is given."""
    known = np.isfinite(values)
    if not known.all():
        values = np.where(known, values, values[known].min() if known.any() else 0)
    low, high = (float(bound) for bound in np.quantile(values, [0.01, 0.99]))
    scaled = np.clip(2 * (values - low) / max(high - low, 1e-6) - 1, -1.5, 1.5)
    # A slice, or a cine frame, without any contrast is flat, not an error.
    levels = [scaled]
    for width in _WIDTHS:
        levels.append(_smoothed(scaled, max(1, round(width / pixel))))
    bands = [float(np.log(np.std(fine - coarse) + _LEAST)) for fine, coarse in pairwise(levels)]
    noise = float(np.log(np.median(np.abs(_laplacian(scaled))) + _LEAST))
    spread = float(scaled.std())
    off = scaled - scaled.mean()
    skewness = float((off * off * off).mean() / (spread**3 + _LEAST))
    return np.array(
        [*np.quantile(scaled, _SHARES), *bands, noise, spread, skewness, _towards_the_edge(scaled)]
    )


def _smoothed(values: npt.NDArray[np.float32], width: int) -> npt.NDArray[np.float32]:
    """Mean over a box of ``width`` pixels; beyond the edge its values go on."""
    for axis in range(2):
        around = [(0, 0), (0, 0)]
        around[axis] = (width // 2 + 1, width - 1 - width // 2)
        sums = np.pad(values, around, mode="edge").cumsum(axis=axis, dtype=np.float64)
        ends = np.split(sums, [sums.shape[axis] - width], axis=axis)[0]
        rest = np.split(sums, [width], axis=axis)[1]
        values = ((rest - ends) / width).astype(np.float32)
    return values


def _laplacian(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Sum of the four neighbours less four times the pixel; beyond the edge its values go on."""
    padded = np.pad(values, 1, mode="edge")
    sides = padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:]
    return np.asarray(sides - 4 * values)


def _towards_the_edge(values: npt.NDArray[np.float32]) -> float:
    """Correlation of brightness with the squared distance from the middle; 0 of a flat slice."""
    rows, columns = (np.linspace(-1, 1, n) ** 2 for n in values.shape)
    away = rows[:, None] + columns
    both = float(values.std() * away.std())
    if both < _LEAST:
        return 0.0
    return float(((values - values.mean()) * (away - away.mean())).mean() / both)
