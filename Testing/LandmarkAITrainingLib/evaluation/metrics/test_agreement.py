"""Agreement against published examples, formulas worked out by hand, and simulations."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAITrainingLib.evaluation.metrics.agreement import bland_altman, intraclass_correlation
from LandmarkAITrainingLib.evaluation.metrics.statistics import SubjectBootstrap

# Shrout & Fleiss 1979, table 2: six targets rated by four judges.
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def test_published_example() -> None:
    found = intraclass_correlation(SHROUT_FLEISS)
    assert found is not None
    assert (found.targets, found.raters) == (6, 4)
    assert found.agreement.value == pytest.approx(0.29, abs=0.005)
    assert found.consistency.value == pytest.approx(0.71, abs=0.005)
    # R's psych::ICC on the same ratings prints 0.019 to 0.76 and 0.34 to 0.95.
    assert (found.agreement.low, found.agreement.high) == pytest.approx((0.019, 0.76), abs=0.005)
    assert (found.consistency.low, found.consistency.high) == pytest.approx((0.34, 0.95), abs=0.005)


def test_mean_squares_of_the_published_example() -> None:
    """Table 3 of the paper: 11.24 between targets, 32.49 between judges, 1.02 residual."""
    found = intraclass_correlation(SHROUT_FLEISS)
    assert found is not None
    targets, judges, error = 56.2083333 / 5, 97.4583333 / 3, 15.2916667 / 15
    agreement = (targets - error) / (targets + 3 * error + 4 * (judges - error) / 6)
    assert found.agreement.value == pytest.approx(agreement, abs=1e-6)
    assert found.consistency.value == pytest.approx((targets - error) / (targets + 3 * error), abs=1e-6)


def test_components_of_variance_are_found_again() -> None:
    rng = np.random.default_rng(0)
    targets, raters = rng.normal(0, 3, (4000, 1)), np.array([[-1.0, 1.0]])
    found = intraclass_correlation(100 + targets + raters + rng.normal(0, 1, (4000, 2)))
    assert found is not None
    # Variances 9 between targets, 1 residual; the two raters differ with sample variance 2.
    assert found.consistency.value == pytest.approx(9 / 10, abs=0.01)
    assert found.agreement.value == pytest.approx(9 / 12, abs=0.01)
    assert found.consistency.low is not None and found.consistency.high is not None
    assert found.consistency.low < found.consistency.value < found.consistency.high


def test_consistency_does_not_see_an_offset_but_agreement_does() -> None:
    values = np.array([1.0, 4.0, 2.0, 8.0, 5.0])
    found = intraclass_correlation(np.stack([values, values + 10], axis=1))
    assert found is not None
    assert found.consistency.value == pytest.approx(1.0)
    assert found.agreement.value < 0.2
    assert found.consistency.low is None


def test_what_has_no_correlation() -> None:
    assert intraclass_correlation([[1.0, 2.0]]) is None
    assert intraclass_correlation(np.full((5, 2), 3.0)) is None
    assert intraclass_correlation(np.tile([63.7, 71.3], (5, 1))) is None
    with pytest.raises(ValueError, match="finite"):
        intraclass_correlation([[1.0, np.nan], [1.0, 2.0]])
    with pytest.raises(ValueError, match="table"):
        intraclass_correlation([1.0, 2.0])


def test_bland_altman_by_hand() -> None:
    found = bland_altman(list("abcd"), [10.0, 12.0, 14.0, 20.0], [9.0, 13.0, 11.0, 19.0])
    # Differences 1, −1, 3, 1: mean 1, sum of squares about it 8, variance 8 / 3.
    assert (found.n, found.bias.value) == (4, 1.0)
    assert found.sd == pytest.approx(np.sqrt(8 / 3), abs=1e-9)
    assert found.lower is not None and found.upper is not None
    assert found.lower.value == pytest.approx(1 - 1.96 * np.sqrt(8 / 3), abs=1e-9)
    assert found.upper.value == pytest.approx(1 + 1.96 * np.sqrt(8 / 3), abs=1e-9)


def test_intervals_of_limits_agree_with_bland_and_altman_on_normal_differences() -> None:
    """The standard error of a limit is about √(1/n + 1.96²/2(n−1)) sd (Bland & Altman 1999)."""
    rng = np.random.default_rng(3)
    n, difference = 400, rng.normal(2, 5, 400)
    found = bland_altman([str(k) for k in range(n)], difference, np.zeros(n))
    assert found.upper is not None and found.upper.low is not None and found.upper.high is not None
    assert found.sd is not None
    half = 1.96 * found.sd * np.sqrt(1 / n + 1.96**2 / 2 / (n - 1))
    assert (found.upper.high - found.upper.low) / 2 == pytest.approx(half, rel=0.1)


def test_one_pair_has_a_difference_and_no_limits() -> None:
    found = bland_altman(["a"], [3.0], [1.0])
    assert (found.bias.value, found.sd, found.lower, found.upper) == (2.0, None, None, None)


def test_resampled_mean_and_sd_are_those_of_repeated_subjects() -> None:
    subjects, values = list("aabbbc"), np.array([1.0, 5.0, 2.0, 2.5, 9.0, 4.0])
    bootstrap = SubjectBootstrap(subjects, draws=50, seed=1)
    times = np.random.default_rng(1).multinomial(3, np.full(3, 1 / 3), size=50)
    index = np.array([0, 0, 1, 1, 1, 2])
    repeated = [np.repeat(values, row[index]) for row in times]
    expected = np.quantile([v.mean() + 1.96 * v.std(ddof=1) for v in repeated], [0.025, 0.975])
    found = bootstrap.mean_plus_sd(values, 1.96)
    assert (found.low, found.high) == pytest.approx(tuple(expected), abs=1e-9)


def test_difference_of_medians_is_taken_within_each_resample() -> None:
    subjects = list("aabbbcdd")
    first = np.array([1.0, 5.0, 2.0, 2.5, 9.0, 4.0, 3.0, 7.0])
    second = np.array([2.0, 4.0, 1.0, 6.5, 3.0, 4.5, 1.0, 0.5])
    index = np.array([0, 0, 1, 1, 1, 2, 3, 3])
    times = np.random.default_rng(7).multinomial(4, np.full(4, 1 / 4), size=60)
    draws = [
        np.median(np.repeat(first, row[index])) - np.median(np.repeat(second, row[index]))
        for row in times
    ]
    found = SubjectBootstrap(subjects, draws=60, seed=7).quantile_difference(first, second, 0.5)
    assert found.value == pytest.approx(np.median(first) - np.median(second), abs=1e-12)
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(draws, [0.025, 0.975])), abs=1e-9)


def test_raters_without_anything_in_common_get_finite_bounds() -> None:
    # A negative estimate, taken as a share of the variance, would leave almost no degrees of freedom.
    found = intraclass_correlation([[35.4, 161.7], [88.5, 103.6], [7.4, 181.4], [0.2, 151.9]])
    assert found is not None
    assert found.agreement.low is not None and found.agreement.high is not None
    assert -1.5 < found.agreement.low < found.agreement.value < found.agreement.high <= 1
