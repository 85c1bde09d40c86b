"""A whole heart of ellipsoids and tubes: the anatomy that ships, for tests and first steps.

Positions are LPS mm from the centre of the mitral annulus; the proportions are those of an adult heart
in diastole, the axes those of a heart as it lies in the chest.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray, Grid

from .whole_heart import LABELS, WholeHeart, heart_from_labels

NAME = "geometric heart"
# Base to apex: left, anterior and a little down.
LONG_AXIS = np.array([0.72, -0.55, -0.42]) / np.linalg.norm([0.72, -0.55, -0.42])
APEX_HEIGHT = 78.0
_RIGHT = np.array([-0.72, -0.62, -0.3])
MITRAL_RADIUS = 15.0


def geometric_heart(spacing: float = 1.5) -> WholeHeart:
    """The geometric heart, ready to be varied; ``spacing`` in mm of the labels it is made from."""
    labels, grid = geometric_labels(spacing)
    return heart_from_labels(labels, grid, NAME)


def geometric_labels(spacing: float = 1.5) -> tuple[npt.NDArray[np.uint8], Grid]:
    """The label map, (k, j, i) with the values of ``LABELS``, and its grid on LPS axes; mm."""
    size = np.round(np.array([200.0, 170.0, 190.0]) / spacing).astype(int)
    grid = Grid.from_axes(size.tolist(), np.eye(3), [spacing] * 3, [8.0, -15.0, 8.0])
    x, y, z = (
        (grid.origin[n] + spacing * np.arange(grid.size[n])).reshape(
            [-1 if m == n else 1 for m in (2, 1, 0)]
        )
        for n in range(3)
    )
    return _paint(x, y, z), grid


def _paint(x: FloatArray, y: FloatArray, z: FloatArray) -> npt.NDArray[np.uint8]:
    septal = _RIGHT - (_RIGHT @ LONG_AXIS) * LONG_AXIS
    septal /= np.linalg.norm(septal)
    upward = np.cross(LONG_AXIS, septal)
    s, a, b = (v[0] * x + v[1] * y + v[2] * z for v in (LONG_AXIS, septal, upward))
    b = b * (1 if upward[2] > 0 else -1)  # b grows upwards: away from the diaphragm
    base = s > 0
    labels = np.zeros(s.shape, np.uint8)
    # Centres and semi-axes along the long axis, towards the septum and upwards.
    for name, where in (
        ("right_ventricle", _ellipsoid(s, a, b, (26, 30, 4), (46, 32, 40)) & base),
        ("right_atrium", _ellipsoid(s, a, b, (-30, 40, -6), (28, 24, 34)) & ~base),
        ("myocardium", _ellipsoid(s, a, b, (14, 0, 0), (APEX_HEIGHT - 5, 36, 34)) & base),
        ("cavity", _ellipsoid(s, a, b, (14, 0, 0), (APEX_HEIGHT - 14, 26, 25)) & base),
        ("left_atrium", _left_atrium(s, a, b)),
        ("aorta", _ascending_aorta(x, y, z, s, a, b)),
        ("pulmonary_artery", _pulmonary_artery(x, y, z)),
    ):
        labels[where & ((labels == 0) | (name == "cavity") | (name == "myocardium"))] = LABELS[name]
    return labels


def _left_atrium(s: FloatArray, a: FloatArray, b: FloatArray) -> npt.NDArray[np.bool_]:
    """A body behind the base, and a short neck that meets the cavity in the mitral disc."""
    body = _ellipsoid(s, a, b, (-28, 0, 0), (23, 34, 30)) & (s < -5)
    neck = (np.hypot(a, b) < MITRAL_RADIUS) & (s <= 0) & (s > -12)
    return np.asarray(body | neck)


def _ascending_aorta(
    x: FloatArray, y: FloatArray, z: FloatArray, s: FloatArray, a: FloatArray, b: FloatArray
) -> npt.NDArray[np.bool_]:
    """From the septal edge of the base up and to the right; the root lies beside the mitral disc."""
    root = (np.hypot(a - 20, b - 4) < 10) & (s <= 0) & (s > -10)
    return np.asarray(root | _tube(x, y, z, (-21, -22, 10), (-28, -34, 92), 15.0) & (s <= 0))


def _pulmonary_artery(x: FloatArray, y: FloatArray, z: FloatArray) -> npt.NDArray[np.bool_]:
    trunk = _tube(x, y, z, (4, -54, 26), (6, -18, 58), 13.0)
    return np.asarray(trunk | _tube(x, y, z, (6, -16, 60), (-42, 0, 52), 9.5))


def _ellipsoid(
    s: FloatArray,
    a: FloatArray,
    b: FloatArray,
    center: tuple[float, float, float],
    semi_axes: tuple[float, float, float],
) -> npt.NDArray[np.bool_]:
    parts = zip((s, a, b), center, semi_axes, strict=True)
    return np.asarray(sum(((v - c) / r) ** 2 for v, c, r in parts) < 1)


def _tube(
    x: FloatArray,
    y: FloatArray,
    z: FloatArray,
    start: tuple[float, float, float],
    end: tuple[float, float, float],
    radius: float,
) -> npt.NDArray[np.bool_]:
    way = np.subtract(end, start)
    along = ((x - start[0]) * way[0] + (y - start[1]) * way[1] + (z - start[2]) * way[2]) / (way @ way)
    t = np.clip(along, 0, 1)
    gaps = (v - p - t * w for v, p, w in zip((x, y, z), start, way, strict=True))
    return np.asarray(sum(g**2 for g in gaps) < radius**2)
