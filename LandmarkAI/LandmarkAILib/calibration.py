"""From a network's confidence to probabilities and covariances that held-out subjects bear out.

``landmarkai train`` fits the numbers on the validation subjects and stores them in ``model.json``; the
test subjects of ``landmarkai evaluate`` then check them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .geometry import FloatArray

NEAR_MM = 5.0
"""A landmark's ``probability`` is that of being there, and within this distance of the point."""


ALL = "all"
"""Key of the radius for images of whatever contrast."""

COVERAGE = 0.9
"""Share of points within the radius that is stated, and within the ellipse that is drawn."""


@dataclass(frozen=True)
class LandmarkCalibration:
    """Numbers of one landmark; the defaults leave the network's confidence as it is.

    Args:
        present: presence from which a landmark is given; below it is missing.
        probability: (slope, intercept) on the logit of presence × mass, of lying
            within ``NEAR_MM``.
        covariance: factor on the heatmap's covariance.
        floor: mm² added along every in-plane direction.
        neighbours: share of the squared distance to the neighbours' line that is added.
        radius: expected errors (roots of the covariance's trace) within which ``COVERAGE`` of held-out
            points lay, for ``all`` and by contrast.
    """

    present: float = 0.5
    probability: tuple[float, float] = (1.0, 0.0)
    covariance: float = 1.0
    floor: float = 0.0
    neighbours: float = 0.0
    radius: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Calibration:
    """Calibrations by landmark."""

    landmarks: Mapping[str, LandmarkCalibration]

    @classmethod
    def from_description(cls, description: Mapping[str, Any]) -> Calibration:
        """Read ``calibration`` of a ``model.json``; what it leaves out keeps the defaults."""
        entries = description.get("calibration", {})
        return cls({name: LandmarkCalibration(**_tuples(entry)) for name, entry in entries.items()})

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

    def radius(self, name: str, covariance: FloatArray) -> float | None:
        """Mm within which a point of this calibrated covariance lies; None if that was not measured."""
        factor = self.of(name).radius.get(ALL)
        return None if factor is None else float(factor * np.sqrt(np.trace(covariance)))


def _logistic(line: tuple[float, float], probability: float) -> float:
    p = min(max(probability, 1e-6), 1 - 1e-6)
    return float(1 / (1 + np.exp(-(line[0] * np.log(p / (1 - p)) + line[1]))))


def _tuples(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
