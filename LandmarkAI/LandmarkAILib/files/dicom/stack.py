"""The images of a DICOM series on one grid, in order of position and time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...core.geometry import FloatArray, Grid
from ...errors import InputError
from ..input_errors import make_grid
from .planes import Plane

_SAME_POSITION = 0.01  # mm along the normal
_OFF_GRID = 0.1  # mm that a slice may lie beside its place in the grid
_SAME_DIRECTION = 5e-4  # of a unit vector; 0.2 mm at the far edge of a large field of view
_GAP = 1.5  # times the usual distance of neighbours
_ONE_BY_ONE = "send the whole series again, or give its files one by one"


def stack(title: str, planes: Sequence[Plane]) -> tuple[Grid, list[list[Plane]]]:
    """Sort images into slices and frames.

    Args:
        title: what the messages call the series.
        planes: in any order.

    Returns:
        The grid, k along the cross product of i and j, sheared where the slices are; and for each
        frame its planes in the order of the slices. Images at one position are frames by time.

    Raises:
        InputError: mixed sizes or orientations, missing slices or images, slices off a regular grid.
    """
    _check_alike(title, planes)
    normal = np.cross(*planes[0].directions.T)
    slices = _slices(planes, normal)
    counts = {len(images) for images in slices}
    if len(counts) > 1:
        raise InputError(
            f"{title} has {min(counts)} images at some slice positions and {max(counts)} at others: "
            f"{_ONE_BY_ONE}."
        )
    step = _step(title, slices, normal)
    affine = np.eye(4)
    affine[:3, :2] = planes[0].directions * planes[0].spacing
    affine[:3, 2] = step
    affine[:3, 3] = slices[0][0].position
    grid = make_grid(title, (*planes[0].size, len(slices)), affine)
    return grid, [list(frame) for frame in zip(*slices, strict=True)]


def _check_alike(title: str, planes: Sequence[Plane]) -> None:
    first = planes[0]
    sizes = sorted({plane.size for plane in planes})
    if len(sizes) > 1:
        listed = ", ".join(f"{columns}×{rows}" for columns, rows in sizes)
        raise InputError(
            f"{title} mixes images of different sizes ({listed}): give them in separate folders."
        )
    if any(
        not np.allclose(p.directions, first.directions, rtol=0, atol=_SAME_DIRECTION) for p in planes
    ):
        count = len({tuple(np.round(p.directions.ravel(), 2)) for p in planes})
        raise InputError(
            f"{title} mixes images of {max(count, 2)} orientations, as a localizer does: "
            "give its files one by one, or another series."
        )
    if any(not np.allclose(p.spacing, first.spacing, rtol=1e-4, atol=0) for p in planes):
        raise InputError(
            f"{title} mixes images of different pixel sizes: give them in separate folders."
        )


def _slices(planes: Sequence[Plane], normal: FloatArray) -> list[list[Plane]]:
    """The planes of each position along the normal, by time."""
    heights = np.array([plane.position @ normal for plane in planes])
    order = np.argsort(heights, kind="stable")
    slices: list[list[Plane]] = []
    for place, number in enumerate(order):
        if place == 0 or heights[number] - heights[order[place - 1]] > _SAME_POSITION:
            slices.append([])
        slices[-1].append(planes[number])
    return [sorted(images, key=lambda plane: plane.time) for images in slices]


def _step(title: str, slices: list[list[Plane]], normal: FloatArray) -> FloatArray:
    """(3,) mm from one slice to the next; it need not lie along the normal."""
    origins = np.array([images[0].position for images in slices])
    if len(slices) > 1:
        _check_gaps(title, np.diff(origins @ normal))
        step = np.asarray((origins[-1] - origins[0]) / (len(slices) - 1))
    else:
        step = normal * (slices[0][0].thickness or 1.0)
    places = origins[0] + np.arange(len(slices))[:, None] * step
    off = max(
        float(np.linalg.norm(plane.position - place))
        for place, images in zip(places, slices, strict=True)
        for plane in images
    )
    if off > _OFF_GRID:
        raise InputError(
            f"{title} has slices up to {off:.1f} mm off an even, straight stack: "
            "give its files one by one."
        )
    return step


def _check_gaps(title: str, distances: FloatArray) -> None:
    usual = float(np.percentile(distances, 50, method="lower"))
    widest = float(distances.max())
    if widest > _GAP * usual:
        raise InputError(
            f"{title} lacks slices (neighbours lie {widest:.1f} mm apart where {usual:.1f} mm is "
            f"usual): {_ONE_BY_ONE}."
        )
