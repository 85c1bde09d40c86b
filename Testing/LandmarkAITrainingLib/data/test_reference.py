"""What a reference says of a slice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, LV_CENTER
from LandmarkAITrainingLib.data.dataset import CaseRecord, LoadedCase, load_case, read_dataset
from LandmarkAITrainingLib.data.reference import (
    SliceReference,
    derive_lv_center,
    point_weight,
    redrawn_spread,
    reference_landmarks,
)
from short_axis_phantom import Phantom, make_phantom


def loaded(phantom: Phantom, segmented: bool = True) -> LoadedCase:
    record = CaseRecord("one", Path(), Path(), {}, None, "one")
    segmentation = phantom.segmentation if segmented else None
    return LoadedCase(record, phantom.image, phantom.landmarks, segmentation)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_lv_center_is_the_centroid_of_the_cavity(order: tuple[int, int, int]) -> None:
    phantom = make_phantom().stored(order, [1])
    derived = derive_lv_center(phantom.segmentation)
    assert [p.slice for p in derived] == list(range(6))
    placed = [p.position for p in phantom.landmarks.named(LV_CENTER)]
    # The phantom's disc of whole pixels of 1.4 mm has its centroid near its center.
    np.testing.assert_allclose([p.position for p in derived], placed, atol=0.2)


def test_lv_center_of_real_cases_is_the_one_of_the_dataset(real_case: Path) -> None:
    (record,) = (r for r in read_dataset(real_case.parent) if r.folder == real_case)
    case = load_case(record)
    assert case.segmentation is not None
    derived = {p.slice: p.position for p in derive_lv_center(case.segmentation)}
    placed = list(case.landmarks.named(LV_CENTER))
    assert len(derived) >= len(placed) > 0
    for point in placed:
        np.testing.assert_allclose(derived[point.slice], point.position, atol=1e-4)


def test_lv_center_is_added_where_it_was_not_placed() -> None:
    case = loaded(make_phantom().without(LV_CENTER, [0, 4]))
    assert sorted(p.slice for p in reference_landmarks(case).named(LV_CENTER)) == list(range(6))
    placed = {p.slice: p for p in case.landmarks.named(LV_CENTER)}
    kept = {p.slice: p for p in reference_landmarks(case).named(LV_CENTER)}
    assert all(kept[k] is point for k, point in placed.items())


def test_lv_center_is_not_invented_for_a_dataset_without_it() -> None:
    case = loaded(make_phantom().without(LV_CENTER, range(6)))
    assert LV_CENTER not in reference_landmarks(case).names()


def test_slices_with_a_ventricle_but_no_point_say_nothing() -> None:
    phantom = make_phantom().without(ANTERIOR_RV_INSERTION, [0, 5])
    phantom.segmentation.labels[5] = 0
    reference = SliceReference(loaded(phantom))
    assert reference.says(ANTERIOR_RV_INSERTION, 0) == "unknown"
    assert reference.says(ANTERIOR_RV_INSERTION, 1) == "present"
    assert reference.says(ANTERIOR_RV_INSERTION, 5) == "absent"


def test_muscle_without_cavity_is_still_a_heart() -> None:
    phantom = make_phantom().without(LV_CENTER, [0])
    phantom.segmentation.labels[0][phantom.segmentation.labels[0] == 1] = 2
    reference = SliceReference(loaded(phantom))
    assert reference.says(LV_CENTER, 0) == "unknown"


def test_without_segmentation_slices_that_were_passed_over_lack_the_landmark() -> None:
    reference = SliceReference(loaded(make_phantom().without(ANTERIOR_RV_INSERTION, [2]), False))
    assert reference.says(ANTERIOR_RV_INSERTION, 2) == "absent"
    assert reference.says("LV apex", 2) == "unknown"


def test_points_without_position_are_no_reference() -> None:
    phantom = make_phantom()
    unset = tuple(replace(p, position=None) for p in phantom.landmarks)
    case = loaded(replace(phantom, landmarks=replace(phantom.landmarks, landmarks=unset)), False)
    assert SliceReference(case).names == set()


def test_a_derived_point_counts_less_the_farther_it_moves_when_redrawn() -> None:
    note = "derived; moves 3.0 mm where contours are redrawn by 0.75 mm"
    assert redrawn_spread(note) == 3.0
    assert point_weight(note) == 0.5
    assert point_weight(note.replace("3.0", "12")) == 0


@pytest.mark.parametrize("note", ["", "p 0.97 ± 1.4 mm, slice 5", "moves when the patient breathes"])
def test_a_point_of_which_nothing_is_said_counts_whole(note: str) -> None:
    assert redrawn_spread(note) is None
    assert point_weight(note) == 1
