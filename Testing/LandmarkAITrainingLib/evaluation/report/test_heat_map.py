"""Heat maps: where cells are, what their colour says, and that their text can be read."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import numpy as np
from LandmarkAITrainingLib.evaluation.report.heat_map import HeatCell, heat_map
from LandmarkAITrainingLib.evaluation.report.plotting import to_svg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

Color = tuple[float, float, float]


def drawn(values: list[list[float | None]]) -> Figure:
    cells = [
        [HeatCell(v, "-" if v is None else f"{v:g}", framed=v == 1.0) for v in row] for row in values
    ]
    rows, columns = [f"row {n}" for n in range(len(cells))], ["cine", "simulated post-contrast T1"]
    return heat_map("Title", rows, columns, cells, "mm")


def boxes(figure: Figure, filled: bool = True) -> list[Rectangle]:
    patches = figure.axes[0].patches
    return [p for p in patches if isinstance(p, Rectangle) and p.get_fill() is filled]


def fills(figure: Figure) -> dict[str, Color]:
    """Colour of the cell that each text is written on."""
    found = {}
    for text in figure.axes[0].texts:
        for box in boxes(figure):
            x, y = text.get_position()
            if 0 < x - box.get_x() < 1 and 0 < y - box.get_y() < 1:
                found[text.get_text()] = to_rgb(box.get_facecolor())
    return found


def luminance(color: Color) -> float:
    return float(np.dot(color, (0.299, 0.587, 0.114)))


def test_larger_values_are_darker_by_their_logarithm() -> None:
    colors = fills(drawn([[1.0, 2.0], [4.0, 16.0]]))
    shades = [luminance(colors[text]) for text in ("1", "2", "4", "16")]
    assert shades == sorted(shades, reverse=True)
    # 4 is halfway between 1 and 16: the middle of ColorBrewer's scale.
    np.testing.assert_allclose(np.array(colors["4"]) * 255, (65, 182, 196), atol=4)


def test_missing_values_are_grey_and_blank_places_stay_blank() -> None:
    missing = fills(drawn([[1.0, None]]))["-"]
    assert len(set(missing)) == 1
    blank = heat_map("Title", ["row"], ["a", "b"], [[HeatCell(1.0, "1"), None]], "mm")
    assert len(boxes(blank)) == 1
    nothing = heat_map("Title", ["row"], ["a"], [[HeatCell(None, "-")]], "mm")
    assert len(nothing.axes) == 1  # no bar


def test_texts_stand_out_from_their_cells() -> None:
    figure = drawn([[1.0, 2.0], [4.0, 16.0]])
    colors = fills(figure)
    for text in figure.axes[0].texts:
        difference = luminance(to_rgb(text.get_color())) - luminance(colors[text.get_text()])
        assert abs(difference) > 0.35


def test_frames_headings_and_the_bar() -> None:
    figure = drawn([[1.0, 2.0], [4.0, 16.0]])
    (frame,) = boxes(figure, filled=False)
    assert frame.get_x() < 0.1 and frame.get_y() < 0.1
    words = "".join(ElementTree.fromstring(to_svg(figure)).itertext())
    told = ("Title", "row 0", "row 1", "cine", "post-contrast", "1.0 mm", "4.0 mm", "16.0 mm")
    assert all(said in words for said in told)


def test_long_headings_stay_within_the_drawing() -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    names = ["specialist simulated lge magnitude", "generalist"]
    figure = heat_map("Title", names, ["a"], [[HeatCell(1.0, "1")], [HeatCell(2.0, "2")]], "mm")
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    box = figure.get_tightbbox(canvas.get_renderer())
    assert box.x0 >= 0 and box.y0 >= 0
    assert box.x1 <= figure.get_size_inches()[0] and box.y1 <= figure.get_size_inches()[1]
    labels = [label.get_text().replace("\n", " ") for label in figure.axes[0].get_yticklabels()]
    assert labels == names
