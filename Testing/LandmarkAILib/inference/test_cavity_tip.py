"""The apex of a heatmap beside that of the cavity."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from ct_phantom import ANNULUS, APEX, make_ct_phantom
from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.inference.cavity_tip import AGREEMENT, cavity_tip, compared_with_cavity

TURN, _ = np.linalg.qr(np.array([[1.0, 0.2, 0.1], [-0.2, 1.0, 0.3], [0.0, -0.3, 1.0]]))


@pytest.mark.parametrize("spacing", [0.7, 1.5, 2.0])
@pytest.mark.parametrize("axes", [None, TURN], ids=["patient's axes", "oblique"])
def test_the_tip_of_a_known_cavity(spacing: float, axes: np.ndarray | None) -> None:
    size = round(130 / spacing)
    phantom = make_ct_phantom(spacing, (size, size, size), axes)
    assert phantom.detection.segmentation is not None
    tip = cavity_tip(phantom.detection.segmentation, ANNULUS)
    assert tip is not None
    assert np.linalg.norm(tip - APEX) < 1.2 * max(spacing, 1.5)


def compared(apex: np.ndarray | None, covariance: float = 4.0) -> Landmark:
    segmentation = make_ct_phantom().detection.segmentation
    points = (
        Landmark(LV_APEX, apex, 0.9, np.eye(3) * covariance, radius=5.0),
        Landmark(MITRAL_ANNULUS_CENTER, ANNULUS, 0.9),
    )
    return compared_with_cavity(LandmarkSet(points), segmentation).landmarks[0]


def test_an_apex_at_the_tip_is_left_as_it_is() -> None:
    told = compared(APEX + np.array([2.0, 0.0, 0.0]))
    assert told.note == "" and told.radius == 5.0
    np.testing.assert_array_equal(told.covariance, np.eye(3) * 4)


def test_an_apex_elsewhere_is_told_and_its_ellipse_reaches_the_tip() -> None:
    shift = np.array([9.0, 9.0, 0.0])
    told = compared(APEX + shift)
    assert "from the tip of the segmented cavity" in told.note
    assert told.covariance is not None and told.radius is not None
    distance = np.linalg.norm(shift)
    assert np.sqrt(np.trace(told.covariance)) == pytest.approx(np.hypot(np.sqrt(12), distance), abs=1.5)
    assert told.radius == pytest.approx(5.0 * np.sqrt(np.trace(told.covariance) / 12))
    np.testing.assert_allclose(told.position, APEX + shift)


def test_specks_are_no_tip() -> None:
    phantom = make_ct_phantom()
    segmentation = phantom.detection.segmentation
    assert segmentation is not None
    labels = segmentation.labels.copy()
    labels[0, 0, :3] = 1
    before, after = (
        cavity_tip(replace(segmentation, labels=values), ANNULUS)
        for values in (segmentation.labels, labels)
    )
    np.testing.assert_array_equal(before, after)


def test_without_a_cavity_the_apex_is_told() -> None:
    phantom = make_ct_phantom()
    segmentation = phantom.detection.segmentation
    assert segmentation is not None
    empty = replace(segmentation, labels=np.zeros_like(segmentation.labels))
    told = compared_with_cavity(phantom.detection.landmarks, empty).landmarks[0]
    assert "hardly any cavity" in told.note


def test_a_missing_point_says_nothing() -> None:
    assert compared(None).note == ""
    segmentation = make_ct_phantom().detection.segmentation
    alone = LandmarkSet((Landmark(LV_APEX, APEX, 0.9),))
    assert compared_with_cavity(alone, segmentation).landmarks[0].note == ""
    assert AGREEMENT < 10, "an error of 10 mm must be told"
