"""The curves of the report, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from LandmarkAILib.pictures.drawing import Color, to_svg

from ..metrics.localisation import cumulative_curve
from ..observations import Observation, Stage
from .html import figure, figures
from .svg_charts import PALETTE, Axis, Line, line_chart

_RADII = np.linspace(0, 12, 121)
_DISTANCE = Axis("distance from the reference, mm", tuple(float(mm) for mm in range(0, 13, 2)))
_SHARE = Axis("found within that distance", (0, 20, 40, 60, 80, 100), " %")
_IDEAL: Color = (150, 150, 150)


def error_curves(observations: Sequence[Observation]) -> str:
    """One chart a contrast: the share of reference points found within each distance."""
    contrasts = sorted({o.contrast for o in observations})
    names = list(dict.fromkeys(o.landmark for o in observations))
    charts = []
    for contrast in contrasts:
        held = [o for o in observations if o.contrast == contrast and o.reference == "present"]
        stages: tuple[tuple[Stage, float], ...] = (("coarse", 0.8), ("final", 2.2))
        lines = [
            line
            for stage, width in stages
            for line in _curves([o for o in held if o.stage == stage], names, stage, width)
        ]
        if lines:
            chart = line_chart(contrast or "All images", lines, _DISTANCE, _SHARE)
            thin = " Thin lines: the first look." if any(o.stage == "coarse" for o in held) else ""
            charts.append(
                figure(to_svg(chart), f"A missed point counts as not found at any distance.{thin}")
            )
    return figures(charts)


def _curves(
    observations: Sequence[Observation], names: Sequence[str], stage: Stage, width: float
) -> list[Line]:
    lines = []
    for index, name in enumerate(names):
        held = [o for o in observations if o.landmark == name]
        if held:
            errors = np.array([o.error_mm for o in held if o.error_mm is not None])
            shares = 100 * cumulative_curve(errors, len(held), _RADII)
            points, color = np.stack([_RADII, shares], axis=1), PALETTE[index % len(PALETTE)]
            lines.append(Line(points, color, name if stage == "final" else "", width))
    return lines


def calibration_figures(metrics: dict[str, Any]) -> str:
    """Announced against observed error, and nominal against observed coverage, all images together."""
    landmarks = metrics["all"]["landmarks"]
    calibrations = {name: held["calibration"] for name, held in landmarks.items()}
    bins = {
        name: held["expected_error"] for name, held in calibrations.items() if held["expected_error"]
    }
    if not bins:
        return ""
    announced = {
        name: [(b["expected_mm"], b["observed_mm"]) for b in held] for name, held in bins.items()
    }
    covered = {
        name: [(100 * float(level), 100 * share) for level, share in held["ellipse_coverage"].items()]
        for name, held in calibrations.items()
        if held["ellipse_coverage"]
    }
    top = max(max(pair) for pairs in announced.values() for pair in pairs)
    millimetres = tuple(float(tick) for tick in np.linspace(0, _round_up(top), 6))
    percent = (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
    error = _against_ideal(
        "Announced and observed error",
        announced,
        Axis("error the model announces, mm", millimetres),
        Axis("observed error, mm", millimetres),
    )
    coverage = _against_ideal(
        "Confidence ellipses",
        covered,
        Axis("references that should lie inside the ellipse", percent, " %"),
        Axis("references inside", percent, " %"),
    )
    caption = "Grey: a model that knows exactly how far off it is. "
    return figures(
        [
            figure(
                error,
                caption + "Above the line it is too sure of itself. Each dot: a sixth of the points.",
            ),
            figure(coverage, caption + "Below the line it is too sure of itself."),
        ]
    )


def _against_ideal(title: str, pairs: dict[str, list[tuple[float, float]]], x: Axis, y: Axis) -> str:
    ends = (x.ticks[0], x.ticks[-1])
    lines = [Line(np.array([[end, end] for end in ends]), _IDEAL, width=1.0)]
    for index, (name, held) in enumerate(pairs.items()):
        lines.append(Line(np.array(held), PALETTE[index % len(PALETTE)], name, 1.6, marked=True))
    return to_svg(line_chart(title, lines, x, y))


def _round_up(value: float) -> float:
    """The next of 1, 2.5, 5, 10, 25, 50, … at or above a value."""
    power = 10.0 ** np.floor(np.log10(max(value, 0.1)))
    return float(next(power * step for step in (1, 2.5, 5, 10) if power * step >= value))
