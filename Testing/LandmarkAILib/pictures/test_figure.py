"""The figure of a detection: slices as seen in the canonical view, marks where the points are."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.analysis.aha.segments import AhaResult, aha_segments
from LandmarkAILib.core.anatomy import (
    ANTERIOR_RV_INSERTION,
    INFERIOR_RV_INSERTION,
    LV_CENTER,
    MYOCARDIUM,
    landmark_types,
)
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.core.short_axis import short_axis_frame, slices_last
from LandmarkAILib.files.images import read_image
from LandmarkAILib.files.markups import read_landmarks
from LandmarkAILib.files.segmentations import read_segmentation
from LandmarkAILib.pictures.drawing import Drawing, Picture, Polygon, Text
from LandmarkAILib.pictures.figure import detection_figure, figure_drawing
from LandmarkAILib.pictures.marks import landmark_color, segment_color
from LandmarkAILib.pictures.slice_tile import Tile, make_tiles, tile_picture
from LandmarkAILib.pictures.window import window
from PIL import Image
from short_axis_phantom import Phantom, make_phantom

pytestmark = pytest.mark.slow

STORAGE = [((0, 1, 2), ()), ((1, 0, 2), (2,)), ((2, 0, 1), (0, 1)), ((0, 2, 1), (0,))]


def aha(phantom: Phantom) -> AhaResult:
    return aha_segments(phantom.image, phantom.landmarks, phantom.segmentation)


def texts(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Text)]


def pictures(drawing: Drawing) -> list[Picture]:
    return [shape for shape in drawing.shapes if isinstance(shape, Picture)]


def inside(picture: Picture, x: float, y: float) -> bool:
    return 0 <= x - picture.x <= picture.width and 0 <= y - picture.y <= picture.height


def dots(drawing: Drawing, picture: Picture, name: str) -> list[np.ndarray]:
    """Middles of the filled dots of a landmark, from the corner of the picture they lie on."""
    middles = [
        shape.points.mean(axis=0)
        for shape in drawing.shapes
        if isinstance(shape, Polygon) and shape.fill == landmark_color(name)
    ]
    return [m - [picture.x, picture.y] for m in middles if inside(picture, *m)]


@pytest.mark.parametrize(("order", "flipped"), STORAGE)
def test_tiles_show_the_image_where_it_lies(
    order: tuple[int, int, int], flipped: tuple[int, ...]
) -> None:
    """An image that is linear in patient mm is the same linear function on the pixels of a tile."""
    phantom = make_phantom().stored(order, flipped)
    grid, slope = phantom.image.grid, np.array([0.7, -1.1, 0.4])
    index = np.stack(np.meshgrid(*map(np.arange, grid.size), indexing="ij"), axis=-1)
    values = (grid.to_lps(index) @ slope).transpose(2, 1, 0)
    image = replace(phantom.image, array=values)
    small = np.zeros_like(phantom.segmentation.labels)
    small[tuple(n // 2 for n in small.shape)] = 1
    seen = Detection(LandmarkSet(()), replace(phantom.segmentation, labels=small))
    for tile in make_tiles(image, seen, [0, 3], 20):
        index = np.stack(np.meshgrid(*map(np.arange, tile.grid.size), indexing="ij"), axis=-1)
        expected = (tile.grid.to_lps(index) @ slope)[:, :, 0].T
        np.testing.assert_allclose(tile.gray, expected, atol=0.02)


@pytest.mark.parametrize(("order", "flipped"), STORAGE)
def test_tiles_are_canonical_and_share_one_field(
    order: tuple[int, int, int], flipped: tuple[int, ...]
) -> None:
    phantom = make_phantom().stored(order, flipped)
    frame = short_axis_frame(phantom.image.grid.permuted(slices_last(phantom.image.grid)))
    # Without insertions nobody knows where the septum is, and nothing is turned.
    segments = Detection(LandmarkSet(()), phantom.segmentation)
    tiles = make_tiles(phantom.image, segments, range(6), 100)
    corners = [tile.grid.origin @ frame[:, :2] for tile in tiles]
    for tile, corner in zip(tiles, corners, strict=True):
        np.testing.assert_allclose(tile.grid.axes, frame, atol=1e-9)
        np.testing.assert_allclose(corner, corners[0], atol=1e-6)
    for point in phantom.landmarks:
        assert point.position is not None
        xy = tiles[0].to_points(point.position)
        assert (xy > 5).all() and (xy < 95).all()


@pytest.mark.parametrize(("order", "flipped"), STORAGE)
def test_points_are_drawn_on_what_they_mark(
    order: tuple[int, int, int], flipped: tuple[int, ...]
) -> None:
    """A bright spot in the image at the anterior insertion shows under the mark, in its own slice."""
    phantom = make_phantom(slices=3)
    marked = next(p for p in phantom.landmarks.named(ANTERIOR_RV_INSERTION) if p.slice == 1)
    assert marked.position is not None
    grid = phantom.image.grid
    index = np.stack(np.meshgrid(*map(np.arange, grid.size), indexing="ij"), axis=-1)
    squared = ((grid.to_lps(index) - marked.position) ** 2).sum(axis=-1).transpose(2, 1, 0)
    image = replace(phantom.image, array=np.exp(-squared / 2 / 2.0**2))
    stored = replace(phantom, image=image).stored(order, flipped)
    only = Detection(LandmarkSet((replace(marked, slice=None),)), None)
    drawing = figure_drawing(stored.image, only, None)
    found = [(picture, dots(drawing, picture, ANTERIOR_RV_INSERTION)) for picture in pictures(drawing)]
    [(picture, [dot])] = [(picture, own) for picture, own in found if own]
    brightness = picture.pixels.sum(axis=-1).astype(float)
    weights = np.where(brightness > brightness.max() * 0.8, brightness, 0)
    rows, columns = np.indices(brightness.shape) + 0.5
    spot = np.array([(columns * weights).sum(), (rows * weights).sum()]) / weights.sum()
    scale = picture.width / brightness.shape[1]
    np.testing.assert_allclose(dot, spot * scale, atol=1.0)
    assert brightness.max() > 600


def test_contours_follow_the_segments() -> None:
    """The contour of the muscle runs where its mask crosses ½: at the radii of the phantom."""
    phantom = make_phantom()
    [tile] = make_tiles(phantom.image, phantom.detection, [2], 150)
    gray = replace_gray(tile, 0.0)
    rgb = tile_picture(gray, (0.0, 1.0)).pixels.astype(int)
    center = next(p.position for p in phantom.landmarks.named(LV_CENTER) if p.slice == 2)
    assert center is not None
    rows, columns = np.indices(rgb.shape[:2])
    x, y = tile.to_points(center) * tile.grid.size[0] / tile.size - 0.5
    radius = np.hypot(columns - x, rows - y) * tile.grid.spacing[0]
    endocardium = radius[(rgb == segment_color("Left ventricle")).all(axis=-1)]
    assert endocardium.mean() == pytest.approx(18, abs=0.4)
    assert np.abs(endocardium - 18).max() < 1.6
    epicardium = radius[(rgb == segment_color(MYOCARDIUM)).all(axis=-1) & (radius > 23)]
    assert epicardium.mean() == pytest.approx(28, abs=0.4)


def replace_gray(tile: Tile, value: float) -> Tile:
    return replace(tile, gray=np.full_like(tile.gray, value))


def test_window_ignores_what_is_not_finite_and_survives_a_constant_image() -> None:
    phantom = make_phantom()
    values = np.full(phantom.image.array.shape, 7.0)
    image = replace(phantom.image, array=values)
    tiles = make_tiles(image, Detection(LandmarkSet(()), phantom.segmentation), [2], 50)
    low, high = window(image, [tile.gray for tile in tiles])
    assert low <= 7 <= high and low < high
    tiles[0].gray[:60] = np.nan
    assert window(image, [tile.gray for tile in tiles]) == pytest.approx((low, high))
    assert tile_picture(tiles[0], window(image, [tile.gray for tile in tiles])).pixels.dtype == np.uint8


@pytest.mark.parametrize(("order", "flipped"), STORAGE)
def test_segment_numbers_stand_on_their_segments(
    order: tuple[int, int, int], flipped: tuple[int, ...]
) -> None:
    phantom = make_phantom(twist=6).stored(order, flipped)
    result = aha(phantom)
    drawing = figure_drawing(phantom.image, phantom.detection, result)
    shown = pictures(drawing)
    tiles = make_tiles(
        phantom.image, phantom.detection, [s.slice for s in result.slices], shown[0].width
    )
    seen = []
    for picture, tile in zip(shown, tiles, strict=True):
        for shape in drawing.shapes:
            if isinstance(shape, Text) and shape.halo and inside(picture, shape.x, shape.y):
                pixel = np.array([shape.x - picture.x, shape.y - picture.y])
                column, row = pixel * tile.grid.size[0] / tile.size - 0.5
                i, j, k = np.rint(phantom.image.grid.to_index(tile.grid.to_lps([column, row, 0])))
                seen.append(int(result.segmentation.labels[int(k), int(j), int(i)]))
                assert shape.text == str(seen[-1])
    assert sorted(seen) == sorted(n for part in result.slices for n in part.segments)


def test_captions_say_what_is_missing_and_what_to_check() -> None:
    phantom = make_phantom().without(INFERIOR_RV_INSERTION, [4])
    doubtful = tuple(
        replace(p, note="24 mm from where its neighbours put it")
        if (p.name, p.slice) == (LV_CENTER, 4)
        else p
        for p in phantom.landmarks
    )
    missing = Landmark(INFERIOR_RV_INSERTION, None, 0.1, slice=4)
    detection = replace(phantom.detection, landmarks=LandmarkSet((*doubtful, missing)))
    drawing = figure_drawing(phantom.image, detection, aha(phantom))
    abbreviations = [landmark_types()[name].abbreviation for name in (INFERIOR_RV_INSERTION, LV_CENTER)]
    said = [text for text in texts(drawing) if text.startswith(("missing", "check"))]
    assert said == ["missing: {}; check: {}".format(*abbreviations)]


def test_slices_run_from_base_to_apex() -> None:
    phantom = make_phantom()
    drawing = figure_drawing(phantom.image, phantom.detection, aha(phantom))
    said = texts(drawing)
    assert [t for t in said if t.startswith("Slice")] == [f"Slice {k}" for k in (5, 4, 3, 2, 1, 0)]
    assert [t for t in said if t in ("basal", "mid", "apical")] == ["basal"] * 2 + ["mid"] * 2 + [
        "apical"
    ] * 2


def test_figure_says_what_it_is() -> None:
    phantom = make_phantom()
    real = texts(figure_drawing(phantom.image, phantom.detection, aha(phantom), "Case 7", "ms"))
    assert {"Case 7", "Model: phantom 1", "ms", "Basal anteroseptal"} <= set(real)
    assert any("Research use only" in text for text in real)
    assert "Simulated data" not in real
    simulated = replace(phantom.image, metadata={"simulated": "yes"})
    assert "Simulated data" in texts(figure_drawing(simulated, phantom.detection, None))


def test_uncertainty_ellipse_holds_ninety_percent() -> None:
    """Semi-axes of √4.605 σ, along the axes of the covariance."""
    phantom = make_phantom(slices=3)
    frame = short_axis_frame(phantom.image.grid)
    covariance = frame[:, :2] @ np.diag([9.0, 1.0]) @ frame[:, :2].T
    center = next(p for p in phantom.landmarks.named(LV_CENTER) if p.slice == 1)
    detection = Detection(LandmarkSet((replace(center, covariance=covariance),)), phantom.segmentation)
    drawing = figure_drawing(phantom.image, detection, None)
    [tile] = make_tiles(phantom.image, detection, [1], 200)
    picture = next(p for p in pictures(drawing) if dots(drawing, p, LV_CENTER))
    color = landmark_color(LV_CENTER)
    outlines = [
        shape.points
        for shape in drawing.shapes
        if isinstance(shape, Polygon) and shape.stroke == color and inside(picture, *shape.points[0])
    ]
    largest = max((np.ptp(points, axis=0) for points in outlines), key=max) / tile.points_per_mm
    np.testing.assert_allclose(largest / 2, np.sqrt(4.605) * np.array([3.0, 1.0]), rtol=0.01)


def test_reference_points_are_crosses() -> None:
    phantom = make_phantom()
    without = figure_drawing(phantom.image, phantom.detection, None)
    compared = figure_drawing(phantom.image, phantom.detection, None, reference=phantom.landmarks)
    assert "Reference" in texts(compared) and "Reference" not in texts(without)
    # Two strokes and their outlines for each, and one in the legend.
    assert len(compared.shapes) - len(without.shapes) == 4 * (len(phantom.landmarks) + 1) + 1


def test_long_stack_shows_slices_with_a_heart() -> None:
    phantom = make_phantom(slices=27)
    labels = phantom.segmentation.labels.copy()
    labels[:5] = labels[25:] = 0
    points = tuple(p for p in phantom.landmarks if p.slice is not None and 5 <= p.slice < 25)
    detection = Detection(LandmarkSet(points), replace(phantom.segmentation, labels=labels))
    drawing = figure_drawing(phantom.image, detection, None)
    assert [t for t in texts(drawing) if t.startswith("Slice")] == [f"Slice {k}" for k in range(5, 25)]
    assert any(t.startswith("20 of 27 slices") for t in texts(drawing))
    all_of_it = figure_drawing(phantom.image, phantom.detection, None)
    assert len(pictures(all_of_it)) == 14


def test_figure_of_nothing(tmp_path: Path) -> None:
    """No landmark, no segment: the whole field, and no claim."""
    phantom = make_phantom(slices=3)
    path = tmp_path / "figure.png"
    detection_figure(phantom.image, Detection(LandmarkSet(()), None), None, path)
    with Image.open(path) as image:
        assert image.mode == "RGB"
    tiles = make_tiles(phantom.image, Detection(LandmarkSet(()), None), [0, 1, 2], 50)
    corners = phantom.image.grid.corners()
    for tile, corner in itertools.product(tiles, corners):
        assert (tile.to_points(corner) > -1e-6).all() and (tile.to_points(corner) < 50 + 1e-6).all()


def test_real_figure(real_case: Path, tmp_path: Path) -> None:
    image = read_image(real_case / "image.nrrd")
    landmarks = read_landmarks(real_case / "landmarks.mrk.json")
    segmentation = read_segmentation(real_case / "segmentation.seg.nrrd", image.grid)
    result = aha_segments(image, landmarks, segmentation)
    path = tmp_path / "figure.png"
    detection_figure(image, Detection(landmarks, segmentation), result, path, reference=landmarks)
    with Image.open(path) as figure:
        assert figure.width > 1000 and figure.height > 800
    assert list(tmp_path.iterdir()) == [path]


def test_importing_needs_neither_torch_nor_pillow() -> None:
    code = (
        "import sys, LandmarkAILib.pictures.figure; "
        "sys.exit('torch' in sys.modules or 'PIL' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, timeout=600)
