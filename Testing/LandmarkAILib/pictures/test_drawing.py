"""The same description as SVG and as PNG."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from LandmarkAILib.errors import OutputError
from LandmarkAILib.pictures.drawing import (
    BLACK,
    WHITE,
    Drawing,
    Picture,
    Polygon,
    Shape,
    Text,
    circle,
    ellipse,
    moved,
    rectangle,
    render,
    save_png,
    sector,
    to_svg,
)
from PIL import Image

RED = (200, 10, 20)
SVG = "{http://www.w3.org/2000/svg}"


def pixels(shapes: list[Shape], size: tuple[float, float] = (60, 40), scale: float = 1.0) -> np.ndarray:
    return np.asarray(render(Drawing(*size, shapes), scale)).astype(int)


def test_rectangle_covers_its_pixels() -> None:
    image = pixels([Polygon(rectangle(10, 5, 20, 10), RED)], scale=2)
    assert image.shape == (80, 120, 3)
    assert (image[12:28, 22:58] == RED).all()
    assert (image[:9] == WHITE).all() and (image[32:] == WHITE).all()
    assert (image[:, :19] == WHITE).all() and (image[:, 62:] == WHITE).all()


def test_slanted_edges_are_smooth_and_cover_the_right_area() -> None:
    image = pixels([Polygon(circle((30, 20), 15), BLACK)], scale=2)
    grey = np.unique(image[..., 0])
    assert len(grey) > 5
    covered = (255 - image[..., 0]).sum() / 255 / 4
    assert covered == pytest.approx(np.pi * 15**2, rel=0.02)


def test_line_has_its_width() -> None:
    line = np.array([[10.0, 20.0], [50.0, 20.0]])
    image = pixels([Polygon(line, stroke=BLACK, width=3, closed=False)])
    assert (255 - image[:, 30, 0]).sum() / 255 == pytest.approx(3, abs=0.3)


def test_bands_leave_no_seam() -> None:
    """A picture taller than the bands it is painted in."""
    line = np.array([[10.0, 10.0], [10.0, 390.0]])
    letters = [Text(30, y, "H", 12) for y in (100.0, 127.0)]
    image = pixels([Polygon(line, stroke=RED, width=4, closed=False), *letters], (60, 400))
    assert (image[20:380, :20] == image[20, :20]).all()
    np.testing.assert_array_equal(image[117:139, 25:45], image[90:112, 25:45])


def test_picture_is_reproduced_beneath_the_shapes() -> None:
    rng = np.random.default_rng(1)
    photo = rng.integers(0, 255, (30, 40, 3)).astype(np.uint8)
    dot = Polygon(rectangle(10, 10, 4, 4), RED)
    image = pixels([dot, Picture(5, 4, 40, 30, photo)])
    mask = np.ones((30, 40), bool)
    mask[4:12, 3:11] = False
    np.testing.assert_array_equal(image[4:34, 5:45][mask], photo[mask])
    assert (image[11:13, 11:13] == RED).all()


def test_text_is_placed_by_its_anchor_and_middle() -> None:
    for anchor, (left, right) in {
        "start": (30, 45),
        "middle": (22, 38),
        "end": (15, 30),
    }.items():
        ink = np.argwhere(pixels([Text(30, 20, "HH", 10, anchor=anchor)])[..., 0] < 128)  # type: ignore[arg-type]
        assert ink[:, 1].min() >= left and ink[:, 1].max() <= right
        assert ink[:, 0].mean() == pytest.approx(20, abs=1)


def test_text_without_a_glyph_is_drawn_in_plain_letters() -> None:
    """Pillow's font shows a box for what it lacks; accents and dashes must not become boxes."""
    for text, plain in (("é", "e"), ("–", "-"), ("mm²", "mm2"), ("心", "?")):
        np.testing.assert_array_equal(
            pixels([Text(30, 20, text, 12)]), pixels([Text(30, 20, plain, 12)])
        )
    assert (pixels([Text(30, 20, "±", 12)]) != pixels([Text(30, 20, "?", 12)])).any()


def test_bold_and_halo_add_ink() -> None:
    ink = [
        (255 - pixels([Text(30, 20, "8", 14, bold=bold, halo=halo)], scale=2)).sum()
        for bold, halo in ((False, None), (True, None), (False, RED))
    ]
    assert ink[0] < ink[1] and ink[0] < ink[2]


def test_sector_and_ellipse_outlines() -> None:
    outline = sector((5, 7), (2, 4), (90, 180))
    np.testing.assert_allclose(outline[0], [5, 3], atol=1e-12)  # 90° is up: y falls
    np.testing.assert_allclose(outline.min(axis=0), [1, 3], atol=1e-12)
    assert set(np.round(np.hypot(*(outline - [5, 7]).T), 9)) == {2.0, 4.0}
    axes = np.array([[3.0, 0.0], [0.0, 1.0]])
    assert np.ptp(ellipse((0, 0), axes), axis=0) == pytest.approx([6, 2], abs=0.02)


def test_moved_shapes() -> None:
    shapes: list[Shape] = [
        Polygon(rectangle(1, 2, 3, 4), RED),
        Text(1, 2, "a", 5),
        Picture(1, 2, 3, 4, np.zeros((4, 3, 3), np.uint8)),
    ]
    polygon, text, picture = moved(shapes, 10, 20)
    assert isinstance(polygon, Polygon) and polygon.points[0].tolist() == [11, 22]
    assert isinstance(text, Text) and (text.x, text.y) == (11, 22)
    assert isinstance(picture, Picture) and (picture.x, picture.y) == (11, 22)


def test_svg_is_well_formed_and_says_the_same() -> None:
    photo = np.full((2, 2, 3), 9, np.uint8)
    shapes: list[Shape] = [
        Polygon(rectangle(1, 2, 3, 4), RED),
        Polygon(np.array([[0.0, 0.0], [5.0, 5.0]]), stroke=BLACK, closed=False),
        Text(10, 20, "T1 < 1200 & > 900", 10, RED, "middle", bold=True, halo=WHITE),
        Picture(1, 2, 3, 4, photo),
    ]
    root = ElementTree.fromstring(to_svg(Drawing(60, 40, shapes)))
    assert root.get("viewBox") == "0 0 60 40"
    polygon = root.find(f"{SVG}polygon")
    assert polygon is not None
    assert polygon.get("points") == "1.00,2.00 4.00,2.00 4.00,6.00 1.00,6.00"
    assert polygon.get("fill") == "#c80a14" and polygon.get("stroke") == "none"
    line, text, image = (root.find(f"{SVG}{tag}") for tag in ("polyline", "text", "image"))
    assert line is not None and line.get("fill") == "none"
    assert text is not None and text.text == "T1 < 1200 & > 900"
    assert (text.get("text-anchor"), text.get("y")) == ("middle", "23.50")
    assert image is not None and str(image.get("href")).startswith("data:image/png;base64,")


def test_png_file(tmp_path: Path) -> None:
    path = tmp_path / "drawing.png"
    save_png(Drawing(60, 40, [Polygon(rectangle(0, 0, 60, 40), RED)]), path, scale=3)
    with Image.open(path) as image:
        assert image.size == (180, 120)
        assert image.getpixel((90, 60)) == RED
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(OutputError, match="nowhere"):
        save_png(Drawing(6, 4, []), tmp_path / "nowhere" / "drawing.png")
