"""How far insertion points move when the contours behind them are drawn a little otherwise.

Contours are moved by smooth random fields: sums of waves, so that they are known at any place in the
plane and do not depend on the pixels, with a Gaussian correlation as that of filtered white noise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from ...core.geometry import FloatArray
from .outline import Mask, largest_part
from .rule import Contours, NoInsertionsError, insertions

REDRAWN_MM = 0.75  # standard deviation of a contour, along its normal
DRAWS = 24
SEED = 2026

_CORRELATED_MM = 8.0  # of the filter that would make the noise; a contour strays as far to one side
_WAVES = 48
_EVERY = 4  # rays
_MARGIN_MM = 4.0  # noise reaches no further
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


def spread(
    contours: Contours,
    right: Mask,
    plane: FloatArray,
    points: FloatArray,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Spread:
    """Redraw the contours and see where the insertion points go.

    Args:
        contours: as they were drawn.
        right: (j, i) mask of the right ventricle that they come from.
        plane: (2, 2) from its index (i, j) to mm along u, v.
        points: (2, 2) insertion points of the contours as they were drawn.
        draws: how many times; the same number and seed give the same answer.
        seed: of the noise.
    """
    epicardium = _on_rays(contours, draws, 2 * seed)
    edge = _Edge.of(largest_part(right), plane, contours)
    moves = []
    for of_left, of_right in zip(epicardium, edge.redrawn(draws, 2 * seed + 1), strict=True):
        try:
            moves.append(insertions(contours.redrawn(of_left, of_right)) - points)
        except NoInsertionsError:
            continue
    if not moves:
        return Spread(np.zeros((2, 2, 2)), 0.0)
    moved = np.stack(moves)
    return Spread(np.einsum("npa,npb->pab", moved, moved) / len(moves), len(moves) / draws)


@dataclass(frozen=True, eq=False)
class _Edge:
    """Signed distance to the border of a mask, mm, and where its pixels lie.

    A thin end of the mask is drawn back further than its sides: this is why contours are redrawn as
    level sets, and not by moving the points on them.
    """

    distance: FloatArray  # (j, i), negative inside
    first: FloatArray  # (2,) mm from the LV center to the first pixel
    plane: FloatArray
    contours: Contours

    @classmethod
    def of(cls, mask: Mask, plane: FloatArray, contours: Contours) -> _Edge:
        import SimpleITK as sitk

        inside = np.argwhere(mask)
        spacing = np.linalg.norm(plane, axis=0)
        margin = int(np.ceil(_MARGIN_MM / spacing.min()))
        low, high = inside.min(axis=0) - margin, inside.max(axis=0) + margin + 1
        cut = np.zeros(high - low, np.uint8)
        cut[tuple((inside - low).T)] = 1
        image = sitk.GetImageFromArray(cut)
        image.SetSpacing(spacing.tolist())
        # ITK measures from the outermost pixels inside; the border lies half a pixel further out.
        distance = sitk.GetArrayFromImage(sitk.SignedMaurerDistanceMap(image, False, False, True))
        first = plane @ low[::-1] - contours.center
        return cls(distance - spacing.min() / 2, first, plane, contours)

    def redrawn(self, draws: int, seed: int) -> Iterator[FloatArray]:
        """(M, 2) points mm on the border of the largest part, for each draw."""
        waves, shifts = _waves(draws, seed)
        rows, columns = (np.arange(n) for n in self.distance.shape)
        for wave, shift in zip(waves, shifts, strict=True):
            # cos(a + b) = cos a cos b - sin a sin b: rows and columns apart, joined by two products.
            down = np.outer(rows, self.plane[:, 1] @ wave) + (self.first @ wave + shift)
            across = np.outer(columns, self.plane[:, 0] @ wave)
            noise = np.cos(down) @ np.cos(across).T - np.sin(down) @ np.sin(across).T
            yield self._border(self.distance + REDRAWN_MM * np.sqrt(2 / _WAVES) * noise)

    def _border(self, level: FloatArray) -> FloatArray:
        part = level < 0
        if not _in_one_piece(part):
            part = largest_part(part)
        crossings = []
        for axis in (0, 1):
            ahead, behind = (slice(1, None), slice(None, -1))
            here, there = (behind, slice(None)), (ahead, slice(None))
            if axis:
                here, there = here[::-1], there[::-1]
            at = np.argwhere(part[here] != part[there]).astype(float)
            index = tuple(at.astype(int).T)
            before, after = level[here][index], level[there][index]
            at[:, axis] += np.clip(before / np.where(after == before, 1, before - after), 0, 1)
            crossings.append(at)
        points = np.vstack(crossings)[:, ::-1] @ self.plane.T + self.first + self.contours.center
        return points[self.contours.reaches(points)]


def _in_one_piece(mask: Mask) -> bool:
    """Whether its Euler number, parts less holes, is one; far faster than to label parts."""
    pairs = np.count_nonzero(mask[1:] & mask[:-1]) + np.count_nonzero(mask[:, 1:] & mask[:, :-1])
    blocks = mask[1:, 1:] & mask[1:, :-1] & mask[:-1, 1:] & mask[:-1, :-1]
    return bool(np.count_nonzero(mask) - pairs + np.count_nonzero(blocks) == 1)


def _on_rays(contours: Contours, draws: int, seed: int) -> FloatArray:
    """(draws, 360) mm by which the epicardium moves; smooth, so every fourth ray is enough."""
    waves, shifts = _waves(draws, seed)
    rays = np.arange(len(contours.radii))
    places = (contours.epicardium - contours.center)[::_EVERY]
    noise = np.cos(places @ waves + shifts[:, None, :]).sum(axis=-1)
    scale, period = REDRAWN_MM * np.sqrt(2 / _WAVES), len(rays)
    return np.stack([np.interp(rays, rays[::_EVERY], scale * row, period=period) for row in noise])


@cache
def _waves(draws: int, seed: int) -> tuple[FloatArray, FloatArray]:
    """(draws, 2, waves) radians per mm, and (draws, waves) radians."""
    random = np.random.default_rng(seed)
    # Noise filtered by a Gaussian of width s is correlated as a Gaussian of width √2 s.
    waves = random.normal(0, 1 / (np.sqrt(2) * _CORRELATED_MM), (draws, 2, _WAVES))
    return waves, random.uniform(0, 2 * np.pi, (draws, _WAVES))
