"""Pictures: what is drawn, and where."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.anatomy import LV_CENTER
from LandmarkAILib.geometry import short_axis_frame
from LandmarkAITrainingLib.data.dataset import CaseRecord, LoadedCase
from LandmarkAITrainingLib.report.slice_picture import (
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


@pytest.mark.parametrize("k", [None, 5])
def test_slices_without_a_point_or_of_a_volume_are_drawn(k: int | None) -> None:
    phantom = make_phantom().without(LV_CENTER, [5])
    assert drawn(phantom, (0.0, 0.0), k).shape == (PIXELS, PIXELS, 3)


def test_constant_image() -> None:
    phantom = make_phantom()
    flat = replace(phantom, image=replace(phantom.image, array=np.zeros_like(phantom.image.array)))
    assert drawn(flat, (5.0, 0.0)).shape == (PIXELS, PIXELS, 3)
