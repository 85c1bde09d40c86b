"""Landmarks in patient space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .geometry import FloatArray

Status = Literal["detected", "missing"]

ACCEPTED, CORRECTED, MARKED_MISSING = "accepted", "corrected", "marked missing"
PLACED = "placed by hand"
REVIEWED = (ACCEPTED, CORRECTED, MARKED_MISSING, PLACED)
"""Words that end the note of a landmark which a reader has dealt with."""


@dataclass(frozen=True, eq=False)
class Landmark:
    """One landmark, found or not.

    Args:
        name: a name of ``anatomy.json``; it is the control-point label.
        position: (3,) LPS mm; None where the landmark is missing.
        probability: that the landmark is present and lies in the mode that was chosen, 0 to 1.
        covariance: (3, 3) mm² in LPS; None where unknown. A 2D model's is flat across the slice.
        slice: index along the image's slice axis; None for a landmark of a volume.
        note: what a reader should know, such as "far from its neighbours in the stack".
        radius: mm around the position within which the truth lies with a probability of 90 %, as found
            on validation subjects; None where unknown.
    """

    name: str
    position: FloatArray | None
    probability: float = 1.0
    covariance: FloatArray | None = None
    slice: int | None = None
    note: str = ""
    radius: float | None = None

    @property
    def status(self) -> Status:
        """``detected``, or ``missing`` for a landmark without a position."""
        return "missing" if self.position is None else "detected"

    @property
    def review(self) -> str:
        """What a reader has done with it, one of ``REVIEWED``; empty if nothing. The note ends in it."""
        last = self.note.rpartition("; ")[2]
        return last if last in REVIEWED else ""


@dataclass(frozen=True)
class LandmarkSet:
    """Landmarks of one image, in the order they are shown."""

    landmarks: tuple[Landmark, ...]

    def __iter__(self) -> Iterator[Landmark]:
        return iter(self.landmarks)

    def __len__(self) -> int:
        return len(self.landmarks)

    def named(self, name: str) -> LandmarkSet:
        """The landmarks of that name, one a slice for 2D models."""
        return LandmarkSet(tuple(p for p in self.landmarks if p.name == name))

    def in_slice(self, k: int) -> dict[str, Landmark]:
        """The landmarks of slice ``k`` by name."""
        return {p.name: p for p in self.landmarks if p.slice == k}

    def names(self) -> Sequence[str]:
        """Distinct names in order of appearance."""
        return list(dict.fromkeys(p.name for p in self.landmarks))
