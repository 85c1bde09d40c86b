"""Notes beside doubtful results of volumes."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAILib.core.anatomy import LEFT_VENTRICLE, LV_APEX, MITRAL_ANNULUS_CENTER, MYOCARDIUM
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.inference.checks import contrast_notice, mm_to_the_edge, with_doubts

TURN, _ = np.linalg.qr(np.array([[1.0, 0.2, 0.1], [-0.2, 1.0, 0.3], [0.0, -0.3, 1.0]]))
GRID = Grid.from_axes([100, 80, 50], TURN, [1.0, 1.5, 2.0], [10.0, -20.0, 30.0])


def at(i: float, j: float, k: float) -> np.ndarray:
    return GRID.to_lps([i, j, k])


@pytest.mark.parametrize(
    ("index", "distance"),
    [
        ((49.5, 39.5, 24.5), 50.0),
        ((4.5, 39.5, 24.5), 5.0),
        ((49.5, 79.0, 24.5), 0.75),
        ((49.5, 39.5, 51.5), -4.0),
    ],
)
def test_distance_to_the_nearest_side(index: tuple[float, float, float], distance: float) -> None:
    assert mm_to_the_edge(at(*index), GRID) == pytest.approx(distance)


def notes(position: np.ndarray | None, first: np.ndarray | None) -> str:
    found = LandmarkSet((Landmark(LV_APEX, position, 0.9),))
    coarse = LandmarkSet((Landmark(LV_APEX, first, 0.9),))
    return with_doubts(found, GRID, coarse, 16.0).landmarks[0].note


def test_a_point_in_the_middle_that_both_stages_agree_on_has_no_note() -> None:
    assert notes(at(50, 40, 25), at(58, 40, 25)) == ""
    assert notes(None, at(50, 40, 25)) == ""


def test_a_point_near_the_edge_may_be_of_a_heart_that_is_cut_off() -> None:
    assert (
        notes(at(50, 40, 47.5), None) == "4 mm from the edge of the scan, where the heart may be cut off"
    )


def test_stages_that_disagree() -> None:
    assert notes(at(50, 40, 25), at(70, 40, 25)) == "20 mm from where the first look put it"
    assert notes(at(50, 40, 48.5), at(70, 40, 48.5)).count(";") == 1


def test_a_model_of_one_stage_has_no_first_look() -> None:
    alone = LandmarkSet((Landmark(MITRAL_ANNULUS_CENTER, at(50, 40, 25), 0.9),))
    assert with_doubts(alone, GRID, None, 16.0).landmarks[0].note == ""


def test_a_point_that_may_lie_far_off_says_so() -> None:
    far, near = (Landmark(LV_APEX, at(50, 40, 25), 0.5, radius=radius) for radius in (11.6, 9.9))
    told = [with_doubts(LandmarkSet((p,)), GRID, None, 16.0).landmarks[0].note for p in (far, near)]
    assert told == ["one in ten such points lies over 12 mm off", ""]


@pytest.mark.parametrize(
    ("blood", "told"), [(350, ""), (150, ""), (115, "differ by 15 HU only"), (45, "by -55 HU")]
)
def test_contrast_between_cavity_and_wall(blood: int, told: str) -> None:
    labels = np.zeros(GRID.shape, np.uint8)
    labels[10:40, 20:60, 30:70] = 2
    labels[15:35, 30:50, 40:60] = 1
    values = np.choose(labels, [-50, blood, 100]).astype(np.int16)
    said = contrast_notice(
        Image(values, GRID, "ct"), Segmentation(labels, GRID, (LEFT_VENTRICLE, MYOCARDIUM))
    )
    assert told in said and bool(told) == bool(said)


def test_without_a_heart_nothing_is_said_of_contrast() -> None:
    empty = Segmentation(np.zeros(GRID.shape, np.uint8), GRID, (LEFT_VENTRICLE, MYOCARDIUM))
    assert contrast_notice(Image(np.zeros(GRID.shape, np.int16), GRID), empty) == ""
