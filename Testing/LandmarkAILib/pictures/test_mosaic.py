"""The mosaic: which slice and which point is under the mouse, however the image is stored."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from LandmarkAILib.analysis.aha.segments import aha_segments
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.core.short_axis import short_axis_slices, slice_axis
from LandmarkAILib.pictures.drawing import Picture, Text
from LandmarkAILib.pictures.mosaic import GAP, Mosaic, make_mosaic
from LandmarkAILib.pictures.slice_tile import make_tiles
from LandmarkAILib.pictures.tile_marks import (
    BEYOND_APEX,
    BEYOND_BASE,
    CAPTION,
    Shown,
    base_of,
    beyond_heart,
    tile_badges,
    tile_marks,
)
from short_axis_phantom import Phantom, make_phantom

pytestmark = pytest.mark.slow

STORAGE = [((0, 1, 2), ()), ((1, 0, 2), (2,)), ((2, 0, 1), (0, 1)), ((0, 2, 1), (0,))]


def detection_of(phantom: Phantom) -> Detection:
    return Detection(phantom.landmarks, phantom.segmentation)


def shown_of(phantom: Phantom, **changes: object) -> Shown:
    shown = Shown(phantom.image.grid, phantom.landmarks)
    return replace(shown, **changes)  # type: ignore[arg-type]


@pytest.fixture(params=STORAGE)
def phantom(request: pytest.FixtureRequest) -> Phantom:
    return make_phantom().stored(*request.param)


@pytest.fixture
def mosaic(phantom: Phantom) -> Mosaic:
    return make_mosaic(phantom.image, detection_of(phantom), 500)


def test_every_point_is_under_the_mouse_where_it_is_drawn(phantom: Phantom, mosaic: Mosaic) -> None:
    shown = shown_of(phantom)
    for number, point in enumerate(phantom.landmarks):
        if point.position is None:
            continue
        tile = mosaic.tile_of(shown.slice_of(number) or 0)
        assert tile is not None
        x, y = np.add(mosaic.corner(tile), tile.to_points(point.position))
        assert mosaic.tile_at(x, y) is tile
        assert mosaic.point_at(x + 3, y - 3, shown) == number


def test_place_under_the_mouse_is_where_it_is_drawn(mosaic: Mosaic) -> None:
    """To and fro, in the plane of the slice."""
    for tile in mosaic.tiles:
        left, top = mosaic.corner(tile)
        position = mosaic.position_in(tile, left + 20.5, top + 31.0)
        assert np.allclose(tile.to_points(position), [20.5, 31.0])
        assert tile.grid.to_index(position)[2] == pytest.approx(0)


def test_a_drag_out_of_a_tile_stops_at_its_border(mosaic: Mosaic) -> None:
    tile = mosaic.tiles[1]
    assert np.allclose(tile.to_points(mosaic.position_in(tile, -500, 1e4)), [0, tile.size])


def test_gaps_and_what_is_outside_belong_to_no_slice(mosaic: Mosaic) -> None:
    width, height = mosaic.cell
    assert mosaic.tile_at(width - GAP / 2, 5) is None
    assert mosaic.tile_at(5, height - GAP / 2) is None
    assert mosaic.tile_at(-1, 5) is None and mosaic.tile_at(5, 1e5) is None
    assert mosaic.tile_at(5, mosaic.tiles[0].size + CAPTION / 2) is mosaic.tiles[0]


@pytest.mark.parametrize("width", [150, 358, 900, 2000])
def test_all_slices_fit_the_width(width: float) -> None:
    phantom = make_phantom()
    mosaic = make_mosaic(phantom.image, detection_of(phantom), width)
    assert mosaic.size[0] <= width + 1
    corners = [mosaic.corner(tile) for tile in mosaic.tiles]
    assert len(set(corners)) == phantom.image.grid.size[2]
    rows = {y for _, y in corners}
    assert (len(rows) - 1) * mosaic.columns < len(mosaic.tiles)


def test_base_comes_first_however_the_stack_is_stored(phantom: Phantom, mosaic: Mosaic) -> None:
    aha = aha_segments(phantom.image, phantom.landmarks, phantom.segmentation)
    order = [tile.slice for tile in mosaic.tiles if tile.slice in aha.levels]
    assert order == [part.slice for part in aha.slices]


def test_slices_past_the_ends_of_the_heart_are_said_to_be(phantom: Phantom) -> None:
    detection = detection_of(phantom)
    aha = aha_segments(phantom.image, phantom.landmarks, phantom.segmentation)
    apical, basal = aha.slices[-1].slice, aha.slices[0].slice
    labels = phantom.segmentation.labels.copy()
    labels.swapaxes(0, 2 - slice_axis(phantom.image.grid))[[apical, basal]] = 0
    points = tuple(p for p in phantom.landmarks if p.slice not in (apical, basal))
    less = Detection(LandmarkSet(points), replace(phantom.segmentation, labels=labels))
    beyond = beyond_heart(phantom.image.grid, less, base_of(phantom.image, less))
    assert beyond == {apical: BEYOND_APEX, basal: BEYOND_BASE}
    assert beyond_heart(phantom.image.grid, detection, aha.base) == {}


def test_nothing_found_leaves_no_slice_beyond_anything() -> None:
    phantom = make_phantom()
    nothing = Detection(LandmarkSet(()), None)
    assert beyond_heart(phantom.image.grid, nothing, None) == {}
    assert len(make_mosaic(phantom.image, nothing, 400).tiles) == phantom.image.grid.size[2]


@pytest.mark.parametrize(
    ("note", "position", "said"),
    [
        ("far from its neighbours", np.zeros(3), ["check: LVC"]),
        ("far from its neighbours; accepted", np.zeros(3), []),
        ("corrected", np.zeros(3), []),
        ("", None, ["missing: LVC"]),
    ],
)
def test_badges_say_what_asks_for_a_look(note: str, position: object, said: list[str]) -> None:
    grid = make_phantom().image.grid
    where = None if position is None else grid.center
    k = round(float(grid.to_index(grid.center)[2]))
    point = Landmark("LV center", where, slice=k, note=note)
    assert tile_badges(k, Shown(grid, LandmarkSet((point,)))) == said


def test_numbers_of_sectors_stand_beside_points(phantom: Phantom, mosaic: Mosaic) -> None:
    aha = aha_segments(phantom.image, phantom.landmarks, phantom.segmentation)
    shown = shown_of(phantom, aha=aha)
    for tile in mosaic.tiles:
        points = [
            tile.to_points(p.position)
            for p in phantom.landmarks
            if p.position is not None and p.slice == tile.slice
        ]
        numbers = [
            np.array([shape.x, shape.y])
            for shape in mosaic.marks(tile, shown)
            if isinstance(shape, Text) and shape.text.isdigit()
        ]
        assert all(np.linalg.norm(n - p) > 6 for n in numbers for p in points)


def test_drawing_has_a_picture_and_a_caption_a_slice(phantom: Phantom, mosaic: Mosaic) -> None:
    drawing = mosaic.drawing(shown_of(phantom))
    assert sum(isinstance(shape, Picture) for shape in drawing.shapes) == len(mosaic.tiles)
    captions = {s.text for s in drawing.shapes if isinstance(s, Text)}
    assert {f"Slice {tile.slice}" for tile in mosaic.tiles} <= captions


def test_a_moved_or_chosen_point_differs_in_its_slices_alone(phantom: Phantom) -> None:
    shown = shown_of(phantom)
    number, point = next(
        (n, p)
        for n, p in enumerate(phantom.landmarks)
        if p.position is not None and shown.slice_of(n) == 1
    )
    axis = slice_axis(phantom.image.grid)
    step = phantom.image.grid.axes[:, axis] * phantom.image.grid.spacing[axis]
    assert point.position is not None

    def moved(by: np.ndarray) -> Shown:
        points = list(phantom.landmarks)
        points[number] = replace(point, position=point.position + by)
        return replace(shown, landmarks=LandmarkSet(tuple(points)))

    assert replace(shown).differs_in(shown) == set()
    assert moved(np.array([0.5, 0, 0])).differs_in(shown) == {1}
    assert moved(step).differs_in(shown) == {1, 2}
    assert replace(shown, chosen=number).differs_in(shown) == {1}
    noted = list(phantom.landmarks)
    noted[number] = replace(point, note="accepted")
    assert replace(shown, landmarks=LandmarkSet(tuple(noted))).differs_in(shown) == {1}


def test_sectors_differ_where_they_are_divided_otherwise(phantom: Phantom) -> None:
    aha = aha_segments(phantom.image, phantom.landmarks, phantom.segmentation)
    shown = shown_of(phantom, aha=aha)
    first = aha.slices[0]
    turned = replace(first, boundaries=np.roll(first.boundaries, 1, axis=0))
    other = replace(aha, slices=(turned, *aha.slices[1:]))
    assert shown_of(phantom, aha=replace(aha)).differs_in(shown) == set()
    assert shown_of(phantom, aha=other).differs_in(shown) == {first.slice}
    # Captions say which slices have no segments: all of them may differ.
    assert shown_of(phantom).differs_in(shown) is None


def test_other_landmarks_may_differ_anywhere(phantom: Phantom) -> None:
    fewer = LandmarkSet(tuple(phantom.landmarks)[:-1])
    assert shown_of(phantom, landmarks=fewer).differs_in(shown_of(phantom)) is None


@pytest.mark.parametrize("angle", [0, 20, -30, 75, -110, 180])
def test_the_septum_is_on_the_left_however_the_heart_lies(angle: float) -> None:
    """Hearts that lie as most do stay as they are; the others are turned, none is mirrored."""
    grid = Grid.from_axes([64, 64, 3], np.eye(3), [2.0, 2.0, 8.0], np.zeros(3))
    image = Image(np.zeros(grid.shape, np.float32), grid)
    planes = short_axis_slices(grid)
    u, v, _normal = planes[0].axes.T
    turn = np.radians(angle)
    points = []
    for k, plane in enumerate(planes):
        for name, across, down in (
            (ANTERIOR_RV_INSERTION, -20.0, -18.0),
            (INFERIOR_RV_INSERTION, -20.0, 18.0),
            (LV_CENTER, 0.0, 0.0),
        ):
            x = across * np.cos(turn) - down * np.sin(turn)
            y = across * np.sin(turn) + down * np.cos(turn)
            points.append(Landmark(name, plane.center + x * u + y * v, slice=k))
    detection = Detection(LandmarkSet(tuple(points)), None, {})
    (tile,) = make_tiles(image, detection, [1], 100.0)
    anterior, inferior, center = (tile.to_points(p.position) for p in points[3:6])
    towards = (anterior + inferior) / 2 - center
    degrees = np.degrees(np.arctan2(towards[1], -towards[0]))
    assert abs(degrees) <= 40.0
    assert abs(degrees) < 1e-6 or abs(abs(angle) - abs(degrees)) < 1e-6
    (right, down), (other_right, other_down) = anterior - center, inferior - center
    assert right * other_down - down * other_right < 0  # counter-clockwise over the septum
    assert np.linalg.det(tile.grid.axes) > 0


@pytest.mark.parametrize("width", [112, 300])
def test_no_number_lies_on_a_point_or_another_number(width: int) -> None:
    """However small a tile is; in a large one all numbers are there."""
    phantom = make_phantom()
    found = detection_of(phantom)
    aha = aha_segments(phantom.image, phantom.landmarks, phantom.segmentation)
    shown = shown_of(phantom, aha=aha)
    numbered = 0
    for tile in make_tiles(phantom.image, found, [part.slice for part in aha.slices], width / 3):
        texts = [shape for shape in tile_marks(tile, shown) if isinstance(shape, Text)]
        places = np.array([(text.x, text.y) for text in texts]).reshape(-1, 2)
        numbered += len(places)
        for n, place in enumerate(places):
            apart = np.abs(np.delete(places, n, axis=0) - place)
            assert ((apart[:, 0] >= 11) | (apart[:, 1] >= 8)).all()
    wanted = sum(len(part.segments) for part in aha.slices)
    assert numbered == wanted if width == 300 else numbered < wanted
