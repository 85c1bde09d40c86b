"""A head in MR-like volumes: five points, two of them partners left and right. No segments."""

from __future__ import annotations

import numpy as np
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet

from .painting import Canvas, SimulatedCase, turned

LEFT_EYE, RIGHT_EYE = "Left eye", "Right eye"
STEM, HORN, PINEAL = "Brainstem tip", "Ventricle front", "Pineal"


def simulate_head(rng: np.random.Generator) -> SimulatedCase:
    """One volume of 64 to 96 voxels a side, of a new subject."""
    size = [int(n) for n in rng.integers(64, 97, 3)]
    spacing = float(rng.uniform(205, 225)) / min(size)  # the whole head is shown
    axes = turned(rng, 5.0)
    if rng.random() < 0.5:  # rows from left to right, slices from head to foot
        axes = axes @ np.diag([-1.0, 1.0, -1.0])
    center = rng.normal(0, 30, 3)
    canvas = Canvas(Grid.from_axes(size, axes, [spacing] * 3, center), _pose(rng, center))
    points = _paint(canvas, rng)
    image = canvas.scanned(rng, float(rng.uniform(0.02, 0.06)), "image", "MR")
    marks = [Landmark(name, canvas.to_lps(point)) for name, point in points.items()]
    return SimulatedCase(image, LandmarkSet(tuple(marks)))


def _pose(rng: np.random.Generator, center: FloatArray) -> FloatArray:
    """(4, 4) from the head's coordinates, LPS about its middle, to LPS."""
    frame = np.eye(4)
    frame[:3, :3] = turned(rng, 9.0) @ np.diag(np.exp(rng.normal(0, 0.06, 3)))
    frame[:3, 3] = center + rng.normal(0, 6, 3)
    return frame


def _paint(canvas: Canvas, rng: np.random.Generator) -> dict[str, FloatArray]:
    """Skin, skull, brain, ventricles, brainstem, pineal and eyes; returns where the points lie."""
    flat = np.inf
    canvas.paint(canvas.ellipsoid([0, 0, 0], [72, 90, 78]), 0.9)
    canvas.paint(canvas.ellipsoid([0, 12, -90], [45, 45, 60]), 0.6)
    canvas.paint(canvas.ellipsoid([0, 0, 2], [68, 86, 73]), 0.08)
    canvas.paint(canvas.ellipsoid([0, 2, 6], [62, 79, 64]), 0.62)
    canvas.paint(canvas.ellipsoid([0, 2, 8], [50, 66, 52]), 0.75)
    front = -rng.uniform(22, 32)
    half = rng.uniform(20, 26)
    canvas.paint(canvas.ellipsoid([0, front + half, 8], [9, half, 8]), 0.15)
    pineal = np.array([0.0, front + 2 * half + rng.uniform(7, 11), rng.uniform(-3, 3)])
    canvas.paint(canvas.ellipsoid(pineal, [5, 5, 5]), 1.1)
    tip = np.array([0.0, 14 + rng.normal(0, 2), -rng.uniform(52, 62)])
    canvas.paint(canvas.ellipsoid([0, 14, -70], [20, 20, 26]), 0.2)
    stem = canvas.ellipsoid([0, tip[1], 0], [10, 10, flat]) * canvas.below([0, 0, -4], [0, 0, 1])
    canvas.paint(stem * canvas.below(tip, [0, 0, -1]), 0.85)
    points = {STEM: tip, HORN: np.array([0.0, front, 8.0]), PINEAL: pineal}
    apart, height = rng.uniform(29, 34), -rng.uniform(22, 28)
    for name, side in ((LEFT_EYE, 1.0), (RIGHT_EYE, -1.0)):
        eye = np.array([side * apart, -70 + rng.normal(0, 1.5), height])
        canvas.paint(canvas.ellipsoid(eye, [15, 15, 15]), 0.35)
        canvas.paint(canvas.ellipsoid(eye, [11, 11, 11]), 1.0)
        points[name] = eye
    return points
