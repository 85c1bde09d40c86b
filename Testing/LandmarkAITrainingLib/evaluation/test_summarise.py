"""The numbers of a report against observations made up by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from LandmarkAITrainingLib.evaluation.metrics.statistics import SubjectBootstrap
from LandmarkAITrainingLib.evaluation.observations import Observation
from LandmarkAITrainingLib.evaluation.summaries import to_json
from LandmarkAITrainingLib.evaluation.summarise import SegmentScore, compare_errors
from LandmarkAITrainingLib.evaluation.summarise import summarise as summary_of

LV = "LV center"


def summarise(observations: list[Observation], scores: list[SegmentScore]) -> dict[str, Any]:
    """The summary as ``metrics.json`` says it."""
    said: dict[str, Any] = to_json(summary_of(observations, scores))
    return said


def observation(subject: str, k: int, **values: Any) -> Observation:
    error = values.get("error_mm")
    facts = {
        "stage": "final",
        "landmark": LV,
        "reference": "present",
        "status": "missing" if error is None else "detected",
        **values,
    }
    return Observation(case=f"case-{subject}", subject=subject, contrast="", source="", slice=k, **facts)


@pytest.fixture
def observations() -> list[Observation]:
    errors = {"a": [1.0, 2.0, 11.0], "b": [3.0, None], "c": [4.0, 2.5, 0.5, 12.0]}
    present = [
        observation(subject, k, error_mm=error, probability=0.9)
        for subject, held in errors.items()
        for k, error in enumerate(held)
    ]
    return [
        *present,
        observation("a", 7, reference="absent", status="detected", probability=0.3),
        observation("b", 7, reference="absent"),
        observation("c", 7, reference="unknown", status="detected", probability=0.3),
    ]


def test_errors_are_of_found_points_only(observations: list[Observation]) -> None:
    landmark = summarise(observations, [])["landmarks"][LV]
    errors = np.array([1, 2, 11, 3, 4, 2.5, 0.5, 12])
    found = landmark["error_mm"]
    assert (landmark["n_slices"], landmark["n_subjects"]) == (9, 3)
    assert (found["n"], found["n_subjects"]) == (8, 3)
    assert found["median"]["value"] == pytest.approx(np.median(errors))
    assert found["mean"]["value"] == pytest.approx(errors.mean())
    assert found["sd"] == pytest.approx(errors.std(ddof=1))
    assert (found["q1"], found["q3"]) == pytest.approx(tuple(np.quantile(errors, [0.25, 0.75])))
    assert found["p95"]["value"] == pytest.approx(np.quantile(errors, 0.95))
    assert found["over_10_mm"]["value"] == pytest.approx(2 / 8)


def test_radii_are_counted_as_stated_and_as_they_were_before_they_were_widened() -> None:
    """By hand: the last two radii are twice what was calibrated."""
    radii = [(1.0, 4.0, 1.0), (3.0, 2.0, 1.0), (5.0, 4.0, 2.0), (7.0, 8.0, 2.0)]
    seen = [
        observation(f"s{k}", 0, error_mm=error, radius_mm=radius, widening=widening)
        for k, (error, radius, widening) in enumerate(radii)
    ]
    held = summarise(seen, [])["landmarks"][LV]["calibration"]
    assert held["radius_coverage"]["value"] == pytest.approx(2 / 4)
    assert held["unwidened_coverage"]["value"] == pytest.approx(1 / 4)
    assert held["median_widening"] == pytest.approx(1.5)
    bare = [observation("s", 0, error_mm=1.0, radius_mm=4.0)]
    calibration = summary_of(bare, []).landmarks[LV].calibration
    assert calibration.unwidened_coverage is None is calibration.median_widening
    assert calibration.radius_coverage is not None


def test_error_by_axis_is_signed() -> None:
    """By hand: lefts 1, -3, 5 have mean 1 and sample SD 4; the others are all 2, and 0 on average."""
    seen = [
        observation(s, 0, error_mm=9.0, left_mm=left, posterior_mm=2.0, superior_mm=up)
        for s, left, up in (("a", 1.0, -1.0), ("b", -3.0, 0.0), ("c", 5.0, 1.0))
    ]
    axes = summarise([*seen, observation("d", 0)], [])["landmarks"][LV]["by_axis"]
    found = {name: (axis["n"], axis["mean"]["value"], axis["sd"]) for name, axis in axes.items()}
    assert found["left_mm"] == pytest.approx((3, 1.0, 4.0))
    assert found["posterior_mm"] == pytest.approx((3, 2.0, 0.0))
    assert found["superior_mm"] == pytest.approx((3, 0.0, 1.0))


def test_no_error_by_axis_in_a_table_from_before_it(observations: list[Observation]) -> None:
    assert "by_axis" not in summarise(observations, [])["landmarks"][LV]


def test_intervals_are_those_of_the_cluster_bootstrap(observations: list[Observation]) -> None:
    found = summarise(observations, [])["landmarks"][LV]["error_mm"]
    expected = SubjectBootstrap(list("aaabcccc")).quantile([1, 2, 11, 3, 4, 2.5, 0.5, 12], 0.5)
    assert (found["median"]["low"], found["median"]["high"]) == (expected.low, expected.high)


def test_detection_is_kept_apart(observations: list[Observation]) -> None:
    detection = summarise(observations, [])["landmarks"][LV]["detection"]
    assert (detection["with_reference"], detection["detected"]) == (9, 8)
    assert detection["rate"]["value"] == pytest.approx(8 / 9)
    assert (detection["without_landmark"], detection["false"]) == (2, 1)
    assert detection["false_rate"]["value"] == pytest.approx(1 / 2)
    assert (detection["reference_unknown"], detection["detected_where_unknown"]) == (1, 1)


def test_missed_points_are_no_success(observations: list[Observation]) -> None:
    rates = summarise(observations, [])["landmarks"][LV]["success_rate"]
    expected = {"2": 3, "2.5": 4, "3": 5, "4": 6, "5": 6, "10": 6}
    assert rates == pytest.approx({radius: count / 9 for radius, count in expected.items()})


def test_false_points_are_wrong_and_unknown_ones_left_out(observations: list[Observation]) -> None:
    low, high = summarise(observations, [])["landmarks"][LV]["calibration"]["probability"]
    assert (low["points"], low["share_near"]) == (1, 0.0)
    assert (high["points"], high["share_near"]) == (8, pytest.approx(6 / 8))


def test_nothing_found() -> None:
    landmark = summarise([observation("a", 0), observation("b", 0)], [])["landmarks"][LV]
    assert landmark["error_mm"] is None
    assert landmark["detection"]["rate"]["value"] == 0.0
    assert set(landmark["success_rate"].values()) == {0.0}


def test_landmark_without_reference() -> None:
    landmark = summarise([observation("a", 0, reference="absent")], [])["landmarks"][LV]
    assert (landmark["success_rate"], landmark["detection"]["rate"]) == (None, None)


def test_coverage_and_announced_errors() -> None:
    observations = [
        observation(subject, k, error_mm=3.0, expected_mm=4.0, ellipse_level=level)
        for subject in "ab"
        for k, level in enumerate([0.1, 0.6, 0.8, 0.99])
    ]
    calibration = summarise(observations, [])["landmarks"][LV]["calibration"]
    assert calibration["ellipse_coverage"] == {"0.5": 0.25, "0.75": 0.5, "0.9": 0.75, "0.95": 0.75}
    assert all((b["expected_mm"], b["observed_mm"]) == (4.0, 3.0) for b in calibration["expected_error"])


def test_segments() -> None:
    scores = [
        SegmentScore("one", "a", "", "", "Myocardium", 0.8, 9.0, 5.0),
        SegmentScore("two", "a", "", "", "Myocardium", 0.9, 6.0, 3.0),
        SegmentScore("three", "b", "", "", "Myocardium", 0.0, None, None),
    ]
    segment = summarise([], scores)["segments"]["Myocardium"]
    assert (segment["n_cases"], segment["n_subjects"], segment["not_found"]) == (3, 2, 1)
    assert segment["dice"]["mean"]["value"] == pytest.approx(1.7 / 3)
    assert segment["hausdorff95_mm"]["mean"]["value"] == pytest.approx(4.0)
    assert segment["hausdorff_mm"]["mean"]["value"] == pytest.approx(7.5)


def test_stages_are_compared_on_points_that_both_have() -> None:
    subjects = [f"s{n}" for n in range(6)]
    final = [observation(s, 0, error_mm=1.0 + n) for n, s in enumerate(subjects)]
    coarse = [observation(s, 0, stage="coarse", error_mm=2.0 + 2 * n) for n, s in enumerate(subjects)]
    extra = [observation("s0", 5, error_mm=50.0), observation("s0", 5, stage="coarse")]
    summary = summarise([*final, *coarse, *extra], [])
    test = summary["refinement"][LV]
    assert (test["subjects"], test["median_difference"], test["p"]) == (6, -3.5, pytest.approx(2 / 64))
    assert summary["coarse"]["landmarks"][LV]["n_slices"] == 7
    assert summary["landmarks"][LV]["error_mm"]["n"] == 7


def test_a_model_without_coarse_stage_has_no_comparison(observations: list[Observation]) -> None:
    assert not {"coarse", "refinement"} & set(summarise(observations, []))


def test_holm_counts_the_landmarks() -> None:
    names = ("Anterior RV insertion", LV)
    first = [observation(s, 0, landmark=n, error_mm=1.0) for n in names for s in "abcdef"]
    second = [observation(s, 0, landmark=n, error_mm=2.0) for n in names for s in "abcdef"]
    tests = compare_errors(first, second)
    assert list(tests) == list(names)
    assert all(t.p_holm == pytest.approx(2 * t.p) for t in tests.values())
