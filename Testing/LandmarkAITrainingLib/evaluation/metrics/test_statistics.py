"""Weighted resampling equals repeating the observations, draw by draw."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAITrainingLib.evaluation.metrics.statistics import (
    SubjectBootstrap,
    holm,
    paired_wilcoxon,
    subject_means,
)
from scipy.stats import wilcoxon


@pytest.fixture
def observations() -> tuple[list[str], np.ndarray]:
    """Five subjects with 1 to 9 observations, with ties."""
    rng = np.random.default_rng(1)
    subjects = [f"s{n}" for n in range(5) for _ in range(1 + 2 * n)]
    return subjects, np.round(rng.gamma(2.0, 2.0, len(subjects)), 1)


def resampled(subjects: list[str], values: np.ndarray, draws: int, seed: int) -> list[np.ndarray]:
    """The same resamples, observations repeated."""
    names = sorted(set(subjects))
    rng = np.random.default_rng(seed)
    times = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=draws)
    held = [values[np.array(subjects) == name] for name in names]
    return [np.concatenate([np.tile(h, t) for h, t in zip(held, draw, strict=True)]) for draw in times]


@pytest.mark.parametrize("q", [0.0, 0.25, 0.5, 0.9, 0.95, 1.0])
def test_quantile_interval_equals_that_of_repeated_observations(
    observations: tuple[list[str], np.ndarray], q: float
) -> None:
    subjects, values = observations
    estimate = SubjectBootstrap(subjects, draws=600, seed=3).quantile(values, q)
    draws = [np.quantile(sample, q) for sample in resampled(subjects, values, 600, 3)]
    assert estimate.value == pytest.approx(np.quantile(values, q), abs=1e-9)
    assert (estimate.low, estimate.high) == pytest.approx(np.quantile(draws, [0.025, 0.975]), abs=1e-9)


def test_mean_interval_equals_that_of_repeated_observations(
    observations: tuple[list[str], np.ndarray],
) -> None:
    subjects, values = observations
    estimate = SubjectBootstrap(subjects, draws=600, seed=3).mean(values)
    draws = [sample.mean() for sample in resampled(subjects, values, 600, 3)]
    assert estimate.value == pytest.approx(values.mean(), abs=1e-12)
    assert (estimate.low, estimate.high) == pytest.approx(np.quantile(draws, [0.025, 0.975]), abs=1e-9)


def test_agrees_with_scipy_where_each_subject_has_one_observation() -> None:
    from scipy.stats import bootstrap

    values = np.random.default_rng(0).normal(5, 2, 40)
    ours = SubjectBootstrap([f"s{n:02}" for n in range(40)], draws=20000).mean(values)
    theirs = bootstrap(
        (values,), np.mean, n_resamples=20000, method="percentile", rng=np.random.default_rng(1)
    ).confidence_interval
    assert ours.low == pytest.approx(theirs.low, abs=0.03)
    assert ours.high == pytest.approx(theirs.high, abs=0.03)


def test_slices_of_one_subject_do_not_narrow_the_interval() -> None:
    values = np.array([1.0, 2.0, 4.0, 8.0])
    subjects = ["a", "b", "c", "d"]
    once = SubjectBootstrap(subjects).mean(values)
    often = SubjectBootstrap(subjects * 50).mean(np.tile(values, 50))
    assert often == once


def test_same_subjects_give_the_same_interval(observations: tuple[list[str], np.ndarray]) -> None:
    subjects, values = observations
    assert SubjectBootstrap(subjects).mean(values) == SubjectBootstrap(subjects).mean(values)


def test_one_subject_has_no_interval() -> None:
    estimate = SubjectBootstrap(["a", "a"]).quantile([1.0, 3.0], 0.5)
    assert (estimate.value, estimate.low, estimate.high) == (2.0, None, None)


def test_equal_observations_have_no_interval() -> None:
    estimate = SubjectBootstrap(["a", "b"]).mean([False, False])
    assert (estimate.value, estimate.low, estimate.high) == (0.0, None, None)


def test_subjects_are_the_unit_not_slices() -> None:
    rng = np.random.default_rng(0)
    subjects = np.repeat([f"s{n}" for n in range(12)], 7)
    first, second = rng.gamma(2, 1, 84), rng.gamma(2.5, 1, 84)
    means = [np.mean((first - second)[subjects == f"s{n}"]) for n in range(12)]
    test = paired_wilcoxon(subjects, first, second)
    assert test.subjects == 12
    assert test.p == pytest.approx(wilcoxon(means).pvalue, abs=1e-9)
    assert test.median_difference == pytest.approx(np.median(means), abs=1e-9)


def test_smallest_p_of_six_subjects_by_hand() -> None:
    # All six differ in one direction: 2 of 2⁶ sign patterns are as extreme.
    test = paired_wilcoxon(list("abcdef"), np.arange(1.0, 7.0), np.zeros(6))
    assert test.p == pytest.approx(2 / 64)


def test_equal_models_do_not_differ() -> None:
    test = paired_wilcoxon(["a", "b", "c"], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0])
    assert (test.p, test.median_difference) == (1.0, 0.0)


def test_means_weigh_each_observation_of_a_subject_alike() -> None:
    np.testing.assert_allclose(subject_means(["b", "a", "b"], [1.0, 5.0, 2.0]), [5.0, 1.5])


def test_holm_by_hand() -> None:
    # 0.01 × 4, 0.015 × 3 (raised to the one before), 0.03 × 2, 0.2 × 1; in the order given.
    np.testing.assert_allclose(holm([0.2, 0.01, 0.03, 0.015]), [0.2, 0.04, 0.06, 0.045])
    np.testing.assert_allclose(holm([0.01, 0.011, 0.5]), [0.03, 0.03, 0.5])
    np.testing.assert_allclose(holm([0.6, 0.7]), [1.0, 1.0])
    assert len(holm([])) == 0
