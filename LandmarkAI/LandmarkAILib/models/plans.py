"""What ``model.json`` says of the parts that look at a whole stack."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from ..core.records import Tagged


@dataclass(frozen=True)
class StackPlan:
    """The part that tells slices beyond the heart from the others of a stack.

    Args:
        weights: name of its file.
        network: kinds in ``inference/networks``.
        threshold: probability of lying beyond the heart from which landmarks are withheld.
    """

    weights: str
    network: Tagged
    threshold: float


@dataclass(frozen=True)
class MirrorPlan:
    """The part that tells stacks that are mirror images of hearts.

    Args:
        weights: name of its file.
        threshold: probability of a mirror image from which it is said.
    """

    weights: str
    threshold: float


@dataclass(frozen=True)
class ContrastPlan:
    """The part that tells which of the calibrated contrasts a stack shows.

    Args:
        weights: name of its file.
        names: of the contrasts.
    """

    weights: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class ShiftPlan:
    """The part that tells how unlike the images of the training a stack is.

    Args:
        weights: name of its file.
        far: distance beyond which it is said that the stack is unlike the training.
        distances: rising, at which factors are known; between them they are interpolated in the
            logarithm of the distance, beyond the last its factors hold.
        factors: by landmark, by what its radius is multiplied at each distance: 1 at the first, never
            falling. Landmarks that it does not name keep theirs.
    """

    weights: str
    far: float
    distances: tuple[float, ...]
    factors: dict[str, tuple[float, ...]]

    def __post_init__(self) -> None:
        knots = self.distances
        if not knots or knots[0] <= 0 or not all(a < b for a, b in pairwise((*knots, math.inf))):
            raise ValueError("'distances' rise from above 0")
        if not 0 < self.far < math.inf:
            raise ValueError(f"'far' is a distance, not {self.far}")
        for name, by in self.factors.items():
            rises = len(by) == len(knots) and by[0] == 1 and all(a <= b for a, b in pairwise(by))
            if not rises or not math.isfinite(by[-1]):
                raise ValueError(f"the factors of '{name}' do not rise from 1, one for each distance")
