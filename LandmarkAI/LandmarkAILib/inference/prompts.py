"""Points that a reader dropped roughly: where they say the last stage should look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ..core.geometry import FloatArray, Grid
from .heads import Peak
from .sampling import Volume
from .stage import Stage
from .views import Points


def nearest_points(rough: Mapping[int, Points], count: int) -> list[Points]:
    """For each of ``count`` slices the points of the nearest slice that has them, name by name."""
    names = {name for points in rough.values() for name in points}
    chosen: list[dict[str, FloatArray]] = [{} for _ in range(count)]
    for name in names:
        slices = [n for n, points in rough.items() if name in points]
        for n in range(count):
            nearest = min(slices, key=lambda other: (abs(other - n), other))
            chosen[n][name] = rough[nearest][name]
    return list(chosen)


def completed(
    stage: Stage,
    volume: Volume,
    fields: Sequence[Grid],
    given: Sequence[Points],
    rough: Mapping[int, Points],
) -> list[Points]:
    """Points that place a stage's view on every field, guessed from those that are given.

    Of several guesses, such as of how the heart is turned, that one is taken with which the stage sees
    its landmarks most surely on the slice that the reader pointed at.

    Args:
        stage: whose view is to be placed.
        volume: the image.
        fields: its slices, or the volume.
        given: points on each field.
        rough: points on the slices that the reader pointed at.

    Returns:
        ``given`` where nothing can be guessed or nothing is missing.
    """
    if not rough or given[0].keys() >= set(stage.view.needs):
        return list(given)
    guesses = [stage.view.guesses(field, points) for field, points in zip(fields, given, strict=True)]
    if not all(guesses):
        return list(given)
    # A volume is one field, whatever slice the reader pointed at.
    shown = min(max(sorted(rough), key=lambda n: len(rough[n])), len(fields) - 1)
    best = _best(stage, volume, fields[shown], guesses[shown])
    return [of_field[best] for of_field in guesses]


def _best(stage: Stage, volume: Volume, field: Grid, guesses: Sequence[Points]) -> int:
    """Number of the guess with which a stage sees its landmarks most surely."""
    if len(guesses) == 1:
        return 0
    grids = [stage.view.place(field, points) for points in guesses]
    peaks = stage.peaks_on(volume, [grid for grid in grids if grid is not None])
    return int(np.argmax([_sureness(found) for found in peaks]))


def _sureness(peaks: Sequence[Peak]) -> float:
    return float(np.mean([peak.presence * peak.mass for peak in peaks]))
