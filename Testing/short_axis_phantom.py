"""An exact short-axis heart: rings about the LV center, every voxel's AHA segment known by formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from LandmarkAILib.core.anatomy import (
    ANTERIOR_RV_INSERTION,
    INFERIOR_RV_INSERTION,
    LEFT_VENTRICLE,
    LV_CENTER,
    MYOCARDIUM,
    RIGHT_VENTRICLE,
)
from LandmarkAILib.core.detection import Detection, Segmentation
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from storages import Storage

NAMES = (LEFT_VENTRICLE, MYOCARDIUM, RIGHT_VENTRICLE)
WALL = (18.0, 28.0)  # mm, inner and outer radius


@dataclass(frozen=True, eq=False)
class Phantom:
    """A stack with its first slice at the apex and true axes, and what is known of it.

    ``segment`` is the AHA segment of each voxel for thirds of the stack; the image has the value
    100 + segment in the wall.
    """

    image: Image
    landmarks: LandmarkSet
    segmentation: Segmentation
    segment: np.ndarray

    @property
    def detection(self) -> Detection:
        return Detection(
            self.landmarks, self.segmentation, {"model": {"name": "phantom", "version": "1"}}
        )

    @property
    def radius(self) -> FloatArray:
        """(k, j, i) mm from each voxel to the LV center of its slice, of the stack as made."""
        k, j, i = np.indices(self.segment.shape)
        points = self.image.grid.to_lps(np.stack([i, j, k], axis=-1))
        centers = {p.slice: p.position for p in self.landmarks.named(LV_CENTER)}
        center = np.stack([centers[n] for n in range(len(self.segment))])[:, None, None]
        return np.linalg.norm(points - center, axis=-1)

    def stored(self, order: Sequence[int], flipped: Sequence[int]) -> Phantom:
        """The same patient in a file with axes listed in another order and some of them reversed."""
        storage = Storage(order, flipped)
        grid, array = storage.grid(self.image.grid), storage.array
        return Phantom(
            replace(self.image, array=array(self.image.array), grid=grid),
            self.landmarks,
            replace(self.segmentation, labels=array(self.segmentation.labels), grid=grid),
            array(self.segment),
        )

    def moved(self, transform: FloatArray) -> Phantom:
        """The same patient carried elsewhere by an LPS → LPS matrix (4, 4)."""
        grid = self.image.grid.moved(transform)
        points = tuple(
            replace(p, position=transform[:3, :3] @ p.position + transform[:3, 3])
            for p in self.landmarks
        )
        return Phantom(
            replace(self.image, grid=grid),
            LandmarkSet(points),
            replace(self.segmentation, grid=grid),
            self.segment,
        )

    def without(self, name: str, slices: Sequence[int]) -> Phantom:
        """The same without a landmark in some slices (indices of the stack as made)."""
        kept = tuple(p for p in self.landmarks if not (p.name == name and p.slice in slices))
        return replace(self, landmarks=LandmarkSet(kept))


def canonical_axes(tilt: float = 0.0) -> FloatArray:
    """u, v, n of a heart in the chest: n from apex to base, towards right, posterior and superior."""
    normal = np.array([-1.0, 1.0, 0.7])
    normal /= np.linalg.norm(normal)
    u = np.cross([0.0, 1.0, 0.3], normal)
    u /= np.linalg.norm(u)
    v = np.cross(normal, u)
    turn = np.deg2rad(tilt)
    turned = np.cos(turn) * u + np.sin(turn) * v
    return np.stack([turned, np.cross(normal, turned), normal], axis=1)


def make_phantom(
    anterior: float = 131.3,
    span: float = 108.0,
    twist: float = 0.0,
    slices: int = 6,
    axes: FloatArray | None = None,
) -> Phantom:
    """Make the phantom.

    Args:
        anterior: direction of the anterior insertion, degrees counter-clockwise on the screen.
        span: from the anterior to the inferior insertion, degrees counter-clockwise.
        twist: by how much both turn from slice to slice, degrees.
        slices: a multiple of three; the first third is apical.
        axes: (3, 3) of i, j, k in LPS; those of a heart in the chest if None.
    """
    axes = canonical_axes() if axes is None else axes
    size, spacing = (61, 57, slices), (1.4, 1.4, 9.0)
    grid = Grid.from_axes(size, axes, spacing, (12.0, -31.0, 7.0))
    labels, segment = np.zeros(grid.shape, np.uint8), np.zeros(grid.shape, np.uint8)
    points: list[Landmark] = []
    for k in range(slices):
        # x to the right and y up on the screen, in mm from a center that no pixel lies on.
        cx, cy = 30.27 + 0.3 * k, 27.81 - 0.2 * k
        x = (np.arange(size[0])[None, :] - cx) * spacing[0]
        y = -(np.arange(size[1])[:, None] - cy) * spacing[1]
        radius, angle = np.hypot(x, y), np.degrees(np.arctan2(y, x))
        start = anterior + twist * k
        wall = (radius >= WALL[0]) & (radius < WALL[1])
        labels[k][radius < WALL[0]] = 1
        labels[k][wall] = 2
        beside_septum = (angle - start) % 360 < span
        labels[k][(radius >= WALL[1]) & (radius < WALL[1] + 8) & beside_septum] = 3
        segment[k][wall] = _segment((angle - start) % 360, 3 * k // slices, span)[wall]
        for name, direction in ((ANTERIOR_RV_INSERTION, start), (INFERIOR_RV_INSERTION, start + span)):
            along = np.deg2rad(direction)
            i = cx + WALL[1] * np.cos(along) / spacing[0]
            j = cy - WALL[1] * np.sin(along) / spacing[1]
            points.append(Landmark(name, grid.to_lps([i, j, k]), slice=k))
        points.append(Landmark(LV_CENTER, grid.to_lps([cx, cy, k]), slice=k))
    values = np.where(segment > 0, 100.0 + segment, 20.0).astype(np.float32)
    return Phantom(
        Image(values, grid, "phantom"),
        LandmarkSet(tuple(points)),
        Segmentation(labels, grid, NAMES),
        segment,
    )


def _segment(beyond: np.ndarray, third: int, span: float) -> np.ndarray:
    """Segment at an angle beyond the anterior insertion; thirds are apical 0, mid 1, basal 2."""
    if third == 0:
        turned = (beyond - (span / 2 - 45)) % 360
        conditions = [turned < 90, turned < 180, turned < 270]
        return np.select(conditions, [14, 15, 16], 13)
    offset = 6 if third == 1 else 0
    conditions = [beyond < 60, beyond < 120, beyond < 180, beyond < 240, beyond < 300]
    return np.select(conditions, [2, 3, 4, 5, 6], 1) + offset
