"""Paired tests against scipy and against worked examples."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAITrainingLib.evaluation.metrics.comparison import holm, paired_wilcoxon, subject_means
from scipy.stats import wilcoxon


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
