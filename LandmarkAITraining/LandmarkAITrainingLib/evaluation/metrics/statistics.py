"""Intervals and tests that know that slices of one subject are not independent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray

DRAWS = 2000
SEED = 2026
LEVEL = 0.95
_CHUNK = 250  # draws at once: bounds the memory of the weight matrix


@dataclass(frozen=True)
class Estimate:
    """A statistic and its percentile interval.

    The bounds are None where resampling says nothing: with fewer than two subjects, or where all
    observations are equal (none of ten false points does not mean that there never will be one).
    """

    value: float
    low: float | None
    high: float | None


class SubjectBootstrap:
    """Resamples subjects with replacement, each with all of its observations (cluster bootstrap).

    Field & Welsh, Bootstrapping clustered data, doi:10.1111/j.1467-9868.2007.00593.x. Observations are
    weighted by how often their subject was drawn, which equals repeating them.

    Args:
        subjects: (N,) subject of each observation, N ≥ 1.
        draws: number of resamples.
        seed: of the generator; the same subjects give the same resamples.
    """

    def __init__(self, subjects: Sequence[str], draws: int = DRAWS, seed: int = SEED) -> None:
        names, index = np.unique(np.asarray(subjects), return_inverse=True)
        generator = np.random.default_rng(seed)
        self._subject = index
        self._times = generator.multinomial(len(names), np.full(len(names), 1 / len(names)), size=draws)

    @property
    def subjects(self) -> int:
        """Number of distinct subjects."""
        return int(self._times.shape[1])

    def mean(self, values: npt.ArrayLike) -> Estimate:
        """Mean of (N,) values; of booleans: their share."""
        numbers = np.asarray(values, dtype=np.float64)
        value = float(numbers.mean())
        if not self._varies(numbers):
            return Estimate(value, None, None)
        return _estimate(value, self._sums(numbers) / self._sums(np.ones_like(numbers)))

    def mean_plus_sd(self, values: npt.ArrayLike, times: float) -> Estimate:
        """Mean plus ``times`` sample standard deviations of (N,) values, N ≥ 2."""
        numbers = np.asarray(values, dtype=np.float64)
        center = numbers.mean()
        value = float(center + times * np.std(numbers, ddof=1))
        if not self._varies(numbers):
            return Estimate(value, None, None)
        # About the mean, so that squares lose no digits.
        n, total, squares = (self._sums((numbers - center) ** power) for power in (0, 1, 2))
        spread = np.sqrt(np.maximum(squares - total**2 / n, 0) / (n - 1))
        return _estimate(value, center + total / n + times * spread)

    def quantile(self, values: npt.ArrayLike, q: float) -> Estimate:
        """Quantile ``q`` of (N,) values, linear between order statistics as ``numpy.quantile``."""
        numbers = np.asarray(values, dtype=np.float64)
        value = float(np.quantile(numbers, q))
        if not self._varies(numbers):
            return Estimate(value, None, None)
        return _estimate(value, self._quantiles(numbers, q))

    def quantile_difference(self, first: npt.ArrayLike, second: npt.ArrayLike, q: float) -> Estimate:
        """Quantile ``q`` of (N,) values minus that of others of the same observations.

        Both are taken from the same resamples, so what subjects have in common cancels out.
        """
        a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
        value = float(np.quantile(a, q) - np.quantile(b, q))
        if not self._varies(a - b):
            return Estimate(value, None, None)
        return _estimate(value, self._quantiles(a, q) - self._quantiles(b, q))

    def _sums(self, values: FloatArray) -> FloatArray:
        """(draws,) sum of (N,) values in each resample."""
        sums = np.bincount(self._subject, weights=values, minlength=self.subjects)
        return np.asarray(self._times @ sums)

    def _quantiles(self, values: FloatArray, q: float) -> FloatArray:
        """(draws,) quantile of (N,) values in each resample."""
        order = np.argsort(values, kind="stable")
        return np.concatenate([_weighted_quantile(values[order], w, q) for w in self._weights(order)])

    def _varies(self, values: FloatArray) -> bool:
        return self.subjects > 1 and bool(np.ptp(values) > 0)

    def _weights(self, order: npt.NDArray[np.intp]) -> Iterator[npt.NDArray[np.int64]]:
        subject = self._subject[order]
        for start in range(0, len(self._times), _CHUNK):
            yield self._times[start : start + _CHUNK, subject]


def _estimate(value: float, resampled: FloatArray) -> Estimate:
    low, high = np.quantile(resampled, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(value, float(low), float(high))


def _weighted_quantile(values: FloatArray, times: npt.NDArray[np.int64], q: float) -> FloatArray:
    """Quantile of sorted ``values`` (N,), each repeated ``times`` (draws, N)."""
    last = np.cumsum(times, axis=1)
    position = (last[:, -1] - 1) * q
    lower = np.floor(position)
    at = values[np.argmax(last > lower[:, None], axis=1)]
    # Where the position is whole, the upper neighbour may lie beyond the end; it has no weight then.
    upper = np.minimum(lower + 1, last[:, -1] - 1)
    above = values[np.argmax(last > upper[:, None], axis=1)]
    return np.asarray(at + (above - at) * (position - lower))


@dataclass(frozen=True)
class PairedTest:
    """Wilcoxon signed-rank test, two-sided, on subject means.

    Args:
        subjects: number of pairs.
        median_difference: of first minus second, in the unit of the values.
        p: of the test; 1 where all pairs are equal.
    """

    subjects: int
    median_difference: float
    p: float


def paired_wilcoxon(subjects: npt.ArrayLike, first: npt.ArrayLike, second: npt.ArrayLike) -> PairedTest:
    """Compare two models on observations that both have.

    Args:
        subjects: (N,) subject of each observation; N ≥ 1.
        first: (N,) values of the one model, such as errors in mm.
        second: (N,) values of the other on the same observations.
    """
    from scipy.stats import wilcoxon

    difference = subject_means(subjects, np.asarray(first, float) - np.asarray(second, float))
    p = float(wilcoxon(difference).pvalue) if np.any(difference != 0) else 1.0
    return PairedTest(len(difference), float(np.median(difference)), p)


def subject_means(subjects: npt.ArrayLike, values: npt.ArrayLike) -> FloatArray:
    """(S,) mean of (N,) values over each subject, subjects in sorted order."""
    _, index = np.unique(np.asarray(subjects), return_inverse=True)
    return np.asarray(np.bincount(index, weights=np.asarray(values, float)) / np.bincount(index))


def holm(p_values: npt.ArrayLike) -> FloatArray:
    """P values (N,) adjusted for N tests by Holm's step-down method (Scand J Stat 1979;6:65–70)."""
    p = np.asarray(p_values, float)
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * (len(p) - np.arange(len(p))))
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted
