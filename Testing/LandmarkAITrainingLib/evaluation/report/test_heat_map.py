"""Heat maps: where cells are, what their colour says, and that their text can be read."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import numpy as np
from LandmarkAILib.pictures.drawing import Drawing, Polygon, Text, to_svg
from LandmarkAITrainingLib.evaluation.report.heat_map import HeatCell, heat_map


def drawn(values: list[list[float | None]]) -> Drawing:
    cells = [
        [HeatCell(v, "-" if v is None else f"{v:g}", framed=v == 1.0) for v in row] for row in values
    ]
    rows, columns = [f"row {n}" for n in range(len(cells))], ["cine", "simulated post-contrast T1"]
    return heat_map("Title", rows, columns, cells, "mm")


def fills(drawing: Drawing) -> dict[str, tuple[int, int, int]]:
    """Colour of the cell that each text is written on."""
    boxes = [s for s in drawing.shapes if isinstance(s, Polygon) and s.fill is not None]
    found = {}
    for text in (s for s in drawing.shapes if isinstance(s, Text)):
        for box in boxes:
            low, high = box.points.min(axis=0), box.points.max(axis=0)
            if (low < (text.x, text.y)).all() and ((text.x, text.y) < high).all() and box.fill:
                found[text.text] = box.fill
    return found


def luminance(color: tuple[int, int, int]) -> float:
    return float(np.dot(color, (0.299, 0.587, 0.114)))


def test_larger_values_are_darker_by_their_logarithm() -> None:
    colors = fills(drawn([[1.0, 2.0], [4.0, 16.0]]))
    shades = [luminance(colors[text]) for text in ("1", "2", "4", "16")]
    assert shades == sorted(shades, reverse=True)
    # 4 is halfway between 1 and 16.
    assert colors["4"] == (65, 182, 196)


def test_missing_values_are_grey_and_blank_places_stay_blank() -> None:
    drawing = drawn([[1.0, None]])
    assert fills(drawing)["-"] == (235, 235, 235)
    blank = heat_map("Title", ["row"], ["a", "b"], [[HeatCell(1.0, "1"), None]], "mm")
    whole = heat_map("Title", ["row"], ["a", "b"], [[HeatCell(1.0, "1"), HeatCell(2.0, "2")]], "mm")
    assert len(whole.shapes) == len(blank.shapes) + 2
    nothing = heat_map("Title", ["row"], ["a"], [[HeatCell(None, "-")]], "mm")
    assert not any(isinstance(s, Text) and "mm" in s.text for s in nothing.shapes)


def test_texts_stand_out_from_their_cells() -> None:
    drawing = drawn([[1.0, 2.0], [4.0, 16.0]])
    colors = fills(drawing)
    for text in (s for s in drawing.shapes if isinstance(s, Text) and s.text in colors):
        assert abs(luminance(text.color) - luminance(colors[text.text])) > 90


def test_frames_and_headings() -> None:
    drawing = drawn([[1.0, 2.0], [4.0, 16.0]])
    frames = [s for s in drawing.shapes if isinstance(s, Polygon) and s.fill is None]
    assert len(frames) == 1
    texts = [s.text for s in drawing.shapes if isinstance(s, Text)]
    assert {"Title", "row 0", "row 1", "cine", "simulated", "post-contrast T1"} <= set(texts)


def test_it_is_valid_svg_within_its_frame() -> None:
    drawing = drawn([[1.0, 2.0], [4.0, 16.0]])
    assert ElementTree.fromstring(to_svg(drawing)).tag.endswith("svg")
    points = np.concatenate([s.points for s in drawing.shapes if isinstance(s, Polygon)])
    assert (points >= 0).all()
    assert (points <= [drawing.width, drawing.height]).all()


def test_long_headings_are_wrapped_and_stay_within_the_drawing() -> None:
    names = ["specialist simulated lge magnitude", "generalist"]
    drawing = heat_map("Title", names, ["a"], [[HeatCell(1.0, "1")], [HeatCell(2.0, "2")]], "mm")
    beside = [s for s in drawing.shapes if isinstance(s, Text) and s.anchor == "end" and s.size == 12]
    assert " ".join(text.text for text in beside) == " ".join(names)
    for text in beside:
        # A character of a sans serif is on average little more than half as wide as it is high.
        assert text.x - 0.6 * text.size * len(text.text) >= 0
