"""Two models on the same cases."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from LandmarkAITrainingLib.evaluation.collect import Collected
from LandmarkAITrainingLib.evaluation.compare import compare_models
from LandmarkAITrainingLib.evaluation.observations import Observation
from LandmarkAITrainingLib.evaluation.summaries import GroupComparison
from LandmarkAITrainingLib.evaluation.summarise import SegmentScore
from scipy.stats import wilcoxon


def observation(contrast: str, subject: int, k: int, error: float | None) -> Observation:
    return Observation(
        case=f"{contrast}{subject}",
        subject=f"s{subject}",
        contrast=contrast,
        source="",
        stage="final",
        landmark="LV center",
        slice=k,
        reference="present",
        status="missing" if error is None else "detected",
        error_mm=error,
    )


def collected(errors: dict[str, np.ndarray], name: str) -> Collected:
    rows = [
        observation(contrast, subject, k, float(mm))
        for contrast, table in errors.items()
        for subject, of_subject in enumerate(table)
        for k, mm in enumerate(of_subject)
    ]
    return Collected(rows, provenance={"model": {"name": name}})


@pytest.fixture
def errors() -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    rng = np.random.default_rng(5)
    first = {contrast: rng.gamma(2, 1, (9, 4)) for contrast in ("cine", "lge")}
    second = {
        contrast: table + rng.normal(0.8, 1, table.shape).clip(-1) for contrast, table in first.items()
    }
    return first, {contrast: np.abs(table) for contrast, table in second.items()}


def test_differences_and_p_by_scipy(
    errors: tuple[dict[str, np.ndarray], dict[str, np.ndarray]],
) -> None:
    first, second = errors
    comparison = compare_models(collected(first, "ours"), collected(second, "theirs"))
    assert comparison.model == {"name": "theirs"}
    p_values = []
    for contrast in ("cine", "lge"):
        held = comparison.contrasts[contrast].landmarks["LV center"]
        a, b = first[contrast], second[contrast]
        assert (held.n, held.n_subjects) == (36, 9)
        assert held.first_median == pytest.approx(np.median(a), abs=1e-9)
        difference = held.difference_of_medians
        assert difference.value == pytest.approx(np.median(a) - np.median(b), abs=1e-9)
        assert difference.low is not None and difference.high is not None
        assert difference.low < difference.value < difference.high
        assert held.p == pytest.approx(wilcoxon((a - b).mean(axis=1)).pvalue, abs=1e-9)
        p_values.append(held.p)
    adjusted = [c.landmarks["LV center"].p_holm for c in comparison.contrasts.values()]
    assert min(p for p in adjusted if p is not None) == pytest.approx(min(1.0, 2 * min(p_values)))
    pooled = comparison.all.landmarks["LV center"]
    assert pooled.n == 72
    assert pooled.p_holm == pooled.p


def test_a_model_does_not_differ_from_itself(
    errors: tuple[dict[str, np.ndarray], dict[str, np.ndarray]],
) -> None:
    ours = collected(errors[0], "ours")
    held = compare_models(ours, ours).all.landmarks["LV center"]
    assert (held.difference_of_medians.value, held.p) == (0.0, 1.0)
    assert held.difference_of_medians.low is None


def test_points_that_one_model_missed_are_counted_not_compared() -> None:
    first = [observation("c", n, 0, mm) for n, mm in enumerate([1.0, None, 3.0, None, 5.0])]
    second = [observation("c", n, 0, mm) for n, mm in enumerate([2.0, 2.0, None, None, 9.0])]
    held = compare_models(Collected(first), Collected(second)).all.landmarks["LV center"]
    assert (held.n, held.first_median, held.second_median) == (2, 3.0, 5.5)
    assert (held.only_first, held.only_second, held.neither) == (1, 1, 1)


def test_a_landmark_that_the_second_never_finds_keeps_its_line_and_spoils_no_other() -> None:
    first = [observation("c", n, 0, 1.0 + n) for n in range(6)]
    apart = [replace(o, landmark="LV apex") for o in first]
    second = [observation("c", n, 0, 2.0 + 2 * n) for n in range(6)]
    never = [replace(o, landmark="LV apex", error_mm=None, status="missing") for o in first]
    unknown = [replace(o, landmark="RV apex") for o in first]
    comparison = compare_models(Collected([*first, *apart, *unknown]), Collected([*second, *never]))
    held = comparison.all.landmarks["LV apex"]
    assert (held.n, held.only_first, held.only_second, held.neither) == (0, 6, 0, 0)
    assert held.first_median is held.second_median is held.difference_of_medians is held.p_holm is None
    assert comparison.all.landmarks["LV center"].p_holm == pytest.approx(1 / 32)
    assert (comparison.only_first, comparison.only_second) == (("RV apex",), ())


def test_where_the_reference_has_no_point_nothing_is_compared() -> None:
    rows = [replace(observation("c", n, 0, 1.0), reference="unknown") for n in range(3)]
    comparison = compare_models(Collected(rows), Collected(rows))
    assert comparison.all == GroupComparison(landmarks={}, segments={})


def test_dice_is_compared_too() -> None:
    def scores(*dice: float) -> Collected:
        rows = [
            SegmentScore(f"c{n}", f"s{n}", "", "", "Myocardium", d, 1.0, 1.0) for n, d in enumerate(dice)
        ]
        return Collected(scores=rows)

    comparison = compare_models(scores(0.9, 0.8, 0.7, 0.85), scores(0.8, 0.6, 0.0, 0.7))
    held = comparison.all.segments["Myocardium"]
    assert held.difference_of_medians.value == pytest.approx(0.825 - 0.65)
    assert held.p == pytest.approx(2 / 2**4)
