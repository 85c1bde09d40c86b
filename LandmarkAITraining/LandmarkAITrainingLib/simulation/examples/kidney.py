"""A kidney in MR-like volumes: two segments, cortex and medulla, and no points."""

from __future__ import annotations

import numpy as np
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.landmarks import LandmarkSet

from .painting import Canvas, SimulatedCase, turned

MEDULLA, CORTEX = "Renal medulla", "Renal cortex"
_HALF = 0.5


def simulate_kidney(rng: np.random.Generator) -> SimulatedCase:
    """One volume of a new subject; the medulla is label 1."""
    size = [int(n) for n in rng.integers(56, 73, 3)]
    spacing = float(rng.uniform(2.2, 2.6))
    center = rng.normal(0, 30, 3)
    grid = Grid.from_axes(size, turned(rng, 6.0), [spacing] * 3, center)
    frame = np.eye(4)
    frame[:3, :3] = turned(rng, 12.0) @ np.diag(np.exp(rng.normal(0, 0.1, 3)))
    frame[:3, 3] = center + rng.normal(0, 12, 3)
    canvas = Canvas(grid, frame)
    cortex, medulla = _paint(canvas, rng)
    labels = np.where(medulla > _HALF, 1, np.where(cortex > _HALF, 2, 0)).astype(np.uint8)
    image = canvas.scanned(rng, float(rng.uniform(0.02, 0.06)), "image", "MR")
    return SimulatedCase(image, LandmarkSet(()), labels, (MEDULLA, CORTEX))


def _paint(canvas: Canvas, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Belly, spine, muscle and the kidney; returns what cortex and medulla cover."""
    canvas.paint(canvas.ellipsoid([-30, 0, 0], [110, 75, np.inf]), 0.85)
    canvas.paint(canvas.ellipsoid([-62, 22, 0], [20, 20, np.inf]), 0.3)
    canvas.paint(canvas.ellipsoid([-40, 40, 0], [26, 18, np.inf]), 0.4)
    canvas.paint(canvas.ellipsoid([25, -45, 30], [40, 30, 40]), 0.55)
    width, length = rng.uniform(22, 27), rng.uniform(46, 56)
    whole = canvas.ellipsoid([0, 0, 0], [width, 0.85 * width, length])
    hollow = canvas.ellipsoid([-1.1 * width, -4, 0], [0.7 * width, 0.7 * width, 0.4 * length])
    bean = whole * (1 - hollow)
    within = canvas.ellipsoid([-2, 0, 0], [width - 8, 0.85 * width - 8, length - 10])
    medulla = within * (1 - hollow)
    cortex = bean * (1 - medulla)
    canvas.paint(bean, 0.7)
    canvas.paint(medulla, 0.42)
    return cortex, medulla
