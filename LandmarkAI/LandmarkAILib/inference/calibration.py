"""From a network's confidence to probabilities and covariances that validation subjects bear out.

``landmarkai train`` fits the numbers on the validation subjects and stores them in ``model.json``; the
test subjects of ``landmarkai evaluate`` then check them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..core.geometry import FloatArray
from ..models.description import LandmarkCalibration

NEAR_MM = 5.0
"""A landmark's ``probability`` is that of being there, and within this distance of the point."""

ALL = "all"
"""Key of the radius for images of whatever contrast."""

COVERAGE = 0.9
"""Share of points within the radius that is stated, and within the ellipse that is drawn."""


@dataclass(frozen=True)
class Calibration:
    """Calibrations by landmark."""

    landmarks: Mapping[str, LandmarkCalibration]

    def of(self, name: str) -> LandmarkCalibration:
        """The numbers of a landmark."""
        return self.landmarks.get(name, LandmarkCalibration())

    def probability(self, name: str, presence: float, mass: float, distance: float) -> float:
        """Probability that the landmark is there and lies within ``NEAR_MM`` of the point.

        Args:
            name: landmark.
            presence: probability that the landmark is in the slice.
            mass: share of the heatmap around the point.
            distance: mm to where the neighbouring slices put it; NaN where there are none.
        """
        doubt = 1.0 if not np.isfinite(distance) else float(np.exp(-((distance / 20.0) ** 2)))
        return _logistic(self.of(name).probability, presence * mass * doubt)

    def covariance(self, name: str, spread: FloatArray, distance: float) -> FloatArray:
        """Covariance in mm² of a point from the heatmap's (3, 3) spread and the neighbours' distance."""
        numbers = self.of(name)
        # The plane of the spread: a 2D heatmap says nothing across the slice.
        values, vectors = np.linalg.eigh(spread)
        plane = vectors[:, values > 1e-9 * max(values.max(), 1e-12)]
        extra = numbers.floor
        if np.isfinite(distance):
            extra += numbers.neighbours * distance**2
        return np.asarray(numbers.covariance * spread + extra * (plane @ plane.T))

    def radius(
        self, name: str, covariance: FloatArray, contrasts: Mapping[str, float] | None = None
    ) -> float | None:
        """Mm within which a point of this calibrated covariance lies; None if that was not measured.

        Args:
            name: landmark.
            covariance: (3, 3) mm².
            contrasts: probability of each contrast of the image, whose own radii are mixed by it; of one
                that was not measured, and without any, that of all images.
        """
        factors = self.of(name).radius
        factor = factors.get(ALL)
        if factor is None:
            return None
        if contrasts:
            factor = sum(share * factors.get(group, factor) for group, share in contrasts.items())
        return float(factor * np.sqrt(np.trace(covariance)))


def _logistic(line: tuple[float, float], probability: float) -> float:
    p = min(max(probability, 1e-6), 1 - 1e-6)
    return float(1 / (1 + np.exp(-(line[0] * np.log(p / (1 - p)) + line[1]))))
