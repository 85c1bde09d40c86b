"""Bland–Altman charts of derived values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.pictures.drawing import Color, to_svg

from ..derived import IMAGE_UNITS, DerivedValue
from .html import figure, figures
from .svg_charts import PALETTE, Axis, Line, line_chart, nice_ticks


def bland_altman_charts(metrics: dict[str, Any], values: Sequence[DerivedValue]) -> str:
    """One chart a quantity that contrasts share: difference over mean, a colour a contrast."""
    charts = []
    for name, held in metrics["all"]["derived"].items():
        found = [v for v in values if v.quantity == name and v.predicted is not None]
        if held["unit"] != IMAGE_UNITS and held["bland_altman"] and len(found) > 1:
            charts.append(figure(_chart(name, held, found), _CAPTION))
    return figures(charts)


_LEVEL: Color = (90, 90, 90)
_CAPTION = "Each dot: one case. Dark lines: bias and limits of agreement of all cases together."


def _chart(name: str, held: dict[str, Any], values: Sequence[DerivedValue]) -> str:
    limits, unit = held["bland_altman"], held["unit"]
    levels = [limits[key]["value"] for key in ("lower", "bias", "upper") if limits[key]]
    means, differences = _points(values).T
    x = Axis(f"mean of model and reference, {unit}", nice_ticks(float(means.min()), float(means.max())))
    ends = [*differences, *levels]
    y = Axis(f"model − reference, {unit}", nice_ticks(min(ends), max(ends)))
    lines = [
        Line(np.array([[end, level] for end in (x.ticks[0], x.ticks[-1])]), _LEVEL, width=1.4)
        for level in levels
    ]
    contrasts = sorted({v.contrast for v in values})
    for index, contrast in enumerate(contrasts):
        points = _points([v for v in values if v.contrast == contrast])
        color = PALETTE[index % len(PALETTE)]
        lines.append(Line(points, color, contrast, width=0, marked=True))
    return to_svg(line_chart(name, lines, x, y, legend_above=True))


def _points(values: Sequence[DerivedValue]) -> FloatArray:
    """(N, 2) mean and difference of the values that the model found."""
    pairs = np.array([[v.predicted, v.reference] for v in values], dtype=float)
    return np.stack([pairs.mean(axis=1), pairs[:, 0] - pairs[:, 1]], axis=1)
