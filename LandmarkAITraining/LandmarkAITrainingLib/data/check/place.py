"""Where a case's points lie: in the image, at the heart, or in a mirror image of both."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.core.short_axis import slices_last

from .problems import Problem, listed

Flags = npt.NDArray[np.bool_]

# LPS and RAS differ in the sign of the first two axes.
_OTHER_SYSTEM = np.array([-1.0, -1.0, 1.0])
_FAR = 20.0  # mm from the nearest segmented voxel; the landmarks lie in it or beside it
_OFF = 3.0  # mm that points lie off on average, of which one may ask whether they are mixed up
_VOXELS = 50_000
_THICK = 4.0  # mm between slices, and twice their pixels, from which a point half way is on neither
_BETWEEN = 0.3  # of that, from the nearest slice


def check_place(
    case: str, file: str, points: LandmarkSet, grid: Grid, segmentation: Segmentation | None
) -> list[Problem]:
    """Points outside the image, far from the heart, or in the other coordinate system.

    That LPS and RAS were mixed up shows where points lie wrong as they are, and all of them right, or
    much nearer to the heart, once x and y change their signs.

    Args:
        case: of the dataset.
        file: name of the landmarks' file.
        points: LPS mm, as the file says.
        grid: the image's.
        segmentation: on the image's grid, if there is one.
    """
    placed = [point for point in points if point.position is not None]
    if not placed:
        return []
    positions = np.array([point.position for point in placed])
    heart = np.zeros((0, 3))
    if segmentation is not None:
        heart = some_voxels(segmentation.labels > 0, segmentation.grid)
    outside, distance = ~grid.contains(positions), distances(positions, heart)
    wrong = outside | (distance > _FAR)
    if not wrong.any() and distance.mean() < _OFF:
        return []
    turned = positions * _OTHER_SYSTEM
    fits = grid.contains(turned).all() and (distances(turned, heart) <= _FAR).all()
    if fits and (wrong.any() or distances(turned, heart).mean() < distance.mean() / 2):
        what = f"the points of {file} lie in the image once the signs of x and y are changed"
        remedy = "the file mixes up LPS and RAS: export it again from Slicer, or correct what it states"
        return [Problem(case, what, remedy)]
    return [*_outside(case, file, placed, outside), *_far(case, file, placed, wrong & ~outside)]


def check_between(case: str, file: str, points: LandmarkSet, grid: Grid) -> list[Problem]:
    """Points between thick slices, which are taken for points of the nearer one.

    Args:
        case: of the dataset.
        file: name of the landmarks' file.
        points: LPS mm, each in the image.
        grid: the image's.
    """
    placed = [point for point in points if point.position is not None]
    axis = slices_last(grid)[2]
    across, within = grid.spacing[axis], grid.spacing.min()
    if across < max(_THICK, 2 * within) or grid.size[axis] < 2 or not placed:
        return []
    index = grid.to_index(np.array([point.position for point in placed]))[:, axis]
    between = np.abs(index - np.rint(index)) > _BETWEEN
    if not between.any():
        return []
    names = listed(_named(placed, between))
    what = f"{int(between.sum())} points of {file} lie between slices ({names})"
    remedy = "place them on slices, or export points and image again: they count for the nearer slice"
    return [Problem(case, what, remedy, "warning")]


def _outside(case: str, file: str, points: list[Landmark], outside: Flags) -> list[Problem]:
    names = _named(points, outside)
    if not names:
        return []
    what = f"{int(outside.sum())} points of {file} lie outside the image ({listed(names)})"
    return [Problem(case, what, "check that image and points belong together, or place them again")]


def _far(case: str, file: str, points: list[Landmark], far: Flags) -> list[Problem]:
    names = _named(points, far)
    if not names:
        return []
    what = f"{int(far.sum())} points of {file} lie over {_FAR:g} mm off the heart ({listed(names)})"
    remedy = "check that segmentation and points belong together, or place them again"
    if 2 * int(far.sum()) > len(points):
        what = f"the segmentation lies elsewhere than the points: {what}"
        return [Problem(case, what, "export the segmentation again with its geometry; " + remedy)]
    return [Problem(case, what, remedy, "warning")]


def _named(points: list[Landmark], chosen: Flags) -> list[str]:
    return list(dict.fromkeys(point.name for point, wrong in zip(points, chosen, strict=True) if wrong))


def some_voxels(mask: Flags, grid: Grid) -> FloatArray:
    """(n, 3) LPS mm of the voxels of a mask (k, j, i); of very many, some ten thousand."""
    found = np.argwhere(mask)[:, ::-1]
    return grid.to_lps(found[:: 1 + len(found) // _VOXELS])


def distances(positions: FloatArray, heart: FloatArray) -> FloatArray:
    """(n,) mm from points to the nearest of some voxels; 0 where there are none."""
    if not len(heart):
        return np.zeros(len(positions))
    return np.array([np.linalg.norm(heart - position, axis=1).min() for position in positions])
