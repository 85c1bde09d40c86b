"""Smooth random fields: what makes a wall rough, a vessel tree irregular and blood mottled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from LandmarkAILib.core.geometry import FloatArray

_PERIOD = 64
_SMOOTHING = 1.2


@dataclass(frozen=True)
class NoiseField:
    """A periodic volume of smooth noise of mean 0 and standard deviation 1, read in planes.

    Args:
        values: (64, 64, 64) noise over h, v, u; its grain is about two voxels wide.
        scale: (3,) mm of a voxel along u, v and h: how large the grain is.
        turn: rotation of u, v before the field is read, so that its axes are not the image's.
    """

    values: FloatArray
    scale: tuple[float, float, float]
    turn: float

    def plane(self, u: FloatArray, v: FloatArray, h: float) -> FloatArray:
        """The field in the plane of height ``h``; same shape as ``u`` and ``v`` (mm)."""
        from scipy import ndimage

        below = h / self.scale[2]
        first, share = int(np.floor(below)), below - np.floor(below)
        one, two = self.values[first % _PERIOD], self.values[(first + 1) % _PERIOD]
        # Halfway between two planes noise would be fainter.
        page = ((1 - share) * one + share * two) / np.hypot(1 - share, share) ** 0.5
        cosine, sine = np.cos(self.turn), np.sin(self.turn)
        rows = (cosine * v - sine * u) / self.scale[1]
        columns = (cosine * u + sine * v) / self.scale[0]
        return np.asarray(ndimage.map_coordinates(page, [rows, columns], order=1, mode="grid-wrap"))


def draw_noise(rng: np.random.Generator, in_plane: float, along: float) -> NoiseField:
    """A field whose grain is about ``2 * in_plane`` mm wide and ``2 * along`` mm long."""
    from scipy import ndimage

    white = rng.standard_normal((_PERIOD,) * 3)
    smooth = ndimage.gaussian_filter(white, _SMOOTHING, mode="wrap")
    values = (smooth - smooth.mean()) / smooth.std()
    return NoiseField(values, (in_plane, in_plane, along), float(rng.uniform(-np.pi, np.pi)))
