"""What a view is, and how it is placed where some of the landmarks it needs are not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from ...core.anatomy import landmark_types
from ...core.geometry import FloatArray, Grid

Points = Mapping[str, FloatArray]
"""Landmark name → (3,) LPS mm."""
_TURNS = 12


class View(Protocol):
    """A way to look at an image."""

    @property
    def spacing(self) -> float:
        """Millimetres per pixel."""
        ...

    @property
    def needs(self) -> tuple[str, ...]:
        """Landmarks that place it; with all of them it needs no stage before its own."""
        ...

    def fields(self, grid: Grid) -> list[Grid]:
        """The parts of an image that are looked at one by one: slices of a stack, or the volume."""
        ...

    def place(self, field: Grid, points: Points) -> Grid | None:
        """The grid on which ``field`` is seen; None where ``points`` do not suffice."""
        ...

    def guesses(self, field: Grid, points: Points) -> list[Points]:
        """Points that could place the view where only some of those it needs are known.

        Args:
            field: the slice, or the volume.
            points: at least one of those it needs.

        Returns:
            Sets of all of them, each with ``points`` as they are; the n-th of another field is the n-th
            of this one moved along. Empty where nothing typical is known of them.
        """
        ...

    def doubt(self, grid: Grid) -> str:
        """Why an image's parts may be seen mirrored or turned; empty where nothing speaks for it."""
        ...

    def windows(self, placed: Grid) -> list[Grid]:
        """The parts of a placed grid that the network sees one by one, all of one size; mostly one."""
        ...


def guesses_in_slice(field: Grid, points: Points, names: Sequence[str]) -> list[Points]:
    """All landmarks of a slice, guessed from one or more of them.

    Two or more tell how the heart is turned; one leaves that open, and there is a guess every 30°.

    Args:
        field: the slice, in canonical short-axis axes.
        points: those that are known, LPS mm; others than ``names`` are ignored.
        names: landmarks that are wanted.

    Returns:
        Guesses with ``points`` as they are; empty if none is known or something typical is not.
    """
    typical = _typical(names, 2)
    known = [name for name in names if name in points]
    if not known or typical is None:
        return []
    plane = field.axes[:, :2]
    shape = np.array([typical[name] for name in known])
    seen = np.array([points[name] @ plane for name in known])
    turns = [_turn(shape, seen)] if len(known) > 1 else 2 * np.pi * np.arange(_TURNS) / _TURNS
    middle = np.mean([points[name] for name in known], axis=0)
    return [
        {
            name: points[name]
            if name in known
            else middle + plane @ (_rotation(turn) @ (typical[name] - shape.mean(axis=0)))
            for name in names
        }
        for turn in turns
    ]


def guess_in_volume(points: Points, names: Sequence[str]) -> list[Points]:
    """All landmarks of a volume, guessed from one or more of them on the patient's axes.

    Args:
        points: those that are known, LPS mm.
        names: landmarks that are wanted.

    Returns:
        One guess with ``points`` as they are; none if none is known or something typical is not.
    """
    typical = _typical(names, 3)
    known = [name for name in names if name in points]
    if not known or typical is None:
        return []
    offset = np.mean([points[name] - typical[name] for name in known], axis=0)
    return [{name: points[name] if name in known else offset + typical[name] for name in names}]


def _typical(names: Sequence[str], dimension: int) -> dict[str, FloatArray] | None:
    """Typical positions; None where one of them is not known in so many dimensions."""
    kinds = landmark_types()
    if not all(name in kinds and len(kinds[name].typical) == dimension for name in names):
        return None
    return {name: np.array(kinds[name].typical) for name in names}


def _turn(shape: FloatArray, seen: FloatArray) -> float:
    """The angle by which a shape (N, 2) is turned to lie on the points seen, in least squares."""
    a, b = shape - shape.mean(axis=0), seen - seen.mean(axis=0)
    return float(np.arctan2((a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum(), (a * b).sum()))


def _rotation(angle: float) -> FloatArray:
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
