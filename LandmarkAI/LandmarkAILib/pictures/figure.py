"""One picture of a detection: every slice with its points and contours, and the AHA bullseye."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from ..analysis.aha.settings import AhaResult
from ..core.detection import Detection
from ..core.image import Image
from ..core.landmarks import LandmarkSet
from ..core.short_axis import slice_axis
from .bullseye import ColorScale, bullseye_shapes, color_bar_shapes
from .drawing import Drawing, Shape, Text, moved, save_png
from .marks import FAINT, INK, WARNING, legend
from .slice_tile import landmark_slice, make_tiles, tile_picture
from .tile_marks import CAPTION, Shown, base_of, beyond_heart, tile_caption, tile_marks
from .window import window

_EDGE, _GAP = 24.0, 8.0
_TILE = 200.0
_CELL = (_TILE + _GAP, _TILE + CAPTION + _GAP)
_HEADER, _FOOTER = 68.0, 36.0
_PANEL, _RADIUS, _BULLSEYE_HEIGHT = 470.0, 142.0, 395.0
_TABLE_ROW = 16.0
_MOST_TILES = 24
_ASPECT = 1.5  # width to height, near that of a landscape page


def detection_figure(
    image: Image,
    detection: Detection,
    aha: AhaResult | None,
    path: Path,
    title: str = "",
    unit: str = "",
    reference: LandmarkSet | None = None,
) -> None:
    """Write the figure of one case as PNG.

    Slices are shown in the canonical short-axis view at one scale around the heart, from base to apex
    where ``aha`` knows it; of more than 24, those without a heart are left out, then every other. The
    figure names the model of the provenance, and says that the data are simulated where
    ``image.metadata`` has an entry ``simulated``. A slice's caption lists the landmarks that are missing
    and those whose note asks for a check.

    Args:
        image: short-axis stack or slice.
        detection: landmarks in LPS mm and segmentation on the image's grid.
        aha: for numbered sectors on the slices and the bullseye of segment means.
        path: the PNG; its folder exists.
        title: the image's name if empty.
        unit: of the image's values.
        reference: landmarks to compare with, drawn as white crosses.

    Raises:
        OutputError: the file cannot be written.
    """
    save_png(figure_drawing(image, detection, aha, title, unit, reference), path)


def figure_drawing(
    image: Image,
    detection: Detection,
    aha: AhaResult | None,
    title: str = "",
    unit: str = "",
    reference: LandmarkSet | None = None,
) -> Drawing:
    """The figure of :func:`detection_figure` before it is written."""
    slices = _shown_slices(image, detection, aha)
    tiles = make_tiles(image, detection, slices, _TILE)
    panel, panel_height = _panel(detection, aha, unit, reference is not None)
    columns = _columns(len(tiles), panel_height)
    left = _EDGE + columns * _CELL[0] + _EDGE
    width = left + _PANEL
    height = _HEADER + max(math.ceil(len(tiles) / columns) * _CELL[1], panel_height) + _FOOTER
    shapes = _header(image, detection, title, width)
    levels = window(image, (tile.gray for tile in tiles))
    beyond = beyond_heart(image.grid, detection, base_of(image, detection))
    for n, tile in enumerate(tiles):
        shown = Shown(image.grid, detection.landmarks, aha, anatomy=detection.anatomy)
        own = tile_picture(tile, levels, detection.anatomy)
        picture = [own, *tile_marks(tile, shown, reference)]
        cell = [*picture, *tile_caption(tile, shown, beyond.get(tile.slice, ""))]
        shapes += moved(cell, _EDGE + n % columns * _CELL[0], _HEADER + n // columns * _CELL[1])
    shapes += moved(panel, left, _HEADER)
    shapes += _footer(image, len(tiles), width, height)
    return Drawing(width, height, shapes)


def _shown_slices(image: Image, detection: Detection, aha: AhaResult | None) -> list[int]:
    axis = slice_axis(image.grid)
    shown = list(range(image.grid.size[axis]))
    if len(shown) > _MOST_TILES:
        heart = {landmark_slice(p, image.grid) for p in detection.landmarks if p.status == "detected"}
        if detection.segmentation is not None:
            across = tuple(n for n in range(3) if n != 2 - axis)
            heart |= set(np.flatnonzero(detection.segmentation.labels.any(axis=across)).tolist())
        shown = [k for k in shown if k in heart] or shown
    shown = shown[:: math.ceil(len(shown) / _MOST_TILES)]
    return shown[::-1] if aha is not None and aha.base == "last" else shown


def _columns(tiles: int, panel_height: float) -> int:
    """Columns for which the figure comes nearest to the shape of a page, with few places left empty."""

    def mismatch(columns: int) -> float:
        rows = math.ceil(tiles / columns)
        width = columns * _CELL[0] + _PANEL
        height = max(rows * _CELL[1], panel_height) + _HEADER + _FOOTER
        empty = 1 - tiles / (rows * columns)
        return abs(math.log(width / height / _ASPECT)) + empty / 2

    return min(range(1, tiles + 1), key=mismatch)


def _header(image: Image, detection: Detection, title: str, width: float) -> list[Shape]:
    title = title or image.name
    model = detection.provenance.get("model", {})
    named = " ".join(str(model[key]) for key in ("name", "version") if key in model)
    shapes: list[Shape] = [
        Text(_EDGE, 26, title, min(20.0, 1000 / max(len(title), 1)), INK, bold=True),
        Text(_EDGE, 50, f"Model: {named or 'not stated'}", 12, FAINT),
    ]
    if image.metadata.get("simulated"):
        shapes.append(Text(width - _EDGE, 26, "Simulated data", 16, WARNING, "end", bold=True))
    return shapes


def _footer(image: Image, shown: int, width: float, height: float) -> list[Shape]:
    total = image.grid.size[slice_axis(image.grid)]
    extent = "all slices" if shown == total else f"{shown} of {total} slices"
    return [
        Text(_EDGE, height - 18, "Research use only. Not for clinical use.", 12, WARNING, bold=True),
        Text(width - _EDGE, height - 18, f"{extent}, seen from the apex", 11, FAINT, "end"),
    ]


def _panel(
    detection: Detection, aha: AhaResult | None, unit: str, with_reference: bool
) -> tuple[list[Shape], float]:
    """Bullseye, table and legend, from the panel's own corner, and their height."""
    key, key_height = legend(detection, with_reference)
    if aha is None:
        return moved(key, 0, 10), key_height
    center = (_RADIUS * 1.4, 34 + _RADIUS * 1.16)
    scale = ColorScale.around(aha.means)
    shapes: list[Shape] = [
        Text(center[0], 8, "Mean by AHA segment", 14, INK, "middle", bold=True),
        *bullseye_shapes(aha.means, center, _RADIUS, scale),
        *color_bar_shapes(scale, center[0] + _RADIUS * 1.5, center[1] - 85, 170, unit),
        *moved(_table(aha, scale), 0, _BULLSEYE_HEIGHT),
    ]
    top = _BULLSEYE_HEIGHT + 8 * _TABLE_ROW + 24
    shapes += moved(key, 0, top)
    top += key_height + 8
    shapes += [Text(0, top + 14 * n, note, 9.5, FAINT) for n, note in enumerate(aha.notes)]
    return shapes, top + 14 * len(aha.notes)


def _table(aha: AhaResult, scale: ColorScale) -> list[Shape]:
    """Mean ± SD of the 16 segments, in two columns of eight."""
    shapes: list[Shape] = []
    for n, s in enumerate(aha.segments):
        x, y = n // 8 * 228, n % 8 * _TABLE_ROW
        value = f"{scale.numeral(s.mean)} ± {scale.numeral(s.sd)}" if s.pixels else "–"
        shapes.append(Text(x + 14, y, str(s.segment), 10, FAINT, "end"))
        shapes.append(Text(x + 22, y, s.name, 10, INK))
        shapes.append(Text(x + 205, y, value, 10, INK, "end"))
    return shapes
