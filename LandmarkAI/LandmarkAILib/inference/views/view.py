"""What a view is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ...core.geometry import FloatArray, Grid

Points = Mapping[str, FloatArray]
"""Landmark name → (3,) LPS mm."""


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

    def windows(self, placed: Grid) -> list[Grid]:
        """The parts of a placed grid that the network sees one by one, all of one size; mostly one."""
        ...
