"""How far insertion points move when the contours behind them are drawn a little otherwise.

Contours are moved by smooth random fields: sums of waves, so that they are known at any place in the
plane and do not depend on the pixels, with a Gaussian correlation as that of filtered white noise.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ...core.geometry import FloatArray
from .rule import Contours, NoInsertions, insertions

REDRAWN_MM = 0.75  # standard deviation of a contour, along its normal
DRAWS = 32
SEED = 2026

_CORRELATED_MM = 8.0  # of the filter that would make the noise; a contour strays as far to one side
_WAVES = 48
_FEWEST = 0.5  # share of redrawn contours that must have points


@dataclass(frozen=True, eq=False)
class Spread:
    """How the two insertion points move.

    Args:
        moments: (2, 2, 2) for each point the mean of squared movements, mm² along u, v.
        found: share of the redrawn contours that have points, 0 to 1.
    """

    moments: FloatArray
    found: float

    @property
    def moved(self) -> FloatArray:
        """(2,) root mean square movement, mm."""
        return np.asarray(np.sqrt(np.trace(self.moments, axis1=1, axis2=2)))

    @property
    def steady(self) -> bool:
        """Whether at least half of the redrawn contours have points at all."""
        return self.found >= _FEWEST


def spread(contours: Contours, points: FloatArray, draws: int = DRAWS, seed: int = SEED) -> Spread:
    """Redraw the contours and see where the insertion points go.

    Args:
        contours: as they were drawn.
        points: (2, 2) insertion points of those.
        draws: how many times; the same number and seed give the same answer.
        seed: of the noise.
    """
    left = _noise(contours.epicardium - contours.center, draws, 2 * seed)
    right = _noise(contours.right - contours.center, draws, 2 * seed + 1)
    moves = []
    for of_left, of_right in zip(left, right, strict=True):
        try:
            moves.append(insertions(contours.moved(of_left, of_right)) - points)
        except NoInsertions:
            continue
    if not moves:
        return Spread(np.zeros((2, 2, 2)), 0.0)
    moved = np.stack(moves)
    return Spread(np.einsum("npa,npb->pab", moved, moved) / len(moves), len(moves) / draws)


def _noise(places: FloatArray, draws: int, seed: int) -> FloatArray:
    """(draws, N) mm at places (N, 2) mm."""
    waves, shifts = _waves(draws, seed)
    phases = places @ waves + shifts[:, None, :]  # (draws, N, waves)
    return np.asarray(REDRAWN_MM * np.sqrt(2 / _WAVES) * np.cos(phases, out=phases).sum(axis=-1))


@cache
def _waves(draws: int, seed: int) -> tuple[FloatArray, FloatArray]:
    """(draws, 2, waves) radians per mm, and (draws, waves) radians."""
    random = np.random.default_rng(seed)
    # Noise filtered by a Gaussian of width s is correlated as a Gaussian of width √2 s.
    waves = random.normal(0, 1 / (np.sqrt(2) * _CORRELATED_MM), (draws, 2, _WAVES))
    return waves, random.uniform(0, 2 * np.pi, (draws, _WAVES))
