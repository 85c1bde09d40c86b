"""What is drawn on a slice, and the legend that explains it. Sizes are in points of the drawing."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..core.anatomy import Anatomy
from ..core.detection import Detection
from ..core.geometry import FloatArray
from .drawing import BLACK, WHITE, Color, Polygon, Shape, Text, circle, ellipse, moved

INK: Color = (35, 35, 35)
FAINT: Color = (110, 110, 110)
WARNING: Color = (176, 74, 0)
LEGEND_ROW = 19.0

REFERENCE: Color = (255, 250, 217)
_CHOSEN_NUMBER: Color = (230, 80, 0)
_BOUNDARY: Color = (235, 235, 235)
_NINETY_PERCENT = -2 * math.log(0.1)  # of a 2D normal distribution: squared Mahalanobis distance


_NONE = Anatomy()


def segment_color(name: str, anatomy: Anatomy = _NONE) -> Color:
    """Colour of a segment's contour; white for one that nothing defines."""
    known = anatomy.segment(name)
    return _rgb(known.color) if known else WHITE


def landmark_color(name: str, anatomy: Anatomy = _NONE) -> Color:
    """Colour of a landmark; white for one that nothing defines."""
    known = anatomy.landmark(name)
    return _rgb(known.color) if known else WHITE


def abbreviation(name: str, anatomy: Anatomy = _NONE) -> str:
    """Short name of a landmark; the name itself for one that nothing defines."""
    known = anatomy.landmark(name)
    return known.abbreviation if known else name


def _rgb(color: tuple[float, float, float]) -> Color:
    red, green, blue = (round(255 * c) for c in color)
    return red, green, blue


@dataclass(frozen=True)
class Inks:
    """Colours of the texts beside a picture: plain, of less weight, and of what asks for a look."""

    plain: Color = INK
    faint: Color = FAINT
    warning: Color = WARNING


ON_WHITE = Inks()
ON_DARK = Inks((235, 235, 235), (165, 165, 165), (255, 176, 92))


def halo_mark(at: FloatArray) -> list[Shape]:
    """What surrounds the point (2,) that is chosen."""
    center = (float(at[0]), float(at[1]))
    return [
        Polygon(circle(center, 8.0), stroke=BLACK, width=3.4),
        Polygon(circle(center, 8.0), stroke=WHITE, width=1.6),
    ]


def point_mark(at: FloatArray, color: Color) -> list[Shape]:
    """A ringed dot at (2,)."""
    center = (float(at[0]), float(at[1]))
    return [
        Polygon(circle(center, 3.3), stroke=BLACK, width=2.4),
        Polygon(circle(center, 3.3), stroke=color, width=1.2),
        Polygon(circle(center, 1.1), fill=color),
    ]


def uncertainty_mark(at: FloatArray, covariance: FloatArray, color: Color) -> list[Shape]:
    """The ellipse about (2,) that holds 90 % of a normal distribution of covariance (2, 2)."""
    values, vectors = np.linalg.eigh(covariance)
    half_axes = vectors * np.sqrt(_NINETY_PERCENT * np.maximum(values, 0))
    outline = ellipse((float(at[0]), float(at[1])), half_axes)
    return [Polygon(outline, stroke=BLACK, width=2.0), Polygon(outline, stroke=color, width=0.9)]


def reference_mark(at: FloatArray) -> list[Shape]:
    """A white cross at (2,)."""
    arms = [np.array([[-4.0, -4.0], [4.0, 4.0]]) + at, np.array([[-4.0, 4.0], [4.0, -4.0]]) + at]
    return [
        *(Polygon(arm, stroke=BLACK, width=2.6, closed=False) for arm in arms),
        *(Polygon(arm, stroke=REFERENCE, width=1.3, closed=False) for arm in arms),
    ]


def boundary_mark(ends: FloatArray) -> list[Shape]:
    """A thin line between two AHA segments, through (2, 2)."""
    return [Polygon(ends, stroke=_BOUNDARY, width=0.8, closed=False)]


def number_mark(at: FloatArray, number: int, chosen: bool = False) -> list[Shape]:
    """A small number at (2,); a chosen one on a disc."""
    if chosen:
        center = (float(at[0]), float(at[1]))
        text = Text(*center, str(number), 8.5, BLACK, "middle", bold=True)
        return [Polygon(circle(center, 7.0), WHITE, _CHOSEN_NUMBER, 2.0), text]
    return [Text(float(at[0]), float(at[1]), str(number), 7.5, WHITE, "middle", halo=BLACK)]


def legend(detection: Detection, with_reference: bool) -> tuple[list[Shape], float]:
    """What contours and marks mean, in two columns, and the height of it."""
    origin, anatomy = np.zeros(2), detection.anatomy
    entries: list[tuple[list[Shape], str]] = []
    for name in detection.segmentation.names if detection.segmentation is not None else ():
        line = np.array([[-7.0, 0.0], [7.0, 0.0]])
        stroke = segment_color(name, anatomy)
        entries.append(([Polygon(line, stroke=stroke, width=2.4, closed=False)], name))
    for name in detection.landmarks.names():
        mark = point_mark(origin, landmark_color(name, anatomy))
        entries.append((mark, f"{name} ({abbreviation(name, anatomy)})"))
    if any(p.covariance is not None for p in detection.landmarks):
        grey = (150, 150, 150)
        entries.append(
            (uncertainty_mark(origin, np.diag([8.0, 3.0]), grey), "90 % ellipse of the position")
        )
    if with_reference:
        entries.append((reference_mark(origin), "Reference"))
    shapes: list[Shape] = []
    rows = math.ceil(len(entries) / 2)
    for n, (mark, text) in enumerate(entries):
        entry = [*mark, Text(14, 0, text, 11, INK)]
        shapes += moved(entry, 8 + n // rows * 195, n % rows * LEGEND_ROW)
    return shapes, rows * LEGEND_ROW
