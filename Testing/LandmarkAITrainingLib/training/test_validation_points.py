"""Sightings in volumes: errors in space, false points apart from wrong ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from ct_dataset import write_ct_dataset
from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.inference.heads import Peak
from LandmarkAILib.inference.stage_output import StageOutput
from LandmarkAITrainingLib.data.dataset import LoadedCase, load_case, read_dataset
from LandmarkAITrainingLib.training.validation_points import (
    Sightings,
    volume_presences,
    volume_sightings,
)

OFFSET = np.array([3.0, 0.0, -4.0])


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> LoadedCase:
    root = write_ct_dataset(tmp_path_factory.mktemp("data"), cases=1)
    return load_case(read_dataset(root)[0])


def found(case: LoadedCase) -> Detection:
    """Every point of the reference, off by the same vector."""
    points = [
        Landmark(p.name, p.position + OFFSET, 0.8, np.diag([1.0, 2.0, 3.0]))
        for p in case.landmarks
        if p.position is not None
    ]
    return Detection(LandmarkSet(tuple(points)), None)


def beyond(case: LoadedCase, name: str) -> LoadedCase:
    """The same case, whose landmark lies where its scan does not reach."""
    points = [
        replace(p, position=case.image.grid.center + 900.0) if p.name == name else p
        for p in case.landmarks
    ]
    return replace(case, landmarks=LandmarkSet(tuple(points)))


def test_errors_are_in_space(case: LoadedCase) -> None:
    seen = volume_sightings(case, found(case), LV_APEX)
    assert np.allclose(seen.error, [OFFSET]) and seen.points == 1
    assert np.allclose(seen.spread, [np.diag([1.0, 2.0, 3.0])]) and seen.probability == [0.8]


def test_a_point_where_the_scan_ends_before_the_landmark_is_a_false_one(case: LoadedCase) -> None:
    cut = beyond(case, LV_APEX)
    assert np.isnan(volume_sightings(cut, found(case), LV_APEX).error).all()
    assert volume_sightings(cut, found(case), MITRAL_ANNULUS_CENTER).points == 1


def test_a_case_without_landmarks_says_nothing(case: LoadedCase) -> None:
    silent = replace(case, landmarks=LandmarkSet(()))
    assert len(volume_sightings(silent, found(case), LV_APEX).error) == 0


def test_presence_is_that_of_landmarks_that_are_there(case: LoadedCase) -> None:
    peak = Peak(np.zeros(3), 0.7, 1.0, np.eye(3))
    output = StageOutput([0], [[peak, replace(peak, presence=0.9)]], [], [])
    assert volume_presences(case, output, MITRAL_ANNULUS_CENTER, 1) == [0.9]
    assert volume_presences(beyond(case, LV_APEX), output, LV_APEX, 0) == []
    assert volume_presences(case, StageOutput.empty(), LV_APEX, 0) == [0.0]


def test_sightings_of_cases_are_joined(case: LoadedCase) -> None:
    one = volume_sightings(case, found(case), LV_APEX)
    assert Sightings.joined([one, one, one]).points == 3
