"""Distances to simple solids, mm, negative inside: what parametric hearts are put together from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from LandmarkAILib.core.geometry import FloatArray


def ellipsoid(points: FloatArray, center: FloatArray, semi_axes: Sequence[float]) -> FloatArray:
    """About the distance of points (..., 3) to an ellipsoid on the patient's axes."""
    offset = points - np.asarray(center, np.float32)
    radii = np.asarray(semi_axes, np.float32)
    first = np.linalg.norm(offset / radii, axis=-1)
    second = np.linalg.norm(offset / radii**2, axis=-1)
    return np.asarray(first * (first - 1) / np.maximum(second, 1e-6))


def tube(points: FloatArray, way: Sequence[FloatArray], radii: Sequence[float]) -> FloatArray:
    """Distance of points (..., 3) to a chain of round cones."""
    nearest = np.full(points.shape[:-1], 1e3, np.float32)
    for start, end, first, last in zip(way[:-1], way[1:], radii[:-1], radii[1:], strict=True):
        step = np.asarray(end - start, np.float32)
        offset = points - np.asarray(start, np.float32)
        t = np.clip(offset @ step / float(step @ step + 1e-6), 0, 1)
        gap = np.linalg.norm(offset - t[..., None] * step, axis=-1) - (first + t * (last - first))
        nearest = np.minimum(nearest, gap)
    return nearest


def melted(first: FloatArray, second: FloatArray, width: float) -> FloatArray:
    """The union of two solids with a fillet of about ``width`` mm where they meet."""
    near = np.clip(0.5 + 0.5 * (second - first) / width, 0, 1)
    return np.asarray(second + near * (first - second) - width * near * (1 - near))


def step(x: FloatArray) -> FloatArray:
    """0 below 0, 1 above 1, smooth between."""
    t = np.clip(x, 0, 1)
    return np.asarray(t * t * (3 - 2 * t))
