"""One number by which to look at cases: the risk that a point lies over 10 mm off.

A logistic formula gives each point its risk; that of a case is the risk that at least one of its points
is off, as if points were wrong independently of each other. It was fitted on the validation subjects of
``cmr-sax`` (see ``Testing/benchmarks/risk_ranking.py``; docs/how-to/review-a-cohort.md says how well it
ranks subjects that had no part in it). Of other models it is an order to look at cases in, no more.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_TYPICAL = {"radius": 5.0, "stages": 5.0}
"""mm, in place of a sign that cannot be told."""


@dataclass(frozen=True)
class PointSigns:
    """The same of one point that was found.

    Args:
        name: of the landmark.
        probability: 0 to 1.
        radius: mm within which it is stated to lie with 90 %.
        stages: mm to where the first look put it.
        neighbours: mm to where the line of the other slices has it.
        end: whether it is the landmark's first or last in the stack.
    """

    name: str
    probability: float
    radius: float | None = None
    stages: float | None = None
    neighbours: float | None = None
    end: bool = False


@dataclass(frozen=True)
class Risk:
    """The formula: a logistic function of a weighted sum for each point.

    Args:
        constant: of the sum.
        weights: of the features, by name.
    """

    constant: float
    weights: Mapping[str, float]

    def of_point(self, point: PointSigns) -> float:
        """The risk of a point, 0 to 1."""
        values = features(point)
        score = self.constant + sum(weight * values[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-score))

    def of(self, points: Sequence[PointSigns]) -> float:
        """The risk of a case, 0 to 1."""
        return 1 - math.prod(1 - self.of_point(point) for point in points)


def features(point: PointSigns) -> dict[str, float]:
    """What the formula weighs: mm as logarithms, because 30 for 25 says less than 10 for 5.

    Probability, neighbours and the ends of the stack were tried, too, and ranked the validation subjects
    no better.
    """
    return {
        "radius": _logarithm("radius", point.radius),
        "stages": _logarithm("stages", point.stages),
    }


def _logarithm(name: str, value: float | None) -> float:
    return math.log1p(_TYPICAL[name] if value is None else value)


RISK = Risk(-15.909, {"radius": 4.784, "stages": 1.061})
