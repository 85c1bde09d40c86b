"""Paint a simulated subject on a grid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import Grid

from .canvas import Canvas, HeartBox, boxed, coordinates
from .deposit_painter import paint_deposits
from .heart_painter import label_heart, paint_heart
from .heartbeats import Beat, Heartbeats
from .physics import Physics
from .scan import acquire
from .subject import Subject
from .surroundings import paint_surroundings
from .texture import sample_texture

if TYPE_CHECKING:
    from torch import Tensor

LV_CAVITY, MYOCARDIUM = 1, 2
# Voxels painted at once: what a large volume takes at a time, for the sake of memory.
_SLAB = 3_000_000


def render(
    subject: Subject, grid: Grid, rng: np.random.Generator
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.uint8]]:
    """See a subject on a grid.

    Args:
        subject: who is scanned and how.
        grid: any grid in LPS mm.
        rng: source of the noise; the same state gives the same image.

    Returns:
        (k, j, i) HU, and (k, j, i) labels: 1 LV cavity, 2 myocardium. Papillary muscles and trabeculae
        are cavity.
    """
    import torch

    step = max(1, _SLAB // (grid.size[0] * grid.size[1]))
    parts = [
        _paint(subject, _slab(grid, k, min(step, grid.size[2] - k)))
        for k in range(0, grid.size[2], step)
    ]
    hu = torch.cat([part for part, _ in parts])
    labels = np.concatenate([part for _, part in parts])
    if subject.physics == Physics():
        return acquire(hu, grid, subject.scan, rng), labels
    chest = subject.pose[:3, :3] @ [*subject.chest.middle, 0.0] + subject.pose[:3, 3]
    return acquire(hu, grid, subject.scan, rng, subject.physics, chest), labels


def _slab(grid: Grid, first: int, count: int) -> Grid:
    return Grid((grid.size[0], grid.size[1], count), grid.slice(first).affine)


def _paint(subject: Subject, grid: Grid) -> tuple[Tensor, npt.NDArray[np.uint8]]:
    local = grid.moved(np.linalg.inv(subject.pose))
    heart = boxed(local, subject.pull, subject.heart)
    labels = np.zeros(grid.shape, np.uint8)
    if heart is not None:
        labels[heart.window] = label_heart(heart)
    if subject.heartbeats is None or heart is None:
        return _paint_moment(subject, local, heart), labels
    return _paint_beats(subject, subject.heartbeats, grid, heart), labels


def _paint_beats(subject: Subject, beats: Heartbeats, grid: Grid, heart: HeartBox) -> Tensor:
    """The heart as the first beat of each slab shows it, mixed with the second where it has a share."""
    import torch

    local, z = grid.moved(np.linalg.inv(subject.pose)), coordinates(grid)[2].numpy()
    share = torch.as_tensor(beats.shares, dtype=torch.float32)[torch.from_numpy(beats.slab(z))]
    painted = []
    for number in (0, 1) if bool(share.any()) else (0,):
        beat = Beat(beats, number, subject.heart, subject.pull, subject.pose)
        moved = replace(subject, deposits=beat.moved(subject.deposits))
        painted.append(_paint_moment(moved, local, beat.box(heart, z[heart.window])))
    return painted[0] + share * (painted[1] - painted[0]) if len(painted) > 1 else painted[0]


def _paint_moment(subject: Subject, local: Grid, heart: HeartBox | None) -> Tensor:
    """(k, j, i) HU on a grid in the space of the varied heart."""
    import torch

    canvas = Canvas(local, subject.scan.blur)
    paint_surroundings(canvas, subject, heart)
    if heart is not None:
        paint_heart(canvas, subject, heart)
    if subject.scan.unevenness:
        points = torch.stack(coordinates(local), dim=-1)
        uneven = sample_texture(subject.texture[:1], points, scale=4.0)[0]
        canvas.hu += subject.scan.unevenness * uneven
    paint_deposits(canvas, subject)
    return canvas.hu
