"""The charts of the report: cumulative errors, calibration, Bland–Altman."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from LandmarkAILib.core.geometry import FloatArray

from ..derived import IMAGE_UNITS, DerivedValue
from ..metrics.localisation import cumulative_curve
from ..observations import Observation, Stage
from ..summaries import Metrics
from .html import figure, figures
from .plotting import BLACK, GREY, MARKS, PALETTE, new_chart, report_style, to_svg

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_RADII = np.linspace(0, 12, 121)
_WIDTHS: dict[Stage, float] = {"coarse": 0.8, "final": 1.8}
_IDEAL = "#a0a0a0"
_LEVELS = {"lower": "--", "bias": "-", "upper": "--"}
Pairs = Mapping[str, Sequence[tuple[float, float]]]
"""Points (x, y) by landmark."""


def error_curves(observations: Sequence[Observation], unit: str) -> str:
    """One chart a contrast: the share of reference points found within each distance."""
    charts = []
    for contrast in sorted({o.contrast for o in observations}):
        held = [o for o in observations if o.contrast == contrast and o.reference == "present"]
        if held:
            thin = " Thin lines: the first look." if any(o.stage == "coarse" for o in held) else ""
            caption = f"A missed point counts as not found at any distance.{thin}"
            charts.append(figure(to_svg(error_chart(contrast or "All images", held, unit)), caption))
    return figures(charts)


def error_chart(title: str, observations: Sequence[Observation], unit: str = "mm") -> Figure:
    """Shares of reference points found within each distance, a line a landmark and stage.

    Args:
        title: above.
        observations: whose reference has the point; a missed one counts as found at no distance.
        unit: of distances.
    """
    across = f"distance from the reference, {unit}"
    chart, axes = new_chart(title, across, "found within that distance")
    names = list(dict.fromkeys(o.landmark for o in observations))
    for stage, width in _WIDTHS.items():
        for index, name in enumerate(names):
            held = [o for o in observations if o.landmark == name and o.stage == stage]
            if held:
                errors = np.array([o.error_mm for o in held if o.error_mm is not None])
                shares = 100 * cumulative_curve(errors, len(held), _RADII)
                label = name if stage == "final" else None
                axes.plot(_RADII, shares, color=_color(index), linewidth=width, label=label)
    axes.set(xlim=(0, _RADII[-1]), ylim=(0, 101))
    axes.yaxis.set_major_formatter("{x:g} %")
    with report_style():
        axes.legend(loc="lower right")
    return chart


def calibration_figures(metrics: Metrics) -> str:
    """Announced against observed error, and nominal against observed coverage, all images together."""
    landmarks = metrics.all.landmarks
    calibrations = {name: held.calibration for name, held in landmarks.items()}
    announced = {
        name: [(b.expected_mm, b.observed_mm) for b in held.expected_error]
        for name, held in calibrations.items()
        if held.expected_error
    }
    if not announced:
        return ""
    covered = {
        name: [(100 * float(level), 100 * share) for level, share in held.ellipse_coverage.items()]
        for name, held in calibrations.items()
        if held.ellipse_coverage
    }
    error = calibration_chart(
        "Announced and observed error",
        announced,
        (f"error the model announces, {metrics.unit}", f"observed error, {metrics.unit}"),
    )
    coverage = calibration_chart(
        "Confidence ellipses",
        covered,
        ("references that should lie inside the ellipse", "references inside"),
        percent=True,
    )
    caption = "Grey: a model that knows exactly how far off it is. "
    above = "Above the line it is too sure of itself. Each dot: a sixth of the points."
    below = "Below the line it is too sure of itself."
    return figures([figure(to_svg(error), caption + above), figure(to_svg(coverage), caption + below)])


def calibration_chart(
    title: str, pairs: Pairs, labels: tuple[str, str], percent: bool = False
) -> Figure:
    """What was announced against what was observed, beside the line on which both are equal."""
    chart, axes = new_chart(title, *labels)
    top = 100.0 if percent else 1.05 * max(max(pair) for held in pairs.values() for pair in held)
    axes.plot([0, top], [0, top], color=_IDEAL, linewidth=1.0)
    for index, (name, held) in enumerate(pairs.items()):
        x, y = np.array(held).T
        axes.plot(
            x, y, color=_color(index), marker=_mark(index), markersize=4.5, linewidth=1.3, label=name
        )
    axes.set(xlim=(0, 1.01 * top), ylim=(0, 1.01 * top))
    if percent:
        axes.xaxis.set_major_formatter("{x:g} %")
        axes.yaxis.set_major_formatter("{x:g} %")
    with report_style():
        axes.legend(loc="lower right")
    return chart


def bland_altman_charts(metrics: Metrics, values: Sequence[DerivedValue]) -> str:
    """One chart a quantity that contrasts share: difference over mean, a colour a contrast."""
    caption = "Each mark: one case. Lines: bias and, dashed, limits of agreement of all cases together."
    charts = []
    for name, held in metrics.all.derived.items():
        found = [v for v in values if v.quantity == name and v.predicted is not None]
        limits = held.bland_altman
        if held.unit != IMAGE_UNITS and limits and len(found) > 1:
            found_limits = {"lower": limits.lower, "bias": limits.bias, "upper": limits.upper}
            levels = {key: limit.value for key, limit in found_limits.items() if limit}
            charts.append(figure(to_svg(bland_altman_chart(name, levels, found)), caption))
    return figures(charts)


def bland_altman_chart(
    title: str, levels: Mapping[str, float], values: Sequence[DerivedValue]
) -> Figure:
    """Differences over means of a quantity.

    Args:
        title: above.
        levels: ``bias`` and, where there are any, ``lower`` and ``upper`` limit of agreement.
        values: of the cases where the model found it.
    """
    unit = values[0].unit
    chart, axes = new_chart(title, f"mean of model and reference, {unit}", f"model − reference, {unit}")
    for key, level in levels.items():
        axes.axhline(level, color=GREY, linewidth=1.1, linestyle=_LEVELS[key])
    for index, contrast in enumerate(sorted({v.contrast for v in values})):
        means, differences = _means_and_differences([v for v in values if v.contrast == contrast]).T
        axes.plot(
            means,
            differences,
            color=_color(index),
            marker=_mark(index),
            markersize=4.5,
            markeredgecolor="white",
            markeredgewidth=0.5,
            linestyle="none",
            label=contrast or "all images",
        )
    with report_style():
        chart.legend(loc="outside lower center", ncols=3, labelcolor=BLACK)
    return chart


def _means_and_differences(values: Sequence[DerivedValue]) -> FloatArray:
    """(N, 2) mean and difference of the values that the model found."""
    pairs = np.array([[v.predicted, v.reference] for v in values], dtype=float)
    return np.stack([pairs.mean(axis=1), pairs[:, 0] - pairs[:, 1]], axis=1)


def _color(index: int) -> str:
    return PALETTE[index % len(PALETTE)]


def _mark(index: int) -> str:
    return MARKS[index % len(MARKS)]
