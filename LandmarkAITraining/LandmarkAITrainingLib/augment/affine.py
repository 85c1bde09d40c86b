"""Augmentation of geometry: random affines composed into a view's grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from LandmarkAILib.core.geometry import FloatArray, Grid


@dataclass(frozen=True)
class AffineRange:
    """How far a view may be moved from where its points put it; mirrors are another choice.

    Args:
        shift: standard deviation in mm along each axis of the view.
        rotation: standard deviation in degrees, in the plane of a slice, about any axis of a volume;
            for slices 180 or more draws from the full circle.
        scale: standard deviation of the logarithm of the size.
        stretch: standard deviation of the logarithm of the aspect ratio, along a random direction.
        outliers: share of draws with three times these spreads, so that a poor coarse point is not
            something that the network never met.
    """

    shift: float
    rotation: float
    scale: float
    stretch: float = 0.05
    outliers: float = 0.1


def perturbed(grid: Grid, ranges: AffineRange, rng: np.random.Generator) -> Grid:
    """Compose a random similarity with a slight stretch into a view's grid.

    A view of one slice stays in its plane; one of a volume is turned about any axis.
    """
    spread = 3.0 if rng.random() < ranges.outliers else 1.0
    if grid.size[2] > 1:
        return _perturbed_volume(grid, ranges, spread, rng)
    shift = rng.normal(0, ranges.shift * spread, 2)
    angle = rng.uniform(-np.pi, np.pi)
    if ranges.rotation < 180:
        angle = np.deg2rad(rng.normal(0, ranges.rotation * spread))
    stretch = np.exp(rng.normal(0, ranges.stretch) * np.array([0.5, -0.5]))
    tilt = _rotation(rng.uniform(-np.pi, np.pi))
    matrix = _rotation(angle) @ tilt @ np.diag(stretch) @ tilt.T
    matrix *= np.exp(rng.normal(0, ranges.scale))
    return Grid(grid.size, grid.affine @ _about_center(grid, matrix, shift))


def _perturbed_volume(grid: Grid, ranges: AffineRange, spread: float, rng: np.random.Generator) -> Grid:
    """The same in space; the stretch keeps the volume."""
    from scipy.spatial.transform import Rotation

    shift = rng.normal(0, ranges.shift * spread, 3)
    axis = rng.normal(size=3)
    angle = np.deg2rad(rng.normal(0, ranges.rotation * spread))
    turn = Rotation.from_rotvec(angle * axis / np.linalg.norm(axis)).as_matrix()
    tilt = Rotation.random(None, rng).as_matrix()
    stretch = np.exp(rng.normal(0, ranges.stretch) * np.array([2.0, -1.0, -1.0]) / 3)
    matrix = turn @ tilt @ np.diag(stretch) @ tilt.T * np.exp(rng.normal(0, ranges.scale))
    return Grid(grid.size, grid.affine @ _about_center(grid, matrix, shift))


def mirrored(grid: Grid) -> Grid:
    """A view as a mirror shows it: its first axis, which points to the patient's left, is turned round.

    What is seen through it has left and right exchanged, and so must the names have.
    """
    flip = np.diag([-1.0, 1.0, 1.0, 1.0])
    flip[0, 3] = grid.size[0] - 1
    return Grid(grid.size, grid.affine @ flip)


def _rotation(angle: float) -> FloatArray:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[cos, -sin], [sin, cos]])


def _about_center(grid: Grid, matrix: FloatArray, shift: FloatArray) -> FloatArray:
    """(4, 4) index → index: ``matrix`` about the middle of the grid, then ``shift`` mm."""
    axes = len(shift)
    middle = (np.array(grid.size[:axes]) - 1) / 2
    out = np.eye(4)
    out[:axes, :axes] = matrix
    out[:axes, 3] = middle - matrix @ middle + shift / grid.spacing[:axes]
    return out
