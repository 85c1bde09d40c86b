"""Charts: their lines run where the numbers are, and they are whole SVG."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
from LandmarkAITrainingLib.evaluation.derived import DerivedValue
from LandmarkAITrainingLib.evaluation.observations import Observation
from LandmarkAITrainingLib.evaluation.report.charts import (
    bland_altman_chart,
    calibration_chart,
    error_chart,
)
from LandmarkAITrainingLib.evaluation.report.plotting import MARKS, PALETTE, new_chart, to_svg
from matplotlib.figure import Figure


def seen(name: str, error: float | None, stage: str = "final") -> Observation:
    status = "missing" if error is None else "detected"
    case = ("case", "subject", "cine", "")
    return Observation(*case, stage, name, 0, "present", status, error_mm=error)  # type: ignore[arg-type]


def value(reference: float, predicted: float, contrast: str = "cine") -> DerivedValue:
    return DerivedValue("c", "s", contrast, "", "Volume", "", "ml", reference, predicted)


def lines(figure: Figure) -> dict[str, np.ndarray]:  # type: ignore[type-arg]
    """(N, 2) points of each line of the legend."""
    return {str(line.get_label()): line.get_xydata() for line in figure.axes[0].get_lines()}  # type: ignore[misc]


def test_a_curve_is_the_share_found_within_each_distance() -> None:
    held = [seen("LV center", 1.0), seen("LV center", 3.0), seen("LV center", None), seen("a", 0.5)]
    curve = lines(error_chart("cine", held))["LV center"]
    shares = np.interp([0.9, 1.0, 2.9, 3.0, 12.0], curve[:, 0], curve[:, 1])
    np.testing.assert_allclose(shares, np.array([0, 1, 1, 2, 2]) * 100 / 3, atol=1e-9)


def test_the_first_look_is_thinner_of_the_same_color_and_not_named() -> None:
    chart = error_chart("cine", [seen("LV center", 1.0), seen("LV center", 2.0, "coarse")])
    coarse, final = chart.axes[0].get_lines()
    assert coarse.get_color() == final.get_color() == PALETTE[0]
    assert coarse.get_linewidth() < final.get_linewidth()
    legend = chart.axes[0].get_legend()
    assert legend is not None and [text.get_text() for text in legend.get_texts()] == ["LV center"]


@pytest.mark.parametrize("percent", [False, True])
def test_calibration_lies_beside_the_ideal_and_within_the_axes(percent: bool) -> None:
    pairs = {"LV center": [(1.0, 1.5), (4.0, 7.0)], "LV apex": [(2.0, 2.0)]}
    chart = calibration_chart("Title", pairs, ("announced", "observed"), percent)
    drawn = lines(chart)
    np.testing.assert_array_equal(drawn["LV center"], pairs["LV center"])
    ideal = chart.axes[0].get_lines()[0].get_xydata()
    np.testing.assert_array_equal(ideal[:, 0], ideal[:, 1])  # type: ignore[index]
    (left, right), (bottom, top) = chart.axes[0].get_xlim(), chart.axes[0].get_ylim()
    assert (left, bottom) == (0, 0) and right == top >= 7


def test_bland_altman_shows_differences_over_means_and_the_limits() -> None:
    values = [value(100, 110), value(50, 48, "lge"), value(80, 80)]
    levels = {"lower": -10.0, "bias": 2.7, "upper": 15.0}
    chart = bland_altman_chart("Volume", levels, values)
    *limits, cine, lge = chart.axes[0].get_lines()
    np.testing.assert_array_equal(cine.get_xydata(), [[105, 10], [80, 0]])  # type: ignore[arg-type]
    np.testing.assert_array_equal(lge.get_xydata(), [[49, -2]])  # type: ignore[arg-type]
    assert [line.get_ydata()[0] for line in limits] == list(levels.values())  # type: ignore[index]
    assert cine.get_color() != lge.get_color() and cine.get_marker() != lge.get_marker()


def test_contrasts_beyond_the_palette_differ_by_color_or_mark() -> None:
    assert len(set(PALETTE)) == len(PALETTE) and len(set(MARKS)) == len(MARKS)


def test_it_is_svg_whose_text_can_be_searched_and_is_the_same_each_time() -> None:
    def drawn() -> str:
        chart = error_chart("cine & <LGE>", [seen("LV center", 1.0)])
        return to_svg(chart)

    text = drawn()
    root = ElementTree.fromstring(text)
    assert root.tag.endswith("svg")
    words = "".join(root.itertext())
    for said in ("cine & <LGE>", "LV center", "distance from the reference, mm", "100 %"):
        assert said in words
    assert text == drawn()


def test_nothing_is_drawn_beyond_the_frame() -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    chart, axes = new_chart("Title", "x", "y")
    axes.plot([0, 1], [0, 1])
    canvas = FigureCanvasAgg(chart)
    canvas.draw()
    box = chart.get_tightbbox(canvas.get_renderer())
    width, height = chart.get_size_inches()
    assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height
