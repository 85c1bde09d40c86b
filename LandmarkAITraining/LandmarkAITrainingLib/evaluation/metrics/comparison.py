"""Whether one model is better than another on the same subjects."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray


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
