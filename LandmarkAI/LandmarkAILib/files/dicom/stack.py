"""The images of a DICOM series as frames, each on a grid of its own, in order of position and time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...core.geometry import FloatArray, Grid
from ...errors import InputError
from ..input_errors import make_grid
from .frames import Slices, in_time, parts_by_acquisition, parts_by_kind, time_text
from .planes import ROUNDED, Plane

_JITTER = 0.15  # of the slice distance: positions nearer than that are one slice
_SAME_POSITION = 0.01  # mm along the normal
_OFF_GRID = 0.1  # mm that a slice may lie beside its place in the grid without a word
_OFF_GRID_AT_MOST = 0.5  # mm, and
_OFF_GRID_SHARE = 0.06  # of the slice distance, that are said
_SAME_DIRECTION = 2e-3  # of a unit vector; 0.3 mm at the edge of the heart
_SAME_DIRECTION_AT_MOST = 0.0175  # one degree, that is said
_GAP = 1.5  # times the usual distance of neighbours
_ONE_BY_ONE = "send the whole series again, or give its files one by one"


@dataclass(frozen=True, eq=False)
class Frame:
    """One image of the heart.

    Args:
        grid: k along the cross product of i and j, sheared where the slices are.
        planes: in the order of the slices.
        part: what it shows, where a series holds several such; else empty.
        time: when, for messages; empty where that is not told in ms.
        notes: what had to be assumed or left out, without full stops.
    """

    grid: Grid
    planes: tuple[Plane, ...]
    part: str
    time: str
    notes: tuple[str, ...] = ()


def stack(title: str, planes: Sequence[Plane]) -> list[Frame]:
    """Sort images into frames and slices.

    Args:
        title: what the messages call the series.
        planes: in any order.

    Returns:
        The frames: magnitude before phase, echoes and b-values in turn, each by time.

    Raises:
        InputError: mixed sizes or orientations, missing slices or images, slices off a regular grid,
            images at one place that nothing orders.
    """
    notes = _check_alike(title, planes)
    parts = parts_by_kind(planes, _slices(planes, _normal(planes)))
    frames = _stack_parts(title, parts) if len(parts) > 1 else _by_acquisition(title, planes)
    return [replace(frame, notes=(*notes, *frame.notes)) for frame in frames]


def _stack_parts(title: str, parts: dict[str, list[Plane]]) -> list[Frame]:
    frames: list[Frame] = []
    for part, members in parts.items():
        frames += [replace(frame, part=part) for frame in _stack_part(f"{title}, {part},", members)]
    return frames


def _by_acquisition(title: str, planes: Sequence[Plane]) -> list[Frame]:
    """One stack, or one an acquisition where they make none together."""
    try:
        return _stack_part(title, planes)
    except InputError as error:
        if len({plane.acquisition for plane in planes}) < 2:
            raise
        try:
            return _stack_parts(title, parts_by_acquisition(planes))
        except InputError:
            raise error from None


def _stack_part(title: str, planes: Sequence[Plane]) -> list[Frame]:
    normal = _normal(planes)
    slices, order, notes = in_time(title, _slices(planes, normal))
    frames = []
    for images in zip(*slices, strict=True):
        grid, said = _grid(title, images, normal)
        time = time_text(images, order)
        frames.append(Frame(grid, tuple(images), "", time, (*notes, *said)))
    return frames


def _check_alike(title: str, planes: Sequence[Plane]) -> list[str]:
    """See that images can share a grid; returns what to say of directions that were adjusted."""
    sizes = [plane.size for plane in planes]
    if len(set(sizes)) > 1:
        listed = ", ".join(f"{columns}×{rows}" for columns, rows in sorted(set(sizes)))
        odd = _odd(planes, [size == max(sizes, key=sizes.count) for size in sizes])
        raise InputError(
            f"{title} mixes images of different sizes ({listed}; others than most: {odd}): "
            "give them in separate folders."
        )
    kinds = [tuple(np.round(plane.directions.ravel(), 1)) for plane in planes]
    most = max(kinds, key=kinds.count)
    alike = [plane.directions for plane, kind in zip(planes, kinds, strict=True) if kind == most]
    usual = np.median(alike, axis=0)
    turned = [float(np.abs(plane.directions - usual).max()) for plane in planes]
    if max(turned) > _SAME_DIRECTION_AT_MOST:
        count = len(set(kinds))
        odd = _odd(planes, [off <= _SAME_DIRECTION_AT_MOST for off in turned])
        raise InputError(
            f"{title} mixes images of {max(count, 2)} orientations, as a localizer does "
            f"(others than most: {odd}): give its files one by one, or another series."
        )
    spacing = np.median([plane.spacing for plane in planes], axis=0)
    if any(not np.allclose(p.spacing, spacing, rtol=1e-3, atol=0) for p in planes):
        raise InputError(
            f"{title} mixes images of different pixel sizes: give them in separate folders."
        )
    notes = []
    if max(plane.rounding for plane in planes) > ROUNDED:
        notes.append("row and column directions are rounded in the header and were made perpendicular")
    if max(turned) > _SAME_DIRECTION:
        degrees = np.degrees(max(turned))
        notes.append(
            f"the directions of the images differ by up to {degrees:.1f}°, their mean was taken"
        )
    return notes


def _normal(planes: Sequence[Plane]) -> FloatArray:
    """(3,) unit vector across the images."""
    return np.asarray(np.cross(*_directions(planes).T))


def _directions(planes: Sequence[Plane]) -> FloatArray:
    """(3, 2) perpendicular unit vectors, the mean of those of the images."""
    left, _, right = np.linalg.svd(
        np.mean([plane.directions for plane in planes], axis=0), full_matrices=False
    )
    return np.asarray(left @ right)


def _slices(planes: Sequence[Plane], normal: FloatArray) -> Slices:
    """The planes of each position along the normal.

    Positions of one slice may jitter from phase to phase. The widest jitter is taken that is small
    beside the distance of the slices that it leaves.
    """
    heights = np.array([plane.position @ normal for plane in planes])
    order = np.argsort(heights, kind="stable")
    steps = np.diff(heights[order])
    thickness = planes[0].thickness or float(planes[0].spacing.min())
    ends = np.flatnonzero(steps > _SAME_POSITION)
    for jitter in sorted(set(np.round(steps[steps > _SAME_POSITION], 3)), reverse=True):
        wide = np.flatnonzero(steps > jitter + 5e-4)
        if _are_slices(heights[order], wide, thickness):
            ends = wide
            break
    return [[planes[n] for n in group] for group in np.split(order, ends + 1)]


def _are_slices(heights: FloatArray, ends: np.typing.NDArray[np.intp], thickness: float) -> bool:
    """Whether sorted heights, cut after some, are groups that are narrow beside their distance."""
    groups = np.split(heights, ends + 1)
    extent = max(float(group[-1] - group[0]) for group in groups)
    means = np.array([group.mean() for group in groups])
    distance = float(np.diff(means).min()) if len(means) > 1 else thickness
    return extent <= _JITTER * distance


def _grid(title: str, images: Sequence[Plane], normal: FloatArray) -> tuple[Grid, tuple[str, ...]]:
    """The grid of one frame, and what is to be said of it."""
    origins = np.array([plane.position for plane in images])
    notes: tuple[str, ...] = ()
    if len(images) > 1:
        _check_gaps(title, np.diff(origins @ normal), images)
        first, step = _line(origins)
        notes = _check_even(title, images, origins, first, step)
    else:
        thickness = images[0].thickness
        first, step = origins[0], normal * (thickness or 1.0)
        if thickness is None:
            notes = ("the file does not give the slice thickness, 1 mm was assumed",)
    affine = np.eye(4)
    affine[:3, :2] = _directions(images) * images[0].spacing
    affine[:3, 2] = step
    affine[:3, 3] = first
    return make_grid(title, (*images[0].size, len(images)), affine), notes


def _line(origins: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(3,) origin of the first slice and (3,) step, mm, of the even stack nearest to (n, 3) origins."""
    places = np.arange(len(origins)) - (len(origins) - 1) / 2
    middle = origins.mean(axis=0)
    step = places @ (origins - middle) / (places @ places)
    return np.asarray(middle + places[0] * step), np.asarray(step)


def _check_even(
    title: str, images: Sequence[Plane], origins: FloatArray, first: FloatArray, step: FloatArray
) -> tuple[str, ...]:
    """See that slices lie on an even, straight stack, or nearly so."""
    places = first + np.arange(len(origins))[:, None] * step
    off = np.linalg.norm(origins - places, axis=1)
    if off.max() <= _OFF_GRID:
        return ()
    if off.max() > min(_OFF_GRID_AT_MOST, _OFF_GRID_SHARE * float(np.linalg.norm(step))):
        # The first and the last tell better which ones are off than the mean of all.
        step = (origins[-1] - origins[0]) / (len(origins) - 1)
        off = np.linalg.norm(origins - origins[0] - np.arange(len(origins))[:, None] * step, axis=1)
        odd = _odd(images, (off <= _OFF_GRID).tolist())
        raise InputError(
            f"{title} has slices up to {off.max():.1f} mm off an even, straight stack ({odd}): "
            "give its files one by one."
        )
    return (f"slices lie up to {off.max():.1f} mm off an even stack",)


def _check_gaps(title: str, distances: FloatArray, images: Sequence[Plane]) -> None:
    usual = float(np.percentile(distances, 50, method="lower"))
    widest = float(distances.max())
    if widest > _GAP * usual:
        at = int(np.argmax(distances))
        between = f"{images[at].file.name} and {images[at + 1].file.name}"
        raise InputError(
            f"{title} lacks slices (neighbours lie {widest:.1f} mm apart where {usual:.1f} mm is "
            f"usual, {between}): {_ONE_BY_ONE}."
        )


def _odd(planes: Sequence[Plane], usual: Sequence[bool]) -> str:
    """Names of the files that are not as most are."""
    odd = (plane.file.name for plane, same in zip(planes, usual, strict=True) if not same)
    names = list(dict.fromkeys(odd))
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
