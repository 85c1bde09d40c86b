"""Points from masks: against hearts whose points are known exactly, and against the real data's."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from LandmarkAILib.analysis.derive import derive_landmarks
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.core.short_axis import slices_last
from LandmarkAILib.files.markups import read_landmarks
from LandmarkAILib.files.segmentations import read_segmentation
from simulated_masks import DiscHeart, U, V
from storages import stored

ENDS = {ANTERIOR_RV_INSERTION: 1, INFERIOR_RV_INSERTION: -1}
HEART = DiscHeart()


def at(landmarks: LandmarkSet, name: str, k: int) -> Landmark:
    return landmarks.in_slice(k)[name]


def errors(heart: DiscHeart, segmentation: Segmentation, draws: int = 0) -> list[float]:
    found = derive_landmarks(segmentation, draws=draws)
    return [
        float(np.linalg.norm(at(found, name, k).position - heart.truth(segmentation, way, k)))
        for name, way in ENDS.items()
        for k in range(segmentation.grid.size[2])
    ]


@settings(max_examples=8)
@given(
    side=st.floats(100, 260),
    radius=st.floats(22, 40),
    right=st.floats(15, 40),
    wall=st.floats(0.5, 2),
    shift=st.tuples(st.floats(-8, 8), st.floats(-8, 8)),
)
def test_points_are_where_geometry_puts_them(
    side: float, radius: float, right: float, wall: float, shift: tuple[float, float]
) -> None:
    heart = DiscHeart(shift, radius - 10, radius, right, wall, side)
    # On a wall that hardly bends, steps of the pixels move the nearest point along it by two or so.
    assert max(errors(heart, heart.segmentation(1, (0.45, 0.45), size=400))) < 1.2


@pytest.mark.parametrize("pixel", [(0.7, 0.7), (0.7, 1.1), (1.2, 0.8)])
def test_pixels_may_be_oblong(pixel: tuple[float, float]) -> None:
    assert max(errors(HEART, HEART.segmentation(2, pixel, size=260))) < 0.8


def test_the_center_is_the_cavitys() -> None:
    segmentation = HEART.segmentation(3)
    center = at(derive_landmarks(segmentation, draws=0), LV_CENTER, 1)
    truth = segmentation.grid.center + HEART.center[0] * U + HEART.center[1] * V
    np.testing.assert_allclose(center.position, truth, atol=0.1)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("flips", [(False, False, False), (True, False, True), (False, True, False)])
def test_storage_changes_nothing(order: tuple[int, ...], flips: tuple[bool, ...]) -> None:
    plain = HEART.segmentation(2, (1.2, 1.2), size=150)
    image = stored(Image(plain.labels, plain.grid), order, flips)
    other = derive_landmarks(Segmentation(image.array, image.grid, plain.names))
    own = derive_landmarks(plain)
    for name, k in itertools.product([*ENDS, LV_CENTER], range(2)):
        mine, theirs = at(own, name, k), at(other, name, 1 - k if flips[2] else k)
        np.testing.assert_allclose(mine.position, theirs.position, atol=0.05)
        if name in ENDS:
            np.testing.assert_allclose(mine.covariance, theirs.covariance, atol=0.3)


def test_anterior_lies_clockwise_and_higher_than_inferior() -> None:
    found = derive_landmarks(HEART.segmentation(1), draws=0)
    up = at(found, ANTERIOR_RV_INSERTION, 0).position - at(found, INFERIOR_RV_INSERTION, 0).position
    assert up @ V < 0  # v points down on the screen
    assert up[2] > 0


def test_spread_is_flat_says_how_far_and_comes_again() -> None:
    segmentation = HEART.segmentation(1, (1.2, 1.2), size=150)
    first, again = (at(derive_landmarks(segmentation), ANTERIOR_RV_INSERTION, 0) for _ in range(2))
    np.testing.assert_array_equal(first.covariance, again.covariance)
    normal = np.cross(U, V)
    np.testing.assert_allclose(first.covariance @ normal, 0, atol=1e-9)
    moved = np.sqrt(np.trace(first.covariance))
    assert first.note == f"derived; moves {moved:.1f} mm where contours are redrawn by 0.75 mm"
    assert 0.4 < moved < 3  # the wall between two discs that part fast is well defined


def test_what_moves_too_far_is_undefined_and_says_so() -> None:
    found = derive_landmarks(HEART.segmentation(1, (1.2, 1.2), size=150), limit=0.1)
    mark = at(found, INFERIOR_RV_INSERTION, 0)
    assert mark.position is None
    assert mark.note.startswith("undefined: moves ") and mark.note.endswith("over 0.1 mm")
    assert at(found, LV_CENTER, 0).position is not None


def test_ventricles_that_hardly_meet_spread_far_more() -> None:
    def moved(wall: float) -> float:
        heart = DiscHeart(wall=wall)
        marks = derive_landmarks(heart.segmentation(1, (1.2, 1.2), size=150), limit=np.inf)
        covariance = at(marks, ANTERIOR_RV_INSERTION, 0).covariance
        return np.inf if covariance is None else float(np.sqrt(np.trace(covariance)))

    assert moved(4.0) > 1.3 * moved(1.0)


@pytest.mark.parametrize(
    ("wall", "words"), [(6.5, "stays over 5 mm away"), (40.0, "does not come near the left")]
)
def test_a_right_ventricle_that_is_not_near_gives_none(wall: float, words: str) -> None:
    found = derive_landmarks(DiscHeart(wall=wall, right=10).segmentation(1, (1.2, 1.2), size=200))
    assert at(found, ANTERIOR_RV_INSERTION, 0).position is None
    assert words in at(found, INFERIOR_RV_INSERTION, 0).note
    assert at(found, LV_CENTER, 0).position is not None


def test_without_a_right_ventricle_there_are_centers_alone() -> None:
    segmentation = HEART.segmentation(2)
    labels = np.where(segmentation.labels == 3, 0, segmentation.labels).astype(np.uint8)
    found = derive_landmarks(replace(segmentation, labels=labels))
    assert [mark.name for mark in found if mark.position is not None] == [LV_CENTER] * 2
    assert at(found, ANTERIOR_RV_INSERTION, 0).note == "no right ventricle in this slice"


def test_a_slice_without_a_cavity_has_nothing() -> None:
    segmentation = HEART.segmentation(2)
    segmentation.labels[1] = 0
    assert {mark.slice for mark in derive_landmarks(segmentation, draws=0)} == {0}


def test_a_second_piece_of_the_left_ventricle_is_passed_over() -> None:
    segmentation = HEART.segmentation(1)
    segmentation.labels[0, 5:15, 5:15] = 2
    assert max(errors(HEART, segmentation)) < 0.8


def test_a_right_ventricle_all_around_has_no_ends() -> None:
    segmentation = HEART.segmentation(1)
    segmentation.labels[segmentation.labels == 0] = 3
    assert "all around" in at(derive_landmarks(segmentation), ANTERIOR_RV_INSERTION, 0).note


def test_masks_that_are_needed_are_named() -> None:
    segmentation = replace(HEART.segmentation(1), names=("Left ventricle", "Wall", "Right ventricle"))
    with pytest.raises(ValueError, match="there is no Myocardium"):
        derive_landmarks(segmentation)


def test_points_equal_those_of_the_real_data(real_case: Path) -> None:
    segmentation = read_segmentation(real_case / "segmentation.seg.nrrd")
    found = derive_landmarks(segmentation, draws=0)
    stack = segmentation.grid.permuted(slices_last(segmentation.grid))
    compared = 0
    for mark in read_landmarks(real_case / "landmarks.mrk.json"):
        own = at(found, mark.name, round(float(stack.to_index(mark.position)[2])))
        assert np.linalg.norm(own.position - mark.position) < 0.5
        compared += mark.name in ENDS
    assert compared > 6
