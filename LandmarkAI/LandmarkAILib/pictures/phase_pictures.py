"""One slice through the middle of the left ventricle in both phases of a cycle, for a report."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..core.anatomy import LEFT_VENTRICLE
from ..core.detection import Detection
from ..core.image import Image
from ..core.short_axis import slice_axis
from .drawing import Drawing, Shape, Text, moved
from .slice_tile import make_tiles, tile_picture
from .tile_marks import Shown, tile_marks
from .window import window

_TILE, _GAP, _CAPTION = 250.0, 12.0, 22.0
_INK = (40, 40, 40)


def phase_drawing(phases: Sequence[tuple[str, Image, Detection]]) -> Drawing:
    """Slices side by side, with contours and points, all at the scale of the first phase.

    Args:
        phases: words, image, and what was found in it, of each phase; the first one, of which most
            slices hold a cavity, says which slice is the middle.
    """
    shapes: list[Shape] = []
    for n, (words, image, detection) in enumerate(phases):
        chosen = _middle(detection, near=_middle(phases[0][2]))
        (tile,) = make_tiles(image, detection, [chosen], _TILE, within=phases[0][2])
        shown = Shown(image.grid, detection.landmarks, anatomy=detection.anatomy)
        levels = window(image, [tile.gray])
        own = [tile_picture(tile, levels, detection.anatomy), *tile_marks(tile, shown)]
        caption = f"{words}, slice {chosen}"
        if image.metadata.get("simulated"):
            caption += ", simulated"
        cell = [*own, Text(_TILE / 2, _TILE + _CAPTION / 2, caption, 12, _INK, "middle")]
        shapes += moved(cell, n * (_TILE + _GAP), 0.0)
    return Drawing(len(phases) * (_TILE + _GAP) - _GAP, _TILE + _CAPTION, shapes)


def _middle(detection: Detection, near: int | None = None) -> int:
    """The slice in the middle of those with a cavity; ``near`` itself where it has one."""
    found = detection.segmentation
    assert found is not None and LEFT_VENTRICLE in found.names
    cavity = found.labels == found.names.index(LEFT_VENTRICLE) + 1
    along = 2 - slice_axis(found.grid)
    slices = np.flatnonzero(cavity.any(axis=tuple(n for n in range(3) if n != along)))
    if near is not None and near in slices:
        return near
    return int(slices[len(slices) // 2]) if len(slices) else cavity.shape[along] // 2
