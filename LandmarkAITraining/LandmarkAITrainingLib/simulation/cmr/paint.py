"""Draw a geometric heart into tissue and label maps."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .heart import FloatArray, Heart, Section, direction
from .tissues import tissue_code


def paint_heart(
    tissues: npt.NDArray[np.uint8],
    labels: npt.NDArray[np.uint8],
    plane: tuple[FloatArray, FloatArray],
    heart: Heart,
    height: float,
) -> None:
    """Draw one slice of a heart, in place: nothing below the apex, atrium and vessels above the base.

    Args:
        tissues: (h, w) tissue map to draw over.
        labels: (h, w); gets 1 LV cavity, 2 myocardium, 3 right ventricle.
        plane: x and y of every pixel, (h, w) mm from the heart's axis.
        heart: what to draw.
        height: of the slice above the apex, mm.
    """
    x, y = plane
    section = heart.section(height)
    if section is not None:
        _paint_section(tissues, labels, x, y, section)
    elif height > heart.length:
        _paint_above_base(tissues, x, y, heart)
    else:
        center = heart.drift * (height / heart.length - 0.5)
        tip = np.hypot(x - center[0], y - center[1]) < heart.cap(height)
        tissues[tip], labels[tip] = tissue_code("myocardium"), 2


def _paint_section(
    tissues: npt.NDArray[np.uint8],
    labels: npt.NDArray[np.uint8],
    x: FloatArray,
    y: FloatArray,
    section: Section,
) -> None:
    left, right = section.left_ventricle(x, y), section.right_ventricle(x, y)
    cavity = section.cavity(x, y)
    for mask, name in (
        # Fat of the grooves, where the right ventricle meets the left, and over the right one.
        (section.right_ventricle(x, y, margin=7.0), "fat"),
        (section.right_ventricle(x, y, margin=3.0), "myocardium"),
        (right, "rv_blood"),
        (left, "myocardium"),
        (cavity, "lv_blood"),
        (section.papillary_muscles(x, y), "myocardium"),
    ):
        tissues[mask] = tissue_code(name)
    for mask, label in ((right, 3), (left, 2), (cavity, 1)):
        labels[mask] = label


def _paint_above_base(
    tissues: npt.NDArray[np.uint8], x: FloatArray, y: FloatArray, heart: Heart
) -> None:
    """Left atrium, aortic root and outflow tract: round and bright, yet no ventricle."""
    out, up = direction(heart.septum), direction(heart.septum + np.pi / 2)
    rounds = (
        (-0.3 * heart.radius * out, 0.9 * heart.radius, "lv_blood"),
        (0.95 * heart.radius * out + 6 * up, 13.0, "lv_blood"),
        (1.9 * heart.radius * out + 12 * up, 15.0, "rv_blood"),
    )
    for margin, around in ((6.0, "fat"), (1.5, "muscle"), (0.0, None)):
        for middle, radius, blood in rounds:
            inside = np.hypot(x - middle[0], y - middle[1]) < radius + margin
            tissues[inside] = tissue_code(around or blood)
