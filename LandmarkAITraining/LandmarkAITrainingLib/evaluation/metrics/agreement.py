"""Whether two ways to measure one quantity agree: Bland–Altman and intraclass correlation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .statistics import LEVEL, Estimate, SubjectBootstrap

LIMITS = 1.96
"""Standard deviations from the bias to a limit of agreement: 95 % of a normal distribution."""

_ROUNDING = 1e-24  # of a squared value: mean squares below it are rounding errors


@dataclass(frozen=True)
class BlandAltman:
    """Bland & Altman's limits of agreement (Lancet 1986, doi:10.1016/S0140-6736(86)90837-8).

    Args:
        n: number of pairs.
        bias: mean of first minus second, in the unit of the values.
        sd: sample standard deviation of that difference; None for one pair.
        lower: limit of agreement, bias − 1.96 sd; None for one pair.
        upper: bias + 1.96 sd.
    """

    n: int
    bias: Estimate
    sd: float | None
    lower: Estimate | None
    upper: Estimate | None


def bland_altman(subjects: Sequence[str], first: npt.ArrayLike, second: npt.ArrayLike) -> BlandAltman:
    """Bias and limits of agreement; intervals by drawing subjects, who may have several pairs.

    Args:
        subjects: (N,) subject of each pair, N ≥ 1.
        first: (N,) such as a model's values.
        second: (N,) such as the reference's, in the same unit.
    """
    difference = np.asarray(first, float) - np.asarray(second, float)
    bootstrap = SubjectBootstrap(subjects)
    n = len(difference)
    if n < 2:
        return BlandAltman(n, bootstrap.mean(difference), None, None, None)
    return BlandAltman(
        n,
        bootstrap.mean(difference),
        float(np.std(difference, ddof=1)),
        bootstrap.mean_plus_sd(difference, -LIMITS),
        bootstrap.mean_plus_sd(difference, LIMITS),
    )


@dataclass(frozen=True)
class IntraclassCorrelation:
    """ICC of single measurements, two-way: absolute agreement (2,1) and consistency (3,1).

    The bounds are None where the ratings leave them open, as with perfect agreement.
    """

    targets: int
    raters: int
    agreement: Estimate
    consistency: Estimate


def intraclass_correlation(ratings: npt.ArrayLike) -> IntraclassCorrelation | None:
    """ICC(2,1) and ICC(3,1), McGraw & Wong's ICC(A,1) and ICC(C,1), with intervals from F tests.

    Shrout & Fleiss, Psychol Bull 1979, doi:10.1037/0033-2909.86.2.420; the interval of ICC(2,1) after
    McGraw & Wong, Psychol Methods 1996, doi:10.1037/1082-989X.1.1.30. The F tests take the targets
    (rows) to be independent.

    Args:
        ratings: (targets, raters), without gaps.

    Returns:
        None with fewer than two targets or raters, or if no target differs from another.

    Raises:
        ValueError: not two-dimensional, or not finite.
    """
    values = np.asarray(ratings, float)
    if values.ndim != 2 or not np.isfinite(values).all():
        raise ValueError(f"ratings are a table of finite numbers, got shape {values.shape}")
    n, k = values.shape
    if min(n, k) < 2:
        return None
    squares = _MeanSquares.of(values)
    if max(squares.targets, squares.error) <= _ROUNDING * np.square(values).max():
        return None
    return IntraclassCorrelation(n, k, _agreement(squares), _consistency(squares))


@dataclass(frozen=True)
class _MeanSquares:
    """Mean squares of a two-way analysis of variance of n targets by k raters."""

    n: int
    k: int
    targets: float
    raters: float
    error: float

    @property
    def exact(self) -> bool:
        """Whether raters differ by an offset alone, up to rounding."""
        return self.error <= 1e-12 * max(self.targets, self.raters)

    @classmethod
    def of(cls, values: npt.NDArray[np.float64]) -> _MeanSquares:
        n, k = values.shape
        rows, columns = values.mean(axis=1), values.mean(axis=0)
        residual = values - rows[:, None] - columns[None, :] + values.mean()
        return cls(
            n,
            k,
            float(k * rows.var(ddof=1)),
            float(n * columns.var(ddof=1)),
            float((residual**2).sum() / ((n - 1) * (k - 1))),
        )


def _agreement(s: _MeanSquares) -> Estimate:
    from scipy.stats import f

    value = (s.targets - s.error) / (s.targets + (s.k - 1) * s.error + s.k * (s.raters - s.error) / s.n)
    if value >= 1 or s.exact:
        return Estimate(float(value), None, None)
    share = max(value, 0.0)  # of a variance: the estimate can be negative, what it estimates cannot
    a = s.k * share / (s.n * (1 - share))
    b = 1 + s.k * share * (s.n - 1) / (s.n * (1 - share))
    # Satterthwaite's degrees of freedom of the denominator, a combination of two mean squares.
    freedom = (a * s.raters + b * s.error) ** 2 / (
        (a * s.raters) ** 2 / (s.k - 1) + (b * s.error) ** 2 / ((s.n - 1) * (s.k - 1))
    )
    tail = (1 + LEVEL) / 2
    below, above = f.ppf(tail, s.n - 1, freedom), f.ppf(tail, freedom, s.n - 1)
    other = s.k * s.raters + (s.k * s.n - s.k - s.n) * s.error
    low = s.n * (s.targets - below * s.error) / (below * other + s.n * s.targets)
    high = s.n * (above * s.targets - s.error) / (other + s.n * above * s.targets)
    return Estimate(float(value), float(low), float(high))


def _consistency(s: _MeanSquares) -> Estimate:
    from scipy.stats import f

    value = (s.targets - s.error) / (s.targets + (s.k - 1) * s.error)
    if s.exact:
        return Estimate(value, None, None)
    ratio, tail, freedom = s.targets / s.error, (1 + LEVEL) / 2, (s.n - 1) * (s.k - 1)
    low = ratio / f.ppf(tail, s.n - 1, freedom)
    high = ratio * f.ppf(tail, freedom, s.n - 1)
    return Estimate(value, *(float((x - 1) / (x + s.k - 1)) for x in (low, high)))
