"""What the slices of a stack know of each other: a landmark's positions lie near a straight line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..core.geometry import FloatArray

AGREEMENT = 10.0
"""mm from the line of the other slices within which a point is believed."""

_SCALE = 4.0  # mm; residuals beyond it lose weight (Cauchy).
_ITERATIONS = 10


@dataclass(frozen=True, eq=False)
class Line:
    """A landmark's course through a stack.

    Args:
        expected: (K, 3) LPS mm where each slice should have it, judged by all slices.
        leave_one_out: (K,) mm between a slice's own point and what the others say; NaN where the slice
            has no point or the others are too few.
        others: (K, 3) LPS mm, what the other slices say; NaN where they are too few.
    """

    expected: FloatArray
    leave_one_out: FloatArray
    others: FloatArray


def fit_line(height: npt.ArrayLike, points: FloatArray, weights: npt.ArrayLike) -> Line | None:
    """Fit a robust straight line through a landmark's positions.

    Iteratively reweighted least squares with Cauchy weights, so that one slice that is wrong does not
    bend the line. With points in fewer than three slices the line is their mean.

    Args:
        height: (K,) mm, position of each slice along the normal.
        points: (K, 3) LPS mm; NaN where a slice has none.
        weights: (K,) confidence, 0 to 1.

    Returns:
        None where no slice has a point.
    """
    heights = np.asarray(height, float)
    confidence = np.where(np.isfinite(points).all(axis=1), np.asarray(weights, float), 0.0)
    if not (confidence > 0).any():
        return None
    expected = _robust_line(heights, points, confidence)(heights)
    others = np.full_like(points, np.nan)
    for k in range(len(heights)):
        rest = confidence.copy()
        rest[k] = 0
        if np.count_nonzero(rest) >= 2:
            others[k] = _robust_line(heights, points, rest)(heights[k : k + 1])[0]
    return Line(expected, np.asarray(np.linalg.norm(points - others, axis=1)), others)


class _Course:
    """A straight line in space as a function of height."""

    def __init__(self, coefficients: FloatArray, middle: float) -> None:
        self.coefficients, self.middle = coefficients, middle

    def __call__(self, heights: FloatArray) -> FloatArray:
        design = np.stack([np.ones_like(heights), heights - self.middle], axis=1)
        return np.asarray(design @ self.coefficients)


def _robust_line(heights: FloatArray, points: FloatArray, confidence: FloatArray) -> _Course:
    used = confidence > 0
    x, y, weights = heights[used], points[used], confidence[used]
    middle = float(np.average(x, weights=weights))
    design = np.stack([np.ones_like(x), x - middle], axis=1)
    if len(x) < 3:
        return _Course(np.stack([np.average(y, axis=0, weights=weights), np.zeros(3)]), middle)
    # The median is where the first line starts from; least squares would start from the outlier.
    start = np.median(y, axis=0)
    current = weights / (1 + (np.linalg.norm(y - start, axis=1) / (3 * _SCALE)) ** 2)
    for _ in range(_ITERATIONS):
        root = np.sqrt(current)[:, None]
        coefficients = np.linalg.lstsq(design * root, y * root, rcond=None)[0]
        residual = np.linalg.norm(y - design @ coefficients, axis=1)
        current = weights / (1 + (residual / _SCALE) ** 2)
    return _Course(coefficients, middle)
