"""How well two images lie over each other: squares of one and of the other in turn, before and after."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..analysis.tissue.ecv import ExtracellularVolume
from ..core.anatomy import LEFT_VENTRICLE
from ..core.detection import Segmentation
from ..core.geometry import FloatArray, Grid
from ..core.image import Image, values_at
from ..core.short_axis import short_axis_slices, slices_last
from .drawing import Color, Drawing, Picture, Shape, Text

_FIELD, _PIXEL, _SQUARE = 110.0, 0.5, 9.0  # mm: what is shown, its pixels, the squares
_SIZE, _GAP, _TOP, _BOTTOM = 240.0, 12.0, 22.0, 8.0  # points of the drawing
_INK: Color = (60, 60, 60)


def alignment_drawing(
    native: Image, ecv: ExtracellularVolume, segmentation: Segmentation, captions: tuple[str, str]
) -> Drawing:
    """The slice with the largest cavity, as seen canonically: native and post-contrast T1 in squares.

    Args:
        native: T1 before contrast.
        ecv: holds the other as it lay and as it was aligned, on the native grid.
        segmentation: on the native grid.
        captions: of the picture before alignment and of the one after.
    """
    plane = _plane(segmentation, list(ecv.alignments))
    points = plane.to_lps(np.indices(plane.shape)[::-1].reshape(3, -1).T)
    gray = _gray(values_at(native, points), plane)
    shapes: list[Shape] = []
    for n, (other, caption) in enumerate(zip((ecv.unaligned, ecv.aligned), captions, strict=True)):
        x = n * (_SIZE + _GAP)
        board = np.where(_squares(plane), gray, _gray(values_at(other, points), plane))
        pixels = np.repeat(board[:, :, None], 3, axis=2)
        shapes.append(Picture(x, _TOP, _SIZE, _SIZE, np.ascontiguousarray(pixels)))
        shapes.append(Text(x, _TOP / 2, caption, 12, _INK, "start"))
    return Drawing(2 * _SIZE + _GAP, _TOP + _SIZE + _BOTTOM, shapes)


def _plane(segmentation: Segmentation, aligned: list[int]) -> Grid:
    """Fine pixels around the largest cavity of a slice that was aligned, if one was."""
    grid = segmentation.grid
    cavity = segmentation.labels == segmentation.names.index(LEFT_VENTRICLE) + 1
    along = np.moveaxis(cavity, 2 - slices_last(grid)[2], 0)
    areas = along.sum(axis=(1, 2))
    chosen = max(aligned or range(len(areas)), key=lambda k: int(areas[k]))
    index = np.argwhere(cavity & _slice_mask(segmentation, chosen))[:, ::-1]
    center = grid.to_lps(index).mean(axis=0)
    axes = short_axis_slices(grid)[chosen].axes
    count = round(_FIELD / _PIXEL)
    return Grid.from_axes((count, count, 1), axes, [_PIXEL, _PIXEL, 1.0], center)


def _slice_mask(segmentation: Segmentation, k: int) -> npt.NDArray[np.bool_]:
    mask = np.zeros(segmentation.labels.shape, bool)
    np.moveaxis(mask, 2 - slices_last(segmentation.grid)[2], 0)[k] = True
    return mask


def _gray(values: FloatArray, plane: Grid) -> npt.NDArray[np.uint8]:
    """(rows, columns) from the 2nd to the 98th percentile, black where nothing is known."""
    known = values[np.isfinite(values)]
    if not len(known):
        return np.zeros(plane.shape[1:], np.uint8)
    low, high = np.percentile(known, [2, 98])
    share = (np.nan_to_num(values, nan=low) - low) / max(float(high - low), 1e-9)
    return np.asarray(np.clip(255 * share, 0, 255).reshape(plane.shape[1:]), np.uint8)


def _squares(plane: Grid) -> npt.NDArray[np.bool_]:
    """(rows, columns) whether the first image is shown."""
    rows, columns = np.indices(plane.shape[1:]) * _PIXEL // _SQUARE
    return np.asarray((rows + columns) % 2 == 0)
