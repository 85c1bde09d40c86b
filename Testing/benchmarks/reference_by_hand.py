"""A reference for one contrast CT from a few points that a person placed: a case to evaluate against.

The points (LPS, mm, a JSON file) are hinge points of the mitral and of the aortic valve, the endocardial
tip and a point within the muscle. From them a rule that knows nothing of any network makes the masks:

- blood is what is brighter than half way between cavity and muscle; the cavity is the blood on the
  ventricle's side of both valves' planes, its slices across the axis made convex, so that papillary
  muscles and trabeculae belong to it;
- the outer wall is where a ray from the axis leaves the muscle: into fat, lung or the right ventricle;
  where it leaves into something as bright as itself (diaphragm, liver) its neighbours decide.

The points of two public scans lie beside this file; ``docs/reproduce-ct-lv.md`` says how to get the
scans, and what ``ct-lv`` makes of them::

    python Testing/benchmarks/reference_by_hand.py ct.nii.gz Testing/benchmarks/NAME.points.json -o case
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.anatomy import LEFT_VENTRICLE, LV_APEX, MITRAL_ANNULUS_CENTER, MYOCARDIUM
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.files.atomic import make_folder
from LandmarkAILib.files.images import read_image, write_image
from LandmarkAILib.files.label_maps import place
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import write_segmentation
from scipy import ndimage
from scipy.spatial import ConvexHull

Mask = npt.NDArray[np.bool_]
FAT_HU, AIR_HU = -90.0, -1000.0
AROUND_MM = 60.0  # to either side of the axis
ABOVE_MM, BELOW_MM = 20.0, 25.0  # beyond the annulus, beyond the apex
CONVEX_FROM_MM = 12.0  # from the annulus: nearer to it the outflow tract makes the cavity hollow
WALL_MM = (1.5, 18.0)  # thinner or thicker than this is no wall: its neighbours decide
ROUND_END_MM = 25.0  # rays fan out around the apex from so far above it
ANGLES, TILTS = 72, 46  # rays around the axis; from across it to along it


@dataclass(frozen=True)
class Placed:
    """What a person placed; LPS, mm. Valves (N, 3), points (3,)."""

    mitral: FloatArray
    aortic: FloatArray
    apex: FloatArray
    muscle: FloatArray

    @classmethod
    def read(cls, path: Path) -> Placed:
        """Read the points from a JSON file of these names."""
        values = json.loads(path.read_text(encoding="utf-8"))
        return cls(*(np.asarray(values[name], float) for name in ("mitral", "aortic", "apex", "muscle")))


class AxisGrid:
    """Voxels of 1 mm whose last index runs along the ventricle, from above the annulus to the apex."""

    def __init__(self, image: Image, placed: Placed) -> None:
        self.image, self.center = image, placed.mitral.mean(axis=0)
        axis = placed.apex - self.center
        self.length = float(np.linalg.norm(axis))
        axis = axis / self.length
        side = np.cross(axis, np.eye(3)[np.argmin(np.abs(axis))])
        side /= np.linalg.norm(side)
        self.axes = np.stack([side, np.cross(axis, side), axis])
        across = np.arange(-AROUND_MM, AROUND_MM + 1)
        self.along = np.arange(-ABOVE_MM, self.length + BELOW_MM)
        self.points = np.stack(np.meshgrid(across, across, self.along, indexing="ij"), axis=-1)
        self.hu = self.sample(self.points)

    def local(self, points: FloatArray) -> FloatArray:
        """Points (..., 3) in LPS as mm along this grid's axes, from the annulus' center."""
        return (points - self.center) @ self.axes.T

    def sample(self, local: FloatArray) -> FloatArray:
        """HU of the image at local points (..., 3)."""
        index = self.image.grid.to_index(local @ self.axes + self.center)
        return ndimage.map_coordinates(
            self.image.array.astype(float), np.moveaxis(index[..., ::-1], -1, 0), order=1, cval=-1000.0
        )

    def number(self, local: FloatArray) -> FloatArray:
        """Index (..., 3) of local points in this grid."""
        return local + np.array([AROUND_MM, AROUND_MM, ABOVE_MM])

    def onto_image(self, mask: Mask) -> Mask:
        """The mask on the image's own grid, nearest voxel."""
        first = np.array([-AROUND_MM, -AROUND_MM, -ABOVE_MM])
        affine = np.eye(4)
        affine[:3, :3], affine[:3, 3] = self.axes.T, first @ self.axes + self.center
        own = Grid(mask.shape, affine)
        return place(mask.transpose(2, 1, 0).astype(np.uint8), own, self.image.grid) > 0


def below_plane(points: FloatArray, hinges: FloatArray, inside: FloatArray) -> Mask:
    """Which points (..., 3) lie on the side of ``inside`` of the plane through the hinges (N, 3)."""
    middle = hinges.mean(axis=0)
    normal = np.linalg.svd(hinges - middle)[2][2]
    normal = normal * np.sign((inside - middle) @ normal)
    return np.asarray((points - middle) @ normal > 0)


def convex(mask: Mask, points: FloatArray) -> Mask:
    """The convex hull of a slice's mask; points (rows, columns, 2) of its pixels."""
    corners = points[mask]
    if len(corners) < 10:
        return mask
    sides = ConvexHull(corners).equations
    return np.asarray((points @ sides[:, :2].T + sides[:, 2] <= 1e-6).all(axis=-1))


def cavity_of(grid: AxisGrid, placed: Placed, blood_from: float) -> Mask:
    """The cavity with its papillary muscles, on the axis grid."""
    middle = np.array([0, 0, grid.length / 2])
    valves = (grid.local(placed.mitral), grid.local(placed.aortic))
    allowed = np.logical_and.reduce([below_plane(grid.points, valve, middle) for valve in valves])
    parts, _ = ndimage.label(ndimage.binary_opening((grid.hu > blood_from) & allowed))
    cavity = parts == parts[tuple(grid.number(middle).astype(int))]
    closed = ndimage.binary_closing(np.pad(cavity, 4), iterations=4)[4:-4, 4:-4, 4:-4] & allowed
    for k in np.flatnonzero(grid.along >= CONVEX_FROM_MM):
        closed[..., k] = convex(cavity[..., k], grid.points[..., k, :2])
    return np.asarray(closed)


def rays(grid: AxisGrid) -> tuple[FloatArray, FloatArray]:
    """Starts (S, 1, 3) and directions (S, ANGLES, 3): across the axis, then round the apex."""
    turn = np.linspace(0, 2 * np.pi, ANGLES, endpoint=False)
    last = grid.length - ROUND_END_MM
    levels = np.arange(0.0, last)
    tilts = np.concatenate([np.zeros(len(levels)), np.linspace(0, np.pi / 2, TILTS)])
    starts = np.zeros((len(tilts), 1, 3))
    starts[:, 0, 2] = np.concatenate([levels, np.full(TILTS, last)])
    tilt = tilts[:, None]
    circle = np.cos(tilt) * np.cos(turn), np.cos(tilt) * np.sin(turn), np.sin(tilt) + 0 * turn
    return starts, np.stack(circle, axis=-1)


def wall_surface(grid: AxisGrid, cavity: Mask, blood_from: float, fat_to: float) -> FloatArray:
    """Points (S, ANGLES, 3) of the outer wall along :func:`rays`, local mm."""
    starts, directions = rays(grid)
    steps = np.arange(0, AROUND_MM, 0.25)
    along = starts[:, :, None] + directions[:, :, None] * steps[:, None]
    index = np.moveaxis(grid.number(along), -1, 0)
    within = ndimage.map_coordinates(cavity.astype(np.uint8), index, order=0) > 0
    inner = np.where(
        within.any(axis=2), steps[within.shape[2] - 1 - within[..., ::-1].argmax(axis=2)], np.nan
    )
    hu = grid.sample(along)
    thickness = steps - inner[..., None]
    left = ((hu < fat_to) | (hu > blood_from)) & (thickness >= WALL_MM[0])
    outer = np.where(left.any(axis=2), steps[left.argmax(axis=2)], np.nan)
    wall = outer - inner
    wall[(wall < WALL_MM[0]) | (wall > WALL_MM[1])] = np.nan
    return starts + directions * (inner + smoothed(wall))[..., None]


def smoothed(wall: FloatArray) -> FloatArray:
    """Thickness (S, ANGLES), gaps filled and strays taken out by the neighbours; angles are circular."""
    turns = np.tile(wall, (1, 3))
    known = np.isfinite(turns)
    weight, total = (
        ndimage.gaussian_filter(a, (4, 4)) for a in (known.astype(float), np.where(known, turns, 0))
    )
    filled = np.where(known, turns, total / np.maximum(weight, 1e-9))
    even = ndimage.gaussian_filter(ndimage.median_filter(filled, (9, 9)), 1.5)
    return even[:, wall.shape[1] : 2 * wall.shape[1]]


def inside_surface(grid: AxisGrid, surface: FloatArray) -> Mask:
    """Voxels of the axis grid within the star-shaped surface (S, ANGLES, 3) of :func:`rays`."""
    starts, _ = rays(grid)
    last = grid.length - ROUND_END_MM
    reach = np.linalg.norm(surface - starts, axis=-1)
    across = np.hypot(grid.points[..., 0], grid.points[..., 1])
    beyond = np.maximum(grid.points[..., 2] - last, 0)
    tilt = np.arctan2(beyond, across)
    straight = len(starts) - TILTS
    row = np.where(beyond > 0, straight + tilt / (np.pi / 2) * (TILTS - 1), grid.points[..., 2])
    turn = np.arctan2(grid.points[..., 1], grid.points[..., 0]) % (2 * np.pi) * ANGLES / (2 * np.pi)
    edge = ndimage.map_coordinates(np.c_[reach, reach[:, :1]], [row, turn], order=1, cval=0.0)
    return np.asarray(np.hypot(across, beyond) <= edge)


def masks_of(image: Image, placed: Placed) -> tuple[Mask, Mask]:
    """Cavity and muscle on the image's grid."""
    grid = AxisGrid(image, placed)
    middle = np.linalg.norm(grid.points - [0, 0, grid.length / 2], axis=-1) < 5
    blood = float(np.median(grid.hu[middle]))
    muscle = float(
        np.median(grid.hu[np.linalg.norm(grid.points - grid.local(placed.muscle), axis=-1) < 3])
    )
    blood_from, fat_to = (blood + muscle) / 2, (muscle + FAT_HU) / 2
    print(f"blood {blood:.0f} HU, muscle {muscle:.0f} HU; axis {grid.length:.1f} mm")
    cavity = cavity_of(grid, placed, blood_from)
    surface = wall_surface(grid, cavity, blood_from, fat_to)
    ventricle = inside_surface(grid, surface) & below_plane(
        grid.points, grid.local(placed.mitral), np.array([0, 0, grid.length / 2])
    )
    wall = ventricle & ~cavity & (grid.hu > fat_to) & (grid.hu < blood_from)
    parts, count = ndimage.label(wall)
    wall = parts == 1 + np.argmax(ndimage.sum_labels(wall, parts, range(1, count + 1)))
    return grid.onto_image(cavity), grid.onto_image(wall)


def segmentation_of(image: Image, placed: Placed) -> Segmentation:
    """The masks as a label map; prints their volumes."""
    cavity, muscle = masks_of(image, placed)
    labels = (cavity + 2 * (muscle & ~cavity)).astype(np.uint8)
    voxel = float(np.prod(image.grid.spacing)) / 1000
    print(f"cavity {cavity.sum() * voxel:.0f} ml, muscle {(labels == 2).sum() * voxel:.0f} ml")
    return Segmentation(labels, image.grid, (LEFT_VENTRICLE, MYOCARDIUM))


def in_hu(image: Image, low: float, high: float) -> Image:
    """An image of 8 bits as HU: 0 was ``low``, 255 was ``high``; all that was darker becomes air."""
    hu = np.rint(low + image.array.astype(float) * (high - low) / 255)
    return replace(image, array=np.where(image.array == 0, AIR_HU, hu).astype(np.int16))


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the case: image, landmarks, segmentation."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("image", type=Path)
    add("points", type=Path, help="JSON of the placed points, LPS, mm")
    add("-o", "--output", type=Path, required=True, help="folder of the case")
    words = "HU of 0 and of 255, where the image holds 8 bits of a window"
    add("--window", type=float, nargs=2, metavar=("LOW", "HIGH"), help=words)
    add("--landmarks-only", action="store_true", help="no masks: for a scan on which the rule fails")
    chosen = parser.parse_args(arguments)
    image, placed = read_image(chosen.image), Placed.read(chosen.points)
    if chosen.window:
        image = in_hu(image, *chosen.window)
    points = {LV_APEX: placed.apex, MITRAL_ANNULUS_CENTER: placed.mitral.mean(axis=0)}
    make_folder(chosen.output)
    write_image(image, chosen.output / "image.nrrd")
    write_landmarks(
        LandmarkSet(tuple(Landmark(name, point) for name, point in points.items())),
        chosen.output / "landmarks.mrk.json",
    )
    if not chosen.landmarks_only:
        write_segmentation(segmentation_of(image, placed), chosen.output / "segmentation.seg.nrrd")


if __name__ == "__main__":
    main()
