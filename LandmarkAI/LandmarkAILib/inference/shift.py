"""How unlike the images of a model's training a stack is, and how much wider that makes its radii.

A calibrated radius holds nine in ten points of images like those it was calibrated on. On others errors
are larger, and a single point's heat map does not tell. The image does: a stack is as far away as the
Mahalanobis distance of its statistics from those of the training stacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..core.geometry import FloatArray
from ..core.image import Image
from ..errors import ModelError
from ..models.plans import ShiftPlan
from .arrays import to_array
from .image_statistics import STATISTICS, image_statistics

if TYPE_CHECKING:
    from torch import Tensor

SENTENCE = "unlike the images of its training"
"""What is said of a stack that is far from them."""


@dataclass(frozen=True, eq=False)
class ShiftScore:
    """What tells how unlike its training a model's stacks are.

    Args:
        mean: (S,) of the statistics of training stacks.
        whitening: (S, S) that makes their covariance one.
        plan: what ``model.json`` says.
    """

    mean: FloatArray
    whitening: FloatArray
    plan: ShiftPlan

    @classmethod
    def load(cls, plan: ShiftPlan, weights: Mapping[str, Tensor]) -> ShiftScore:
        """Take what ``shift`` of a ``model.json`` names.

        Raises:
            ModelError: it lacks weights, they are of other statistics, or no finite numbers.
        """
        shapes = {"mean": (STATISTICS,), "whitening": (STATISTICS, STATISTICS)}
        if any(name not in weights or weights[name].shape != shape for name, shape in shapes.items()):
            raise ModelError("'shift' does not fit this LandmarkAI: update it.")
        mean, whitening = (to_array(weights[name].double()) for name in shapes)
        if not np.isfinite(mean).all() or not np.isfinite(whitening).all() or not whitening.any():
            raise ModelError("The weights of 'shift' are damaged: get the model again.")
        return cls(mean, whitening, plan)

    def distance(self, image: Image) -> float:
        """How far a stack is: root mean square over its whitened statistics, about 1 in the training."""
        return self.distance_of(image_statistics(image))

    def distance_of(self, statistics: FloatArray) -> float:
        """The same from (S,) statistics."""
        return float(np.sqrt(np.mean((self.whitening @ (statistics - self.mean)) ** 2)))

    def widening(self, distance: float) -> dict[str, float]:
        """By what the radius of each landmark is multiplied at that distance; never less than 1."""
        at, knots = np.log(max(distance, 1e-6)), np.log(self.plan.distances)
        return {name: float(np.interp(at, knots, by)) for name, by in self.plan.factors.items()}


def shift_notice(distance: float, plan: ShiftPlan, widening: Mapping[str, float]) -> str:
    """What to say of a stack at that distance; empty where it is like the training."""
    if distance <= plan.far:
        return ""
    low, high = (f"{bound(widening.values(), default=1.0):.1f}" for bound in (min, max))
    if high == "1.0":
        return f"{SENTENCE}: radii may be too small"
    return f"{SENTENCE}: radii widened by {high if low == high else f'{low} to {high}'}"
