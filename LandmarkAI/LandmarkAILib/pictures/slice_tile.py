"""Slices of a stack as pictures: canonical view around the heart, one scale, contours."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..core.anatomy import (
    ANTERIOR_RV_INSERTION,
    INFERIOR_RV_INSERTION,
    LV_CENTER,
    MYOCARDIUM,
    Anatomy,
)
from ..core.detection import Detection
from ..core.geometry import FloatArray, Grid
from ..core.image import Image
from ..core.landmarks import Landmark
from ..core.short_axis import short_axis_slices, slice_axis, slices_last
from .drawing import Picture
from .marks import segment_color
from .window import in_window

_NONE = Anatomy()
PIXELS_PER_POINT = 2

_MARGIN = 8.0  # mm of image around what was found
_SMALLEST_FIELD = 60.0  # mm
_MOST_TURNED = 40.0  # degrees; hearts lie that differently
_LEAST_SEPTUM = 5.0  # mm from the cavity's middle to that of the insertions
_FINEST = 8  # times; bounds the memory of a large image of coarse pixels
_BORDER = 4  # pixels around what is shown, from which its border is interpolated and smoothed

FloatImage = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Tile:
    """One slice in the figure.

    Args:
        slice: index along the image's slice axis.
        grid: the pixels of the tile, LPS mm; i right and j down as seen on the screen.
        size: width and height in points of the drawing.
        gray: (rows, columns) image values.
        masks: (rows, columns) smooth membership, 0–1, by name of the segment.
    """

    slice: int
    grid: Grid
    size: float
    gray: FloatImage
    masks: dict[str, FloatImage]

    def to_points(self, position: FloatArray) -> FloatArray:
        """LPS mm (..., 3) → points of the drawing (..., 2) from the tile's corner."""
        index = self.grid.to_index(position)[..., :2]
        return np.asarray((index + 0.5) * self.size / self.grid.size[0])

    def to_lps(self, x: float, y: float) -> FloatArray:
        """Points of the drawing from the tile's corner → LPS mm (3,), in the plane of the slice."""
        scale = self.grid.size[0] / self.size
        return np.asarray(self.grid.to_lps(np.array([x * scale - 0.5, y * scale - 0.5, 0.0])))

    @property
    def points_per_mm(self) -> float:
        """Scale of the drawing."""
        return self.size / (self.grid.size[0] * float(self.grid.spacing[0]))

    def wall(self, center: FloatArray, direction: FloatArray) -> FloatArray | None:
        """Where a ray enters and leaves the muscle, (2, 2) points; None where it meets none.

        Args:
            center: (3,) LPS mm, in the plane of the tile.
            direction: (3,) unit vector in that plane.
        """
        mask = self.masks.get(MYOCARDIUM)
        if mask is None:
            return None
        reach = np.arange(2 * len(mask)) * self.grid.spacing[0] / 2
        ray = center + reach[:, None] * direction
        column, row = np.rint(self.grid.to_index(ray)[:, :2]).astype(int).T
        inside = (row >= 0) & (row < mask.shape[0]) & (column >= 0) & (column < mask.shape[1])
        muscle = np.flatnonzero(mask[row[inside], column[inside]] > 0.5)
        return self.to_points(ray[inside][muscle[[0, -1]]]) if len(muscle) else None


def landmark_slice(landmark: Landmark, grid: Grid) -> int | None:
    """The slice that a landmark lies nearest to; of a missing one, the slice it is missing in."""
    if landmark.position is None:
        return landmark.slice
    return round(float(grid.to_index(landmark.position)[slice_axis(grid)]))


def make_tiles(
    image: Image,
    detection: Detection,
    slices: Sequence[int],
    size: float,
    density: float = PIXELS_PER_POINT,
    within: Detection | None = None,
) -> list[Tile]:
    """All of :func:`making_tiles`."""
    return list(making_tiles(image, detection, slices, size, density, within))


def making_tiles(
    image: Image,
    detection: Detection,
    slices: Sequence[int],
    size: float,
    density: float = PIXELS_PER_POINT,
    within: Detection | None = None,
) -> Iterator[Tile]:
    """Sample slices around the heart, all at one scale and place, each when it is asked for.

    Args:
        image: short-axis stack or slice.
        detection: what was found in it; its segments and points choose the field.
        slices: which, along the image's slice axis.
        size: of a tile, points of the drawing.
        density: pixels per point.
        within: what was found in another phase, which chooses the field instead, so that both are shown
            alike.
    """
    order = slices_last(image.grid)
    array_order = (2 - order[2], 2 - order[1], 2 - order[0])
    stack = image.grid.permuted(order)
    values = image.array.transpose(array_order)
    planes = short_axis_slices(image.grid)
    turned = _septum_left(within or detection, planes[0].axes)
    center, field = _field(within or detection, planes, turned)
    pixels = round(size * density)
    for k in slices:
        frame = turned
        middle = frame[:, :2] @ center + frame[:, 2] * float(planes[k].center @ frame[:, 2])
        spacing = [field / pixels, field / pixels, planes[k].spacing[2]]
        grid = Grid.from_axes([pixels, pixels, 1], frame, spacing, middle)
        sampler = _Sampler.onto(grid, stack.slice(k))
        gray = sampler(sampler.crop(values[k]))
        masks = {}
        if detection.segmentation is not None:
            labels = sampler.crop(detection.segmentation.labels.transpose(array_order)[k])
            for n, name in enumerate(detection.segmentation.names, start=1):
                if (labels == n).any():
                    masks[name] = sampler(_smooth(labels == n))
        yield Tile(k, grid, size, gray, masks)


def _septum_left(detection: Detection, frame: FloatArray) -> FloatArray:
    """The canonical frame (3, 3), turned until the septum is on the left where it clearly is not.

    That is so of hearts that lie otherwise than most, and of files that do not know how the patient lay.
    """
    names = (ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER)
    anterior, inferior, center = (
        [p.position for p in detection.landmarks.named(name) if p.position is not None] for name in names
    )
    if not (anterior and inferior and center):
        return frame
    septum = (np.mean(anterior, axis=0) + np.mean(inferior, axis=0)) / 2 - np.mean(center, axis=0)
    left, up = -septum @ frame[:, :2]
    length = math.hypot(left, up)
    if length < _LEAST_SEPTUM or left > length * math.cos(math.radians(_MOST_TURNED)):
        return frame
    a, b = left / length, up / length
    u, v, normal = frame.T
    return np.stack([a * u + b * v, a * v - b * u, normal], axis=1)


def _field(detection: Detection, planes: Sequence[Grid], frame: FloatArray) -> tuple[FloatArray, float]:
    """Middle (2,) along u and v, mm, and side in mm of the square that shows all that was found."""
    found = [p.position[None] for p in detection.landmarks if p.position is not None]
    if detection.segmentation is not None:
        k, j, i = np.nonzero(detection.segmentation.labels)
        found.append(detection.segmentation.grid.to_lps(np.stack([i, j, k], axis=1)))
    positions = np.concatenate(found) if found else np.zeros((0, 3))
    margin = _MARGIN
    if not len(positions):
        positions, margin = np.concatenate([plane.corners() for plane in planes]), 0.0
    along = positions @ frame[:, :2]
    low, high = along.min(axis=0) - margin, along.max(axis=0) + margin
    return (low + high) / 2, max(float((high - low).max()), _SMALLEST_FIELD)


@dataclass(frozen=True)
class _Sampler:
    """Cubic interpolation of (j, i) slices on a grid in the same plane; 0 outside.

    What the target shows of a slice is first refined to its pixels by Pillow's cubic ``resize``, then
    turned linearly: the cubic filter of Pillow's ``transform`` bends straight ramps.

    Args:
        start: first pixel (i, j) of the part that is looked at.
        size: pixels of that part along i and j.
        finer: pixels of the refined part per pixel.
        target: pixels of the target along i and j.
        turn: index in the target → index in the refined part, as Pillow counts.
    """

    start: tuple[int, int]
    size: tuple[int, int]
    finer: int
    target: tuple[int, int]
    turn: tuple[float, ...]

    @classmethod
    def onto(cls, target: Grid, source: Grid) -> _Sampler:
        """From a grid of one slice onto another in its plane."""
        (left, top, _), (width, height, _) = start, size = source.box_around(target.corners(), _BORDER)
        finer = min(math.ceil(float(source.spacing[:2].max() / target.spacing[0])), _FINEST)
        fine = source.part(start, size).resized((finer * width, finer * height, 1))
        index = fine.inverse @ target.affine
        a, b, d, e = index[0, 0], index[0, 1], index[1, 0], index[1, 1]
        # Pillow counts from the corner of the first pixel, not from its centre.
        c = index[0, 3] - (a + b) / 2 + 0.5
        f = index[1, 3] - (d + e) / 2 + 0.5
        return cls((left, top), (width, height), finer, target.size[:2], (a, b, c, d, e, f))

    def crop(self, plane: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        """The part of a slice that is looked at."""
        (left, top), (width, height) = self.start, self.size
        return plane[top : top + height, left : left + width]

    def __call__(self, part: npt.NDArray[np.generic]) -> FloatImage:
        """What the target shows of that part."""
        from PIL import Image as Pillow

        picture = Pillow.fromarray(np.ascontiguousarray(part, np.float32))
        refined = (self.finer * self.size[0], self.finer * self.size[1])
        picture = picture.resize(refined, Pillow.Resampling.BICUBIC)
        affine, bilinear = Pillow.Transform.AFFINE, Pillow.Resampling.BILINEAR
        return np.array(picture.transform(self.target, affine, self.turn, bilinear), np.float32)


def _smooth(mask: npt.NDArray[np.bool_]) -> FloatImage:
    """A binomial 3×3 filter, so that contours do not show the pixels as stairs."""
    padded = np.pad(mask.astype(np.float32), 1)
    rows = (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4
    return np.asarray((rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]) / 4, np.float32)


def tile_picture(tile: Tile, levels: tuple[float, float], anatomy: Anatomy = _NONE) -> Picture:
    """The slice in grey with the contours of its segments."""
    gray = in_window(tile.gray, levels)
    rgb = np.repeat(gray[..., None], 3, axis=2)
    width = 1.3 * len(tile.gray) / tile.size
    # The cavity last: where muscle and blood meet, one line is the endocardium.
    for name in sorted(tile.masks, key=lambda name: name != MYOCARDIUM):
        alpha = _contour(tile.masks[name], width)[..., None]
        rgb = rgb * (1 - alpha) + np.array(segment_color(name, anatomy)) * alpha
    return Picture(0, 0, tile.size, tile.size, np.round(rgb).astype(np.uint8))


def _contour(mask: FloatImage, width: float) -> FloatImage:
    """Opacity of the line of ``width`` pixels on which the mask is ½, by distance to first order."""
    down, right = np.gradient(mask)
    slope = np.hypot(down, right)
    distance = np.abs(mask - 0.5) / np.maximum(slope, 1e-3)
    return np.asarray(np.clip(width / 2 + 0.5 - distance, 0, 1), np.float32)
