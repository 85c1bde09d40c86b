"""The learning curve: error on held-out cases over the cases that were trained on, round by round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.pictures.bullseye import ColorScale
from LandmarkAILib.pictures.drawing import Color, Drawing, Polygon, Shape, Text, circle, to_svg

from ..rounds import ALL, DICE, Round
from .html import figure, paragraph, section, table
from .numbers import number

# Apart in lightness too, so that they are told apart without colour (Okabe & Ito 2008).
_COLORS: Sequence[Color] = ((0, 114, 178), (213, 94, 0), (0, 158, 115), (204, 121, 167), (230, 159, 0))
_INK: Color = (60, 60, 60)
_FAINT: Color = (220, 220, 220)
_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 150.0, 24.0, 40.0
_APART = 13.0  # points between names
_WORDS = (
    "Each round trained a model on the cases that had been reviewed until then, and measured it on "
    "cases that it had not learnt from. Rounds that were measured on other cases than the last are not "
    "joined with it, and cannot be compared."
)
_OF_VALIDATION = (
    " No test cases are held out: these are the validation cases, on which the model was also "
    "calibrated, so the errors may be too small."
)


def learning_section(rounds: Sequence[Round]) -> str:
    """A section of a report; empty without rounds."""
    if not rounds:
        return ""
    text = _WORDS + (_OF_VALIDATION if rounds[-1].facts.split == "val" else "")
    rows = [
        [
            str(held.number),
            line.date[:10],
            str(line.reviewed),
            line.measured,
            line.what,
            f"{number(line.median)} {line.unit}",
            f"{line.found} of {line.points}",
        ]
        for held in rounds
        for line in held.lines
    ]
    headers = ["Round", "Measured", "Trained on", "Measured on", "What", "Median", "Found"]
    drawn = figure(to_svg(learning_curve(rounds)))
    return section("Learning curve", paragraph(text), drawn, table(headers, rows))


@dataclass(frozen=True)
class _Scales:
    """From cases and values to the drawing."""

    width: float
    height: float
    most: float
    values: ColorScale

    def place(self, cases: float, value: float) -> tuple[float, float]:
        across = (self.width - _LEFT - _RIGHT) / self.most
        up = (self.height - _TOP - _BOTTOM) / (self.values.high - self.values.low)
        return _LEFT + cases * across, self.height - _BOTTOM - (value - self.values.low) * up


def learning_curve(rounds: Sequence[Round], size: tuple[float, float] = (560, 280)) -> Drawing:
    """A chart of the median error (without landmarks: Dice) over the number of cases trained on.

    Args:
        rounds: at least one.
        size: of the drawing, points.
    """
    width, height = size
    units = [line.unit for line in rounds[-1].lines]
    unit = next((u for u in units if u != DICE), DICE)
    whats = list(dict.fromkeys(x.what for r in rounds for x in r.lines if x.unit == unit))
    # All together come last, on top of the others; of more landmarks than colours they stand alone.
    names = [what for what in whats if what != ALL][: len(_COLORS)]
    names = ([] if len(whats) > 1 + len(_COLORS) else names) + [what for what in whats if what == ALL]
    medians = [x.median for r in rounds for x in r.lines if x.what in names and x.median is not None]
    values = ColorScale.around({0: 0.0, 1: max(medians, default=1.0)})
    if unit == DICE:
        values = ColorScale(0.0, 1.0, 0.2)
    most = ColorScale.around({0: 0.0, 1: float(max(r.facts.reviewed for r in rounds))})
    scales = _Scales(width, height, most.high, values)
    shapes = _axes(scales, most, unit)
    ends = []
    for place, name in enumerate(names):
        color = _INK if name == ALL else _COLORS[place]
        drawn, end = _curve(rounds, name, scales, color)
        shapes += drawn
        ends.append((end, name, color))
    return Drawing(width, height, [*shapes, *_names(ends, width - _RIGHT + 10)])


def _axes(scales: _Scales, cases: ColorScale, unit: str) -> list[Shape]:
    left, bottom = _LEFT, scales.height - _BOTTOM
    right = scales.width - _RIGHT
    shapes: list[Shape] = []
    for tick in scales.values.ticks():
        y = scales.place(0, tick)[1]
        shapes.append(_line([(left, y), (right, y)], _FAINT))
        shapes.append(Text(left - 8, y, f"{tick:g}", 11, _INK, "end"))
    for tick in cases.ticks():
        if tick == round(tick):
            x = scales.place(tick, scales.values.low)[0]
            shapes.append(_line([(x, bottom), (x, bottom + 4)], _INK))
            shapes.append(Text(x, bottom + 13, f"{tick:g}", 11, _INK, "middle"))
    what = "median Dice" if unit == DICE else f"median error, {unit}"
    shapes.append(Text(left - 8, 9, what, 11, _INK))
    shapes.append(Text((left + right) / 2, scales.height - 8, "cases trained on", 11, _INK, "middle"))
    return shapes


def _curve(
    rounds: Sequence[Round], name: str, scales: _Scales, color: Color
) -> tuple[list[Shape], float]:
    """Marks, joined where rounds were measured on the same cases; and the height at which it ends."""
    shapes: list[Shape] = []
    before: tuple[str, tuple[float, float]] | None = None
    end = scales.height - _BOTTOM
    for held in rounds:
        line = held.line(name)
        if line is None or line.median is None:
            continue
        at = scales.place(line.reviewed, line.median)
        if before is not None and before[0] == line.cases:
            shapes.append(_line([before[1], at], color, 2.6 if name == ALL else 1.5))
        shapes.append(Polygon(circle(at, 3.4 if name == ALL else 2.6), color))
        before, end = (line.cases, at), at[1]
    return shapes, end


def _names(ends: Sequence[tuple[float, str, Color]], x: float) -> list[Shape]:
    """Names beside the ends of their curves, moved apart where they would lie on each other."""
    shapes, lowest = list[Shape](), -np.inf
    for y, name, color in sorted(ends):
        lowest = max(y, lowest + _APART)
        said = "all landmarks" if name == ALL else name
        shapes.append(Text(x, lowest, said, 11, color, bold=name == ALL))
    return shapes


def _line(points: Sequence[tuple[float, float]], color: Color, width: float = 1.0) -> Polygon:
    ends: FloatArray = np.array(points, float)
    return Polygon(ends, stroke=color, width=width, closed=False)
