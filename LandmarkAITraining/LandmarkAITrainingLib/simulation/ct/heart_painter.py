"""Paint the heart: chambers, walls, valves, coronaries, papillary muscles and trabeculae."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .canvas import Canvas, HeartBox
from .subject import Subject
from .texture import sample_texture

if TYPE_CHECKING:
    from torch import Tensor

# Blood pool and thickness of the wall in mm that label maps leave out.
_CHAMBERS = {
    "pulmonary_artery": ("pa", 1.2),
    "aorta": ("aorta", 1.6),
    "right_atrium": ("ra", 1.8),
    "left_atrium": ("la", 1.8),
    "right_ventricle": ("rv", 2.6),
}
# Coronaries run in the grooves: this far from both of two structures, mm.
_GROOVES = (
    ("epicardium", "right_ventricle", 3.2, 4.8),
    ("right_ventricle", "right_atrium", 4.5, 4.0),
    ("epicardium", "left_atrium", 3.2, 3.6),
)


def paint_heart(canvas: Canvas, subject: Subject, heart: HeartBox) -> None:
    """Paint the heart."""
    import torch

    values, window, motion = subject.hounsfield, heart.window, subject.scan.motion
    cavity, epicardium = heart.distance("cavity"), heart.distance("epicardium")
    texture = sample_texture(subject.texture, heart.source, scale=0.35)
    # Contrast streams into the right heart beside blood that has none.
    mixing = 1 + 0.05 * texture[1]
    if subject.physics.streaming > 0:
        streams = sample_texture(subject.texture[2:3], heart.source, scale=1.2)[0]
        mixing = mixing + subject.physics.streaming * streams.clamp(-1.6, 1.6)
    mixing = mixing.clamp(0.15, 2.0)

    for structure, (_, wall) in _CHAMBERS.items():
        canvas.paint(heart.distance(structure) - wall, values["muscle"], window, motion)
    canvas.paint(epicardium, values["myocardium"] + 4 * texture[0], window, motion)
    for first, second, a, b in _GROOVES:
        gap = torch.hypot(heart.distance(first) - a, heart.distance(second) - b)
        canvas.paint(gap - 1.3, values["aorta"], window, motion)
    for structure, (pool, _) in _CHAMBERS.items():
        blood = values[pool] * mixing if pool in ("ra", "rv") else values[pool]
        canvas.paint(heart.distance(structure), blood, window, motion)
    canvas.paint(cavity, values["lv"], window, motion)
    _paint_cavity(canvas, subject, heart, texture)


def _paint_cavity(canvas: Canvas, subject: Subject, heart: HeartBox, texture: Tensor) -> None:
    """Papillary muscles, trabeculae and the mitral leaflets."""
    import torch

    values, window = subject.hounsfield, heart.window
    cavity, atrium = heart.distance("cavity"), heart.distance("left_atrium")
    x, y, z = heart.source.unbind(dim=-1)
    for muscle in subject.muscles:
        inside = torch.maximum(muscle.distance(x, y, z), cavity)
        canvas.paint(inside, values["myocardium"], window, subject.scan.motion)
    for chamber, reach, level in (("cavity", 3.0, 0.7), ("right_ventricle", 4.0, 1.1)):
        distance = heart.distance(chamber)
        ridges = torch.stack([2.2 * (level - texture[2]), distance, -reach - distance]).amax(dim=0)
        canvas.paint(torch.maximum(ridges, 9.0 - atrium), values["myocardium"], window)
    leaflets = torch.maximum(
        torch.maximum(cavity, atrium).abs() - 0.7, torch.minimum(cavity, atrium) - 3
    )
    canvas.paint(leaflets, values["myocardium"], window)


def label_heart(heart: HeartBox) -> npt.NDArray[np.uint8]:
    """(k, j, i) labels of the heart's part of a grid: 1 LV cavity, 2 myocardium."""
    cavity, epicardium = heart.distance("cavity"), heart.distance("epicardium")
    others = heart.distances[2:].amin(dim=0)
    labels = np.zeros(cavity.shape, np.uint8)
    labels[((epicardium < 0) & (others > 0)).numpy()] = 2
    labels[(cavity < 0).numpy()] = 1
    return labels
