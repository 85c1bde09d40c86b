"""Views of slices, placed as their frame says: whole, or as a spatially normalised crop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...core.geometry import FloatArray, Grid
from ...core.slice_frame import USUAL_NORMAL, Placement, SliceFrame
from .view import Points, guesses_in_slice


class _OfSlices:
    """What views of slices have in common."""

    frame: Placement
    normal: tuple[float, ...]

    @property
    def slice_frame(self) -> SliceFrame:
        """How the slices are placed."""
        return SliceFrame(self.frame, self.normal)

    @property
    def needs(self) -> tuple[str, ...]:
        """No landmark."""
        return ()

    def fields(self, grid: Grid) -> list[Grid]:
        """The slices of the stack, placed."""
        return self.slice_frame.slices(grid)

    def doubt(self, grid: Grid) -> str:
        """Why the placing of the slices is near a coin toss."""
        return self.slice_frame.doubt(grid)

    def guesses(self, field: Grid, points: Points) -> list[Points]:
        """All landmarks that it needs, at a typical distance from those that are known."""
        return guesses_in_slice(field, points, list(dict.fromkeys(self.needs)))

    def windows(self, placed: Grid) -> list[Grid]:
        """All at once."""
        return [placed]


@dataclass(frozen=True)
class FieldView(_OfSlices):
    """The whole field of a slice, at a coarse spacing, around its centre.

    Args:
        size: pixels along u and v.
        spacing: mm per pixel.
        frame, normal: how the slices are placed, see :class:`.core.slice_frame.SliceFrame`.
    """

    size: int
    spacing: float
    frame: Placement = "short-axis"
    normal: tuple[float, ...] = USUAL_NORMAL

    def place(self, field: Grid, points: Points) -> Grid:
        """A square around the middle of the slice; ``points`` are not used."""
        spacing = [self.spacing, self.spacing, field.spacing[2]]
        return Grid.from_axes([self.size, self.size, 1], field.axes, spacing, field.center)


@dataclass(frozen=True)
class FrameView(_OfSlices):
    """A spatially normalised crop: centred on landmarks, turned so that a direction is standard.

    After Gonzales et al. 2025: a fixed number of mm per pixel, the direction from the landmarks
    ``tail`` to the landmarks ``head`` pointing to ``angle``.

    Args:
        size: pixels along u and v.
        spacing: mm per pixel.
        center: landmarks whose mean is the middle of the crop.
        tail, head: the direction runs from the mean of ``tail`` to the mean of ``head``; with neither,
            the crop is not turned, and those landmarks of ``center`` that are known suffice.
        angle: where it points in the crop, degrees from u towards v (180 is left on screen).
        frame, normal: how the slices are placed, see :class:`.core.slice_frame.SliceFrame`.
    """

    size: int
    spacing: float
    center: tuple[str, ...]
    tail: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    angle: float = 180.0
    frame: Placement = "short-axis"
    normal: tuple[float, ...] = USUAL_NORMAL

    def __post_init__(self) -> None:
        if bool(self.tail) != bool(self.head):
            raise ValueError("a direction needs both 'tail' and 'head', or neither")

    @property
    def needs(self) -> tuple[str, ...]:
        """The landmarks of centre and direction."""
        return (*self.center, *self.tail, *self.head)

    def place(self, field: Grid, points: Points) -> Grid | None:
        """The normalised crop in the plane of the slice; None where a landmark it needs is not known."""
        known = [name for name in self.center if name in points]
        if not known or not all(name in points for name in (*self.tail, *self.head)):
            return None
        if self.head and len(known) < len(self.center):
            return None
        u, v, normal = field.axes.T
        center = self._mean(points, known)
        center = center - normal * float((center - field.center) @ normal)
        turn = self._turn(points, u, v) if self.head else 0.0
        new_u = np.cos(turn) * u + np.sin(turn) * v
        new_v = -np.sin(turn) * u + np.cos(turn) * v
        axes = np.stack([new_u, new_v, normal], axis=1)
        spacing = [self.spacing, self.spacing, field.spacing[2]]
        return Grid.from_axes([self.size, self.size, 1], axes, spacing, center)

    def _turn(self, points: Points, u: FloatArray, v: FloatArray) -> float:
        """Radians by which the crop is turned so that the direction is standard."""
        direction = self._mean(points, self.head) - self._mean(points, self.tail)
        along_u, along_v = float(direction @ u), float(direction @ v)
        return float(np.arctan2(along_v, along_u) - np.deg2rad(self.angle))

    @staticmethod
    def _mean(points: Points, names: Sequence[str]) -> FloatArray:
        return np.mean([points[name] for name in names], axis=0)  # type: ignore[no-any-return]
