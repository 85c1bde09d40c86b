"""Train what tells how unlike the training a stack is, and by how much that widens its radii.

::

    python -m LandmarkAITrainingLib.training.shift DATASET --model MODEL -o OUT

writes MODEL, which is calibrated, again with the part added. What lies near is learnt from the training
stacks as they are. How radii grow with the distance is learnt from the validation stacks made worse by
one round of the looks of training: their points are known, and no other source is needed, nor looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.core.short_axis import short_axis_frame, slices_last
from LandmarkAILib.inference.image_statistics import image_statistics
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.inference.shift import ShiftScore
from LandmarkAILib.models.plans import ShiftPlan
from torch import Tensor

from ..augment.intensity import altered_stack
from ..data.dataset import RV_INCOMPLETE, CaseRecord, LoadedCase, load_case
from ..data.folds import FEWEST as FEWEST_FOLDS
from ..data.folds import assign_folds
from ..data.reference import SliceReference
from .calibrate import conformal_bound
from .parts import Part, add_part

FILE = "shift.safetensors"
LOOKS, WORSE = 3, 45
"""Times that each validation stack is made worse: so often, or oftener until there are so many."""

NEAR, FAR = 0.9, 0.99
"""Shares of held-back stacks whose radii stay as they are, and of which nothing is said."""

GROUPS = 5
"""Of training subjects, each held back once from what tells how far the others lie."""

BINS = 4
"""Groups of equal size, by distance, of the points in stacks made worse; each gives a factor."""

FEWEST = 20
"""Points of a landmark in such a group below which its radius does not grow there."""

_FEWEST_STACKS = 5
_RIDGE = 0.05


@dataclass(frozen=True)
class Held:
    """A point of a validation stack made worse.

    Args:
        landmark: its name.
        distance: of its stack from the training.
        share: its error over the radius that is stated for it without widening.
    """

    landmark: str
    distance: float
    share: float


def fit_whitening(statistics: FloatArray) -> dict[str, Tensor]:
    """Mean and whitening of the statistics of training stacks.

    Args:
        statistics: (N, S).

    Returns:
        See :class:`LandmarkAILib.inference.shift.ShiftScore`; as they are stored.
    """
    mean, scale = statistics.mean(axis=0), statistics.std(axis=0) + 1e-3
    each = (statistics - mean) / scale
    correlation = each.T @ each / len(each)
    # Of few stacks, directions in which they happen to agree are not trusted.
    values, axes = np.linalg.eigh((1 - _RIDGE) * correlation + _RIDGE * np.eye(len(mean)))
    whitening = (axes / np.sqrt(values)).T / scale
    return {
        "mean": torch.as_tensor(mean).float(),
        "whitening": torch.as_tensor(whitening).half().float(),
    }


def held_back_distances(
    statistics: FloatArray, records: Sequence[CaseRecord], others: FloatArray, seed: int
) -> FloatArray:
    """Distances of stacks from training stacks of other subjects: what is usual of a new one.

    Args:
        statistics: (N, S) of training stacks.
        records: their cases.
        others: (M, S) of validation stacks.
        seed: of the groups.
    """
    parts = [(statistics, others)]
    folds: list[int | None] = []
    groups = min(GROUPS, len({record.subject for record in records}))
    if groups >= FEWEST_FOLDS:
        folds = [r.fold for r in assign_folds([replace(r, fold=None) for r in records], groups, seed)]
    for fold in range(groups if folds else 0):
        out = np.array([f == fold for f in folds])
        parts.append((statistics[~out], statistics[out]))
    found = [
        score.distance_of(one)
        for near, held in parts
        if len(near) >= _FEWEST_STACKS
        for score in [_score(fit_whitening(near))]
        for one in held
    ]
    return np.array(found)


def fit_factors(
    points: Sequence[Held], near: float, bins: int = BINS
) -> tuple[tuple[float, ...], dict[str, tuple[float, ...]]]:
    """By what radii grow with the distance, so that they hold as many points there too.

    In each of some groups by distance the split-conformal bound of error over radius
    (:func:`.calibrate.conformal_bound`); then never less than 1, and never falling with the distance.

    Args:
        points: of stacks made worse.
        near: distance from which radii grow.
        bins: how many groups.

    Returns:
        Distances, and by landmark the factor at each.
    """
    names = sorted({point.landmark for point in points})
    farther = [point for point in points if point.distance > near]
    if not farther:
        return (near,), dict.fromkeys(names, (1.0,))
    away = np.array([point.distance for point in farther])
    group = np.searchsorted(np.quantile(away, np.arange(1, bins) / bins), away)
    distances, factors = [near], {name: [1.0] for name in names}
    for number in range(bins):
        within = [point for point, own in zip(farther, group, strict=True) if own == number]
        middle = float(np.median([point.distance for point in within])) if within else near
        if middle <= distances[-1]:
            continue
        distances.append(middle)
        for name in names:
            shares = np.array([point.share for point in within if point.landmark == name])
            bound = conformal_bound(shares) if len(shares) >= FEWEST else 1.0
            factors[name].append(max(factors[name][-1], bound))
    return tuple(distances), {name: tuple(by) for name, by in factors.items()}


def shares_of_radius(case: LoadedCase, found: Detection) -> Iterator[tuple[str, float]]:
    """Landmark, and error over stated radius, of every point that the reference has too."""
    stack = case.image.grid.permuted(slices_last(case.image.grid))
    plane, reference = short_axis_frame(stack)[:, :2], SliceReference(case)
    for point in found.landmarks:
        if point.position is None or point.radius is None or point.slice is None:
            continue
        truth = reference.point(point.name, point.slice)
        if truth is not None and truth.position is not None:
            error = (point.position - truth.position) @ plane
            yield point.name, float(np.linalg.norm(error)) / point.radius


def made_worse(case: LoadedCase, number: int, seed: int, looks: int = LOOKS) -> Iterator[LoadedCase]:
    """A case through one round of looks, several times; ``number`` tells it from the others."""
    labels = None
    if case.segmentation is not None and RV_INCOMPLETE not in case.record.notes:
        labels = case.segmentation.labels
    for look in range(looks):
        own = int(np.random.default_rng([seed, number, look]).integers(2**31))
        yield replace(case, image=altered_stack(case.image, labels, 1, own))


def train_shift(
    pipeline: Pipeline, train: Sequence[CaseRecord], val: Sequence[CaseRecord], seed: int
) -> Part | None:
    """Train on the training cases, learn the growth of radii on those to validate on.

    Args:
        pipeline: of a model that is calibrated; a part of this kind that it has is passed over.
        train, val: the cases.
        seed: of all that is drawn.

    Returns:
        None of a model of volumes, and of fewer than ``_FEWEST_STACKS`` training stacks or no validation
        stack.

    Raises:
        InputError: a case that cannot be read.
    """
    if not pipeline.decoder.slicewise or len(train) < _FEWEST_STACKS or not val:
        return None
    near_by, others = (
        np.array([image_statistics(load_case(record).image) for record in records])
        for records in (train, val)
    )
    weights = fit_whitening(near_by)
    usual = held_back_distances(near_by, train, others, seed)
    near, far = (float(np.quantile(usual, share)) for share in (NEAR, FAR))
    distances, factors = fit_factors(points_made_worse(pipeline, _score(weights), val, seed), near)
    return Part("shift", ShiftPlan(FILE, far, distances, factors), weights)


def points_made_worse(
    pipeline: Pipeline, score: ShiftScore, val: Sequence[CaseRecord], seed: int
) -> list[Held]:
    """The points that a model finds in validation stacks made worse."""
    looks, points = max(LOOKS, -(-WORSE // len(val))), []
    for number, record in enumerate(val):
        for case in made_worse(load_case(record), number, seed, looks):
            away = score.distance(case.image)
            outputs = pipeline.run_stages(case.image, lambda *_: None)
            # Radii as they were calibrated, whatever the model already widens.
            found = pipeline.decode(case.image, replace(outputs, away=None))
            points += [Held(name, away, share) for name, share in shares_of_radius(case, found)]
    return points


def _score(weights: dict[str, Tensor]) -> ShiftScore:
    return ShiftScore.load(ShiftPlan(FILE, 1.0, (1.0,), {}), weights)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a model whose radii grow where a stack is unlike its training."""
    add_part(arguments, main.__doc__, train_shift, "too few stacks", draws=True)


if __name__ == "__main__":
    main()
