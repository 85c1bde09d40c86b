"""Augmentation of geometry: random affines composed into a view's grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from LandmarkAILib.geometry import FloatArray, Grid


@dataclass(frozen=True)
class AffineRange:
    """How far a view may be moved from where its points put it. Mirrors are never drawn.

    Args:
        shift: standard deviation in mm along each in-plane axis.
        rotation: standard deviation in degrees; 180 or more draws from the full circle.
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
    """Compose a random in-plane similarity with a slight stretch into a view's grid."""
    spread = 3.0 if rng.random() < ranges.outliers else 1.0
    shift = rng.normal(0, ranges.shift * spread, 2)
    angle = rng.uniform(-np.pi, np.pi)
    if ranges.rotation < 180:
        angle = np.deg2rad(rng.normal(0, ranges.rotation * spread))
    stretch = np.exp(rng.normal(0, ranges.stretch) * np.array([0.5, -0.5]))
    tilt = _rotation(rng.uniform(-np.pi, np.pi))
    matrix = _rotation(angle) @ tilt @ np.diag(stretch) @ tilt.T
    matrix *= np.exp(rng.normal(0, ranges.scale))
    return Grid(grid.size, grid.affine @ _about_center(grid, matrix, shift))


def _rotation(angle: float) -> FloatArray:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[cos, -sin], [sin, cos]])


def _about_center(grid: Grid, matrix: FloatArray, shift: FloatArray) -> FloatArray:
    """(4, 4) index → index: ``matrix`` about the middle of the grid, then ``shift`` mm."""
    middle = (np.array(grid.size[:2]) - 1) / 2
    out = np.eye(4)
    out[:2, :2] = matrix
    out[:2, 3] = middle - matrix @ middle + shift / grid.spacing[:2]
    return out
