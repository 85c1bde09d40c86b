"""Outlines of masks: sub-pixel polygons between the pixels inside and those outside."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ...core.geometry import FloatArray

Mask = npt.NDArray[np.bool_]
Vertex = tuple[int, int]

# Marching squares. Corners of a cell count 1, 2, 4, 8 clockwise from the upper left; sides are numbered
# 0 to 3 clockwise from the upper one. Pixels that touch by a corner alone are apart.
_STEPS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),), 2: ((0, 1),), 3: ((3, 1),), 4: ((1, 2),), 5: ((3, 0), (1, 2)), 6: ((0, 2),),
    7: ((3, 2),), 8: ((2, 3),), 9: ((2, 0),), 10: ((0, 1), (2, 3)), 11: ((2, 1),), 12: ((1, 3),),
    13: ((1, 0),), 14: ((0, 3),),
}  # fmt: skip
# Middle of a side, in half pixels from the cell's upper left corner (row, column).
_SIDES = ((0, 1), (1, 2), (2, 1), (1, 0))


def largest_part(mask: Mask, filled: bool = False) -> Mask:
    """The largest connected part of a mask (j, i), its holes filled on request."""
    import SimpleITK as sitk

    if not mask.any():
        return mask
    parts = sitk.RelabelComponent(sitk.ConnectedComponent(sitk.GetImageFromArray(mask.astype(np.uint8))))
    largest = parts == 1
    if filled:
        largest = sitk.BinaryFillhole(largest)
    return np.asarray(sitk.GetArrayFromImage(largest), bool)


def outlines(mask: Mask) -> list[FloatArray]:
    """Closed polygons around a mask (j, i), each (N, 2) as (i, j): holes have their own.

    Vertices lie in the middle between a pixel inside and its neighbour outside.
    """
    padded = np.pad(mask, 1).astype(np.uint8)
    cells = padded[:-1, :-1] + 2 * padded[:-1, 1:] + 4 * padded[1:, 1:] + 8 * padded[1:, :-1]
    rows, columns = np.nonzero((cells > 0) & (cells < 15))
    following: dict[Vertex, Vertex] = {}
    for row, column, cell in zip(rows.tolist(), columns.tolist(), cells[rows, columns], strict=True):
        for start, end in _STEPS[int(cell)]:
            following[_side(row, column, start)] = _side(row, column, end)
    return list(_closed(following))


def _side(row: int, column: int, side: int) -> Vertex:
    down, right = _SIDES[side]
    return 2 * row + down, 2 * column + right


def _closed(following: dict[Vertex, Vertex]) -> list[FloatArray]:
    polygons = []
    while following:
        first, vertex = following.popitem()
        path = [first]
        while vertex != first:
            path.append(vertex)
            vertex = following.pop(vertex)
        polygons.append(np.array(path, float)[:, ::-1] / 2 - 1)
    return polygons


def subdivided(polygon: FloatArray, parts: int) -> FloatArray:
    """The vertices of a closed polygon (N, 2), and points that part each side into equal ``parts``.

    The same points whichever vertex comes first and whichever way round the polygon runs.
    """
    along = np.roll(polygon, -1, axis=0) - polygon
    steps = np.arange(parts)[:, None, None] / parts
    return np.asarray((polygon + steps * along).reshape(-1, 2))
