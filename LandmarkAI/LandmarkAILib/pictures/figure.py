"""One picture of a detection: every slice with its points and contours, and the AHA bullseye."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from ..analysis.aha.settings import AhaResult, AhaSlice
from ..core.detection import Detection
from ..core.image import Image
from ..core.landmarks import Landmark, LandmarkSet
from ..core.short_axis import slice_axis
from .bullseye import ColorScale, bullseye_shapes, color_bar_shapes
from .drawing import Color, Drawing, Shape, Text, moved, save_png
from .marks import (
    INK,
    abbreviation,
    boundary_mark,
    landmark_color,
    legend,
    number_mark,
    point_mark,
    reference_mark,
    uncertainty_mark,
)
from .slice_tile import Tile, landmark_slice, make_tiles, tile_picture, window

_FAINT: Color = (110, 110, 110)
_WARNING: Color = (176, 74, 0)
_EDGE, _GAP = 24.0, 8.0
_TILE, _CAPTION = 200.0, 32.0
_CELL = (_TILE + _GAP, _TILE + _CAPTION + _GAP)
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
        reference: landmarks to compare with, drawn as green crosses.

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
    levels = window(tiles)
    for n, tile in enumerate(tiles):
        picture = [tile_picture(tile, levels), *_marks(tile, image, detection, aha, reference)]
        cell = [*picture, *_caption(tile, image, detection, aha)]
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
        Text(_EDGE, 50, f"Model: {named or 'not stated'}", 12, _FAINT),
    ]
    if image.metadata.get("simulated"):
        shapes.append(Text(width - _EDGE, 26, "Simulated data", 16, _WARNING, "end", bold=True))
    return shapes


def _footer(image: Image, shown: int, width: float, height: float) -> list[Shape]:
    total = image.grid.size[slice_axis(image.grid)]
    extent = "all slices" if shown == total else f"{shown} of {total} slices"
    return [
        Text(_EDGE, height - 18, "Research use only. Not for clinical use.", 12, _WARNING, bold=True),
        Text(width - _EDGE, height - 18, f"{extent}, seen from the apex", 11, _FAINT, "end"),
    ]


def _marks(
    tile: Tile, image: Image, detection: Detection, aha: AhaResult | None, reference: LandmarkSet | None
) -> list[Shape]:
    """What lies on the picture of a slice."""
    shapes: list[Shape] = []
    for part in aha.slices if aha is not None else ():
        if part.slice == tile.slice:
            shapes += _sectors(tile, part)
    for point in reference or ():
        if point.position is not None and landmark_slice(point, image.grid) == tile.slice:
            shapes += reference_mark(tile.to_points(point.position))
    for point in detection.landmarks:
        if landmark_slice(point, image.grid) == tile.slice:
            shapes += _landmark(tile, point)
    return shapes


def _landmark(tile: Tile, point: Landmark) -> list[Shape]:
    """A ringed dot and, where the covariance is known, the 90 % ellipse."""
    if point.position is None:
        return []
    at, color = tile.to_points(point.position), landmark_color(point.name)
    shapes = point_mark(at, color)
    if point.covariance is not None:
        across = tile.grid.axes[:, :2] * tile.points_per_mm
        shapes = [*uncertainty_mark(at, across.T @ point.covariance @ across, color), *shapes]
    return shapes


def _sectors(tile: Tile, part: AhaSlice) -> list[Shape]:
    """Boundaries of the AHA segments across the muscle, and a small number in each."""
    shapes: list[Shape] = []
    after = np.roll(part.boundaries, -1, axis=0)
    for begin, end, segment in zip(part.boundaries, after, part.segments, strict=True):
        wall = tile.wall(part.center, begin)
        if wall is not None:
            shapes += boundary_mark(wall)
        middle = tile.wall(part.center, (begin + end) / np.linalg.norm(begin + end))
        if middle is not None:
            shapes += number_mark(middle.mean(axis=0), segment)
    return shapes


def _caption(tile: Tile, image: Image, detection: Detection, aha: AhaResult | None) -> list[Shape]:
    y = _TILE + 11
    shapes: list[Shape] = [Text(0, y, f"Slice {tile.slice}", 11, INK, bold=True)]
    if aha is not None:
        shapes.append(Text(_TILE, y, aha.levels.get(tile.slice, "no segments"), 11, _FAINT, "end"))
    here = [p for p in detection.landmarks if landmark_slice(p, image.grid) == tile.slice]
    found = {p.name: p for p in here if p.status == "detected"}
    missing = [abbreviation(name) for name in detection.landmarks.names() if name not in found]
    doubtful = [abbreviation(name) for name, point in found.items() if point.note]
    warnings = [
        f"{what}: {', '.join(names)}"
        for what, names in (("missing", missing), ("check", doubtful))
        if names
    ]
    if warnings:
        shapes.append(Text(0, y + 14, "; ".join(warnings), 10, _WARNING))
    return shapes


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
    shapes += [Text(0, top + 14 * n, note, 9.5, _FAINT) for n, note in enumerate(aha.notes)]
    return shapes, top + 14 * len(aha.notes)


def _table(aha: AhaResult, scale: ColorScale) -> list[Shape]:
    """Mean ± SD of the 16 segments, in two columns of eight."""
    shapes: list[Shape] = []
    for n, s in enumerate(aha.segments):
        x, y = n // 8 * 228, n % 8 * _TABLE_ROW
        value = f"{scale.numeral(s.mean)} ± {scale.numeral(s.sd)}" if s.pixels else "–"
        shapes.append(Text(x + 14, y, str(s.segment), 10, _FAINT, "end"))
        shapes.append(Text(x + 22, y, s.name, 10, INK))
        shapes.append(Text(x + 205, y, value, 10, INK, "end"))
    return shapes
