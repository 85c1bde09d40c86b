"""A long-axis-like plane through a heart: two hinges of the mitral valve, seen from either side.

Half of the images are stored as seen from the other side of the plane, as scanners do: the pixels are
mirrored, and the header says so.
"""

from __future__ import annotations

import numpy as np
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet

from .painting import Canvas, SimulatedCase, turned

SEPTAL, LATERAL = "Septal hinge", "Lateral hinge"

# u to the patient's left and posterior, v from base to apex: a four-chamber view.
_U = np.array([0.80, 0.60, 0.0])
_V = np.array([0.40, -0.533, -0.745])
_SIZE = 176
_SPACING = 1.4  # mm


def simulate_hinges(rng: np.random.Generator) -> SimulatedCase:
    """One image of a new subject, with the two hinges."""
    turn = turned(rng, 6.0)
    u = turn @ _U
    v = turn @ _V
    v -= (v @ u) * u
    v /= np.linalg.norm(v)
    axes = np.stack([u, v, np.cross(u, v)], axis=1)
    grid = Grid.from_axes([_SIZE, _SIZE, 1], axes, [_SPACING, _SPACING, 6.0], rng.normal(0, 40, 3))
    canvas = Canvas(grid, _pose(rng, grid, axes))
    septal, lateral = _paint(canvas, rng)
    image = canvas.scanned(rng, float(rng.uniform(0.02, 0.06)), "image", "MR")
    points = [Landmark(SEPTAL, canvas.to_lps(septal)), Landmark(LATERAL, canvas.to_lps(lateral))]
    return SimulatedCase(
        seen_from_behind(image) if rng.random() < 0.5 else image, LandmarkSet((*points,))
    )


def _pose(rng: np.random.Generator, grid: Grid, axes: FloatArray) -> FloatArray:
    """(4, 4) from the heart's coordinates, x septal to lateral and y base to apex, to LPS."""
    angle, scale = np.deg2rad(rng.normal(0, 15)), float(np.exp(rng.normal(0, 0.1)))
    cos, sin = np.cos(angle), np.sin(angle)
    turn = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1.0]]) * scale
    frame = np.eye(4)
    frame[:3, :3] = axes @ turn
    frame[:3, 3] = grid.center + axes[:, :2] @ rng.normal(0, 12, 2)
    return frame


def _paint(canvas: Canvas, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Chest, both ventricles and atria; returns where the septal and the lateral hinge lie."""
    flat = np.inf
    half, length = rng.uniform(19, 25), rng.uniform(62, 80)  # mm: half of the annulus, the cavity
    wall = rng.uniform(7, 11)
    tilt = rng.normal(0, 4)
    septal, lateral = np.array([-half, -tilt, 0.0]), np.array([half, tilt, 0.0])
    up = np.array([septal[1] - lateral[1], lateral[0] - septal[0], 0.0])
    valve = (np.zeros(3), -up / np.linalg.norm(up))
    canvas.paint(canvas.ellipsoid([5, 10, 0], [112, 95, flat]), 0.45)
    canvas.paint(canvas.ellipsoid([70, 20, 0], [42, 60, flat]), 0.10)
    canvas.paint(canvas.ellipsoid([-78, 15, 0], [34, 62, flat]), 0.10)
    blood, muscle = rng.uniform(0.85, 1.0), rng.uniform(0.28, 0.4)
    inside = canvas.below(*valve)
    wide = 1.18 * half  # the cavity is widest beyond the annulus
    low = length * (1 - np.sqrt(1 - (half / wide) ** 2)) / (1 + np.sqrt(1 - (half / wide) ** 2))
    middle, long = (length - low) / 2, (length + low) / 2
    canvas.paint(canvas.ellipsoid([-half - 26, 22, 0], [24, 44, flat]) * inside, blood * 0.97)
    canvas.paint(canvas.ellipsoid([-half - 24, -26, 0], [24, 24, flat]) * (1 - inside), blood * 0.93)
    outer = canvas.ellipsoid([0, middle, 0], [wide + wall, long + wall, flat])
    canvas.paint(outer * inside, muscle)
    cavity = canvas.ellipsoid([0, middle, 0], [wide, long, flat])
    canvas.paint(cavity * inside, blood)
    depth = rng.uniform(20, 28)
    atrium = canvas.ellipsoid([0, -0.8 * depth, 0], [half + 2.5, depth, flat])
    canvas.paint(atrium * (1 - inside), blood * 0.95)
    # Leaflets from the hinges towards the apex, half open.
    for hinge, side in ((septal, 1.0), (lateral, -1.0)):
        tip = hinge + np.array([side * rng.uniform(9, 14), rng.uniform(9, 15), 0])
        direction = (tip - hinge) / np.linalg.norm(tip - hinge)
        across = np.array([-direction[1], direction[0], 0])
        axes = np.stack([direction, across, [0, 0, 1]], axis=1)
        reach = float(np.linalg.norm(tip - hinge)) / 2
        canvas.paint(canvas.ellipsoid((hinge + tip) / 2, [reach, 1.3, flat], axes), muscle)
    return septal, lateral


def seen_from_behind(image: Image) -> Image:
    """The same image stored as seen from the other side of its plane: columns reversed, header too."""
    affine = image.grid.affine.copy()
    affine[:3, 3] += affine[:3, 0] * (image.grid.size[0] - 1)
    affine[:3, 0] *= -1
    affine[:3, 2] *= -1
    grid = Grid(image.grid.size, affine)
    return Image(np.ascontiguousarray(image.array[:, :, ::-1]), grid, image.name, image.metadata)
