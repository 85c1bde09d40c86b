"""Whether a model's own uncertainty is right."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.inference.calibration import NEAR_MM

from .statistics import Estimate

PROBABILITY_EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.0)
ELLIPSE_LEVELS = (0.5, 0.75, 0.9, 0.95)


def ellipse_level(offset: npt.ArrayLike, covariance: npt.ArrayLike) -> float | None:
    """Confidence level of the smallest ellipse (ellipsoid) of a Gaussian that holds the reference.

    Args:
        offset: (n,) mm from the predicted point to the reference; n = 2 in a slice, 3 in a volume.
        covariance: (n, n) mm².

    Returns:
        The chi-square probability of the squared Mahalanobis distance: uniform on 0 to 1 for a
        calibrated model. None for a covariance that is not positive definite.
    """
    from scipy.stats import chi2

    difference, spread = np.asarray(offset, float), np.asarray(covariance, float)
    if not np.isfinite(spread).all() or np.linalg.eigvalsh(spread).min() <= 0:
        return None
    squared = difference @ np.linalg.solve(spread, difference)
    return float(chi2.cdf(squared, df=len(difference)))


def expected_error(covariance: npt.ArrayLike) -> float:
    """Root-mean-square distance in mm that a covariance (n, n) in mm² announces."""
    return float(np.sqrt(np.trace(np.asarray(covariance, float))))


def coverage(levels: FloatArray) -> dict[float, float]:
    """Share of references inside the ellipses of nominal level 50, 75, 90 and 95 %.

    Args:
        levels: (N,) :func:`ellipse_level` of each point.
    """
    return {nominal: float(np.mean(levels <= nominal)) for nominal in ELLIPSE_LEVELS}


@dataclass(frozen=True)
class ProbabilityBin:
    """Points whose probability lies in (low, high]; errors are of those that have a reference."""

    low: float
    high: float
    points: int
    mean_probability: float
    share_near: float
    median_error_mm: float | None
    mean_error_mm: float | None


def by_probability(probabilities: FloatArray, errors: FloatArray) -> list[ProbabilityBin]:
    """Observed error and share of right points by bin of the model's probability; empty bins left out.

    A probability is that of the landmark being there and within ``NEAR_MM`` of its point.

    Args:
        probabilities: (N,) of points the model reported.
        errors: (N,) mm; NaN for a point on a slice that lacks the landmark, which is never right.
    """
    bins = []
    for low, high in pairwise(PROBABILITY_EDGES):
        inside = (probabilities > low) & (probabilities <= high)
        if low == 0:
            inside |= probabilities == 0
        if inside.any():
            bins.append(_probability_bin(low, high, probabilities[inside], errors[inside]))
    return bins


def _probability_bin(
    low: float, high: float, probabilities: FloatArray, errors: FloatArray
) -> ProbabilityBin:
    known = errors[np.isfinite(errors)]
    return ProbabilityBin(
        low=low,
        high=high,
        points=len(probabilities),
        mean_probability=float(probabilities.mean()),
        share_near=float(np.mean(errors <= NEAR_MM)),  # a comparison with NaN is False
        median_error_mm=float(np.median(known)) if len(known) else None,
        mean_error_mm=float(known.mean()) if len(known) else None,
    )


@dataclass(frozen=True)
class ExpectedErrorBin:
    """Points grouped by the error their covariance announces; both errors are root mean squares."""

    points: int
    expected_mm: float
    observed_mm: float


def by_expected_error(expected: FloatArray, errors: FloatArray, bins: int = 6) -> list[ExpectedErrorBin]:
    """Announced against observed error in groups of equal size, smallest announced error first.

    Args:
        expected: (N,) mm, :func:`expected_error` of each point.
        errors: (N,) mm, observed.
        bins: number of groups, fewer where there are fewer points.
    """
    groups = np.array_split(np.argsort(expected, kind="stable"), max(1, min(bins, len(expected))))
    return [
        ExpectedErrorBin(
            len(group), _root_mean_square(expected[group]), _root_mean_square(errors[group])
        )
        for group in groups
        if len(group)
    ]


@dataclass(frozen=True, kw_only=True)
class CalibrationSummary:
    """Whether the model's own uncertainty is right.

    Args:
        radius_coverage: share of references within the 90 % radius; None of models without one.
        unwidened_coverage, median_widening: the same without its widening on images unlike the training,
            and how wide that is; None of models that do not tell.
        ellipse_coverage: share of references inside the ellipse by its nominal level, as text.
        expected_error: announced beside observed errors.
        probability: what the probabilities came to.
    """

    radius_coverage: Estimate | None
    ellipse_coverage: dict[str, float] | None
    expected_error: tuple[ExpectedErrorBin, ...]
    probability: tuple[ProbabilityBin, ...]
    unwidened_coverage: Estimate | None = None
    median_widening: float | None = None


def _root_mean_square(values: FloatArray) -> float:
    return float(np.sqrt(np.mean(values**2)))
