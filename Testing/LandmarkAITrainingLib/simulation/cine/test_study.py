"""The simulated cine: exact truth, nothing beyond the apex, the same from the same seed."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAILib.analysis.derive import derive_landmarks
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER
from LandmarkAILib.core.short_axis import APEX_TO_BASE
from LandmarkAITrainingLib.simulation.cine.shape import draw_shape
from LandmarkAITrainingLib.simulation.cine.study import Cine, simulate_cine, slice_heights

pytestmark = pytest.mark.slow

NAMES = (ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER)
RULE_OUTWARD_MM = 1.5  # of the groove rule, from the wall's middle: by definition of the rule


def test_the_same_seed_gives_the_same_cine() -> None:
    first, second = (simulate_cine(np.random.default_rng(9), 32, 6.0) for _ in range(2))
    assert np.array_equal(first.image.array, second.image.array)
    assert np.array_equal(first.segmentation.labels, second.segmentation.labels)
    for one, other in zip(first.landmarks, second.landmarks, strict=True):
        assert np.array_equal(one.position, other.position)
    third = simulate_cine(np.random.default_rng(10), 32, 6.0)
    assert first.image.array.shape != third.image.array.shape or not np.array_equal(
        first.image.array, third.image.array
    )


def test_it_says_that_it_is_simulated(cines: list[Cine]) -> None:
    for cine in cines:
        assert cine.image.metadata["simulated"] == "yes"
        assert cine.image.name == "simulated_cine"


def test_slices_beyond_the_apex_have_no_segment_and_no_point(cines: list[Cine]) -> None:
    for cine in cines:
        labels = cine.segmentation.labels
        assert not labels[0].any() and labels[1:].any(axis=(1, 2)).sum() >= len(labels) - 2
        for k, seen in enumerate(labels):
            if not seen.any():
                assert all(point.position is None for point in cine.landmarks.in_slice(k).values())


def test_points_are_where_enough_of_the_ventricles_is_seen(cines: list[Cine]) -> None:
    for cine in cines:
        pixel = cine.image.grid.spacing[0] * cine.image.grid.spacing[1]
        for k, labels in enumerate(cine.segmentation.labels):
            left, right = ((labels == value).sum() * pixel for value in (1, 3))
            points = cine.landmarks.in_slice(k)
            assert (points[LV_CENTER].position is not None) == (left >= 30)
            if left < 30 or right < 40:
                assert points[ANTERIOR_RV_INSERTION].position is None
                assert points[INFERIOR_RV_INSERTION].position is None


def test_every_slice_names_every_point_once(cines: list[Cine]) -> None:
    for cine in cines:
        wanted = [(k, name) for k in range(len(cine.image.array)) for name in NAMES]
        assert [(point.slice, point.name) for point in cine.landmarks] == wanted
        assert sum(point.position is not None for point in cine.landmarks) > 0.6 * len(wanted)


def test_the_groove_rule_finds_the_truth_in_the_masks() -> None:
    cine = simulate_cine(np.random.default_rng(4), 80, 2.0)
    derived = derive_landmarks(cine.segmentation, draws=0)
    errors: dict[str, list[float]] = {name: [] for name in NAMES}
    for point in cine.landmarks:
        if point.position is not None:
            found = derived.in_slice(point.slice or 0)[point.name].position
            assert found is not None
            errors[point.name].append(float(np.linalg.norm(point.position - found)))
    assert min(len(there) for there in errors.values()) >= 6
    assert max(errors[LV_CENTER]) < 0.5
    insertions = errors[ANTERIOR_RV_INSERTION] + errors[INFERIOR_RV_INSERTION]
    assert RULE_OUTWARD_MM - 1 < np.median(insertions) < RULE_OUTWARD_MM + 1
    assert max(insertions) < 5


def test_the_stack_goes_from_apex_to_base(cines: list[Cine]) -> None:
    for cine in cines:
        grid = cine.image.grid
        assert grid.axes[:, 2] @ APEX_TO_BASE > 0.8
        assert np.linalg.det(grid.axes) > 0.999


def test_slices_begin_beyond_the_apex_and_end_below_the_valves() -> None:
    for seed in range(20):
        heart = draw_shape(np.random.default_rng(seed))
        heights = slice_heights(heart, 7.0)
        assert -15 < heights[0] <= -5 + 1e-9
        assert heights[-1] == heart.length - 7.0
        assert np.allclose(np.diff(heights), 10)


def test_contrasts_are_those_of_a_cine(cines: list[Cine]) -> None:
    ratios = []
    for cine in cines:
        values, labels = cine.image.array, cine.segmentation.labels
        blood, wall, right = (float(np.median(values[labels == label])) for label in (1, 2, 3))
        ratios.append((wall / blood, right / blood))
        assert values.dtype == np.int16 and values.min() >= 0
    wall, right = np.median(ratios, axis=0)
    # 5 to 95 % of 123 end-diastolic stacks of ACDC, median of their slices.
    assert 0.26 < wall < 0.62
    assert 0.62 < right < 0.94
    # Their least and their largest.
    assert all(0.21 < wall < 0.70 and 0.52 < right < 1.25 for wall, right in ratios)
