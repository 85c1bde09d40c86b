"""Model beside reference, slice by slice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, LV_CENTER
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAITrainingLib.data.dataset import CaseRecord, LoadedCase
from LandmarkAITrainingLib.evaluation.observations import Observation, observe
from phantom_cases import OffsetDetector, incomplete_phantom
from short_axis_phantom import Phantom, make_phantom


def loaded(phantom: Phantom) -> LoadedCase:
    record = CaseRecord("a/one", Path(), Path(), {}, None, "s1", "lge", "a")
    return LoadedCase(record, phantom.image, phantom.landmarks, phantom.segmentation)


def of(observations: list[Observation], name: str) -> dict[int | None, Observation]:
    return {o.slice: o for o in observations if o.landmark == name}


@pytest.fixture
def observations() -> list[Observation]:
    phantom = incomplete_phantom(1)
    return observe(loaded(phantom), OffsetDetector(missing=(2,)).detect(phantom.image).landmarks)


def test_one_observation_a_landmark_and_slice(observations: list[Observation]) -> None:
    assert len(observations) == 18 == len({(o.landmark, o.slice) for o in observations})
    first = observations[0]
    assert (first.case, first.subject, first.contrast, first.source) == ("a/one", "s1", "lge", "a")
    assert first.stage == "final"


def test_errors_are_those_that_were_made(observations: list[Observation]) -> None:
    for k in (1, 3, 4):
        assert of(observations, ANTERIOR_RV_INSERTION)[k].error_mm == pytest.approx(5.0, abs=1e-6)
        assert of(observations, LV_CENTER)[k].error_mm == pytest.approx(0.5, abs=1e-6)


def test_missing_and_false_points(observations: list[Observation]) -> None:
    anterior = of(observations, ANTERIOR_RV_INSERTION)
    assert (anterior[2].reference, anterior[2].status, anterior[2].error_mm) == (
        "present",
        "missing",
        None,
    )
    assert anterior[2].probability == pytest.approx(0.1)
    assert (anterior[0].reference, anterior[0].status, anterior[0].error_mm) == (
        "unknown",
        "detected",
        None,
    )
    assert (anterior[5].reference, anterior[5].status, anterior[5].error_mm) == (
        "absent",
        "detected",
        None,
    )


def test_announced_error_and_ellipse(observations: list[Observation]) -> None:
    anterior = of(observations, ANTERIOR_RV_INSERTION)[3]
    assert anterior.expected_mm == pytest.approx(np.sqrt(18.0))
    assert anterior.ellipse_level == pytest.approx(1 - np.exp(-25 / 9 / 2))


def test_points_off_the_slice_are_measured_in_its_plane() -> None:
    phantom = make_phantom()
    across = 3.0 * phantom.image.grid.axes[:, 2]
    moved = tuple(replace(p, position=p.position + across) for p in phantom.landmarks)
    errors = [o.error_mm for o in observe(loaded(phantom), LandmarkSet(moved))]
    np.testing.assert_allclose(np.array(errors, float), 0.0, atol=1e-9)


def test_same_result_however_the_image_is_stored() -> None:
    phantom = make_phantom()
    points = OffsetDetector().detect(phantom.image).landmarks
    stored = phantom.stored((2, 0, 1), [1, 2])
    # The slice axis of the stored image is i, which was not reversed.
    found = observe(loaded(stored), points)
    expected = observe(loaded(phantom), points)
    for a, b in zip(found, expected, strict=True):
        assert (a.landmark, a.slice, a.reference) == (b.landmark, b.slice, b.reference)
        assert a.error_mm == pytest.approx(b.error_mm, abs=1e-6)
        assert a.angle_deg == pytest.approx(b.angle_deg, abs=1e-6)


def test_angle_of_the_anterior_insertion_by_hand() -> None:
    """The model's heart is turned by 10° about its own center, which is off by some mm."""
    phantom, turned = make_phantom(), make_phantom(anterior=131.3 + 10)
    shift = 4.0 * phantom.image.grid.axes[:, 0]
    points = LandmarkSet(tuple(replace(p, position=p.position + shift) for p in turned.landmarks))
    observations = observe(loaded(phantom), points)
    angles = [o.angle_deg for o in observations if o.landmark == ANTERIOR_RV_INSERTION]
    np.testing.assert_allclose(np.array(angles, float), 10.0, atol=1e-6)
    assert all(o.angle_deg is None for o in observations if o.landmark != ANTERIOR_RV_INSERTION)


def test_errors_about_the_references_center_by_hand() -> None:
    """A heart turned by 10° clockwise about its center: the same angle for both insertions."""
    phantom, turned = make_phantom(), make_phantom(anterior=131.3 + 10)
    observations = observe(loaded(phantom), turned.landmarks)
    seen = of(observations, ANTERIOR_RV_INSERTION)
    turns = np.array([o.turn_deg for o in seen.values()], float)
    np.testing.assert_allclose(np.abs(turns), 10.0, atol=1e-6)
    assert len(np.unique(np.sign(turns))) == 1
    for o in seen.values():
        assert o.radial_mm is not None and o.tangential_mm is not None and o.error_mm is not None
        assert np.hypot(o.radial_mm, o.tangential_mm) == pytest.approx(o.error_mm)
        assert o.radial_mm < 0 and np.sign(o.tangential_mm) == np.sign(turns[0])
    assert all(o.turn_deg is None for o in of(observations, LV_CENTER).values())


def test_angle_needs_both_centers() -> None:
    phantom = make_phantom()
    points = LandmarkSet(tuple(p for p in phantom.landmarks if p.name != LV_CENTER))
    anterior = of(observe(loaded(phantom), points), ANTERIOR_RV_INSERTION)
    assert all(o.error_mm is not None and o.angle_deg is None for o in anterior.values())


def test_landmark_of_a_volume_is_compared_once_in_space() -> None:
    phantom = make_phantom()
    apex = Landmark("LV apex", phantom.image.grid.to_lps([30, 30, 0]), slice=0)
    case = LoadedCase(loaded(phantom).record, phantom.image, LandmarkSet((apex,)), None)
    assert apex.position is not None
    found = Landmark("LV apex", apex.position + np.array([2.0, 3.0, 6.0]), 0.9, 4 * np.eye(3))
    (observation,) = observe(case, LandmarkSet((found,)))
    assert (observation.slice, observation.reference) == (None, "present")
    assert observation.error_mm == pytest.approx(7.0)
    assert observation.expected_mm == pytest.approx(np.sqrt(12))
    assert (observation.left_mm, observation.posterior_mm, observation.superior_mm) == pytest.approx(
        (2.0, 3.0, 6.0)
    )


def test_error_by_axis_is_that_within_the_slice() -> None:
    """Moved 2 mm along the rows and 3 mm across the slices: the 3 mm are not the slice's."""
    phantom = make_phantom()
    along, across = phantom.image.grid.axes[:, 0], phantom.image.grid.axes[:, 2]
    moved = tuple(replace(p, position=p.position + 2 * along + 3 * across) for p in phantom.landmarks)
    for o in observe(loaded(phantom), LandmarkSet(moved)):
        parts = np.array([o.left_mm, o.posterior_mm, o.superior_mm], float)
        np.testing.assert_allclose(parts, 2 * along, atol=1e-6)
        assert o.error_mm == pytest.approx(np.linalg.norm(parts))


def test_error_by_axis_needs_both_points(observations: list[Observation]) -> None:
    unseen = of(observations, ANTERIOR_RV_INSERTION)[2]
    assert (unseen.left_mm, unseen.posterior_mm, unseen.superior_mm) == (None, None, None)
