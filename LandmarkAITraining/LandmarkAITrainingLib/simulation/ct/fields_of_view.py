"""Grids on which simulated subjects are scanned: from the heart alone to a whole chest."""

from __future__ import annotations

import numpy as np
from LandmarkAILib.core.geometry import FloatArray, Grid

from .subject import Subject

# mm along left, back and up: from … to …, and how often.
FIELDS = {
    "heart": ((150.0, 150.0, 120.0), (190.0, 190.0, 150.0), 0.3),
    "cardiac": ((190.0, 190.0, 130.0), (260.0, 260.0, 190.0), 0.4),
    "chest": ((330.0, 300.0, 240.0), (420.0, 380.0, 360.0), 0.3),
}
STORAGES = ("axial", "flipped", "oblique")
_STORAGE_CHANCES = (0.7, 0.15, 0.15)
_SPACING = 0.35, 1.5
_SLICES = (0.5, 0.625, 1.0, 1.5, 2.0, 3.0)


def draw_grid(
    rng: np.random.Generator,
    subject: Subject,
    spacing: float | None = None,
    field: str | None = None,
    storage: str | None = None,
) -> Grid:
    """The grid of a scan of a subject, with the left ventricle within it.

    Args:
        rng: source of randomness.
        subject: who is scanned.
        spacing: mm along all axes; drawn when None, 0.35 to 1.5 in the plane and slices up to 3.
        field: one of ``FIELDS``; drawn when None.
        storage: ``axial``, ``flipped`` (rows, columns or slices run the other way) or ``oblique``; drawn
            when None.
    """
    field = str(rng.choice(list(FIELDS), p=[f[2] for f in FIELDS.values()])) if field is None else field
    storage = str(rng.choice(STORAGES, p=_STORAGE_CHANCES)) if storage is None else storage
    low, high, _ = FIELDS[field]
    extent = rng.uniform(low, high)
    if spacing is None:
        plane = rng.uniform(*_SPACING)
        steps = np.array([plane, plane, max(rng.choice(_SLICES), 0.6 * plane)])
    else:
        steps = np.full(3, spacing)
    middle = subject.middle
    # Scans of the chest centre on the chest, which the heart lies left and in front of.
    if field == "chest":
        middle = middle + np.array([-35.0, 25.0, rng.uniform(-20, 50)])
    room = np.maximum((extent - np.array(FIELDS["heart"][0])) / 2, 0)
    center = middle + 0.25 * rng.uniform(-room, room)
    size = np.maximum(np.round(extent / steps), 2).astype(int).tolist()
    return Grid.from_axes(size, _axes(rng, storage), steps, center)


def _axes(rng: np.random.Generator, storage: str) -> FloatArray:
    from scipy.spatial.transform import Rotation

    if storage == "flipped":
        signs = rng.choice([-1.0, 1.0], 3)
        signs[2] = -1.0 if (signs > 0).all() else signs[2]
        return np.diag(signs)
    if storage == "oblique":
        return np.asarray(Rotation.from_rotvec(np.deg2rad(rng.normal(0, 12, 3))).as_matrix())
    return np.eye(3)
