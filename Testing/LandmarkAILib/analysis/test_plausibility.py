from __future__ import annotations

import numpy as np
import pytest
from LandmarkAILib.analysis.plausibility import doubts, refuse_label_map
from LandmarkAILib.core.detection import Detection, Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.errors import InputError

NAMES = ("Left ventricle", "Myocardium")
SHORT_AXIS = np.linalg.svd(np.array([[-1.0, 1, 1]]))[2].T[:, [1, 2, 0]]  # its k lies along (-1, 1, 1)


def grid(spacing: float, axes: np.ndarray = SHORT_AXIS) -> Grid:
    return Grid.from_axes((40, 40, 4), axes, [spacing, spacing, 8], [0, 0, 0])


def detected(place: Grid) -> Detection:
    labels = np.zeros(place.shape, np.uint8)
    labels[:, 5:35, 5:35] = 2
    labels[:, 10:30, 10:30] = 1
    points = [Landmark(name, place.center) for name in ("Anterior RV insertion", "LV center")]
    return Detection(LandmarkSet(tuple(points)), Segmentation(labels, place, NAMES))


def image(place: Grid) -> Image:
    return Image(np.random.default_rng(0).integers(0, 900, place.shape), place)


@pytest.mark.parametrize(
    ("spacing", "words"), [(0.2, "0.7 cm across"), (2, None), (15, "50.8 cm across")]
)
def test_hearts_of_no_human_size_are_doubted(spacing: float, words: str | None) -> None:
    place = grid(spacing)
    found = doubts(image(place), detected(place))
    assert (words is None and found == ()) or (words is not None and words in found[0])


def test_an_image_too_narrow_for_a_heart_and_points_outside_are_doubted() -> None:
    place = Grid.from_axes((384, 384, 4), SHORT_AXIS, [0.074, 0.074, 0.5], [0, 0, 0])
    wide = Grid.from_axes((40, 40, 4), SHORT_AXIS, [1, 1, 0.5], [0, 0, 0])  # a heart as wide as that
    found = doubts(image(place), detected(wide))
    assert found == (
        "the image is 2.8 cm wide, which holds no heart: check the voxel size (0.074 × 0.074 × 0.5 mm)",
    )
    beside = Landmark("LV center", place.center + 30)
    outside = Detection(LandmarkSet((beside,)), None)
    assert (
        "1 of 1 points lie outside of the image: check the voxel size"
        in doubts(image(place), outside)[0]
    )
    assert doubts(image(grid(2)), Detection(LandmarkSet((Landmark("LV center", None),)), None)) == ()


def test_a_plane_that_is_no_short_axis_is_doubted() -> None:
    place = grid(2, SHORT_AXIS[:, [1, 2, 0]])
    assert "does not look like a short axis" in doubts(image(place), detected(place))[0]
    lost = grid(2, np.eye(3))  # a header that has lost how the slices lay says nothing
    assert doubts(image(lost), detected(lost)) == ()


def test_label_maps_are_refused_and_few_values_doubted() -> None:
    place = grid(2)
    labels = detected(place).segmentation
    assert labels is not None
    with pytest.raises(InputError, match=r"label map \(3 whole values from 0 to 2\)"):
        refuse_label_map(Image(labels.labels, place))
    few = Image(labels.labels.astype(np.int16) * 100, place)
    refuse_label_map(few)
    assert "3 different values only" in doubts(few, detected(place))[0]
    refuse_label_map(Image(np.zeros(place.shape), place))
    refuse_label_map(image(place))
