"""Views of volumes. They lie on the patient's axes (i to the left, j to posterior, k to superior).

So the network sees every patient alike, however the scanner tilted its slices and however the file
stores them.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from ...core.geometry import Grid
from .view import Points, guess_in_volume

PATIENT_AXES = np.eye(3)
"""Unit directions of i, j, k in LPS, as columns."""


class _OfVolume:
    """What views of volumes have in common."""

    @property
    def needs(self) -> tuple[str, ...]:
        """No landmark."""
        return ()

    def fields(self, grid: Grid) -> list[Grid]:
        """The volume."""
        return [grid]

    def guesses(self, field: Grid, points: Points) -> list[Points]:
        """All landmarks that it needs, at a typical distance from those that are known."""
        return guess_in_volume(points, self.needs)

    def doubt(self, grid: Grid) -> str:
        """None: the patient's axes leave nothing open."""
        return ""

    def windows(self, placed: Grid) -> list[Grid]:
        """All at once."""
        return [placed]


@dataclass(frozen=True)
class VolumeView(_OfVolume):
    """The whole volume at a coarse spacing, around its centre.

    Args:
        size: voxels along the patient's axes.
        spacing: mm per voxel.
    """

    size: tuple[int, int, int]
    spacing: float

    def place(self, field: Grid, points: Points) -> Grid:
        """A box around the middle of the volume; ``points`` are not used."""
        return Grid.from_axes(self.size, PATIENT_AXES, [self.spacing] * 3, field.center)


@dataclass(frozen=True)
class BoxView(_OfVolume):
    """A crop around landmarks, at a fine spacing.

    Args:
        size: voxels along the patient's axes.
        spacing: mm per voxel.
        center: landmarks whose mean is the middle of the crop.
    """

    size: tuple[int, int, int]
    spacing: float
    center: tuple[str, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """The landmarks of the centre."""
        return self.center

    def place(self, field: Grid, points: Points) -> Grid | None:
        """The crop around those landmarks that are known: where a heart is cut off, some are not."""
        known = [points[name] for name in self.center if name in points]
        if not known:
            return None
        middle = np.mean(known, axis=0)
        return Grid.from_axes(self.size, PATIENT_AXES, [self.spacing] * 3, middle)


@dataclass(frozen=True)
class WindowsView(_OfVolume):
    """The whole volume at one spacing, seen through windows that slide over it.

    Args:
        size: voxels of a window along the patient's axes.
        spacing: mm per voxel.
        overlap: share of a window that the next one covers too, at least.
    """

    size: tuple[int, int, int]
    spacing: float
    overlap: float = 0.25

    def place(self, field: Grid, points: Points) -> Grid:
        """A box that holds the volume, and a window at least; ``points`` are not used."""
        half_voxels = np.abs(field.affine[:3, :3]).sum(axis=1)
        extent = np.ptp(field.corners(), axis=0) + half_voxels
        # A hair less, so that rounding adds no row of voxels.
        size = np.maximum(np.ceil(extent / self.spacing - 1e-6).astype(int), self.size)
        return Grid.from_axes([int(n) for n in size], PATIENT_AXES, [self.spacing] * 3, field.center)

    def windows(self, placed: Grid) -> list[Grid]:
        """Windows that cover the box, spread evenly."""
        starts = [self._starts(total, size) for total, size in zip(placed.size, self.size, strict=True)]
        return [placed.part(start, self.size) for start in itertools.product(*starts)]

    def _starts(self, total: int, size: int) -> list[int]:
        """First voxels of the windows along an axis."""
        step = max(1, int(size * (1 - self.overlap)))
        count = 1 + -(-(total - size) // step)
        return [round(start) for start in np.linspace(0, total - size, count)]
