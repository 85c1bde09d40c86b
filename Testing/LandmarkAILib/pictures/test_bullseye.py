"""The bullseye: every segment at its place, with its colour, number and value."""

from __future__ import annotations

import math
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.errors import OutputError
from LandmarkAILib.pictures.bullseye import (
    ColorScale,
    bullseye_drawing,
    bullseye_png,
    bullseye_shapes,
    bullseye_svg,
    segment_at,
    segment_outline,
)
from LandmarkAILib.pictures.drawing import BLACK, WHITE, Drawing, Polygon, Text, render
from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"
VALUES = {n: 950.0 + 10 * n for n in range(1, 17)}
# Where a cardiologist looks for it: ring from outside, then degrees counter-clockwise from the right.
PLACES = {
    **{1: (0, 90), 2: (0, 150), 3: (0, 210), 4: (0, 270), 5: (0, 330), 6: (0, 30)},
    **{7: (1, 90), 8: (1, 150), 9: (1, 210), 10: (1, 270), 11: (1, 330), 12: (1, 30)},
    **{13: (2, 90), 14: (2, 180), 15: (2, 270), 16: (2, 0)},
}


def position(segment: int, radius: float, aside: float = 0.0) -> tuple[float, float]:
    """x, y from the center of a point in a segment, ``aside`` degrees off its middle."""
    ring, degrees = PLACES[segment]
    distance = radius * (0.85, 0.55, 0.25)[ring]
    angle = math.radians(degrees + aside)
    return distance * math.cos(angle), -distance * math.sin(angle)


@pytest.mark.parametrize("aside", [-22.0, 22.0])
def test_wedges_have_the_colour_of_their_value(aside: float) -> None:
    """Beside the labels, on both sides of the middle of each wedge."""
    scale = ColorScale.around(VALUES)
    image = render(Drawing(300, 300, bullseye_shapes(VALUES, (150, 150), 100, scale)))
    for segment, value in VALUES.items():
        x, y = position(segment, 100, aside)
        assert image.getpixel((round(2 * (150 + x)), round(2 * (150 + y)))) == scale.color(value)


def test_numbers_and_values_stand_in_their_wedges() -> None:
    texts = [
        shape
        for shape in bullseye_shapes(VALUES, (0, 0), 100, ColorScale.around(VALUES))
        if isinstance(shape, Text)
    ]
    for segment, value in VALUES.items():
        x, y = position(segment, 100)
        own = [t.text for t in texts if math.hypot(t.x - x, t.y - y) < 8]
        assert own == [str(segment), f"{value:.0f}"]


def test_walls_are_named_around_the_plot() -> None:
    shapes = bullseye_shapes({}, (0, 0), 100, ColorScale.around({}))
    at = {s.text: (s.x, s.y) for s in shapes if isinstance(s, Text) and abs(s.x) + abs(s.y) > 100}
    assert at["Anterior"][1] < -100 and at["Inferior"][1] > 100
    assert at["Septal"][0] < -100 and at["Lateral"][0] > 100


def test_missing_values_are_grey_with_a_dash() -> None:
    values = {**VALUES, 5: math.nan}
    del values[14]
    scale = ColorScale.around(values)
    shapes = bullseye_shapes(values, (0, 0), 100, scale)
    dashes = [s for s in shapes if isinstance(s, Text) and s.text == "–"]
    assert len(dashes) == 2
    grey = [s for s in shapes if isinstance(s, Polygon) and s.fill and len(set(s.fill)) == 1]
    assert len(grey) == 2
    assert "–" in bullseye_svg(values)


def luminance(color: tuple[int, int, int]) -> float:
    """WCAG 2 relative luminance."""
    channels = np.array(color) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def test_text_is_legible_on_every_colour() -> None:
    values = {n: float(n) for n in range(1, 17)}
    for low in range(40):
        scale = ColorScale(low - 40.0, low + 10.0, 10.0)
        shapes = bullseye_shapes(values, (0, 0), 100, scale)
        fills = [s.fill for s in shapes if isinstance(s, Polygon) and s.fill]
        inks = [s.color for s in shapes if isinstance(s, Text) and s.bold]
        for fill, ink in zip(fills, inks, strict=True):
            assert ink in (BLACK, WHITE)
            light, dark = sorted([luminance(fill), luminance(ink)], reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_colours_grow_lighter_with_the_value() -> None:
    scale = ColorScale(0, 1, 0.2)
    lightness = [luminance(scale.color(v)) for v in np.linspace(0, 1, 33)]
    assert np.all(np.diff(lightness) > 0)
    assert scale.color(-5) == scale.color(0) and scale.color(7) == scale.color(1)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=16))
def test_scale_holds_all_values_and_has_a_few_ticks(values: list[float]) -> None:
    scale = ColorScale.around(dict(enumerate(values, start=1)))
    slack = 1e-6 * (scale.high - scale.low)
    assert scale.low - slack <= min(values) and max(values) <= scale.high + slack
    assert 2 <= len(scale.ticks()) <= 8
    assert all(scale.low - slack <= tick <= scale.high + slack for tick in scale.ticks())


def test_scale_without_values_or_with_one_value() -> None:
    assert ColorScale.around({1: math.nan}).ticks() == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1.0])
    constant = ColorScale.around({1: 50.0, 2: 50.0})
    assert constant.low < 50 < constant.high


def test_limits_are_kept() -> None:
    scale = ColorScale.around(VALUES, (900, 1300))
    assert (scale.low, scale.high) == (900, 1300)
    with pytest.raises(ValueError, match="go up"):
        bullseye_drawing(VALUES, limits=(5, 5))


@pytest.mark.parametrize(
    ("value", "low", "high", "numeral"),
    [
        (1187.4, 900, 1300, "1187"),
        (103.62, 60, 110, "103.6"),
        (110.04, 107, 112, "110.0"),
        (0.4567, 0.2, 0.6, "0.457"),
        (31.26, 25, 35, "31.3"),
    ],
)
def test_numerals(value: float, low: float, high: float, numeral: str) -> None:
    assert ColorScale(low, high, 1).numeral(value) == numeral


def test_svg_has_title_unit_and_ticks() -> None:
    root = ElementTree.fromstring(bullseye_svg(VALUES, "Native T1 <rest> & more", "ms"))
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert "Native T1 <rest> & more" in texts and "ms" in texts
    assert {"950", "1000", "1150"} <= set(texts)
    assert {str(n) for n in range(1, 17)} <= set(texts)


def test_all_lies_within_the_page() -> None:
    drawing = bullseye_drawing(
        VALUES, "A title that is rather long for the width of the picture it heads", "ms"
    )
    image = np.asarray(render(drawing))
    border = np.concatenate([image[:4].reshape(-1, 3), image[-4:].reshape(-1, 3)])
    sides = np.concatenate([image[:, :4].reshape(-1, 3), image[:, -4:].reshape(-1, 3)])
    assert (border == 255).all() and (sides == 255).all()


def test_png(tmp_path: Path) -> None:
    path = tmp_path / "bullseye.png"
    bullseye_png(VALUES, path, "Native T1", "ms", limits=(900, 1300))
    with Image.open(path) as image:
        assert image.format == "PNG" and image.mode == "RGB"
    with pytest.raises(OutputError, match=r"bullseye\.png"):
        bullseye_png(VALUES, tmp_path / "none" / "bullseye.png")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("segment", range(1, 17))
def test_the_segment_at_the_middle_of_an_outline_is_its_own(segment: int) -> None:
    """And of no other: a click hits what is painted there."""
    middle = segment_outline(segment).mean(axis=0)
    assert segment_at(*middle.tolist()) == segment
    wedge = bullseye_drawing({segment: 1.0}).shapes[segment]
    assert isinstance(wedge, Polygon)


def test_beside_the_bullseye_there_is_no_segment() -> None:
    assert segment_at(0, 0) is None and segment_at(228, 244) is None
    with pytest.raises(ValueError, match="1 to 16"):
        segment_outline(17)
