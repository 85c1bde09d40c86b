"""What lies on and under the picture of a slice: points, AHA sectors, and what asks for a look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..analysis.aha.division import Stack, find_base
from ..analysis.aha.settings import AhaResult, AhaSettings, AhaSlice, End
from ..core.anatomy import Anatomy
from ..core.detection import Detection
from ..core.geometry import FloatArray, Grid
from ..core.image import Image
from ..core.landmarks import Landmark, LandmarkSet
from ..core.short_axis import slice_axis
from ..errors import InputError
from .drawing import Color, Shape, Text
from .marks import (
    ON_WHITE,
    Inks,
    abbreviation,
    boundary_mark,
    halo_mark,
    landmark_color,
    number_mark,
    point_mark,
    reference_mark,
    uncertainty_mark,
)
from .slice_tile import Tile, landmark_slice

CAPTION = 32.0  # points of height under a tile
BEYOND_APEX, BEYOND_BASE, NO_HEART = "beyond the apex", "beyond the base", "no heart found"

_NONE = Anatomy()
_FONT = 11.0
_ROOM = 200.0  # points of width for which a caption's size is chosen
_ALONG = (0.5, 0.38, 0.62, 0.27, 0.73)  # shares of a sector at which its number may stand
_ROOM_OF_NUMBER = 10.0  # points
_DOT = 8.0  # points from the middle of a point's mark that a number keeps off
_NUMBER = (11.0, 8.0)  # width and height of a number, points
_LEAST = 0.72  # of it; smaller captions cannot be read


@dataclass(frozen=True, eq=False)
class Shown:
    """What is shown on slices.

    Args:
        grid: of the image.
        landmarks: as they are now, LPS mm.
        aha: for numbered sectors; None for none.
        chosen: number of the landmark that has a halo.
        segment: AHA segment whose numbers stand out.
        anatomy: definitions of landmarks that the model brought.
    """

    grid: Grid
    landmarks: LandmarkSet
    aha: AhaResult | None = None
    chosen: int | None = None
    anatomy: Anatomy = _NONE
    segment: int | None = None

    @cached_property
    def _slices(self) -> list[int | None]:
        return [landmark_slice(point, self.grid) for point in self.landmarks]

    @cached_property
    def _divided(self) -> dict[int, AhaSlice]:
        return {part.slice: part for part in self.aha.slices} if self.aha is not None else {}

    def numbers_in(self, k: int) -> list[int]:
        """Numbers of the landmarks that lie, or are missing, in a slice."""
        return [number for number, slice in enumerate(self._slices) if slice == k]

    def slice_of(self, number: int) -> int | None:
        """Slice in which a landmark lies or is missing."""
        return self._slices[number]

    def sectors_in(self, k: int) -> AhaSlice | None:
        """How a slice is divided; None if it is not."""
        return self._divided.get(k)

    def differs_in(self, before: Shown) -> set[int] | None:
        """Slices that show something else than before; None if that may be any."""
        one, other = before.landmarks, self.landmarks
        if self.anatomy != before.anatomy or [p.name for p in one] != [p.name for p in other]:
            return None
        if (self.aha is None) != (before.aha is None):
            return None
        slices = self._moved(before)
        for k in {*self._divided, *before._divided}:
            if not _same_sectors(self.sectors_in(k), before.sectors_in(k)):
                slices.add(k)
        if self.segment != before.segment:
            slices |= {k for n in (self.segment, before.segment) for k in self._with_segment(n)}
        return slices

    def _with_segment(self, segment: int | None) -> set[int]:
        return {k for k, part in self._divided.items() if segment in part.segments}

    def _moved(self, before: Shown) -> set[int]:
        """Slices with a landmark that lies elsewhere, has another note, or was or is chosen."""
        slices: set[int | None] = set()
        for number, (old, new) in enumerate(zip(before.landmarks, self.landmarks, strict=True)):
            turned = (number == before.chosen) != (number == self.chosen)
            same = _same(old.position, new.position) and _same(old.covariance, new.covariance)
            if turned or not same or old.note != new.note:
                slices |= {before.slice_of(number), self.slice_of(number)}
        return {k for k in slices if k is not None}


def _same(one: FloatArray | None, other: FloatArray | None) -> bool:
    return one is other if one is None or other is None else np.array_equal(one, other)


def _same_sectors(one: AhaSlice | None, other: AhaSlice | None) -> bool:
    if one is None or other is None:
        return one is other
    return (
        (one.level, one.segments) == (other.level, other.segments)
        and np.array_equal(one.center, other.center)
        and np.array_equal(one.boundaries, other.boundaries)
    )


def tile_marks(tile: Tile, shown: Shown, reference: LandmarkSet | None = None) -> list[Shape]:
    """What lies on the picture of a slice, from its corner; reference points are white crosses."""
    shapes: list[Shape] = []
    here = [shown.landmarks.landmarks[number] for number in shown.numbers_in(tile.slice)]
    points = [tile.to_points(point.position) for point in here if point.position is not None]
    if (part := shown.sectors_in(tile.slice)) is not None:
        shapes += _sectors(tile, part, points, shown.segment)
    for point in reference or ():
        if point.position is not None and landmark_slice(point, shown.grid) == tile.slice:
            shapes += reference_mark(tile.to_points(point.position))
    for number in shown.numbers_in(tile.slice):
        point = shown.landmarks.landmarks[number]
        color = landmark_color(point.name, shown.anatomy)
        shapes += _landmark(tile, point, color, number == shown.chosen)
    return shapes


def _landmark(tile: Tile, point: Landmark, color: Color, chosen: bool) -> list[Shape]:
    """A ringed dot and, where the covariance is known, the 90 % ellipse."""
    if point.position is None:
        return []
    at = tile.to_points(point.position)
    shapes = [*halo_mark(at), *point_mark(at, color)] if chosen else point_mark(at, color)
    if point.covariance is not None:
        across = tile.grid.axes[:, :2] * tile.points_per_mm
        shapes = [*uncertainty_mark(at, across.T @ point.covariance @ across, color), *shapes]
    return shapes


def _sectors(
    tile: Tile, part: AhaSlice, points: Sequence[FloatArray], chosen: int | None
) -> list[Shape]:
    """Boundaries of the AHA segments across the muscle, and a small number in each, beside points.

    A number that would lie on a point or on another number is left out: in small apical slices.
    """
    shapes: list[Shape] = []
    numbers: list[FloatArray] = []
    after = np.roll(part.boundaries, -1, axis=0)
    for begin, end, segment in zip(part.boundaries, after, part.segments, strict=True):
        wall = tile.wall(part.center, begin)
        if wall is not None:
            shapes += boundary_mark(wall)
        place = _place_of_number(tile, part.center, (begin, end), points)
        if place is not None and (segment == chosen or _is_free(place, points, numbers)):
            numbers.append(place)
            shapes += number_mark(place, segment, segment == chosen)
    return shapes


def _is_free(place: FloatArray, points: Sequence[FloatArray], numbers: Sequence[FloatArray]) -> bool:
    """Whether a number, (2,) points of the drawing, can be read there."""
    on_point = any(float(np.linalg.norm(place - point)) < _DOT for point in points)
    return not on_point and not any((np.abs(place - other) < _NUMBER).all() for other in numbers)


def _place_of_number(
    tile: Tile, center: FloatArray, ends: tuple[FloatArray, FloatArray], points: Sequence[FloatArray]
) -> FloatArray | None:
    """In the middle of a sector's wall, or as near to it as no point (2,) is in the way."""
    best, most = None, -1.0
    for share in _ALONG:
        direction = (1 - share) * ends[0] + share * ends[1]
        wall = tile.wall(center, direction / np.linalg.norm(direction))
        if wall is None:
            continue
        place = wall.mean(axis=0)
        room = min((float(np.linalg.norm(place - point)) for point in points), default=_ROOM_OF_NUMBER)
        if room >= _ROOM_OF_NUMBER:
            return np.asarray(place)
        if room > most:
            best, most = np.asarray(place), room
    return best


def tile_caption(tile: Tile, shown: Shown, beyond: str = "", inks: Inks = ON_WHITE) -> list[Shape]:
    """Two lines under the picture: slice and level, and what asks for a look.

    Args:
        tile: the slice.
        shown: the landmarks, and the levels.
        beyond: where the slice lies if it shows no heart; what is missing there is not.
        inks: colours of the texts.
    """
    font = _FONT * max(min(1.0, tile.size / _ROOM), _LEAST)
    y, size = tile.size + font, tile.size
    shapes: list[Shape] = [Text(0, y, f"Slice {tile.slice}", font, inks.plain, bold=True)]
    if beyond or shown.aha is not None:
        part = shown.sectors_in(tile.slice)
        said = beyond or (part.level if part is not None else "no segments")
        shapes.append(Text(size, y, said, font, inks.faint, "end"))
    if badges := tile_badges(tile.slice, shown, beyond):
        shapes.append(Text(0, y + font + 3, "; ".join(badges), font - 1, inks.warning))
    return shapes


def tile_badges(k: int, shown: Shown, beyond: str = "") -> list[str]:
    """What asks for a look in a slice: landmarks that are missing, and those with a remark."""
    here = [shown.landmarks.landmarks[number] for number in shown.numbers_in(k)]
    found = {p.name: p for p in here if p.status == "detected"}
    missing = [] if beyond else [n for n in shown.landmarks.names() if n not in found]
    doubtful = [name for name, point in found.items() if point.note and not point.review]
    return [
        f"{what}: {', '.join(abbreviation(name, shown.anatomy) for name in names)}"
        for what, names in (("missing", missing), ("check", doubtful))
        if names
    ]


def base_of(image: Image, detection: Detection) -> End | None:
    """Which end of a stack the base is at, as the AHA model sees it; None where that cannot be told."""
    if detection.segmentation is None:
        return None
    try:
        return find_base(Stack.of(image, detection.segmentation), AhaSettings())[0]
    except InputError:
        return None


def beyond_heart(grid: Grid, detection: Detection, base: End | None) -> dict[int, str]:
    """Slices before the first and after the last in which something was found, and where they lie.

    Args:
        grid: of the image.
        detection: what was found.
        base: which end of the stack the base is at; None if it is not known.
    """
    axis = slice_axis(grid)
    found = {landmark_slice(p, grid) for p in detection.landmarks if p.position is not None}
    if detection.segmentation is not None:
        across = tuple(n for n in range(3) if n != 2 - axis)
        found |= set(np.flatnonzero(detection.segmentation.labels.any(axis=across)).tolist())
    of_heart = [k for k in found if k is not None]
    if not of_heart:
        return {}
    ends = {None: (NO_HEART, NO_HEART), "first": (BEYOND_BASE, BEYOND_APEX)}
    before, after = ends.get(base, (BEYOND_APEX, BEYOND_BASE))
    first, last = min(of_heart), max(of_heart)
    beyond = dict.fromkeys(range(first), before)
    return beyond | dict.fromkeys(range(last + 1, grid.size[axis]), after)
