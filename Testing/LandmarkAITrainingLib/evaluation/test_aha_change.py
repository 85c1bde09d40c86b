"""What turning the insertions changes in the AHA segments of an exact phantom."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAITrainingLib.data.dataset import CaseRecord, LoadedCase
from LandmarkAITrainingLib.evaluation.aha_change import SEGMENT_MEAN, aha_change
from short_axis_phantom import Phantom, make_phantom


def loaded(phantom: Phantom, contours: bool = True) -> LoadedCase:
    record = CaseRecord("a/one", Path(), Path(), {}, None, "s1", "lge", "a")
    segmentation = phantom.segmentation if contours else None
    return LoadedCase(record, phantom.image, phantom.landmarks, segmentation)


def test_same_points_change_nothing() -> None:
    phantom = make_phantom()
    change, means = aha_change(loaded(phantom), phantom.detection)
    assert change is not None
    assert (change.area_changed, change.mean_change_sd) == (0.0, 0.0)
    assert len(means) == 16
    assert all(m.predicted == m.reference == pytest.approx(101.0 + n) for n, m in enumerate(means))
    assert {m.quantity for m in means} == {SEGMENT_MEAN}


@pytest.mark.parametrize("turn", [6.0, -15.0])
def test_share_of_area_is_the_turn_over_the_width_of_the_segments(turn: float) -> None:
    """Six segments of 60° in four slices of six, four of 90° in two."""
    phantom, turned = make_phantom(), make_phantom(anterior=131.3 + turn)
    change, means = aha_change(loaded(phantom), turned.detection)
    assert change is not None
    expected = abs(turn) * (4 / 60 + 2 / 90) / 6
    assert change.area_changed == pytest.approx(expected, abs=0.01)
    wall = phantom.image.array[phantom.segment > 0]
    changes = [abs(m.predicted - m.reference) for m in means if m.predicted is not None]
    assert change.mean_change_sd == pytest.approx(np.mean(changes) / wall.std(), rel=1e-6)


def test_a_model_that_found_no_insertion_gives_no_segments() -> None:
    phantom = make_phantom()
    missing = LandmarkSet(tuple(Landmark(p.name, None, slice=p.slice) for p in phantom.landmarks))
    change, means = aha_change(loaded(phantom), Detection(missing, None))
    assert change is not None
    assert (change.area_changed, change.mean_change_sd) == (None, None)
    assert [m.predicted for m in means] == [None] * 16


def test_contours_of_the_model_serve_where_the_case_has_none() -> None:
    phantom = make_phantom()
    change, _ = aha_change(loaded(phantom, contours=False), phantom.detection)
    assert change is not None
    assert change.area_changed == 0.0
    without = Detection(phantom.landmarks, None)
    assert aha_change(loaded(phantom, contours=False), without) == (None, [])


def test_cases_and_models_that_have_no_aha_segments() -> None:
    phantom = make_phantom()
    other = LandmarkSet(tuple(p for p in phantom.landmarks if p.name != ANTERIOR_RV_INSERTION))
    assert aha_change(loaded(phantom), Detection(other, None)) == (None, [])
    bare = loaded(phantom.without(ANTERIOR_RV_INSERTION, range(6)))
    assert aha_change(bare, phantom.detection) == (None, [])
