"""Simulated masks of a short-axis stack whose insertion points are known in closed form.

The left ventricle is two circles about one point, the right ventricle a disc beside it, so the distance
between them, and with it every point of the groove rule, follows from triangles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid

# An oblique plane as in a patient: n points from apex to base, u to the left, v down on the screen.
U = np.array([1.0, 1.0, 0.0]) / np.sqrt(2)
N = np.array([-1.0, 1.0, 1.0]) / np.sqrt(3)
V = np.cross(N, U)
NAMES = ("Left ventricle", "Myocardium", "Right ventricle")


@dataclass(frozen=True)
class DiscHeart:
    """Radii and the wall between the discs, mm; ``side``: where the right one lies, degrees from u."""

    center: tuple[float, float] = (3.0, -2.0)
    cavity: float = 20.0
    epicardium: float = 30.0
    right: float = 25.0
    wall: float = 1.0
    side: float = 180.0

    @property
    def to_right(self) -> np.ndarray:
        angle = np.deg2rad(self.side)
        return (self.epicardium + self.wall + self.right) * np.array([np.cos(angle), np.sin(angle)])

    def insertion(self, way: int) -> np.ndarray:
        """(2,) mm along u, v; ``way`` 1 is the clockwise end, anterior, and -1 the inferior one."""
        e, d, r = self.epicardium, float(np.linalg.norm(self.to_right)), self.right + 5.0
        turn = way * np.arccos((e * e + d * d - r * r) / (2 * e * d))
        angle = np.deg2rad(self.side) + turn
        corner = e * np.array([np.cos(angle), np.sin(angle)])
        from_right = corner - self.to_right
        opposite = self.to_right + self.right * from_right / np.linalg.norm(from_right)
        middle = (corner + opposite) / 2
        return np.array(self.center) + middle * (1 + 1.5 / np.linalg.norm(middle))

    def masks(self, u: np.ndarray, v: np.ndarray) -> np.ndarray:
        """Label values at places in the plane."""
        u, v = u - self.center[0], v - self.center[1]
        from_left, from_right = np.hypot(u, v), np.hypot(u - self.to_right[0], v - self.to_right[1])
        labels = np.where(from_right < self.right, 3, 0)
        labels = np.where(from_left < self.epicardium, 2, labels)
        return np.where(from_left < self.cavity, 1, labels).astype(np.uint8)

    def segmentation(
        self, slices: int = 3, pixel: tuple[float, float] = (0.8, 0.8), size: int = 220
    ) -> Segmentation:
        grid = Grid.from_axes(
            [size, size, slices], np.stack([U, V, N], axis=1), [*pixel, 8], [10.0, -20, 40]
        )
        rows, columns = np.mgrid[:size, :size]
        places = grid.to_lps(np.stack([columns, rows, 0 * rows], axis=-1)) - grid.center
        plane = self.masks(places @ U, places @ V)
        return Segmentation(np.repeat(plane[None], slices, axis=0), grid, NAMES)

    def truth(self, segmentation: Segmentation, way: int, k: int) -> np.ndarray:
        """(3,) LPS mm of the insertion in slice ``k`` of :meth:`segmentation`."""
        grid, point = segmentation.grid, self.insertion(way)
        return grid.center + point[0] * U + point[1] * V + 8.0 * (k - (grid.size[2] - 1) / 2) * N
