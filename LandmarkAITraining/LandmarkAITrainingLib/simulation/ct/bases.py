"""Which heart a simulated subject is made from: one anatomy, parametric ones, or a family of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from .heart_shape import draw_heart_shape
from .parametric_heart import parametric_heart
from .variation import VentricleShape
from .whole_heart import WholeHeart

_RIPPLE = 0.6  # mm; a parametric heart is drawn as it is, so little is added to its ventricle


@dataclass(frozen=True, eq=False)
class Base:
    """A heart to vary.

    Args:
        heart: the anatomy.
        shape: what its left ventricle becomes; None lets it be drawn.
    """

    heart: WholeHeart
    shape: VentricleShape | None = None


class Bases(Protocol):
    """Draws the heart that a subject is made from."""

    @property
    def name(self) -> str:
        """What is drawn from."""
        ...

    def draw(self, rng: np.random.Generator) -> Base:
        """A heart for one subject."""
        ...


@dataclass(frozen=True, eq=False)
class OneHeart:
    """Always the same anatomy; nothing is drawn."""

    heart: WholeHeart

    @property
    def name(self) -> str:
        """Which anatomy it is."""
        return self.heart.name

    def draw(self, rng: np.random.Generator) -> Base:
        """That heart, its ventricle left to chance."""
        return Base(self.heart)


@dataclass(frozen=True)
class ParametricHearts:
    """A heart of its own for every subject.

    Args:
        spacing: mm of the labels that they are made from.
    """

    spacing: float = 1.8
    name: str = "parametric hearts"

    def draw(self, rng: np.random.Generator) -> Base:
        """A heart of a drawn shape, which is not diseased a second time."""
        shape = draw_heart_shape(rng)
        kept = VentricleShape(shape.kind, 0, 0, 0, 0, 0, ripple=float(rng.uniform(0, _RIPPLE)))
        return Base(parametric_heart(shape, self.spacing), kept)


@dataclass(frozen=True, eq=False)
class Family:
    """Hearts of several kinds of anatomy.

    Args:
        members: what is drawn from.
        shares: how often each is; they sum to 1.
    """

    members: Sequence[Bases]
    shares: Sequence[float]
    name: str = "a family of hearts"

    def draw(self, rng: np.random.Generator) -> Base:
        """A heart of one member."""
        return self.members[int(rng.choice(len(self.members), p=list(self.shares)))].draw(rng)


def family_of(hearts: Sequence[WholeHeart], parametric: float) -> Family:
    """Anatomies in equal shares, and parametric hearts.

    Args:
        hearts: the anatomies.
        parametric: share of the parametric ones, 0 to 1; all where there are no anatomies.
    """
    if not hearts:
        return Family([ParametricHearts()], [1.0])
    own = (1 - parametric) / len(hearts)
    members: list[Bases] = [OneHeart(heart) for heart in hearts]
    return Family([*members, ParametricHearts()], [own] * len(hearts) + [parametric])
