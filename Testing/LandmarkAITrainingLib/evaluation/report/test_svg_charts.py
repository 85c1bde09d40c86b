"""Line charts."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.pictures.drawing import Polygon, Text, to_svg
from LandmarkAITrainingLib.evaluation.report.svg_charts import (
    PALETTE,
    Axis,
    Line,
    line_chart,
    nice_ticks,
)

X, Y = Axis("time", (0.0, 5.0, 10.0), " s"), Axis("share", (0.0, 50.0, 100.0), " %")


def test_line_runs_where_its_values_are() -> None:
    diagonal = Line(np.array([[0, 0], [10, 100.0]]), PALETTE[0], "diagonal")
    beyond = Line(np.array([[5, 50], [20, 400.0]]), PALETTE[1])
    shapes = line_chart("Title", [diagonal, beyond], X, Y).shapes
    first, second = (
        next(s for s in shapes if isinstance(s, Polygon) and s.stroke == color) for color in PALETTE[:2]
    )
    (left, bottom), (right, top) = first.points
    assert left < right
    assert bottom > top
    # The middle of both axes, and the corner where values beyond the axes are kept.
    np.testing.assert_allclose(second.points, [[(left + right) / 2, (top + bottom) / 2], [right, top]])


def test_texts_and_legend() -> None:
    lines = [Line(np.zeros((2, 2)), PALETTE[0], "first"), Line(np.zeros((2, 2)), PALETTE[1])]
    texts = [s.text for s in line_chart("Title", lines, X, Y).shapes if isinstance(s, Text)]
    assert {"Title", "time", "share", "first", "5 s", "100 %"} <= set(texts)


@pytest.mark.parametrize("marked", [False, True])
def test_it_is_valid_svg_within_its_frame(marked: bool) -> None:
    line = Line(np.array([[0, 0], [9, 99.0]]), PALETTE[0], "a", 2, marked)
    drawing = line_chart("Title", [line], X, Y)
    assert ElementTree.fromstring(to_svg(drawing)).tag.endswith("svg")
    points = np.concatenate([s.points for s in drawing.shapes if isinstance(s, Polygon)])
    assert (points >= 0).all()
    assert (points <= [drawing.width, drawing.height]).all()


def test_a_line_without_width_is_its_marks() -> None:
    dots = Line(np.array([[0, 0], [5, 50.0]]), PALETTE[0], "dots", 0, marked=True)
    shapes = line_chart("Title", [dots], X, Y).shapes
    colored = [s for s in shapes if isinstance(s, Polygon) and PALETTE[0] in (s.stroke, s.fill)]
    assert len(colored) == 2 + 1  # and the one in the legend
    assert all(s.stroke is None for s in colored)


@given(st.floats(-1e4, 1e4), st.floats(0, 1e4))
def test_ticks_are_few_and_span_the_values(low: float, span: float) -> None:
    ticks = nice_ticks(low, low + span)
    tolerance = 1e-9 * (abs(low) + span)
    assert ticks[0] <= low + tolerance
    assert ticks[-1] >= low + span - tolerance
    assert 2 <= len(ticks) <= 8


def test_ticks_are_round() -> None:
    assert nice_ticks(0.3, 9.1) == (0, 2, 4, 6, 8, 10)
    assert nice_ticks(-13, 24) == (-20, -10, 0, 10, 20, 30)
