"""How far several observers' points lie from each other, and a model's from theirs.

Three distances, which differ, each named:

- ``pairwise``: from one observer's point to another's; every pair of observers counts once;
- ``leave-one-out``: from an observer's point to the mean of the points of all *other* observers;
- ``to-mean``: from an observer's point to the mean of all, his or her own included. It is smaller than
  leave-one-out by (n − 1) / n for n observers, and nought for one.

A model has the same three: to each observer (``model pairwise``), to the mean of all observers but one,
each left out in turn (``model leave-one-out``), and to the mean of all (``model to-mean``). The fair
comparison is leave-one-out: model and observer are then measured against the same mean, in which neither
has a part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.landmarks import LandmarkSet

from ..data.dataset import CaseRecord
from .metrics.localisation import distance, in_plane_axes

Kind = Literal[
    "pairwise",
    "leave-one-out",
    "to-mean",
    "model pairwise",
    "model leave-one-out",
    "model to-mean",
]
KINDS: tuple[Kind, ...] = (
    "pairwise",
    "leave-one-out",
    "to-mean",
    "model pairwise",
    "model leave-one-out",
    "model to-mean",
)
ALL = "all"
Points = Mapping[str, FloatArray]
"""Observer → (3,) LPS mm."""


@dataclass(frozen=True)
class ObserverError:
    """One distance.

    Args:
        case: of the dataset, as are subject, contrast and source.
        landmark: its name.
        slice: index along the slice axis; None for a landmark of a volume.
        kind: what was measured.
        observer: whose point; of a model's leave-one-out, who was left out; else empty.
        against: the other observer; ``all`` for the mean of all, empty for the mean of the others.
        error_mm: in the plane of the slice; for a landmark of a volume in space.
    """

    case: str
    subject: str
    contrast: str
    source: str
    landmark: str
    slice: int | None
    kind: Kind
    observer: str
    against: str
    error_mm: float


@dataclass(frozen=True)
class Placing:
    """A landmark of a slice or volume that at least one observer placed.

    Args:
        observers: how many annotated the case.
        placed: how many of them placed this point.
        model: whether the model did; None without a model that knows the landmark.
    """

    case: str
    subject: str
    contrast: str
    source: str
    landmark: str
    slice: int | None
    observers: int
    placed: int
    model: bool | None


def observer_errors(
    record: CaseRecord,
    grid: Grid,
    observers: Mapping[str, LandmarkSet],
    model: LandmarkSet | None = None,
) -> tuple[list[ObserverError], list[Placing]]:
    """All distances of one case.

    A landmark is compared in space where the model places it once for the image or, without a model, no
    observer placed it more than once; else slice by slice.

    Args:
        record: the case.
        grid: of its image.
        observers: points by observer, each with its slice.
        model: its points.
    """
    errors, placings = [], []
    names = dict.fromkeys(name for points in observers.values() for name in points.names())
    known = set() if model is None else set(model.names())
    plane = in_plane_axes(grid)
    for name in names:
        whole = _of_volume(name, observers, model)
        axes = np.eye(3) if whole else plane
        predicted = {} if model is None else _by_slice(model, name, whole)
        places = {who: _by_slice(points, name, whole) for who, points in observers.items()}
        for k in sorted({k for found in places.values() for k in found}, key=lambda k: k or 0):
            points = {who: found[k] for who, found in places.items() if k in found}
            who = (record.case, record.subject, record.contrast, record.source, name, k)
            said = k in predicted if name in known else None
            placings.append(Placing(*who, len(observers), len(points), said))
            errors += [
                ObserverError(*who, kind, observer, against, distance(axes @ offset))
                for kind, observer, against, offset in _offsets(points, predicted.get(k))
            ]
    return errors, placings


def _of_volume(name: str, observers: Mapping[str, LandmarkSet], model: LandmarkSet | None) -> bool:
    predicted = () if model is None else tuple(model.named(name))
    if predicted:
        return any(point.slice is None for point in predicted)
    return all(len(points.named(name)) <= 1 for points in observers.values())


def _by_slice(points: LandmarkSet, name: str, whole: bool) -> dict[int | None, FloatArray]:
    return {
        None if whole else point.slice: point.position
        for point in points.named(name)
        if point.position is not None
    }


def _offsets(points: Points, model: FloatArray | None) -> Iterator[tuple[Kind, str, str, FloatArray]]:
    """Kind, observer, against and offset (3,) of every distance at one place."""
    if len(points) > 1:
        yield from _between_observers(points)
    if model is None:
        return
    for name, point in points.items():
        yield "model pairwise", "", name, model - point
    if len(points) > 1:
        for name in points:
            yield "model leave-one-out", name, "", model - _mean_without(points, name)
        yield "model to-mean", "", ALL, model - _mean(list(points.values()))


def _between_observers(points: Points) -> Iterator[tuple[Kind, str, str, FloatArray]]:
    for first, second in combinations(sorted(points), 2):
        yield "pairwise", first, second, points[first] - points[second]
    everyone = _mean(list(points.values()))
    for name, point in points.items():
        yield "leave-one-out", name, "", point - _mean_without(points, name)
        yield "to-mean", name, ALL, point - everyone


def _mean_without(points: Points, left_out: str) -> FloatArray:
    return _mean([point for name, point in points.items() if name != left_out])


def _mean(points: Sequence[FloatArray]) -> FloatArray:
    return np.asarray(np.mean(points, axis=0))
