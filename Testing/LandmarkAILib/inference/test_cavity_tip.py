"""The apex of a heatmap beside that of the cavity."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from ct_phantom import ANNULUS, APEX, DIRECTION, LENGTH, MUSCLE, make_ct_phantom
from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.inference.cavity_tip import AGREEMENT, at_the_end_of_the_blood, cavity_tip

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


def judged(
    apex: np.ndarray | None, values: np.ndarray | None = None, covariance: float = 4.0
) -> tuple[Landmark, Segmentation]:
    """What is said of an apex; ``values`` replace those of the phantom, None leaves the image out."""
    phantom = make_ct_phantom()
    points = (
        Landmark(LV_APEX, apex, 0.9, np.eye(3) * covariance, radius=5.0),
        Landmark(MITRAL_ANNULUS_CENTER, ANNULUS, 0.9),
    )
    image = None if values is None else replace(phantom.image, array=values)
    landmarks, segmentation = at_the_end_of_the_blood(
        LandmarkSet(points), phantom.detection.segmentation, image
    )
    assert segmentation is not None
    return landmarks.landmarks[0], segmentation


def test_without_an_image_the_heatmap_stays() -> None:
    told, _ = judged(APEX + np.array([2.0, 0.0, 0.0]))
    assert told.note == "" and told.radius == 5.0
    np.testing.assert_array_equal(told.covariance, np.eye(3) * 4)
    np.testing.assert_array_equal(told.position, APEX + np.array([2.0, 0.0, 0.0]))


def test_an_apex_elsewhere_is_told_and_its_ellipse_reaches_the_tip() -> None:
    shift = np.array([9.0, 9.0, 0.0])
    told, _ = judged(APEX + shift)
    assert "heatmap and cavity put it" in told.note
    assert told.covariance is not None and told.radius is not None
    distance = np.linalg.norm(shift)
    assert np.sqrt(np.trace(told.covariance)) == pytest.approx(np.hypot(np.sqrt(12), distance), abs=1.5)
    assert told.radius == pytest.approx(5.0 * np.sqrt(np.trace(told.covariance) / 12))
    np.testing.assert_allclose(told.position, APEX + shift)


def test_with_contrast_the_apex_is_the_end_of_the_cavity() -> None:
    told, segmentation = judged(APEX + np.array([3.0, 2.0, 0.0]), make_ct_phantom().image.array)
    assert told.position is not None and told.note == ""
    assert np.linalg.norm(told.position - APEX) < 2
    before = make_ct_phantom().detection.segmentation
    assert before is not None
    np.testing.assert_array_equal(segmentation.labels, before.labels)


@pytest.mark.parametrize("noise", [0.0, 40.0])
def test_a_cavity_drawn_into_a_thick_apical_wall_ends_where_the_blood_does(noise: float) -> None:
    """The last 14 mm of the labelled cavity are muscle in the image: they are taken off, and told."""
    phantom = make_ct_phantom()
    k, j, i = np.indices(phantom.image.grid.shape)
    along = (phantom.image.grid.to_lps(np.stack([i, j, k], axis=-1)) - ANNULUS) @ DIRECTION
    dark = (along > LENGTH - 14) & (phantom.image.array > MUSCLE)
    values = np.where(dark, MUSCLE, phantom.image.array).astype(float)
    values += np.random.default_rng(0).normal(0, noise, values.shape)
    told, segmentation = judged(APEX, np.rint(values).astype(np.int16))
    end = ANNULUS + (LENGTH - 14) * DIRECTION
    assert told.position is not None and told.covariance is not None
    # The phantom's cavity is still wide there: along the axis the end is sharp, across it is not.
    assert abs((told.position - end) @ DIRECTION) < 2.5
    assert "as dark as its wall" in told.note
    assert np.sqrt(np.trace(told.covariance)) > 10
    taken = (along > LENGTH - 10) & (segmentation.labels == 1)
    assert not taken.any()
    assert (segmentation.labels[dark] == 2).mean() > 0.8


def test_without_contrast_medium_the_image_says_nothing() -> None:
    values = np.where(make_ct_phantom().image.array > 0, 50, -800).astype(np.int16)
    told, _ = judged(APEX + np.array([3.0, 0.0, 0.0]), values)
    np.testing.assert_array_equal(told.position, APEX + np.array([3.0, 0.0, 0.0]))


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
    told = at_the_end_of_the_blood(phantom.detection.landmarks, empty)[0].landmarks[0]
    assert "hardly any cavity" in told.note


def test_a_missing_point_says_nothing() -> None:
    assert judged(None)[0].note == ""
    segmentation = make_ct_phantom().detection.segmentation
    alone = LandmarkSet((Landmark(LV_APEX, APEX, 0.9),))
    assert at_the_end_of_the_blood(alone, segmentation)[0].landmarks[0].note == ""
    assert AGREEMENT < 10, "an error of 10 mm must be told"
