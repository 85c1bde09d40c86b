"""Paint calcium and metal: their volume spread over the voxels they touch, and the streaks of metal."""

from __future__ import annotations

from itertools import product

import numpy as np
from LandmarkAILib.core.geometry import FloatArray

from .canvas import Canvas
from .devices import Deposit
from .subject import Subject

_STREAK_REACH = 70.0  # mm in the plane of the gantry
_STREAK_HEIGHT = 5.0  # mm along the patient, at which a streak has faded to a third
_STREAKS_EVERY = 14.0  # mm along a wire
_LOBES = (2, 3, 5, 8, 13)


def paint_deposits(canvas: Canvas, subject: Subject) -> None:
    """Add what a subject carries to a painted volume."""
    for number, deposit in enumerate(subject.deposits):
        index = canvas.grid.to_index(deposit.points)
        near = ((index > -2) & (index < np.array(canvas.grid.size) + 1)).all(axis=1)
        if near.any():
            _spread(canvas, deposit, index[near])
        if deposit.metal:
            _streaks(canvas, deposit, np.random.default_rng([number, len(deposit.points)]))


def _spread(canvas: Canvas, deposit: Deposit, index: FloatArray) -> None:
    """Share each point's volume among voxels within the point spread."""
    import torch
    from scipy import ndimage

    grid = canvas.grid
    sigma = canvas.width / 2.355 / grid.spacing
    margin = np.ceil(3 * sigma).astype(int) + 1
    low = np.maximum(np.floor(index.min(axis=0)).astype(int) - margin, 0)
    high = np.minimum(np.ceil(index.max(axis=0)).astype(int) + margin + 1, grid.size)
    share = np.zeros((high - low)[::-1], np.float32)
    whole = np.floor(index).astype(int)
    for corner in product((0, 1), repeat=3):
        weight = np.abs(1 - np.array(corner) - (index - whole)).prod(axis=1)
        place = whole + corner - low
        inside = ((place >= 0) & (place < high - low)).all(axis=1)
        i, j, k = place[inside].T
        np.add.at(share, (k, j, i), weight[inside].astype(np.float32))
    share *= np.float32(deposit.volume / np.prod(grid.spacing))
    share = np.minimum(ndimage.gaussian_filter(share, sigma[::-1], truncate=3), 1)
    window = tuple(slice(int(a), int(b)) for a, b in zip(low[::-1], high[::-1], strict=True))
    part = canvas.hu[window]
    part.add_((deposit.hounsfield - part) * torch.from_numpy(share))


def _streaks(canvas: Canvas, deposit: Deposit, rng: np.random.Generator) -> None:
    """Bright and dark rays in the plane of the gantry, from beam hardening and too few photons."""
    moved = np.linalg.norm(np.diff(deposit.points, axis=0, prepend=deposit.points[:1]), axis=1)
    step = np.floor(np.cumsum(moved) / _STREAKS_EVERY)
    starts = np.flatnonzero(np.diff(step, prepend=-1) > 0)
    strength = 220 * min(1.0, deposit.volume / 0.6)
    for point in deposit.points[starts]:
        _star(canvas, point, strength * float(rng.uniform(0.5, 1.5)), rng)


def _star(canvas: Canvas, point: FloatArray, strength: float, rng: np.random.Generator) -> None:
    import torch

    phases, weights = rng.uniform(0, 2 * np.pi, len(_LOBES)), rng.normal(0, 0.6, len(_LOBES))
    grid = canvas.grid
    reach = np.array([_STREAK_REACH, _STREAK_REACH, 2 * _STREAK_HEIGHT])
    corners = grid.to_index(point + reach * np.array(list(product((-1, 1), repeat=3))))
    low = np.maximum(np.ceil(corners.min(axis=0)).astype(int), 0)
    high = np.minimum(np.floor(corners.max(axis=0)).astype(int) + 1, grid.size)
    if (high <= low).any():
        return
    ranges = [torch.arange(int(a), int(b), dtype=torch.float32) for a, b in zip(low, high, strict=True)]
    k, j, i = torch.meshgrid(ranges[2], ranges[1], ranges[0], indexing="ij")
    dx, dy, dz = (
        i * float(row[0]) + j * float(row[1]) + k * float(row[2]) + float(row[3] - p)
        for row, p in zip(grid.affine[:3], point, strict=True)
    )
    radius, angle = torch.hypot(dx, dy), torch.atan2(dy, dx)
    rays = sum(
        float(w) * torch.cos(n * angle + float(p))
        for n, w, p in zip(_LOBES, weights, phases, strict=True)
    )
    fade = 5 / (5 + radius) * (1 - radius / _STREAK_REACH).clamp(min=0)
    fade = fade * torch.exp(-(dz.abs()) / _STREAK_HEIGHT)
    window = tuple(slice(int(a), int(b)) for a, b in zip(low[::-1], high[::-1], strict=True))
    canvas.hu[window] += strength * fade * rays
