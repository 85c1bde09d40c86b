"""Pictures: what is drawn, and where."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.core.anatomy import LV_CENTER
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import PIXELS as PX
from LandmarkAILib.core.image import UNITS
from LandmarkAILib.core.image import Image as VolumeImage
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.core.short_axis import short_axis_frame
from LandmarkAITrainingLib.data.dataset import CaseRecord, LoadedCase
from LandmarkAITrainingLib.evaluation.report.slice_picture import (
    FIELD_MM,
    MODEL_COLOR,
    PIXELS,
    REFERENCE_COLOR,
    draw_slice,
)
from phantom_cases import OffsetDetector
from PIL import Image
from short_axis_phantom import Phantom, make_phantom

NAMES = {LV_CENTER}


def drawn(
    phantom: Phantom, offset: tuple[float, float], k: int | None = 2, labels: bool = False
) -> np.ndarray:
    """(rows, columns, 3) of a picture of the LV centers alone, or with outlines."""
    case = LoadedCase(
        CaseRecord("one", Path(), Path(), {}, None, "one"),
        phantom.image,
        phantom.landmarks,
        phantom.segmentation if labels else None,
    )
    detection = OffsetDetector({LV_CENTER: offset}).detect(phantom.image)
    if not labels:
        detection = replace(detection, segmentation=None)
    picture = Image.open(io.BytesIO(draw_slice(case, detection, k, NAMES)))
    assert picture.format == "PNG"
    return np.asarray(picture, int)


def centroid(pixels: np.ndarray, color: tuple[int, int, int]) -> np.ndarray:
    """(x, y) of the pixels of about a colour."""
    rows, columns = np.nonzero(np.abs(pixels - color).sum(axis=2) < 60)
    assert len(rows) > 10
    return np.array([columns.mean(), rows.mean()])


def test_marks_are_as_far_apart_as_the_points() -> None:
    pixels = drawn(make_phantom(), (20.0, 0.0))
    apart = centroid(pixels, MODEL_COLOR) - centroid(pixels, REFERENCE_COLOR)
    grid = make_phantom().image.grid
    # The offset was along i; u is to the right and v down.
    expected = 20.0 * grid.axes[:, 0] @ short_axis_frame(grid)[:, :2]
    np.testing.assert_allclose(apart * FIELD_MM / PIXELS, expected, atol=1.0)


def test_view_is_the_same_however_the_image_is_stored() -> None:
    phantom = make_phantom()
    detection = OffsetDetector({LV_CENTER: (20.0, 0.0)}).detect(phantom.image)
    stored = phantom.stored((0, 1, 2), [0])
    record = CaseRecord("one", Path(), Path(), {}, None, "one")
    case = LoadedCase(record, stored.image, stored.landmarks, None)
    picture = draw_slice(case, replace(detection, segmentation=None), 2, NAMES)
    pixels = np.asarray(Image.open(io.BytesIO(picture)), int)
    expected = drawn(phantom, (20.0, 0.0))
    assert np.mean(np.abs(pixels - expected).sum(axis=2) > 60) < 0.01


def test_both_outlines_are_drawn() -> None:
    plain = drawn(make_phantom(), (0.0, 0.0))
    outlined = drawn(make_phantom(), (0.0, 0.0), labels=True)
    for color in (MODEL_COLOR, REFERENCE_COLOR):
        count = [np.sum(np.abs(p - color).sum(axis=2) < 20) for p in (plain, outlined)]
        assert count[1] > count[0] + 200


def test_far_point_is_still_in_the_picture() -> None:
    pixels = drawn(make_phantom(), (200.0, 0.0))
    for color in (MODEL_COLOR, REFERENCE_COLOR):
        x, y = centroid(pixels, color)
        assert 10 < x < PIXELS - 10
        assert 10 < y < PIXELS - 10


def test_slices_without_a_point_are_drawn() -> None:
    phantom = make_phantom().without(LV_CENTER, [5])
    assert drawn(phantom, (0.0, 0.0), 5).shape == (PIXELS, PIXELS, 3)


def drawn_volume(
    reference: dict[str, tuple[float, float, float]], found: dict[str, tuple[float, float, float]]
) -> np.ndarray:
    """(rows, columns, 3) of a cut through a volume without contours; points in LPS mm."""
    grid = Grid.from_axes((40, 50, 60), np.eye(3), (4.0, 4.0, 4.0), (0.0, 0.0, 0.0))
    image = VolumeImage(np.ones(grid.shape, np.float32), grid, "ct")
    marks = [Landmark(name, np.array(p), slice=0) for name, p in reference.items()]
    case = LoadedCase(
        CaseRecord("ct", Path(), Path(), {}, None, "ct"), image, LandmarkSet(tuple(marks)), None
    )
    detected = LandmarkSet(tuple(Landmark(name, np.array(p)) for name, p in found.items()))
    picture = draw_slice(case, Detection(detected, None), None, {"LV apex", "Mitral annulus center"})
    return np.asarray(Image.open(io.BytesIO(picture)), int)


def test_a_volume_is_cut_along_its_long_axis() -> None:
    """The annulus stands upright above the apex, and the patient's left is to the right."""
    axis = np.array([30.0, 0.0, -40.0])
    reference = {"Mitral annulus center": (0.0, 0.0, 0.0), "LV apex": tuple(axis)}
    left = 16.0 * np.array([0.8, 0.0, 0.6])
    pixels = drawn_volume(reference, {"LV apex": tuple(axis + left)})
    low, high = PIXELS / 2 + np.array([25.0, -25.0]) / FIELD_MM * PIXELS
    rows, columns = np.nonzero(np.abs(pixels - REFERENCE_COLOR).sum(axis=2) < 60)
    assert abs(columns.mean() - PIXELS / 2) < 2
    assert (rows.min(), rows.max()) == pytest.approx((high, low), abs=9)
    x, y = centroid(pixels, MODEL_COLOR)
    assert (x - PIXELS / 2, y - low) == pytest.approx((16 / FIELD_MM * PIXELS, 0), abs=2)


@pytest.mark.parametrize("reference", [{}, {"LV apex": (5.0, 6.0, 7.0)}])
def test_volumes_with_one_point_or_none(reference: dict[str, tuple[float, float, float]]) -> None:
    pixels = drawn_volume(reference, {"LV apex": (90.0, 6.0, 7.0)})
    x, y = centroid(pixels, MODEL_COLOR)
    assert 10 < x < PIXELS - 10
    assert 10 < y < PIXELS - 10


def test_constant_image() -> None:
    phantom = make_phantom()
    flat = replace(phantom, image=replace(phantom.image, array=np.zeros_like(phantom.image.array)))
    assert drawn(flat, (5.0, 0.0)).shape == (PIXELS, PIXELS, 3)


@pytest.mark.parametrize("metadata", [{UNITS: PX}, {"modality": "dx"}])
@pytest.mark.parametrize("size", [(900, 300), (120, 400)])
def test_a_photograph_or_x_ray_is_shown_whole(size: tuple[int, int], metadata: dict[str, str]) -> None:
    """In its own proportions, its corners in its corners, and as the file stores it."""
    width, height = size
    array = np.zeros((1, height, width), np.uint8)
    array[0, : height // 2, : width // 2] = 200
    image = VolumeImage(array, Grid((width, height, 1), np.eye(4)), "photo", metadata)
    at = np.array([0.9 * width, 0.9 * height, 0.0])
    mark = LandmarkSet((Landmark("Left hinge", at, slice=0),))
    case = LoadedCase(CaseRecord("one", Path(), Path(), {}, None, "one"), image, mark, None)
    picture = draw_slice(case, Detection(LandmarkSet(()), None), 0, {"Left hinge"})
    pixels = np.asarray(Image.open(io.BytesIO(picture)), int)
    assert max(pixels.shape) == 480
    assert pixels.shape[1] / pixels.shape[0] == pytest.approx(width / height, rel=0.01)
    bright = (pixels[..., 0] == pixels[..., 2]) & (pixels[..., 0] > 128)
    assert bright[:10, :10].all() and not bright[:10, -10:].any() and not bright[-10:, :10].any()
    share = centroid(pixels, REFERENCE_COLOR) / pixels.shape[1::-1]
    assert share == pytest.approx([0.9, 0.9], abs=0.02)
